"""CSV with a header: a capture in one row, at the byte at which the row begins."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pbdata.captures.encoding import decode
from pbdata.captures.sources.columns import Columns, record_of, wrong_columns
from pbdata.captures.sources.opening import Uncompressed, open_at, open_file, uncompressed
from pbdata.captures.sources.record import MAX_RECORD, MAX_SHOWN, Record
from pbdata.errors import PbdataError

_DELIMITERS = ",;\t"
_BOM = b"\xef\xbb\xbf"


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
    """The row that begins at a byte; ``None`` where the file ends before."""
    with open_at(place, 0) as (file, compressed):
        header = _header(place, file)
        file.seek(offset)
        return next(_from(file, compressed, offset, header, columns), None)


def check(place: str, columns: Columns) -> None:
    """Raise ``PbdataError`` where the columns are not those of the file."""
    said = list(wrong_columns(columns, known_columns(place)))
    if said:
        raise PbdataError("\n".join(f"{place}: {one}" for one in said))


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
    _, row, broken = next(_rows(file, 0), (0, b"", None))
    text = decode(row.removeprefix(_BOM)).text
    if not text or broken or b"\x00" in row:
        raise PbdataError(f"{place}: this is no CSV with a header in UTF-8 or GB 18030. Save it as CSV, UTF-8.")
    delimiter = max(_DELIMITERS, key=text.count)
    return _Header([name.strip() for name in _cells(text, delimiter)], delimiter, len(row))


def _from(
    file: BinaryIO, compressed: Uncompressed | None, offset: int, header: _Header, columns: Columns
) -> Iterator[Record]:
    end = offset
    for at, row, broken in _rows(file, offset):
        end = at + len(row)
        if broken:
            yield Record(at, row[:MAX_SHOWN], broken=broken)
        elif row.strip():
            yield _record(at, row, header, columns)
    if compressed and compressed.damage:
        yield Record(end, broken=compressed.damage)


def _record(at: int, row: bytes, header: _Header, columns: Columns) -> Record:
    try:
        cells = _cells(_text(row), header.delimiter)
    except (csv.Error, ValueError) as error:
        return Record(at, row[:MAX_SHOWN], broken=f"no CSV: {error}")
    if len(cells) != len(header.names):
        return Record(at, row[:MAX_SHOWN], broken=f"{len(cells)} cells, and the header has {len(header.names)}")
    return record_of(at, dict(zip(header.names, cells, strict=True)), columns, row[:MAX_SHOWN])


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


def _rows(file: BinaryIO, offset: int) -> Iterator[tuple[int, bytes, str | None]]:
    """The rows with their offsets, as bytes: lines, up to one at whose end each quote is closed.

    Where a quote is never closed, its line alone is broken, and the next row begins with the next line.
    """
    lines: deque[bytes] = deque()
    while True:
        row: list[bytes] = []
        size, is_open = 0, False
        for line in _lines(lines, file):
            row.append(line)
            size += len(line)
            is_open ^= bool(line.count(b'"') % 2)
            if not is_open or size >= MAX_RECORD:
                break
        if not row:
            return
        if is_open or size >= MAX_RECORD:
            lines.extendleft(reversed(row[1:]))
            yield (
                offset,
                row[0],
                "a quote is opened and not closed" if is_open else f"a row of more than {MAX_RECORD >> 20} MB",
            )
            size = len(row[0])
        else:
            yield offset, b"".join(row), None
        offset += size


def _lines(waiting: deque[bytes], file: BinaryIO) -> Iterator[bytes]:
    """Lines that were given back, then those of the file."""
    while waiting:
        yield waiting.popleft()
    while line := file.readline(MAX_RECORD):
        yield line
