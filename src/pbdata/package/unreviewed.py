"""The rows of facts as the program made them, before a curator decided: told back from the table ``corrections``."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pbdata.package.schemas import schemas
from pbdata.package.units import Tables

Row = Mapping[str, Any]

_CHANGED = frozenset({"change", "add", "reject"})
_WORDS = ("field", "start", "stop")
_READ: Mapping[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": "true".__eq__}


def is_reviewed(tables: Tables) -> bool:
    """Whether a curator changed, added or rejected rows of these tables."""
    return any(_counts(row) for row in tables.get("corrections", ()))


def as_machine(tables: Tables) -> Tables:
    """Return the tables with the rows that a curator changed or rejected as they were, and without those that were added.

    Where labels or the text were corrected, the facts are those of the corrected text.
    """
    decided: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("corrections", ()):
        if _counts(row):
            decided[row["resource"]].append(row)
    return {**tables, **{name: _undone(name, tables[name], rows) for name, rows in decided.items()}}


def _counts(row: Row) -> bool:
    return row["decision"] in _CHANGED and not row["learnt"] and row["row_id"] is not None


def _undone(name: str, rows: Sequence[Row], decided: Sequence[Row]) -> list[Row]:
    """The rows of one table as they were before these decisions."""
    fields = {field["name"]: field for field in schemas()[name]["fields"]}
    key = [column for column in schemas()[name]["primaryKey"] if column != "article_id"]
    standing = {(row["article_id"], ":".join(str(row[column]) for column in key)): dict(row) for row in rows}
    for one in decided:
        place = one["article_id"], one["row_id"]
        if one["decision"] == "add":
            standing.pop(place, None)
        elif one["decision"] == "reject":
            was = {"article_id": one["article_id"], **{column: one[column] for column in _WORDS}}
            standing[place] = dict.fromkeys(fields) | was | json.loads(one["before"])
        elif place in standing:
            text, kind = one["before"], fields[one["column_name"]]["type"]
            standing[place][one["column_name"]] = text if text is None else _READ.get(kind, str)(text)
    return list(standing.values())
