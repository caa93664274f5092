"""Parquet: a capture in one row, which is counted from 1."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pbdata.captures.addresses import is_remote
from pbdata.captures.sources.columns import Columns, record_of, wrong_columns
from pbdata.captures.sources.opening import open_file
from pbdata.captures.sources.record import Record
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    import polars as pl

# So many rows are in memory at a time.
_ROWS = 500


def records(place: str, columns: Columns) -> Iterator[Record]:
    """The rows of a file, one by one. Raises ``PbdataError`` where it lacks a column that is asked for, or is no Parquet.

    Where a part of the file is damaged, each of the rows that are read with it is broken; the others come.
    """
    from polars import len as count
    from polars.exceptions import PolarsError

    check(place, columns)
    with _scanned(place) as frame:
        total = frame.select(count()).collect().item()
        for start in range(0, total, _ROWS):
            try:
                yield from _rows(frame, start, _ROWS, columns)
            except PolarsError:
                for row in range(start, min(start + _ROWS, total)):
                    yield _one(frame, row, columns)


def record_at(place: str, offset: int, columns: Columns) -> Record | None:
    """The row of a number; ``None`` where there are fewer."""
    from polars import len as count

    with _scanned(place) as frame:
        return _one(frame, offset - 1, columns) if 0 < offset <= frame.select(count()).collect().item() else None


def check(place: str, columns: Columns) -> None:
    """Raise ``PbdataError`` where the columns are not those of the file."""
    said = list(wrong_columns(columns, known_columns(place)))
    if said:
        raise PbdataError("\n".join(f"{place}: {one}" for one in said))


def known_columns(place: str) -> list[str]:
    """The names of the columns."""
    with _scanned(place) as frame:
        return frame.collect_schema().names()


@contextmanager
def _scanned(place: str) -> "Iterator[pl.LazyFrame]":
    import polars as pl
    from polars.exceptions import PolarsError

    with open_file(place) as file:
        source: Any = file if is_remote(place) else place
        try:
            frame = pl.scan_parquet(source, glob=False)
            frame.collect_schema()
        except PolarsError as error:
            raise PbdataError(f"{place}: this is no Parquet ({error}). Get the file again.") from None
        yield frame


def _one(frame: "pl.LazyFrame", row: int, columns: Columns) -> Record:
    from polars.exceptions import PolarsError

    try:
        return next(_rows(frame, row, 1, columns))
    except PolarsError as error:
        return Record(row + 1, broken=f"the row cannot be read: {error}")


def _rows(frame: "pl.LazyFrame", start: int, length: int, columns: Columns) -> Iterator[Record]:
    rows = frame.select(columns.names).slice(start, length).collect()
    for number, row in enumerate(rows.iter_rows(named=True), start + 1):
        yield record_of(number, row, columns)
