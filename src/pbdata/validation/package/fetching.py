"""Fetch tables and schemas from the web, where the caller allows it."""

import re
import tempfile
import time
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, BinaryIO, Self
from urllib.parse import quote, urlsplit, urlunsplit

from pbdata.errors import PackageError
from pbdata.validation.limits import LimitError, Limits

_SECONDS = 20
_LEAST_SPEED = 1000
_SAFE = "/%:@!$&'()*+,;=~-._"
_PIECE = 2**20
_SCHEMES = ("http", "https")


class NotFetchedError(PackageError):
    """Something lies on the web, and the caller does not allow that it is fetched."""


class Fetcher:
    """Fetches addresses into a folder of its own, which is removed at the end; each address once."""

    def __init__(self, allowed: bool, limits: Limits) -> None:
        """Without ``allowed`` nothing is fetched."""
        self._allowed, self._limits = allowed, limits
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._fetched: dict[str, Path] = {}
        self._spent = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Remove what was fetched."""
        if self._folder:
            self._folder.cleanup()

    def fetch(self, address: str) -> Path:
        """Return a local copy. Raises ``NotFetchedError`` where that is not allowed, ``PackageError`` where it does not work."""
        if not address.lower().startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)):
            raise PackageError(f"`{address}` is not an address of http or https. Put the file into the package.")
        if not self._allowed:
            raise NotFetchedError(
                f"`{address}` lies elsewhere, and nothing is fetched. Put the file into the package, or allow remote files."
            )
        if address not in self._fetched:
            self._fetched[address] = self._fetch(address)
        return self._fetched[address]

    def spend(self, place: Path) -> None:
        """Count the bytes of a schema or dialect that is read from a file, each time that it is.

        Raises ``LimitError`` where all of one package have more than the limits allow.
        """
        self._spent += place.stat().st_size
        if self._spent > self._limits.schemas:
            raise LimitError(
                f"the schemas and dialects in files have more than {self._limits.schemas} bytes, each counted as often as "
                "it is named. Make them smaller."
            )

    def _fetch(self, address: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="pbdata-")
        suffix = "".join(PurePosixPath(address.split("?")[0]).suffixes[-2:])
        place = Path(self._folder.name) / f"{len(self._fetched)}{suffix if suffix.isascii() else ''}"
        try:
            with _open_web(_encoded(address)) as response, place.open("xb") as target:
                _copy(response, target, address, min(self._limits.fetched, self._limits.unpacked))
        except (OSError, ValueError, HTTPException) as error:
            raise PackageError(
                f"`{address}` cannot be fetched ({error}). Correct the address, or try again."
            ) from error
        return place


def _copy(response: Any, target: BinaryIO, address: str, most: int) -> None:
    """Write an answer, within bounds of size and time; one that ends before its own length is an error."""
    n, begun = 0, time.monotonic()
    while piece := response.read1(_PIECE):
        n += len(piece)
        took = time.monotonic() - begun
        if n > most:
            raise LimitError(f"`{address}` has more than {most} bytes. Get it by hand.")
        if took > _SECONDS and n < took * _LEAST_SPEED:
            raise LimitError(f"`{address}` comes with less than {_LEAST_SPEED} bytes a second. Get it by hand.")
        target.write(piece)
    if response.length:
        raise OSError(f"the answer broke off after {n} bytes, {response.length} too early")


def _encoded(address: str) -> str:
    """The address as a server is asked for it: spaces and letters beyond ASCII in percents, nothing that ends a line."""
    if re.search(r"[\x00-\x1f\x7f]", address):
        raise ValueError("the address holds a control character")
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return urlunsplit((parts.scheme, host, quote(parts.path, _SAFE), quote(parts.query, _SAFE + "?"), ""))


def _open_web(address: str) -> Any:
    """Open an address; redirections are followed to the web only, not to files of this machine."""
    # This module brings half of the standard library with it, and is hardly ever needed.
    from urllib.request import HTTPRedirectHandler, build_opener

    class OnlyWeb(HTTPRedirectHandler):
        def redirect_request(self, *arguments: Any) -> Any:
            if urlsplit(str(arguments[-1])).scheme not in _SCHEMES:
                raise ValueError("it leads to something that is not on the web")
            return super().redirect_request(*arguments)

    return build_opener(OnlyWeb).open(address, timeout=_SECONDS)
