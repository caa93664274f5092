"""Where published files come from: an address on the web or a folder. Read within bounds, resumed where it broke off."""

import io
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.disk import lack_of_room
from pbdata.errors import AccessError
from pbdata.web.addresses import Zone, is_address

Progress = Callable[[int, int], None]

_DOI = "doi:"
_PIECE = 2**16
_ROOM = 2**20
_UNSATISFIABLE = 416
_SECONDS_OF_SMALL, _SECONDS = 60, 24 * 3600


class UnreachableError(AccessError):
    """A source gives no answer, or does not have the file."""


class _BrokenError(Exception):
    """A transfer ended too early. The message gives the reason."""


class _Opened(NamedTuple):
    """A file of a source from an offset on; ``total`` is how long it is as a whole, where the source says so."""

    pieces: Iterator[bytes]
    at: int
    total: int | None


def read_whole(source: str, name: str, most: int) -> bytes:
    """Return a file of a source. Raises ``AccessError`` where it has more than ``most`` bytes, or cannot be read."""
    where, data = _whole_name(source, name), b""
    try:
        with _opened(source, name, 0, most, _SECONDS_OF_SMALL) as (pieces, _, _):
            for piece in pieces:
                data += piece
                if len(data) > most:
                    raise AccessError(f"{where}: it has more than {most} bytes, and was not read. Check --from.")
    except _BrokenError as error:
        raise UnreachableError(f"{where}: the transfer broke off ({error}). Try again.") from error
    return data


def fetch(source: str, name: str, size: int, part: Path, progress: Progress | None = None) -> None:
    """Write a file of ``size`` bytes into ``part``, beginning where an earlier transfer left off.

    ``progress`` is called with the bytes there are and ``size``. Raises ``AccessError``: what a broken transfer has
    brought stays in ``part``; of a file that has another size nothing does.
    """
    have = part.stat().st_size if part.is_file() else 0
    if have == size:
        return
    where = _whole_name(source, name)
    if lack := lack_of_room(part.parent, size - min(have, size)):
        raise AccessError(f"{where}: {lack}. Make room, or set PBDATA_CACHE to a folder of another disk.")
    at = 0
    try:
        with (
            _opened(source, name, have if have < size else 0, 2 * size + _ROOM, _SECONDS) as (pieces, at, total),
            part.open("ab") as target,
        ):
            target.truncate(at)
            try:
                if total not in (None, size):
                    raise _OtherSizeError
                for piece in pieces:
                    at += len(piece)
                    if at > size:
                        raise _OtherSizeError
                    target.write(piece)
                    if progress:
                        progress(at, size)
            except _OtherSizeError:
                target.truncate(0)
                raise AccessError(
                    f"{where}: it does not have the {size} bytes that were released, and was not kept. "
                    "The file on the server was changed: use another source, or tell the publisher."
                ) from None
    except _BrokenError as error:
        raise _broke_off(where, at, size, f" ({error})") from error
    if at < size:
        raise _broke_off(where, at, size)


class PartsOfFile(io.RawIOBase):
    """A file of a source that is read here and there, and of which only that is fetched."""

    def __init__(self, source: str, name: str, size: int, progress: Progress | None = None) -> None:
        """``size`` is how long it is. ``progress`` is called with the bytes that were fetched and ``size``."""
        self._source, self._name, self._size, self._progress = source, name, size, progress
        self._at, self._next, self._fetched = 0, -1, 0
        self._pieces: Iterator[bytes] = iter(())
        self._rest = b""
        self._open = ExitStack()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Read elsewhere next."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if self._at < 0:
            raise ValueError(f"{self._name} begins after {self._at}")
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read some bytes. Raises ``AccessError`` where the source gives no parts, or the transfer breaks off."""
        if self._at >= self._size:
            return 0
        where = _whole_name(self._source, self._name)
        try:
            if self._at != self._next:
                self._begin(where)
            while not self._rest:
                self._rest = next(self._pieces, None) or self._broken(where)
                self._fetched += len(self._rest)
        except _BrokenError as error:
            raise UnreachableError(f"{where}: the transfer broke off ({error}). Try again.") from error
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        self._at = self._next = self._at + n
        if self._progress:
            self._progress(min(self._fetched, self._size), self._size)
        return n

    def close(self) -> None:
        """Let the source go."""
        self._open.close()
        super().close()

    def _begin(self, where: str) -> None:
        self._open.close()
        asked = _opened(self._source, self._name, self._at, 2 * self._size + _ROOM, _SECONDS)
        self._pieces, at, total = self._open.enter_context(asked)
        self._rest, self._next = b"", self._at
        if at != self._at:
            raise AccessError(f"{where}: the server gives files as a whole alone. Leave out --table.")
        if total not in (None, self._size):
            raise AccessError(
                f"{where}: it does not have the {self._size} bytes that were released. Use another source: --from."
            )

    def _broken(self, where: str) -> bytes:
        raise UnreachableError(f"{where}: the transfer broke off after {self._at} of {self._size} bytes. Try again.")


class _OtherSizeError(Exception):
    """A file is longer or shorter than it should be."""


def _broke_off(where: str, at: int, size: int, why: str = "") -> AccessError:
    return UnreachableError(
        f"{where}: the transfer broke off after {at} of {size} bytes{why}. They are kept: run the same command to go on."
    )


@contextmanager
def _opened(source: str, name: str, start: int, most: int, seconds: float) -> Iterator[_Opened]:
    """Open a file of a source at an offset, or at its beginning where the server gives no parts."""
    where = _whole_name(source, name)
    if is_address(source) or source.startswith(_DOI):
        with _asked(_place(source, name), start, most, seconds, _reach(source, where)) as opened:
            yield opened
        return
    if not Path(where).is_file():
        raise UnreachableError(f"{where}: there is no such file. Name a folder or address that has it: --from.")
    with Path(where).open("rb") as stream:
        stream.seek(start)
        yield _Opened(iter(lambda: stream.read(_PIECE), b""), start, Path(where).stat().st_size)


@contextmanager
def _asked(where: str, start: int, most: int, seconds: float, reach: frozenset[Zone]) -> Iterator[_Opened]:
    """Ask a server that lies within reach."""
    from pbdata.web.reading import Bounds, StatusError, TooLargeError, WebError, asked

    bounds = Bounds(most=most, seconds=seconds, reach=reach)
    begun = False
    try:
        with asked(where, bounds, start) as answer:
            at = start if answer.partial else 0
            if answer.partial and not answer.header("Content-Range").startswith(f"bytes {start}-"):
                raise AccessError(
                    f"{where}: the server sent another part than was asked for. Use another source: --from."
                )
            begun = True
            yield _Opened(answer.pieces(), at, None if answer.length is None else at + answer.length)
    except StatusError as error:
        if error.status != _UNSATISFIABLE or not start:
            raise UnreachableError(f"{where}: {error}. Check --from.") from None
    except TooLargeError as error:
        raise AccessError(f"{where}: {error}, and was not read. Check --from.") from None
    except WebError as error:
        if begun:
            raise _BrokenError(str(error)) from error
        raise UnreachableError(f"{where}: it cannot be reached ({error}). Check the address and the network.") from None
    else:
        return
    with _asked(where, 0, most, seconds, reach) as opened:
        yield opened


def _reach(source: str, where: str) -> frozenset[Zone]:
    """Whoever names a server may name one of an own network, but it may not lead from elsewhere into one; nor may a DOI."""
    from pbdata.web.reading import zones_of

    return frozenset({Zone.PUBLIC}) | (zones_of(where) if is_address(source) else frozenset())


def _place(source: str, name: str) -> str:
    """The address of a file of a source on the web."""
    if not source.startswith(_DOI):
        return _whole_name(source, name)
    from pbdata.access.deposits import UnresolvedError, file_address

    try:
        return file_address(source, name)
    except UnresolvedError as error:
        raise UnreachableError(str(error)) from None


def _whole_name(source: str, name: str) -> str:
    if is_address(source) or source.startswith(_DOI):
        return f"{source.rstrip('/')}/{urllib.parse.quote(name)}"
    if "://" in source:
        raise AccessError(
            f"{source}: only http://, https:// and doi: can be fetched. Give one of these, or a folder: --from."
        )
    return str(Path(source) / name)
