"""The rows of tables by what they belong to, for some hundred articles or captures at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pbdata.explorer.data import SiteData

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = Mapping[str, Sequence[Row]]
BATCH = 250
"""How many captures are held as Python rows at a time."""


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Rows, so many at a time that what belongs to them takes little memory."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def grouped(data: SiteData, table: str, key: str, values: Collection[str]) -> Rows:
    """The rows of a table by the value of a column, for these values alone; none where the package has no such column."""
    if not data.has(table, key):
        return {}
    frame = data.frame(table)
    at = frame.columns.index(key)
    found: dict[str, list[Row]] = {}
    for row in frame.filter(frame[key].is_in(list(values))).iter_rows():
        found.setdefault(row[at], []).append(row)
    return found


class Children:
    """The rows of several tables that belong to the articles, or captures, of a batch."""

    def __init__(self, data: SiteData, key: str, tables: Collection[str], values: Collection[str]) -> None:
        self._rows = {table: grouped(data, table, key, values) for table in tables}

    def of(self, table: str, value: str) -> Sequence[Row]:
        """The rows of one article or capture, in the order of the table."""
        return self._rows[table].get(value, ())
