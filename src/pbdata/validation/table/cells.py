"""The rows of CSV files, batch by batch, as columns of text, with the faults of their form: header, ragged, blank rows."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import polars as pl

from pbdata.errors import PackageError
from pbdata.validation.batches import Batch
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.table.dialects import Dialect
from pbdata.validation.table.reducing import Reduced, is_plain, reduced
from pbdata.validation.table.scanning import Layout, is_blank, scan
from pbdata.validation.table.streams import Part, Readable, Rest, find_undecodable, open_part

_PIECE = 8 * 2**20
_ROWS = 50_000
_BOM = b"\xef\xbb\xbf"
_QUOTING = "Put cells that hold a quote, a delimiter or a line end in quotes, and write each quote in them twice."


class UnreadableError(PackageError):
    """A file whose cells have no certain place. ``rule`` names the kind of fault, ``line`` where it is, if that is known."""

    def __init__(self, rule: str, message: str) -> None:
        """``message`` says what is wrong and what to do, and begins with the line where it names one."""
        super().__init__(message)
        self.rule = rule
        match = re.match(r"line (\d+)", message)
        self.line = int(match[1]) if match else None


class _Row(NamedTuple):
    number: int
    line: int
    cells: list[str]


def read_labels(parts: Sequence[Part], dialect: Dialect, limits: Limits) -> list[str] | None:
    """Return the header of the first file, ``None`` where the dialect has none. Raises ``UnreadableError`` and ``PackageError``."""
    if not dialect.header_rows:
        return None
    with _decoding(parts[0], limits), open_part(parts[0], limits) as stream, _large_cells(limits):
        rows = _rows(Rest(_begin(stream), stream), dialect, limits)
        return _header(rows, dialect)


def has_bom(part: Part, limits: Limits) -> bool:
    """Whether a file begins with a byte-order mark."""
    with open_part(part, limits) as stream:
        return stream.read(len(_BOM)) == _BOM


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
    rest, line = _begin(stream), 1
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
            if is_first or _repeats_header(data[:end], dialect, labels):
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
    with _large_cells(limits):
        rows = _rows(Rest(rest, stream), dialect, limits, line)
        if at_header:
            rows = _behind_header(rows, dialect, labels, is_first)
        yield from _from_rows(part, rows, columns, first)


def _begin(stream: Readable) -> bytes:
    """The first bytes of a stream without a byte-order mark."""
    data = b""
    while len(data) < len(_BOM) and (more := stream.read(_PIECE)):
        data += more
    return data.removeprefix(_BOM)


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
        yield from _reduced_records(part, data, layout, dialect, columns, limits, first, line)
        return
    if layout:
        n, lines = len(layout.starts), layout.lines + line
        fits = bool((layout.cells == columns).all()) and (columns > 1 or not is_blank(layout, data).any())
    else:
        n = data.count(b"\n")
        lines = np.arange(line, line + n)
        # Polars refuses records with too many cells, so that none has too few if there are as many delimiters as there should.
        fits = data.count(dialect.delimiter.encode()) == n * (columns - 1) and (columns > 1 or not _has_blank(data))
    frame = _parse(data, dialect, columns) if fits else None
    if frame is not None:
        yield Batch(frame, np.arange(first, first + n), part.file, lines)
        return
    with _large_cells(limits):
        yield from _from_rows(part, _rows(Rest(data, io.BytesIO()), dialect, limits, line), columns, first)


def _reduced_records(
    part: Part,
    data: bytes,
    less: Reduced,
    dialect: Dialect,
    columns: int,
    limits: Limits,
    first: int,
    line: int,
) -> Iterator[Batch]:
    """Whole records of which ``less`` is the plain form, one by one where some have more or fewer cells than they should."""
    n = len(less.lines)
    fits = less.data.count(dialect.delimiter.encode()) == n * (columns - 1) and not _has_blank(less.data)
    frame = _parse(less.data, dialect._replace(quote=None), columns) if fits and n else None
    if frame is None:
        with _large_cells(limits):
            yield from _from_rows(part, _rows(Rest(data, io.BytesIO()), dialect, limits, line), columns, first)
    else:
        yield Batch(less.restored(frame), np.arange(first, first + n), part.file, less.lines + line)


def _has_blank(data: bytes) -> bool:
    return data.startswith((b"\n", b"\r\n")) or b"\n\n" in data or b"\n\r\n" in data


def _parse(data: bytes, dialect: Dialect, columns: int) -> pl.DataFrame | None:
    """The cells of records, ``None`` where a record has too many."""
    # Polars takes a byte-order mark at the beginning for its own; as the first character of a cell it must stay.
    if data.startswith(_BOM):
        data = _BOM + data
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


def _from_rows(part: Part, rows: Iterator[_Row], columns: int, first: int) -> Iterator[Batch]:
    while chunk := [row for row, _ in zip(rows, range(_ROWS), strict=False)]:
        yield _one_batch(part, chunk, columns, first)
        first += len(chunk)


def _one_batch(part: Part, chunk: Sequence[_Row], columns: int, first: int) -> Batch:
    kept = [k for k, row in enumerate(chunk) if len(row.cells) == columns]
    ragged = [(first + k, row.line, len(row.cells)) for k, row in enumerate(chunk) if len(row.cells) != columns]
    cells = zip(*(chunk[k].cells for k in kept), strict=True) if kept else [()] * columns
    frame = pl.DataFrame([pl.Series(str(k), list(column), pl.String()) for k, column in enumerate(cells)])
    lines = np.array([chunk[k].line for k in kept], np.int64)
    return Batch(frame, np.array(kept, np.int64) + first, part.file, lines, ragged)


def _rows(stream: io.RawIOBase, dialect: Dialect, limits: Limits, line: int = 1) -> Iterator[_Row]:
    """The records of a stream as Python's own reader sees them, comments left out; the first begins on line ``line``.

    Lines are counted by their line feeds, as editors do.
    """
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8", newline="")
    feeds = [0]
    reader = csv.reader(
        _lines(text, limits, feeds),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skip_initial_space,
        strict=dialect.escape is None,
    )
    begin, number = line, 0
    try:
        for cells in reader:
            number += 1
            is_comment = dialect.comment and cells and cells[0].startswith(dialect.comment)
            is_skipped = is_comment or (dialect.skip_blank and not any(cells))
            if number not in dialect.comment_rows and not is_skipped:
                yield _Row(number, begin, cells)
            begin = line + feeds[0]
    except csv.Error as error:
        message = f"line {begin} is not CSV: {error}. {_QUOTING}"
        raise UnreadableError("csv", message) from error


def _lines(text: io.TextIOWrapper, limits: Limits, feeds: list[int]) -> Iterator[str]:
    while line := text.readline(limits.cell):
        feeds[0] += line.endswith("\n")
        if len(line) >= limits.cell:
            raise LimitError(f"a line has more than {limits.cell} characters. Shorten its cells.")
        yield line


def _header(rows: Iterator[_Row], dialect: Dialect) -> list[str]:
    """The labels; the rows up to the last row of the header are used up."""
    above: list[list[str]] = []
    for row in rows:
        if row.number in dialect.header_rows:
            above.append(row.cells)
        if row.number >= dialect.header_rows[-1]:
            break
    width = max(map(len, above), default=0)
    columns: Iterable[list[str]] = ([cells[k] for cells in above if k < len(cells)] for k in range(width))
    return [
        dialect.header_join.join(dict.fromkeys(one for one in column if one)) if len(above) > 1 else column[0]
        for column in columns
    ]


def _repeats_header(record: bytes, dialect: Dialect, labels: Sequence[str] | None) -> bool:
    """Whether the first record of a further file is the header once more, as it may be."""
    rows = _rows(Rest(record, io.BytesIO()), dialect, Limits())
    return next((row.cells for row in rows), None) == list(labels or ())


def _behind_header(
    rows: Iterator[_Row], dialect: Dialect, labels: Sequence[str] | None, is_first: bool
) -> Iterator[_Row]:
    """The rows of data: the first part of a table has a header, another may repeat it."""
    if not is_first:
        return _without_repeated_header(rows, labels)
    _header(rows, dialect)
    return rows


def _without_repeated_header(rows: Iterator[_Row], labels: Sequence[str] | None) -> Iterator[_Row]:
    for k, row in enumerate(rows):
        if k or row.cells != list(labels or ()):
            yield row


@contextmanager
def _large_cells(limits: Limits) -> Iterator[None]:
    """Let Python's reader take long cells; its own limit holds for the whole process and is put back."""
    before = csv.field_size_limit(min(limits.cell, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def _decoding(part: Part, limits: Limits) -> Iterator[None]:
    """Say in a sentence where a file is not what its encoding says."""
    name = part.encoding.removesuffix("-sig")
    advice = f"Save the file as {name}, or declare its true encoding."
    try:
        yield
    except (UnicodeError, pl.exceptions.ComputeError) as error:
        if isinstance(error, pl.exceptions.PolarsError) and "utf-8" not in str(error):
            raise UnreadableError("csv", f"the file is not CSV: {str(error).splitlines()[0]}. {_QUOTING}") from error
        raise UnreadableError("encoding", f"{find_undecodable(part, limits)} is not {name}. {advice}") from error


def describe_ragged(n: int, expected: int) -> str:
    """A sentence about a row with another number of cells than the header has."""
    if n == 0:
        return "the line is blank. Remove it."
    return (
        f"the row has {n} cells and the header {expected}. Quote cells that hold a delimiter, or add what is missing."
    )
