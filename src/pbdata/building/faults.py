"""Whose fault it is that a package cannot be written or is not valid: one capture harms no other.

A fault in the rows of a capture is one of pbdata, but it costs that capture alone: it is rejected with the fault as its
reason, and told of. A fault that is no capture's stops the build.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pbdata.corpus.failures import reason_of
from pbdata.model.capture import Processed
from pbdata.package.columns import Frames
from pbdata.package.keys import foreign_keys
from pbdata.package.schemas import schemas
from pbdata.validation.report.findings import Problem

NOT_VALID = "the new package is not valid, and the last one stays. This is a fault of pbdata: please report it."
SHOWN = 10
"""How many lines of a report are told with it."""


def captures_at_fault(problems: Iterable[Problem], tables: Frames) -> dict[str, str]:
    """Return by ``capture_id`` the first fault of each capture whose rows have one.

    It is empty where one of the faults is no row's, or the row is no capture's: then nothing is gained by taking out others.
    """
    owners = _Owners(tables)
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

    def __init__(self, tables: Frames) -> None:
        self._tables = tables

    def of(self, table: str | None, number: int | None) -> str | None:
        """The ``capture_id`` of a row, counted from 1; ``None`` where it has none."""
        if table is None or table not in self._tables or number is None or not 0 < number <= self._tables[table].height:
            return None
        return self._of_row(table, self._tables[table].row(number - 1, named=True))

    def _of_row(self, table: str, row: Mapping[str, Any]) -> str | None:
        if row.get("capture_id"):
            return str(row["capture_id"])
        if row.get("article_id"):
            return f"c{row['article_id'][1:]}"
        for key in foreign_keys(schemas()[table]):
            cells = {other: row.get(field) for other, field in zip(key.others, key.fields, strict=True)}
            found = self._tables[key.parent].filter(**cells).head(1) if key.parent in self._tables else None
            for parent in found.iter_rows(named=True) if found is not None else ():
                if owner := self._of_row(key.parent, parent):
                    return owner
        return None
