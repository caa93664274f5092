"""Where published files come from: an address on the web or a folder. Read within bounds, resumed where it broke off."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from pbdata import __version__
from pbdata.errors import AccessError

Progress = Callable[[int, int], None]

_PIECE = 2**16
_PATIENCE = 30.0
_PARTIAL, _UNSATISFIABLE = 206, 416
_BROKEN = (OSError, http.client.HTTPException)


class UnreachableError(AccessError):
    """A source gives no answer, or does not have the file."""


class _Opened(NamedTuple):
    """A file of a source from an offset on; ``total`` is how long it is as a whole, where the source says so."""

    stream: BinaryIO
    at: int
    total: int | None


def read_whole(source: str, name: str, most: int) -> bytes:
    """Return a file of a source. Raises ``AccessError`` where it has more than ``most`` bytes, or cannot be read."""
    where = _whole_name(source, name)
    with _opened(source, name, 0) as (stream, _, _):
        try:
            data = stream.read(most + 1)
        except _BROKEN as error:
            raise UnreachableError(f"{where}: the transfer broke off ({error}). Try again.") from error
    if len(data) > most:
        raise AccessError(f"{where}: it has more than {most} bytes, and was not read. Check --from.")
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
    with _opened(source, name, have if have < size else 0) as (stream, at, total), part.open("ab") as target:
        target.truncate(at)
        try:
            if total not in (None, size):
                raise _OtherSizeError
            while piece := stream.read(_PIECE):
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
        except _BROKEN as error:
            raise _broke_off(where, at, size) from error
    if at < size:
        raise _broke_off(where, at, size)


class _OtherSizeError(Exception):
    """A file is longer or shorter than it should be."""


def _broke_off(where: str, at: int, size: int) -> AccessError:
    return UnreachableError(
        f"{where}: the transfer broke off after {at} of {size} bytes. They are kept: run the same command to go on."
    )


@contextmanager
def _opened(source: str, name: str, start: int) -> Iterator[_Opened]:
    """Open a file of a source at an offset, or at its beginning where the server gives no parts."""
    where = _whole_name(source, name)
    if not _is_address(source):
        if not Path(where).is_file():
            raise UnreachableError(f"{where}: there is no such file. Name a folder or address that has it: --from.")
        with Path(where).open("rb") as stream:
            stream.seek(start)
            yield _Opened(stream, start, Path(where).stat().st_size)
        return
    response = _request(where, start)
    with response:
        partial = response.status == _PARTIAL
        if partial and not str(response.headers.get("Content-Range", "")).startswith(f"bytes {start}-"):
            raise AccessError(f"{where}: the server sent another part than was asked for. Use another source: --from.")
        at, length = start if partial else 0, response.headers.get("Content-Length", "")
        yield _Opened(cast(BinaryIO, response), at, at + int(length) if length.isdecimal() else None)


def _request(where: str, start: int) -> http.client.HTTPResponse:
    headers = {"User-Agent": f"pbdata/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        answer = urllib.request.urlopen(urllib.request.Request(where, headers=headers), timeout=_PATIENCE)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _UNSATISFIABLE and start:
            return _request(where, 0)
        raise UnreachableError(f"{where}: the server says {error.code} {error.reason}. Check --from.") from None
    except (*_BROKEN, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise UnreachableError(
            f"{where}: it cannot be reached ({reason}). Check the address and the network."
        ) from None
    return cast(http.client.HTTPResponse, answer)


def _is_address(source: str) -> bool:
    return urllib.parse.urlsplit(source).scheme in ("http", "https")


def _whole_name(source: str, name: str) -> str:
    if _is_address(source):
        return f"{source.rstrip('/')}/{urllib.parse.quote(name)}"
    if "://" in source:
        raise AccessError(
            f"{source}: only http:// and https:// can be fetched. Give one of these, or a folder: --from."
        )
    return str(Path(source) / name)
