"""A file of a resource as UTF-8 bytes: unpacked within the limits, in whatever encoding it was written."""

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from pbdata.compressed import BROKEN
from pbdata.errors import PackageError
from pbdata.validation.budget import Budget
from pbdata.validation.limits import LimitError, Limits

COMPRESSIONS = {".gz": "gz", ".zip": "zip", ".bz2": "bz2", ".xz": "xz"}

_PIECE = 2**20


class CompressionError(PackageError):
    """A compressed file cannot be unpacked."""


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""


class Located(NamedTuple):
    """A file of a resource that may be read: where it is, and its path in the package."""

    place: Path
    file: str


class Part(NamedTuple):
    """One file of a resource. ``file`` is its path in the package, ``inner`` the member of a zip that is meant.

    ``data`` is what it holds where it stands in the descriptor and not at its place; ``budget`` counts what is read of it.
    """

    place: Path
    file: str
    compression: str | None
    inner: str | None
    encoding: str
    data: bytes | None = None
    budget: Budget | None = None


@contextmanager
def open_part(part: Part, limits: Limits) -> Iterator[Readable]:
    """Open a file; what is read from it is UTF-8 without a byte-order mark where its encoding is another.

    Raises ``CompressionError``, ``LimitError`` and ``UnicodeDecodeError``, here or while it is read. Bytes that are declared
    as UTF-8 are passed on as they are.
    """
    with ExitStack() as stack:
        try:
            stream = _unpack(stack, part)
        except BROKEN as error:
            raise _broken(part, error) from error
        capped = _Capped(stream, part, limits)
        yield capped if part.encoding in ("utf-8", "utf-8-sig") else _Decoded(capped, part.encoding)


def detect_encoding(part: Part, limits: Limits) -> str:
    """The encoding of a file: UTF-8 if all of it is that, otherwise what its bytes look like."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_part(part, limits) as stream:
        while piece := stream.read(_PIECE):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                from resiliparse.parse.encoding import detect_encoding as detect

                found = codecs.lookup(detect(error.object) or "windows-1252").name
                return found if found != "utf-8" else "windows-1252"
    return "utf-8"


def find_undecodable(part: Part, limits: Limits) -> str:
    """Say where the first byte lies that is not of the file's encoding: its line and place, counted from 1 and 0."""
    decoder = codecs.getincrementaldecoder(part.encoding)()
    line, place, kept = 1, 0, 0
    with open_part(part._replace(encoding="utf-8"), limits) as stream:
        while True:
            piece = stream.read(_PIECE)
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                return f"line {line} (byte {place - kept + error.start})"
            except UnicodeError:
                return "the file"
            if not piece:
                return "the file"
            kept = len(decoder.getstate()[0])
            line += piece[: len(piece) - kept].count(b"\n")
            place += len(piece)


def _unpack(stack: ExitStack, part: Part) -> IO[bytes]:
    if part.data is not None:
        return io.BytesIO(part.data)
    opened: dict[str, Any] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
    if part.compression in opened:
        stream: IO[bytes] = stack.enter_context(opened[part.compression](part.place, "rb"))
    elif part.compression == "zip":
        archive = stack.enter_context(zipfile.ZipFile(part.place))
        stream = stack.enter_context(archive.open(_member(archive, part)))
    else:
        stream = stack.enter_context(part.place.open("rb", buffering=0))
    return stream


def _member(archive: zipfile.ZipFile, part: Part) -> zipfile.ZipInfo:
    members = [one for one in archive.infolist() if not one.is_dir() and part.inner in (None, one.filename)]
    if len(members) != 1:
        what = f"no single member `{part.inner}`" if part.inner else f"{len(members)} files instead of one"
        raise CompressionError(f"`{part.file}` holds {what}. Pack each table alone, or name it as `innerpath`.")
    if members[0].flag_bits & 1:
        raise CompressionError(f"`{part.file}` is encrypted. Pack it without a password.")
    return members[0]


def _broken(part: Part, error: BaseException) -> PackageError:
    if isinstance(error, PackageError):
        return error
    return CompressionError(f"`{part.file}` cannot be read ({error}). Restore the file, or pack it again.")


class _Capped:
    """Reads on until the limits are reached."""

    def __init__(self, stream: IO[bytes], part: Part, limits: Limits) -> None:
        self._stream, self._part, self._limits = stream, part, limits
        self._n = 0
        self._packed = part.place.stat().st_size if part.compression else None

    def read(self, size: int) -> bytes:
        try:
            data = self._stream.read(size) or b""
        except BROKEN as error:
            raise _broken(self._part, error) from error
        self._n += len(data)
        if self._part.budget:
            self._part.budget.spend("read", len(data))
        limits, file = self._limits, self._part.file
        if self._n > limits.unpacked:
            raise LimitError(f"`{file}` has more than {limits.unpacked} bytes. Cut it into several packages.")
        if self._packed is not None and self._n > limits.unpacked_from(self._packed):
            raise LimitError(
                f"`{file}` becomes much larger when it is unpacked (more than {self._n} bytes), as a bomb does. "
                "Store it without compression."
            )
        return data


class _Decoded:
    """Text of another encoding as UTF-8."""

    def __init__(self, stream: _Capped, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def read(self, size: int) -> bytes:
        while True:
            data = self._stream.read(size)
            text = self._decoder.decode(data, final=not data)
            if text or not data:
                return text.encode()


class Rest(io.RawIOBase):
    """Bytes that were read already, and then the stream from which they came."""

    def __init__(self, read: bytes, stream: Readable) -> None:
        """``read`` comes first, then what ``stream`` still has."""
        self._pending, self._stream = read, stream

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes there were."""
        data = self._pending or self._stream.read(len(buffer))
        self._pending = data[len(buffer) :]
        data = data[: len(buffer)]
        buffer[: len(data)] = data
        return len(data)
