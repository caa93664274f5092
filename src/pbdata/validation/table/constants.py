"""Values that a schema gives for comparison with cells: members of lists, and bounds."""

import json
from typing import Any

from pbdata.validation.table.structures import read_json


class Constant:
    """A value that a schema gives for comparison: as text, and with the type of the column."""

    __slots__ = ("text", "typed")

    def __init__(self, text: str, typed: Any) -> None:
        """``typed`` is what a cell with that text would give."""
        self.text, self.typed = text, typed


def canonical(text: str) -> str:
    """A JSON text written in one way, so that equal values have equal texts; other text as it stands."""
    try:
        return json.dumps(read_json(text), ensure_ascii=False, sort_keys=True)
    except (ValueError, RecursionError):
        return text
