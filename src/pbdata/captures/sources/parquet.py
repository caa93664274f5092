"""Parquet: a capture in one row, which is counted from 1."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pbdata.captures.addresses import is_remote
from pbdata.captures.sources.columns import Columns, record_of, refuse_wrong
from pbdata.captures.sources.opening import open_file
from pbdata.captures.sources.record import MAX_RECORD, Record
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
                yield from _rows(frame, start, min(_ROWS, total - start), columns)
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
    refuse_wrong(place, columns, known_columns(place))


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
    for first, n in _parts(_sizes(frame, start, length, columns), start):
        if n:
            rows = frame.select(_columns(frame, columns)).slice(first, n).collect()
            for number, row in enumerate(rows.iter_rows(named=True), first + 1):
                yield record_of(number, row, columns)
        else:
            yield Record(first + 1, broken=f"a row of more than {MAX_RECORD >> 20} MB")


def _parts(sizes: Iterable[int], start: int) -> Iterator[tuple[int, int]]:
    """Cut rows into parts that fit into memory: the first row and how many; none for a row that is too long by itself."""
    n, total = 0, 0
    for size in sizes:
        if n and total + size > MAX_RECORD:
            yield start, n
            start, n, total = start + n, 0, 0
        if size > MAX_RECORD:
            yield start, 0
            start += 1
        else:
            n, total = n + 1, total + size
    if n:
        yield start, n


def _sizes(frame: "pl.LazyFrame", start: int, length: int, columns: Columns) -> list[int]:
    """How many bytes of text each row has."""
    import polars as pl

    schema = frame.collect_schema()
    lengths = [
        pl.col(name).str.len_bytes() if schema[name] == pl.String else pl.col(name).bin.size()
        for name in columns.names
        if schema[name] in (pl.String, pl.Binary)
    ]
    if not lengths:
        return [0] * length
    return frame.slice(start, length).select(pl.sum_horizontal(lengths).cast(pl.Int64)).collect().to_series().to_list()


def _columns(frame: "pl.LazyFrame", columns: Columns) -> "list[pl.Expr]":
    """The columns that are read. Days and times come as text, since they may lie beyond those of Python."""
    import polars as pl

    schema = frame.collect_schema()
    return [
        pl.col(name) if not schema[name].is_temporal()
        else pl.col(name).to_physical() if name == columns.page
        else pl.col(name).dt.to_string("iso")
        for name in columns.names
    ]  # fmt: skip
