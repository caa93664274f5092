"""The rows of a capture before and after a decision, and which of them differ."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pbdata.corrections.opening import OpenCapture
from pbdata.model.capture import Processed
from pbdata.package.columns import with_numbers
from pbdata.package.schemas import schemas
from pbdata.package.tables import BESIDE, of_captures

Row = Mapping[str, Any]
_DERIVED = frozenset({"paragraphs", "span_hashes", "unigrams", "corrections", *BESIDE})
"""Tables that follow from the text, or tell of the decisions themselves."""
_KEYS = {"spans": ("start", "stop", "label", "field"), "contributors": ("name", "role")}
"""What tells rows apart that are only counted."""


class Change(NamedTuple):
    """A row that differs, by what tells it apart: ``before`` is ``None`` where it is new, ``after`` where it is gone."""

    table: str
    key: tuple[Any, ...]
    before: Row | None
    after: Row | None

    def columns(self) -> dict[str, tuple[Any, Any]]:
        """The columns that differ, with both values."""
        before, after = self.before or {}, self.after or {}
        names = dict.fromkeys([*before, *after])
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}

    @property
    def only_moved(self) -> bool:
        """Whether the row is the same but for where its words stand."""
        places = (name.rpartition("_")[2] in ("start", "stop") for name in self.columns())
        return self.before is not None and self.after is not None and all(places)


def rows_of(capture: OpenCapture, processed: Processed) -> dict[str, list[dict[str, Any]]]:
    """The rows that the capture gives to each table of the package, with their numbers as such."""
    made = of_captures([processed], {processed.sha256: capture.sightings})
    return {name: with_numbers(frame, schemas()[name]).to_dicts() for name, frame in made.items() if name in schemas()}


def changes(before: Mapping[str, list[dict[str, Any]]], after: Mapping[str, list[dict[str, Any]]]) -> list[Change]:
    """The rows that differ between what ``rows_of`` gives before and after, table by table in the order of the package."""
    found = []
    for name in (name for name in schemas() if name in after and name not in _DERIVED):
        key = _KEYS.get(name) or schemas()[name]["primaryKey"]
        old, new = ({tuple(row[column] for column in key): row for row in rows[name]} for rows in (before, after))
        for one in dict.fromkeys([*old, *new]):
            change = Change(name, one, old.get(one), new.get(one))
            if change.columns().keys() - ({"span_no", "seq"} if name in _KEYS else set()):
                found.append(change)
    return found
