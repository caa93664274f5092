"""The decisions on a capture as they are written in ``data/corrections/CAPTURE_ID.yaml``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from pbdata.corrections.reading import SECTIONS, correction_path, corrections_of
from pbdata.forms.reading import Written
from pbdata.model.correction import Correction
from pbdata.review.writing import replaced, version_of

Row = dict[str, Any]


class Book:
    """Reads and writes the files of decisions of the corpus in ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def version(self, capture: str) -> str:
        return version_of(correction_path(self._root, capture))

    def corrections(self, capture: str, rows: Mapping[str, Sequence[Row]] | None = None) -> tuple[Correction, ...]:
        place = correction_path(self._root, capture)
        if rows is not None:
            return corrections_of(Written(place, self._text(capture, rows))) if any(rows.values()) else ()
        return corrections_of(Written.read(place)) if place.is_file() else ()

    def rows(self, capture: str) -> dict[str, list[Row]]:
        place = correction_path(self._root, capture)
        given = yaml.safe_load(place.read_text("utf-8")) if place.is_file() else {}
        return {section: list(given.get(section, ())) for section in SECTIONS}

    def text(self, capture: str) -> str | None:
        place = correction_path(self._root, capture)
        return place.read_text("utf-8") if place.is_file() else None

    def write(self, capture: str, rows: Mapping[str, Sequence[Row]], version: str) -> str:
        text = self._text(capture, rows) if any(rows.values()) else None
        return self.put(capture, text, version)

    def put(self, capture: str, text: str | None, version: str) -> str:
        return replaced(self._root, correction_path(self._root, capture), text, version)

    def _text(self, capture: str, rows: Mapping[str, Sequence[Row]]) -> str:
        given = {"capture_id": capture} | {section: list(rows[section]) for section in SECTIONS if rows.get(section)}
        return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=120)
