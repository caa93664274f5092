"""The rows of a CSV file one by one, as Python's own reader sees them, and its header."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pbdata.errors import PackageError
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.table.dialects import Dialect
from pbdata.validation.table.streams import Part, Readable, Rest, find_undecodable, open_part

QUOTING = "Put cells that hold a quote, a delimiter or a line end in quotes, and write each quote in them twice."
"""What helps where the quotes of a file are wrong."""

BOM = b"\xef\xbb\xbf"
"""The byte-order mark of UTF-8."""

_PIECE = 8 * 2**20


class UnreadableError(PackageError):
    """A file whose cells have no certain place. ``rule`` names the kind of fault, ``line`` where it is, if that is known."""

    def __init__(self, rule: str, message: str) -> None:
        """``message`` says what is wrong and what to do, and begins with the line where it names one."""
        super().__init__(message)
        self.rule = rule
        match = re.match(r"line (\d+)", message)
        self.line = int(match[1]) if match else None


class Row(NamedTuple):
    """A record: its number among all records, comments included, its first line, and its cells."""

    number: int
    line: int
    cells: list[str]


def read_labels(parts: Sequence[Part], dialect: Dialect, limits: Limits) -> list[str] | None:
    """Return the header of the first file, ``None`` where the dialect has none. Raises ``UnreadableError`` and ``PackageError``."""
    if not dialect.header_rows:
        return None
    with decoding(parts[0], limits), open_part(parts[0], limits) as stream, large_cells(limits):
        rows = cut_rows(Rest(first_bytes(stream), stream), dialect, limits)
        return _header(rows, dialect)


def has_bom(part: Part, limits: Limits) -> bool:
    """Whether a file begins with a byte-order mark."""
    with open_part(part, limits) as stream:
        return stream.read(len(BOM)) == BOM


def read_rows(parts: Sequence[Part], dialect: Dialect, labels: Sequence[str] | None, limits: Limits) -> Iterator[Row]:
    """Yield the rows of all files. Raises ``UnreadableError`` and ``PackageError`` where a file cannot be read on."""
    for part in parts:
        with decoding(part, limits), open_part(part, limits) as stream, large_cells(limits):
            rows = cut_rows(Rest(first_bytes(stream), stream), dialect, limits)
            yield from rows if labels is None else behind_header(rows, dialect, labels, part is parts[0])


def first_bytes(stream: Readable) -> bytes:
    """The first bytes of a stream without a byte-order mark."""
    data = b""
    while len(data) < len(BOM) and (more := stream.read(_PIECE)):
        data += more
    return data.removeprefix(BOM)


def cut_rows(stream: io.RawIOBase, dialect: Dialect, limits: Limits, line: int = 1) -> Iterator[Row]:
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
                yield Row(number, begin, cells)
            begin = line + feeds[0]
    except csv.Error as error:
        message = f"line {begin} is not CSV: {error}. {QUOTING}"
        raise UnreadableError("csv", message) from error


def _lines(text: io.TextIOWrapper, limits: Limits, feeds: list[int]) -> Iterator[str]:
    while line := text.readline(limits.cell):
        feeds[0] += line.endswith("\n")
        if len(line) >= limits.cell:
            raise LimitError(f"a line has more than {limits.cell} characters. Shorten its cells.")
        yield line


def _header(rows: Iterator[Row], dialect: Dialect) -> list[str]:
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


def repeats_header(record: bytes, dialect: Dialect, labels: Sequence[str] | None) -> bool:
    """Whether the first record of a further file is the header once more, as it may be."""
    rows = cut_rows(Rest(record, io.BytesIO()), dialect, Limits())
    return next((row.cells for row in rows), None) == list(labels or ())


def behind_header(rows: Iterator[Row], dialect: Dialect, labels: Sequence[str] | None, is_first: bool) -> Iterator[Row]:
    """The rows of data: the first part of a table has a header, another may repeat it."""
    if not is_first:
        return _without_repeated_header(rows, labels)
    _header(rows, dialect)
    return rows


def _without_repeated_header(rows: Iterator[Row], labels: Sequence[str] | None) -> Iterator[Row]:
    for k, row in enumerate(rows):
        if k or row.cells != list(labels or ()):
            yield row


@contextmanager
def large_cells(limits: Limits) -> Iterator[None]:
    """Let Python's reader take long cells; its own limit holds for the whole process and is put back."""
    before = csv.field_size_limit(min(limits.cell, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def decoding(part: Part, limits: Limits) -> Iterator[None]:
    """Say in a sentence where a file is not what its encoding says."""
    name = part.encoding.removesuffix("-sig")
    advice = f"Save the file as {name}, or declare its true encoding."
    try:
        yield
    except UnicodeError as error:
        raise UnreadableError("encoding", f"{find_undecodable(part, limits)} is not {name}. {advice}") from error


def describe_ragged(n: int, expected: int) -> str:
    """A sentence about a row with another number of cells than the header has."""
    if n == 0:
        return "the line is blank. Remove it."
    return (
        f"the row has {n} cells and the header {expected}. Quote cells that hold a delimiter, or add what is missing."
    )
