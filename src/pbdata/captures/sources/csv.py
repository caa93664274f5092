"""CSV with a header: a capture in one row, at the byte at which the row begins."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pbdata.captures.encoding import decode
from pbdata.captures.sources.columns import Columns, record_of, refuse_wrong
from pbdata.captures.sources.opening import Uncompressed, begins_line, open_at, open_file, uncompressed
from pbdata.captures.sources.record import MAX_RECORD, MAX_SHOWN, Record
from pbdata.errors import PbdataError

_DELIMITERS = ",;\t"
_BOM = b"\xef\xbb\xbf"
_OPEN = "a quote is opened and not closed"
_TOO_LONG = f"a row of more than {MAX_RECORD >> 20} MB"


def records(place: str, columns: Columns) -> Iterator[Record]:
    """The rows of a file, one by one. Raises ``PbdataError`` where the header lacks a column that is asked for.

    Each row is decoded by itself, as a capture is, since spreadsheets save CSV as UTF-8 or GB 18030; the page in it becomes UTF-8.
    """
    check(place, columns)
    with open_file(place) as file:
        plain, compressed = uncompressed(file)
        header = _header(place, plain)
        yield from _from(plain, compressed, header.size, header, columns)


def record_at(place: str, offset: int, columns: Columns) -> Record | None:
    """The row that begins at a byte, or the next one that is not blank; ``None`` where no line begins, and in the header."""
    with open_at(place, 0) as (file, compressed):
        header = _header(place, file)
        if offset < header.size or not begins_line(file, offset):
            return None
        return next(_from(file, compressed, offset, header, columns), None)


def check(place: str, columns: Columns) -> None:
    """Raise ``PbdataError`` where the columns are not those of the file."""
    refuse_wrong(place, columns, known_columns(place))


def known_columns(place: str) -> list[str]:
    """The names in the header."""
    with open_file(place) as file:
        return _header(place, uncompressed(file)[0]).names


class _Header(NamedTuple):
    """The names of the columns, what parts them, and how many bytes the header has."""

    names: list[str]
    delimiter: str
    size: int


def _header(place: str, file: BinaryIO) -> _Header:
    row, _, broken, _ = _Lines(file).row()
    text = decode(row.removeprefix(_BOM)).text
    try:
        if not text or broken or b"\x00" in row:
            raise ValueError
        delimiter = max(_DELIMITERS, key=text.count)
        return _Header([name.strip() for name in _cells(text, delimiter)], delimiter, len(row))
    except (csv.Error, ValueError):
        raise PbdataError(
            f"{place}: this is no CSV with a header in UTF-8 or GB 18030. Save it as CSV, UTF-8."
        ) from None


def _from(
    file: BinaryIO, compressed: Uncompressed | None, offset: int, header: _Header, columns: Columns
) -> Iterator[Record]:
    lines = _Lines(file)
    while (found := lines.row()).row:
        row, first, broken, skipped = found
        cells = broken or _read(row, header)
        if isinstance(cells, str) and first < len(row) and not broken:
            # A quote within a cell that is not quoted opens nothing: what was taken for its row are rows of their own.
            lines.give_back(row[first:])
            row, cells = row[:first], _OPEN
        if isinstance(cells, str):
            yield Record(offset, row[:MAX_SHOWN], broken=cells)
        elif row.strip():
            yield record_of(offset, dict(zip(header.names, cells, strict=True)), columns, row[:MAX_SHOWN])
        offset += len(row) + skipped
    if compressed and compressed.damage:
        yield Record(offset, broken=compressed.damage)


def _read(row: bytes, header: _Header) -> list[str] | str:
    """The cells of a row, or what is wrong with it; those of a blank one are not read."""
    if not row.strip():
        return []
    try:
        cells = _cells(_text(row), header.delimiter)
    except (csv.Error, ValueError) as error:
        return f"no CSV: {error}"
    there, wanted = len(cells), len(header.names)
    return cells if there == wanted else f"{there} cells, and the header has {wanted}"


def _text(row: bytes) -> str:
    decoded = decode(row)
    if decoded.text is None:
        raise ValueError(decoded.reason)
    return decoded.text


def _cells(row: str, delimiter: str) -> list[str]:
    before = csv.field_size_limit(MAX_RECORD)
    try:
        return next(csv.reader([row], delimiter=delimiter, strict=True), [])
    finally:
        csv.field_size_limit(before)


class _Row(NamedTuple):
    """Lines that are one row, how many bytes the first one has, and what is wrong with it. Without bytes it is the end.

    ``skipped`` bytes behind it belong to it, and are not read.
    """

    row: bytes
    first: int
    broken: str | None = None
    skipped: int = 0


class _Lines:
    """The lines of a file, some of which can be given back."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin where the file stands."""
        self._file = file
        self._given_back: list[BinaryIO] = []

    def row(self) -> _Row:
        """The lines up to one at whose end each quote is closed.

        Where a quote is never closed, its line alone is broken, and the next row begins with the next line.
        """
        row = bytearray(self._line())
        first = len(row)
        is_open = bool(row.count(b'"') % 2)
        while is_open and len(row) < MAX_RECORD and (line := self._line()):
            row += line
            is_open ^= bool(line.count(b'"') % 2)
        if not is_open and len(row) < MAX_RECORD:
            return _Row(bytes(row), first)
        self.give_back(bytes(row[first:]))
        del row[first:]
        if len(row) < MAX_RECORD:
            return _Row(bytes(row), first, _OPEN if is_open else _TOO_LONG)
        skipped, is_ended = 0, row.endswith(b"\n")
        while not is_ended and (part := self._line()):
            skipped, is_ended = skipped + len(part), part.endswith(b"\n")
        return _Row(bytes(row), first, _TOO_LONG, skipped)

    def give_back(self, lines: bytes) -> None:
        """Read these lines before those that follow."""
        self._given_back.append(io.BytesIO(lines))

    def _line(self) -> bytes:
        line = b""
        while self._given_back and not line.endswith(b"\n") and len(line) < MAX_RECORD:
            part = self._given_back[-1].readline(MAX_RECORD - len(line))
            line += part
            if not part:
                self._given_back.pop()
        return line if line.endswith(b"\n") else line + self._file.readline(MAX_RECORD - len(line))
