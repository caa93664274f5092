"""JSON Lines: a capture in one object a line, at the byte at which its line begins."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from pbdata.captures.sources.columns import Columns, record_of, refuse_wrong
from pbdata.captures.sources.opening import Uncompressed, begins_line, open_at, open_file, uncompressed
from pbdata.captures.sources.record import MAX_RECORD, MAX_SHOWN, Record

# So many lines say which keys there are.
_SAMPLE = 100


def records(place: str, columns: Columns) -> Iterator[Record]:
    """The lines of a file, one by one. Raises ``PbdataError`` where none of the first lines has a column that is asked for."""
    check(place, columns)
    with open_file(place) as file:
        yield from _from(*uncompressed(file), 0, columns)


def record_at(place: str, offset: int, columns: Columns) -> Record | None:
    """The line that begins at a byte, or the next one that is not blank; ``None`` where no line begins."""
    with open_at(place, offset) as (file, compressed):
        return next(_from(file, compressed, offset, columns), None) if begins_line(file, offset) else None


def known_columns(place: str) -> list[str]:
    """The keys of the first lines, in the order in which they come."""
    with open_file(place) as file:
        plain, _ = uncompressed(file)
        lines = (plain.readline(MAX_RECORD) for _ in range(_SAMPLE))
        return list(dict.fromkeys(key for line in lines for key in _keys(line)))


def check(place: str, columns: Columns) -> None:
    """Raise ``PbdataError`` where the columns are not those of the file."""
    refuse_wrong(place, columns, known_columns(place))


def _from(file: BinaryIO, compressed: Uncompressed | None, offset: int, columns: Columns) -> Iterator[Record]:
    while line := file.readline(MAX_RECORD):
        row = _object(line)
        if len(line) == MAX_RECORD and not line.endswith(b"\n"):
            at, offset = offset, offset + len(line) + _skip_line(file)
            yield Record(at, line[:MAX_SHOWN], broken=f"a line of more than {MAX_RECORD >> 20} MB")
            continue
        if isinstance(row, dict):
            yield record_of(offset, row, columns, line)
        elif line.strip():
            yield Record(offset, line[:MAX_SHOWN], broken=row or "no JSON object")
        offset += len(line)
    if compressed and compressed.damage:
        yield Record(offset, broken=compressed.damage)


def _keys(line: bytes) -> list[str]:
    row = _object(line)
    return list(row) if isinstance(row, dict) else []


def _object(line: bytes) -> dict[str, object] | str | None:
    """The object of a line, what is wrong with it, or nothing."""
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    return row if isinstance(row, dict) else None


def _skip_line(file: BinaryIO) -> int:
    skipped = 0
    while part := file.readline(MAX_RECORD):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped
