"""The rows of CSV files, batch by batch, as columns of text, with the faults of their form: header, ragged, blank rows."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import polars as pl

from pbdata.validation.batches import Batch
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.table.dialects import Dialect
from pbdata.validation.table.reducing import Reduced, is_plain, reduced
from pbdata.validation.table.rows import (
    BOM,
    QUOTING,
    Row,
    UnreadableError,
    behind_header,
    cut_rows,
    decoding,
    first_bytes,
    large_cells,
    repeats_header,
)
from pbdata.validation.table.scanning import Layout, is_blank, scan
from pbdata.validation.table.streams import Part, Readable, Rest, open_part

_Lines = npt.NDArray[np.int64]
_PIECE = 8 * 2**20
_ROWS = 50_000


def read_batches(
    parts: Sequence[Part], dialect: Dialect, labels: Sequence[str] | None, columns: int, limits: Limits
) -> Iterator[Batch]:
    """Yield the rows of all files; the frames have the columns "0", "1" and so on. An empty cell that has no quotes is null.

    Raises ``UnreadableError`` and ``PackageError`` where a file cannot be read on.
    """
    first, ragged = 1, 0
    for part in parts:
        with _decoding(part, limits), open_part(part, limits) as stream:
            for batch in _part_batches(part, stream, dialect, labels, columns, limits, first, part is parts[0]):
                yield batch
                first += len(batch.rows) + len(batch.ragged)
                ragged += len(batch.ragged)
                if ragged > limits.ragged:
                    message = f"more than {limits.ragged} rows do not fit the header, and the rest is not read. Check the dialect."
                    raise LimitError(message)
                if first > limits.rows:
                    raise LimitError(f"`{part.file}` has more than {limits.rows} rows. Cut the table into several.")


def _part_batches(
    part: Part,
    stream: Readable,
    dialect: Dialect,
    labels: Sequence[str] | None,
    columns: int,
    limits: Limits,
    first: int,
    is_first: bool,
) -> Iterator[Batch]:
    rest, line = first_bytes(stream), 1
    at_header = labels is not None
    while dialect.plain or dialect.reducible:
        piece = stream.read(_PIECE)
        data = rest + piece if rest else piece
        ends = not piece and bool(data) and not data.endswith(b"\n")
        if ends:
            data += b"\n"
        if not data:
            return
        if at_header:
            # The header is cut off alone, so that what follows are rows of data and nothing else.
            end = _first_record(data, dialect)
            if not end:
                rest = data[: len(data) - ends]
                if piece and len(data) <= limits.cell and not (dialect.reducible and b"\n" in data):
                    continue
                break
            at_header = False
            if is_first or repeats_header(data[:end], dialect, labels):
                line += data.count(b"\n", 0, end)
                data = data[end:]
        size, layout = _lay_out(data, dialect)
        if size is None or (not piece and size < len(data)):
            rest = data[: len(data) - ends]
            break
        if len(data) - size > limits.cell:
            raise LimitError(f"`{part.file}` has a line of more than {limits.cell} bytes. Shorten its cells.")
        rest = data[size:]
        if size:
            for batch in _whole_records(part, data[:size], layout, dialect, columns, limits, first, line):
                first += len(batch.rows) + len(batch.ragged)
                yield batch
            line += data.count(b"\n", 0, size)
    with large_cells(limits):
        rows = cut_rows(Rest(rest, stream), dialect, limits, line)
        if at_header:
            rows = behind_header(rows, dialect, labels, is_first)
        yield from _from_rows(part, rows, columns, first)


def _first_record(data: bytes, dialect: Dialect) -> int:
    """The size of the record with which ``data`` begins, 0 where it does not end, has odd quotes or marks of its dialect."""
    end = data.find(b"\n") + 1
    if dialect.reducible:
        return end if is_plain(data[:end], dialect) else 0
    if dialect.quote and dialect.quote.encode() in data[: end or None] or b"\r" in data[: end - 2 if end else None]:
        layout = scan(data, dialect.delimiter, dialect.quote)
        return int(layout.stops[0]) + 1 if layout.regular and len(layout.stops) else 0
    return end


def _lay_out(data: bytes, dialect: Dialect) -> tuple[int | None, Layout | Reduced | None]:
    """The size of the whole records in ``data``, ``None`` where they cannot be told.

    With it comes where they lie, if there are quotes, or their plain form, if the dialect has another.
    """
    if dialect.reducible:
        size = data.rfind(b"\n") + 1
        less = reduced(data[:size], dialect)
        return (None if less is None and size else size), less
    if dialect.quote and dialect.quote.encode() in data:
        layout = scan(data, dialect.delimiter, dialect.quote)
        return (layout.size if layout.regular else None), layout
    if b"\r" in data and data.count(b"\r") - data.endswith(b"\r") != data.count(b"\r\n"):
        return None, None
    return data.rfind(b"\n") + 1, None


def _whole_records(
    part: Part,
    data: bytes,
    layout: Layout | Reduced | None,
    dialect: Dialect,
    columns: int,
    limits: Limits,
    first: int,
    line: int,
) -> Iterator[Batch]:
    """Whole records at Polars' speed, or one by one where some have more or fewer cells than they should."""
    if isinstance(layout, Reduced):
        at_once = _restored(layout, dialect, columns)
    else:
        at_once = _parsed(data, layout, dialect, columns)
    if at_once is not None:
        frame, lines = at_once
        yield Batch(frame, np.arange(first, first + len(frame)), part.file, lines + line)
        return
    with large_cells(limits):
        yield from _from_rows(part, cut_rows(Rest(data, io.BytesIO()), dialect, limits, line), columns, first)


def _parsed(data: bytes, layout: Layout | None, dialect: Dialect, columns: int) -> tuple[pl.DataFrame, _Lines] | None:
    """The cells of records with the lines, from 0, on which they begin; ``None`` where some have too many or too few."""
    if layout:
        lines = layout.lines
        fits = bool((layout.cells == columns).all()) and (columns > 1 or not is_blank(layout, data).any())
    else:
        lines = np.arange(data.count(b"\n"))
        # Polars refuses records with too many cells, so that none has too few if there are as many delimiters as there should.
        delimiters = len(lines) * (columns - 1)
        fits = data.count(dialect.delimiter.encode()) == delimiters and (columns > 1 or not _has_blank(data))
    frame = _parse(data, dialect, columns) if fits else None
    return None if frame is None else (frame, lines)


def _restored(less: Reduced, dialect: Dialect, columns: int) -> tuple[pl.DataFrame, _Lines] | None:
    """The same for records that were reduced to a plain form."""
    n = len(less.lines)
    fits = less.data.count(dialect.delimiter.encode()) == n * (columns - 1) and not _has_blank(less.data)
    frame = _parse(less.data, dialect._replace(quote=None), columns) if fits and n else None
    return None if frame is None else (less.restored(frame), less.lines)


def _has_blank(data: bytes) -> bool:
    return data.startswith((b"\n", b"\r\n")) or b"\n\n" in data or b"\n\r\n" in data


def _parse(data: bytes, dialect: Dialect, columns: int) -> pl.DataFrame | None:
    """The cells of records, ``None`` where a record has too many."""
    # Polars takes a byte-order mark at the beginning for its own; as the first character of a cell it must stay.
    if data.startswith(BOM):
        data = BOM + data
    try:
        return pl.read_csv(
            data,
            has_header=False,
            separator=dialect.delimiter,
            quote_char=dialect.quote,
            schema={str(k): pl.String() for k in range(columns)},
            glob=False,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
        if "fields" in str(error) or "columns" in str(error) or "column names" in str(error):
            return None
        raise


def _from_rows(part: Part, rows: Iterator[Row], columns: int, first: int) -> Iterator[Batch]:
    while chunk := [row for row, _ in zip(rows, range(_ROWS), strict=False)]:
        yield _one_batch(part, chunk, columns, first)
        first += len(chunk)


def _one_batch(part: Part, chunk: Sequence[Row], columns: int, first: int) -> Batch:
    kept = [k for k, row in enumerate(chunk) if len(row.cells) == columns]
    ragged = [(first + k, row.line, len(row.cells)) for k, row in enumerate(chunk) if len(row.cells) != columns]
    cells = zip(*(chunk[k].cells for k in kept), strict=True) if kept else [()] * columns
    frame = pl.DataFrame([pl.Series(str(k), list(column), pl.String()) for k, column in enumerate(cells)])
    lines = np.array([chunk[k].line for k in kept], np.int64)
    return Batch(frame, np.array(kept, np.int64) + first, part.file, lines, ragged)


@contextmanager
def _decoding(part: Part, limits: Limits) -> Iterator[None]:
    """Say in a sentence where a file is not what its encoding says, or not CSV, as Polars found."""
    with decoding(part, limits):
        try:
            yield
        except pl.exceptions.ComputeError as error:
            if "utf-8" in str(error):
                raise UnicodeError(str(error)) from error
            raise UnreadableError("csv", f"the file is not CSV: {str(error).splitlines()[0]}. {QUOTING}") from error
