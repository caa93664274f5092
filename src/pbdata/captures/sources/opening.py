"""Open a file that lies here or at a URL, and undo its compression."""

import atexit
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from fastwarc.stream_io import ZstdReader

from pbdata.captures.addresses import is_remote, wrong_url
from pbdata.captures.sources.record import MAX_RECORD
from pbdata.errors import PbdataError

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
"""How gzip members and zstd frames begin."""

_CHUNK = 1 << 18
# So many files are kept unpacked at a time.
_MAX_UNPACKED = 16
# Text becomes a twentieth by compression, a file that was made to fill the disk a thousandth.
_MAX_RATIO = 250
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
    if wrong := wrong_url(place):
        raise PbdataError(f"{place}: {wrong}")
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


def begins_line(file: BinaryIO, offset: int) -> bool:
    """Whether a line begins at a byte, or the file ends there. The file stands at that byte then."""
    file.seek(max(offset - 1, 0))
    around = file.read(2)
    file.seek(offset)
    return not offset or len(around) == 1 or around.startswith(b"\n")


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


@contextmanager
def open_at(place: str, offset: int) -> Iterator[tuple[BinaryIO, Uncompressed | None]]:
    """A file without its compression, as ``uncompressed`` has it, at an offset.

    A compressed file is unpacked once, into a temporary one that goes with the process: what is in it cannot be jumped to.
    """
    with open_file(place) as file:
        compressed = None
        if file.read(4).startswith((GZIP, ZSTD)):
            changed = 0 if is_remote(place) else Path(place).stat().st_mtime_ns
            file, compressed = _unpacked(place, size_of(file), changed)
        file.seek(offset)
        yield file, compressed


_kept: dict[tuple[str, int, int], tuple[BinaryIO, Uncompressed | None]] = {}


def _unpacked(*key: Any) -> tuple[BinaryIO, Uncompressed | None]:
    """The content of a compressed file, by its place, its size and when it was changed."""
    if key not in _kept:
        if len(_kept) == _MAX_UNPACKED:
            _forget(next(iter(_kept)))
        _kept[key] = _unpack(key[0], key[1] * _MAX_RATIO + MAX_RECORD)
    return _kept[key]


def _unpack(place: str, longest: int) -> tuple[BinaryIO, Uncompressed | None]:
    unpacked = cast(BinaryIO, TemporaryFile())  # noqa: SIM115
    with open_file(place) as file:
        plain, compressed = uncompressed(file)
        while chunk := plain.read(_CHUNK):
            unpacked.write(chunk)
            if unpacked.tell() > longest:
                unpacked.close()
                raise PbdataError(
                    f"{place}: it unpacks to more than {_MAX_RATIO} times its size. Unpack it by hand, and add that."
                )
    return unpacked, compressed


def _forget(*keys: tuple[str, int, int]) -> None:
    for key in keys or list(_kept):
        _kept.pop(key)[0].close()


atexit.register(_forget)


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
