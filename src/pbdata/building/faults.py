"""Whose fault it is that a package cannot be written or is not valid: one capture harms no other.

A fault in the rows of a capture is one of pbdata, but it costs that capture alone: it is rejected with the fault as its
reason, and told of. A fault that is no capture's stops the build.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pbdata.model.capture import Processed
from pbdata.package.keys import foreign_keys
from pbdata.package.schemas import load_schemas
from pbdata.validation.report.findings import Problem

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def reason_of(error: Exception | str) -> str:
    """The reason with which a capture is rejected where pbdata fails on it, on one line."""
    words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return " ".join(f"error: {words}".split())


def captures_at_fault(problems: Iterable[Problem], rows: Tables) -> dict[str, str]:
    """Return by ``capture_id`` the first fault of each capture whose rows have one.

    It is empty where one of the faults is no row's, or the row is no capture's: then nothing is gained by taking out others.
    """
    owners = _Owners(rows)
    reasons: dict[str, str] = {}
    for problem in problems:
        owner = owners.of(problem.resource, problem.row)
        if owner is None:
            return {}
        column = f".{problem.field}" if problem.field else ""
        reasons.setdefault(owner, reason_of(f"{problem.resource}{column}: {problem.message}"))
    return reasons


def unwritable(processed: Iterable[Processed], write: Callable[[Processed], object]) -> dict[str, str]:
    """Return by ``capture_id`` why a capture cannot be written alone. ``write`` raises ``ValueError`` for it."""
    reasons = {}
    for one in processed:
        try:
            write(one)
        except ValueError as error:
            reasons[one.capture_id] = reason_of(error)
    return reasons


class _Owners:
    """Finds the capture to which a row belongs: by its own columns, or by those of the row to which a key leads."""

    def __init__(self, rows: Tables) -> None:
        self._rows = rows
        self._schemas = load_schemas()
        self._by_key: dict[tuple[str, tuple[str, ...]], dict[tuple[Any, ...], Mapping[str, Any]]] = {}

    def of(self, table: str | None, number: int | None) -> str | None:
        """The ``capture_id`` of a row, counted from 1; ``None`` where it has none."""
        rows = self._rows.get(table or "", ())
        if table is None or number is None or not 0 < number <= len(rows):
            return None
        return self._of_row(table, rows[number - 1])

    def _of_row(self, table: str, row: Mapping[str, Any]) -> str | None:
        if row.get("capture_id"):
            return str(row["capture_id"])
        if row.get("article_id"):
            return f"c{row['article_id'][1:]}"
        for key in foreign_keys(self._schemas[table]):
            found = self._index(key.parent, key.others).get(tuple(row.get(field) for field in key.fields))
            owner = self._of_row(key.parent, found) if found and key.parent else None
            if owner:
                return owner
        return None

    def _index(self, table: str, fields: tuple[str, ...]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        if (table, fields) not in self._by_key:
            rows = self._rows.get(table, ())
            self._by_key[table, fields] = {tuple(row[field] for field in fields): row for row in rows}
        return self._by_key[table, fields]
