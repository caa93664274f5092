"""Where records of a damaged WARC file end and begin: as text, in gzip members or in zstd frames."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.stream_io import ZstdReader

from pbdata.captures.sources.opening import GZIP, ZSTD, size_of, uncompressed
from pbdata.captures.sources.record import MAX_RECORD

_CHUNK = 1 << 20
_FIRST_LOOK = 1 << 12
_RECORD = b"WARC/1."
# What fastwarc says of a zstd frame that goes on behind the bytes that it was given.
_INCOMPLETE = "incomplete frame"
_HEAD = re.compile(rb"\s*WARC/1\.\d\r?\n.*?\r?\n\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(rb"^(?:content-type|warc-type)(?=:)", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 1 << 16
# What follows a record; the last one of a file may be without.
_TRAILER = 4
_MARKS = {
    GZIP: re.compile(rb"\x1f\x8b\x08"),
    ZSTD: re.compile(re.escape(ZSTD)),
    b"": re.compile(rb"(?<=\n)WARC/1\.\d\r?\n"),
}
_LONGEST_MARK = 16


def compression_of(file: BinaryIO) -> bytes:
    """How the records of a file are compressed: ``GZIP``, ``ZSTD``, or not."""
    file.seek(0)
    start = file.read(4)
    return next((kind for kind in (GZIP, ZSTD) if start.startswith(kind)), b"")


def end_of(file: BinaryIO, at: int) -> int | None:
    """Where the record ends that begins at a byte; ``None`` where it is cut short, or does not have the length that it says."""
    kind = compression_of(file)
    file.seek(at)
    if kind == ZSTD:
        return _end_of_frame(file, at)
    if kind == GZIP:
        return _end_of_member(file)
    size = _size_of(file.read(_LONGEST_HEAD))
    if size is None:
        return None
    before = at + size - _TRAILER
    file.seek(before)
    trailer = file.read(_TRAILER)
    for blank in (b"\r\n\r\n", b"\n\n"):
        if trailer.startswith(blank):
            return before + len(blank)
    return before if not trailer and before == size_of(file) else None


def next_record(file: BinaryIO, at: int) -> int | None:
    """Where the next record begins at or behind a byte; ``None`` where there is none."""
    kind = compression_of(file)
    return next((mark for mark in _marks(file, at, kind) if _begins(file, mark, kind)), None)


def respelled(file: BinaryIO, at: int, end: int) -> bytes:
    """A whole record without its compression, the names of its fields spelt and its length written as fastwarc knows them.

    The names have no case by the standard. Of two lengths the first one counts. A record that is too long comes without its end.
    """
    file.seek(at)
    plain, _ = uncompressed(io.BytesIO(file.read(min(end - at, MAX_RECORD))))
    data = plain.read(MAX_RECORD)
    found = _HEAD.match(data)
    length = _LENGTH.search(found[0]) if found else None
    if not found or not length:
        return data
    head = _LENGTH.sub(b"Content-Length: %d\r" % int(length[1]), found[0])
    return _NAME.sub(lambda name: name[0].title().replace(b"Warc", b"WARC"), head) + data[found.end() :]


def _size_of(head: bytes) -> int | None:
    """The size of a record with its trailer, as its header says."""
    found = _HEAD.match(head)
    length = _LENGTH.search(found[0]) if found else None
    return found.end() + int(length[1]) + _TRAILER if found and length else None


def _end_of_member(file: BinaryIO) -> int | None:
    inflate = zlib.decompressobj(31)
    head, size = b"", 0
    try:
        while not inflate.eof:
            chunk = inflate.unconsumed_tail or file.read(_CHUNK)
            if not chunk:
                return None
            part = inflate.decompress(chunk, _CHUNK)
            head += part[: _LONGEST_HEAD - len(head)]
            size += len(part)
    except zlib.error:
        return None
    return file.tell() - len(inflate.unused_data) if _is_whole(head, size) else None


def _end_of_frame(file: BinaryIO, at: int) -> int | None:
    """The end of a zstd frame, from its header and those of its blocks (RFC 8878, 3.1.1)."""
    magic, described = file.read(4), file.read(1)
    if magic != ZSTD or not described:
        return None
    is_single, dictionary, content = described[0] & 0x20, described[0] & 3, described[0] >> 6
    file.seek((not is_single) + (0, 1, 2, 4)[dictionary] + (bool(is_single), 2, 4, 8)[content], io.SEEK_CUR)
    is_last = 0
    while not is_last:
        block = int.from_bytes(file.read(3), "little")
        is_last, kind, size = block & 1, block >> 1 & 3, block >> 3
        if not block:
            return None
        file.seek(1 if kind == 1 else size, io.SEEK_CUR)
    end = file.tell() + (4 if described[0] & 4 else 0)
    file.seek(at)
    try:
        reader, head, size = ZstdReader(io.BytesIO(file.read(end - at))), b"", 0
        while part := reader.read(_CHUNK):
            head += part[: _LONGEST_HEAD - len(head)]
            size += len(part)
    except OSError:
        return None
    return end if _is_whole(head, size) else None


def _is_whole(head: bytes, size: int) -> bool:
    """Whether a record has the size that it says, with its trailer or without."""
    said = _size_of(head)
    return said is not None and said - _TRAILER <= size <= said


def _marks(file: BinaryIO, at: int, kind: bytes) -> Iterator[int]:
    """Where something stands that may begin a record, at or behind a byte."""
    start, size = max(at - 1, 0), _FIRST_LOOK
    while True:
        file.seek(start)
        chunk = file.read(size)
        for found in _MARKS[kind].finditer(chunk):
            if start + found.start() >= at:
                yield start + found.start()
        if len(chunk) < size:
            return
        start += len(chunk) - _LONGEST_MARK
        at = max(at, start + 1)
        size = min(2 * size, _CHUNK)


def _begins(file: BinaryIO, at: int, kind: bytes) -> bool:
    """Whether a record begins at a mark. More than a few bytes are read only where these do not tell."""
    if not kind:
        return True
    for size in (_FIRST_LOOK, _LONGEST_HEAD) if kind == GZIP else (_FIRST_LOOK, _LONGEST_HEAD, _CHUNK):
        file.seek(at)
        start = file.read(size)
        try:
            begun = _inflated(start) if kind == GZIP else ZstdReader(io.BytesIO(start)).read(64)
        except zlib.error:
            return False
        except OSError as error:
            if str(error) != _INCOMPLETE:
                return False
            begun = b""
        if begun or len(start) < size:
            return begun.lstrip().startswith(_RECORD)
    return False


def _inflated(start: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(start, 64)
