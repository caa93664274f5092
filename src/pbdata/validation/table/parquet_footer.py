"""What a Parquet file says of itself in its footer and before its pages, read with bounds before anything is decoded.

Sizes that no file of its size can have, parts that lie outside of it or over one another, and bytes that are no footer are told
here in a sentence: a decoder would make room for them, or end the program.
"""

import struct
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.errors import PackageError
from pbdata.validation.limits import LimitError, Limits

_MAGIC, _ENCRYPTED = b"PAR1", b"PARE"
_TAIL = 8
_LARGEST_FOOTER = 8_000_000
_LARGEST_PAGE_HEAD = 2**16
_DEEPEST = 40
_NAME_OF_FILE, _ROWS, _GROUPS, _CHUNKS, _GROUP_ROWS, _CHUNK = 1, 3, 4, 1, 3, 3
_UNPACKED, _PACKED, _DATA_AT, _DICTIONARY_AT = 6, 7, 9, 11
_PAGE_UNPACKED, _PAGE_PACKED = 2, 3


class Footer(NamedTuple):
    """How many rows a file has, and how large its columns become when they are unpacked."""

    rows: int
    unpacked: int


def read_footer(place: Path, limits: Limits) -> Footer:
    """Return what a file says of itself. Raises ``PackageError`` where it cannot be so, ``LimitError`` where it is too large."""
    size = place.stat().st_size
    with place.open("rb") as stream:
        stream.seek(max(size - _TAIL, 0))
        tail = stream.read()
        if tail[4:] == _ENCRYPTED:
            raise PackageError("it is encrypted, and cannot be read.")
        if size < 3 * len(_MAGIC) or tail[4:] != _MAGIC:
            raise PackageError("it is no Parquet, or its end is missing.")
        length = struct.unpack("<I", tail[:4])[0]
        if length > size - _TAIL - len(_MAGIC):
            raise PackageError("its footer is larger than the file.")
        if length > _LARGEST_FOOTER:
            raise LimitError(f"its footer has {length} bytes. Write it with fewer row groups.")
        stream.seek(size - _TAIL - length)
        try:
            content = _Thrift(stream.read(length)).mapping()
            chunks = [chunk for group in content.get(_GROUPS, []) for chunk in group.get(_CHUNKS, [])]
            columns = [chunk[_CHUNK] for chunk in chunks if _NAME_OF_FILE not in chunk]
            if len(columns) < len(chunks):
                raise PackageError("it keeps columns in other files, which are not read.")
            footer = Footer(content[_ROWS], sum(column[_UNPACKED] for column in columns))
            if footer.rows < 0 or sum(group[_GROUP_ROWS] for group in content.get(_GROUPS, [])) != footer.rows:
                raise PackageError("its footer contradicts itself: the row groups have other rows than the file.")
            if sum(column[_PACKED] for column in columns) > size:
                raise PackageError("its footer contradicts itself: its columns are larger than the file.")
            if footer.unpacked > limits.unpacked_from(size):
                message = f"it becomes much larger when it is unpacked ({footer.unpacked} bytes), as a bomb does."
                raise LimitError(f"{message} Write the table without so much compression.")
            for column in columns:
                _check_pages(stream, column, size)
        except (KeyError, IndexError, TypeError, AttributeError, ValueError, struct.error) as error:
            raise PackageError("its footer is damaged.") from error
    return footer


def _check_pages(stream: Any, column: dict[int, Any], size: int) -> None:
    """Walk over the pages of a column: they lie in it, and are not larger unpacked than it says."""
    dictionary, at = column.get(_DICTIONARY_AT, 0), column[_DATA_AT]
    at = dictionary if 0 < dictionary < at else at
    stop = at + column[_PACKED]
    if not len(_MAGIC) <= at <= stop <= size or column[_UNPACKED] < 0:
        raise PackageError("its footer contradicts itself: a column lies outside of the file.")
    unpacked = 0
    while at < stop:
        stream.seek(at)
        head = _Thrift(stream.read(min(_LARGEST_PAGE_HEAD, stop - at)))
        page = head.mapping()
        at += head.at + page[_PAGE_PACKED]
        unpacked += head.at + page[_PAGE_UNPACKED]
        if page[_PAGE_PACKED] < 0 or page[_PAGE_UNPACKED] < 0 or at > stop or unpacked > column[_UNPACKED]:
            raise PackageError("a page of it is larger than its column.")


class _Thrift:
    """The values of a structure in Thrift's compact protocol, by the numbers of their fields."""

    def __init__(self, data: bytes) -> None:
        self.at = 0
        self._data = data

    def mapping(self, depth: int = 0) -> dict[int, Any]:
        """A structure. Raises ``IndexError`` or ``ValueError`` where the bytes are none."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            found[number] = head & 15 == 1 if head & 15 in (1, 2) else self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (1, 2, 3):
            return self._byte()
        if kind in (4, 5, 6):
            return self._signed()
        if kind == 7:
            return self._skip(8)
        if kind == 8:
            return self._skip(self._unsigned())
        if kind in (9, 10):
            return self._listed(depth)
        if kind == 12:
            return self.mapping(depth + 1)
        raise ValueError(f"no type {kind}")

    def _listed(self, depth: int) -> list[Any]:
        head = self._byte()
        n = head >> 4 if head >> 4 < 15 else self._unsigned()
        if n > len(self._data) - self.at:
            raise ValueError("a list is longer than its bytes")
        return [self._value(head & 15, depth + 1) for _ in range(n)]

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _unsigned(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("a number is too long")

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)

    def _skip(self, n: int) -> None:
        if n > len(self._data) - self.at:
            raise ValueError("a text is longer than its bytes")
        self.at += n
