"""Open a file that lies here or at a URL, and undo its compression."""

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, cast

from fastwarc.stream_io import ZstdReader

from pbdata.captures.addresses import is_remote
from pbdata.errors import PbdataError

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
"""How gzip members and zstd frames begin."""

_CHUNK = 1 << 18
_REMOTE = 'files at a URL are read by fsspec. Install it: pip install "pbdata[remote]".'


def open_file(place: str) -> BinaryIO:
    """Open a file for reading at any place of it. Raises ``PbdataError`` where it is not there or cannot be read."""
    try:
        return _open_url(place) if is_remote(place) else open(place, "rb")  # noqa: SIM115, PTH123
    except FileNotFoundError:
        raise PbdataError(f"{place}: there is no such file. Check the name.") from None
    except OSError as error:
        raise PbdataError(f"{place}: it cannot be read ({error.strerror or error}).") from None


def _open_url(place: str) -> BinaryIO:
    try:
        import fsspec

        return cast(BinaryIO, fsspec.open(place, "rb").open())
    except ImportError as error:
        raise PbdataError(f"{place}: {_REMOTE} ({error})") from None
    except ValueError as error:
        raise PbdataError(f"{place}: {error}") from None


def size_of(file: BinaryIO) -> int:
    """How many bytes a file has."""
    return file.seek(0, io.SEEK_END)


class Uncompressed(io.RawIOBase):
    """The bytes of a file of gzip members or zstd frames. Where it is cut short or damaged it ends, and ``damage`` says why."""

    def __init__(self, file: BinaryIO, kind: bytes) -> None:
        """``kind`` is ``GZIP`` or ``ZSTD``."""
        self.damage: str | None = None
        self._left = b""
        self._next = _inflate(file) if kind == GZIP else _unzstd(file)

    def readable(self) -> bool:
        """Bytes can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what comes next, as ``io.RawIOBase`` does."""
        if not self._left:
            try:
                self._left = self._next(len(buffer))
            except (OSError, EOFError, zlib.error) as error:
                if getattr(error, "errno", None):
                    raise
                self.damage = str(error)
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def uncompressed(file: BinaryIO) -> tuple[BinaryIO, Uncompressed | None]:
    """A file without its compression, from its start; the second tells of damage, and is ``None`` for a file that is not compressed."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    for kind in (GZIP, ZSTD):
        if start.startswith(kind):
            raw = Uncompressed(file, kind)
            return cast(BinaryIO, io.BufferedReader(raw, _CHUNK)), raw
    return file, None


def skip_to(file: BinaryIO, offset: int) -> None:
    """Go to an offset of a file, which is read up to there where it cannot be jumped in."""
    with suppress(io.UnsupportedOperation):
        file.seek(offset)
        return
    while offset > 0:
        skipped = len(file.read(min(offset, _CHUNK)))
        if not skipped:
            return
        offset -= skipped


def _unzstd(file: BinaryIO) -> Callable[[int], bytes]:
    reader = ZstdReader(file)
    return lambda size: reader.read(size)


def _inflate(file: BinaryIO) -> Callable[[int], bytes]:
    """Read the members of a gzip file. What the file ends with before a member does raises ``EOFError``."""
    inflate = zlib.decompressobj(31)
    waiting = b""

    def read(size: int) -> bytes:
        nonlocal inflate, waiting
        while True:
            if inflate.eof:
                waiting = (inflate.unused_data or file.read(_CHUNK)).lstrip(b"\x00")
                if not waiting:
                    return b""
                inflate = zlib.decompressobj(31)
            waiting = waiting or file.read(_CHUNK)
            if not waiting:
                raise EOFError("the compressed file is cut short")
            given = inflate.decompress(waiting, size)
            waiting = inflate.unconsumed_tail
            if given:
                return given

    return read
