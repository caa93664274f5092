"""A coder's desk: pages without what the program or anybody else made of them, and a coding for each that is written at once."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from pbdata.agreement.codings import PageCoding, read_coding
from pbdata.captures.store.takedown import CODERS
from pbdata.errors import PbdataError
from pbdata.forms.reading import Written
from pbdata.review.shelf import Shelf
from pbdata.review.views import Json, blind_view
from pbdata.review.writing import replaced, version_of

_HEAD = "# What {coder} read on this page, without sight of what the program or others made of it. docs/forms.md explains the keys.\n"


class BlindDesk:
    """The pages of a corpus for the coder ``name``, who sees no label, no fact and no other coding."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf, self._name = shelf, name

    def pages(self) -> list[Json]:
        """The captures, with how much was coded of each."""
        found = []
        for capture in self._shelf.ids:
            coding = self._coding(capture)
            found.append(
                {"capture_id": capture, "n_lines": len(coding.lines) if coding else 0, "coded": coding is not None}
            )
        return found

    def page(self, capture: str) -> Json:
        """A page as its coder sees it: its lines, what he said of it so far, and the version of that."""
        coding = self._coding(capture)
        return blind_view(self._shelf.open(capture).processed(())) | {
            "version": version_of(self._place(capture)),
            "coding": _as_json(coding) if coding else {"lines": [], "fields": [], "facts": []},
        }

    def code(self, capture: str, version: str, given: Mapping[str, Any]) -> Json:
        """Write a coding: ``lines``, ``fields`` and ``facts`` as the form has them. Return the page with it.

        Raises ``ConflictError`` where another window has written since ``version``, ``ManifestError`` for what the form does not allow.
        """
        processed = self._shelf.open(capture).processed(())
        if processed.page_text is None:
            raise PbdataError(f"{capture}: it gave no page text, so there is nothing to code: {processed.reason}.")
        page_sha256 = sha256(processed.page_text.encode("utf-8", "surrogatepass")).hexdigest()
        head = {"capture_id": capture, "page_sha256": page_sha256, "coder": self._name}
        parts = {key: given[key] for key in ("lines", "fields", "facts") if given.get(key)}
        place = self._place(capture)
        text = _HEAD.format(coder=self._name) + yaml.safe_dump(
            head | parts, allow_unicode=True, sort_keys=False, width=120
        )
        read_coding(Written(place, text))
        replaced(self._shelf.root, place, text.encode(), version)
        return self.page(capture)

    def _place(self, capture: str) -> Path:
        if capture not in self._shelf.ids:
            raise PbdataError(f"{capture}: there is no such capture here.")
        return self._shelf.root / CODERS / self._name / f"{capture}.yaml"

    def _coding(self, capture: str) -> PageCoding | None:
        place = self._place(capture)
        return read_coding(Written.read(place)) if place.is_file() else None


def _as_json(coding: PageCoding) -> Json:
    return {
        "lines": [{"first": line_no, "last": line_no, "label": label} for line_no, label in coding.lines.items()],
        "fields": [{"field": name, **one._asdict()} for name, one in coding.fields.items()],
        "facts": [
            {
                "table": table,
                "found": [
                    {
                        "start": one.start,
                        "stop": one.stop,
                        "surface": one.surface,
                        "codes": [{"column": column, "value": value} for column, value in one.codes.items()],
                    }
                    for one in found
                ],
            }
            for table, found in coding.facts.items()
        ],
    }
