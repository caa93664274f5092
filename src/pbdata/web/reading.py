"""Read what lies on the web: each answer within bounds of size and time, from no other machine than it may come from.

A server may say anything and nothing. Its head and its body have deadlines, a least speed and a size; redirections are counted,
and each address to which one leads is looked at anew, after its name was looked up. What ends before its own length is no answer.
"""

import io
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urljoin
from urllib.request import AbstractHTTPHandler, OpenerDirector, ProxyHandler, Request

from pbdata import __version__
from pbdata.showing import cut
from pbdata.web.addresses import Zone, encoded, host_of, stated_zone, zone

_OK, _PARTIAL = 200, 206
_REDIRECTIONS = (301, 302, 303, 307, 308)
_MOST_REDIRECTIONS = 5
_MOST_HOSTS = 3
_HEAD = 2**18
_PIECE, _BUFFER = 2**16, 2**14
_LONGEST_REASON = 100
_BROKEN = (OSError, HTTPException, ValueError, ArithmeticError)


class WebError(Exception):
    """What was asked for did not come, or not whole: the message gives the reason, without advice."""


class RefusedError(WebError):
    """An address leads where nothing may be fetched from."""


class TooLargeError(WebError):
    """An answer is larger than it may be."""


class StatusError(WebError):
    """A server answers that it does not have what was asked for. ``status`` is its number."""

    def __init__(self, status: int, reason: str) -> None:
        """``reason`` is what the server says beside its number."""
        super().__init__(f"the server says {status} {cut(reason, _LONGEST_REASON)}".rstrip())
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one answer may cost."""

    most: int
    """Bytes of the body."""
    seconds: float = 600
    """From the question to the end of the answer."""
    patience: float = 20
    """Seconds for the head, and the time in which ``least_speed`` must be kept."""
    least_speed: int = 1000
    """Bytes a second."""
    reach: frozenset[Zone] = frozenset({Zone.PUBLIC})
    """From where it may come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gives. ``length`` is what it says of the body's, ``partial`` where it gives but the part asked for."""

    response: HTTPResponse
    bounds: Bounds
    length: int | None
    partial: bool

    def header(self, name: str) -> str:
        """What stands in the head under a name, nothing where it does not."""
        return self.response.headers.get(name, "")

    def pieces(self) -> Iterator[bytes]:
        """The body. Raises ``WebError`` where it is broken, too large, too slow, or ends too early."""
        n = 0
        with _told():
            while piece := self.response.read1(_PIECE):
                n += len(piece)
                if n > self.bounds.most:
                    raise TooLargeError(f"it has more than {self.bounds.most} bytes")
                yield piece
            if self.response.length:
                raise WebError(f"the answer broke off after {n} bytes, {self.response.length} too early")


@contextmanager
def asked(address: str, bounds: Bounds, start: int = 0) -> Iterator[Answer]:
    """Ask for what lies at an address, from a byte on. Raises ``WebError``."""
    watch = _Watch(bounds)
    with _told():
        response = _followed(address, bounds, watch, start)
    try:
        if response.status not in ((_OK, _PARTIAL) if start else (_OK,)):
            raise StatusError(response.status, response.reason)
        told = response.headers.get("Content-Length")
        if told is not None and not (told.isascii() and told.isdecimal()):
            raise WebError("the server gives a length that is no number")
        length = None if told is None or response.chunked else int(told)
        if length is not None and length > bounds.most:
            raise TooLargeError(f"it has more than {bounds.most} bytes")
        watch.begin_body()
        yield Answer(response, bounds, length, response.status == _PARTIAL)
    finally:
        response.close()


def zones_of(address: str) -> frozenset[Zone]:
    """The zones to which the name in an address leads now; none where it leads nowhere."""
    try:
        return frozenset(map(zone, _looked_up(host_of(encoded(address)), 0)))
    except (OSError, ValueError):
        return frozenset()


def _followed(address: str, bounds: Bounds, watch: "_Watch", start: int) -> HTTPResponse:
    """The first answer that is no redirection."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), _Handler(bounds.reach, watch)):
        opener.add_handler(handler)
    headers = {"User-Agent": f"pbdata/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    for _ in range(_MOST_REDIRECTIONS + 1):
        request = Request(encoded(address), headers=headers)
        response: HTTPResponse = opener.open(request, timeout=bounds.patience)
        if response.status not in _REDIRECTIONS:
            return response
        # The body of a redirection may have no end, and nobody asked for it.
        response.close()
        to = response.headers.get("Location", "")
        address = urljoin(request.full_url, to.encode("latin-1", "replace").decode("utf-8", "replace"))
    raise WebError(f"the server redirects more than {_MOST_REDIRECTIONS} times")


class _Handler(AbstractHTTPHandler):
    """Opens connections that look at where they lead, and whose answers are watched."""

    def __init__(self, reach: frozenset[Zone], watch: "_Watch") -> None:
        super().__init__()
        self._reach, self._watch = reach, watch

    def http_open(self, request: Request) -> Any:
        return self._open(HTTPConnection, request)

    def https_open(self, request: Request) -> Any:
        return self._open(HTTPSConnection, request)

    http_request = https_request = AbstractHTTPHandler.do_request_

    def _open(self, kind: Callable[..., HTTPConnection], request: Request) -> Any:
        def made(host: str, **arguments: Any) -> Any:
            connection: Any = kind(host, **arguments)
            if not request.has_proxy():
                connection._create_connection = partial(_connected, reach=self._reach)
            connection.response_class = partial(_WatchedResponse, watch=self._watch)
            return connection

        # A proxy looks names up itself, so that only what is written out can be looked at here.
        _check_reach([stated_zone(host_of(request.full_url))], self._reach)
        return self.do_open(made, request)


@dataclass(slots=True)
class _Watch:
    """What an answer has cost so far."""

    bounds: Bounds
    begun: float = field(default_factory=time.monotonic)
    most: int = _HEAD
    taken: int = 0
    since: float | None = None
    """When the time began in which the least speed is kept; none before the body."""
    then: int = 0

    def begin_body(self) -> None:
        """The head is read; what follows may be larger, and must come faster. Chunks cost a little beside what they hold."""
        self.since, self.then = time.monotonic(), self.taken
        self.most = self.taken + 2 * self.bounds.most + _HEAD

    def patience(self) -> float:
        """How long to wait for the next bytes. Raises ``WebError`` where enough time was spent."""
        now, bounds = time.monotonic(), self.bounds
        allowed = bounds.patience if self.since is None else bounds.seconds
        left = self.begun + allowed - now
        if left <= 0:
            raise WebError(f"it takes longer than {allowed:g} seconds")
        if self.since is not None and now - self.since >= bounds.patience:
            if self.taken - self.then < bounds.least_speed * (now - self.since):
                raise WebError(f"it comes with less than {bounds.least_speed} bytes a second")
            self.since, self.then = now, self.taken
        return min(left, bounds.patience)

    def take(self, n: int) -> None:
        """Count bytes."""
        self.taken += n
        if self.taken > self.most:
            raise TooLargeError(f"it has more than {self.most} bytes")


class _WatchedResponse(HTTPResponse):
    """An answer each byte of which is read under watch."""

    def __init__(self, sock: socket.socket, *arguments: Any, watch: _Watch, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self.fp = io.BufferedReader(_Watched(self.fp.detach(), sock, watch), _BUFFER)


class _Watched(io.RawIOBase):
    """The bytes of a socket, within the bounds of a watch."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, watch: _Watch) -> None:
        self._raw, self._sock, self._watch = raw, sock, watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._watch.patience())
        n: int | None = self._raw.readinto(buffer)
        if not n and self._watch.since is None:
            raise ConnectionError("the answer ends within its head")
        self._watch.take(n or 0)
        return n

    def close(self) -> None:
        self._raw.close()
        super().close()


def _connected(
    address: tuple[str, int], timeout: float, _source: object = None, *, reach: frozenset[Zone]
) -> socket.socket:
    """A connection to what a name stands for now, if all of that may be reached."""
    host, port = address
    numbers = _looked_up(host, port)
    _check_reach(map(zone, numbers), reach)
    for number in numbers[:_MOST_HOSTS]:
        try:
            return socket.create_connection((number, port), timeout)
        except OSError as error:
            failed = error
    raise failed


def _looked_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _check_reach(zones: Any, reach: frozenset[Zone]) -> None:
    for one in zones:
        if one is not None and one not in reach:
            raise RefusedError(f"it leads to {one.value}")


@contextmanager
def _told() -> Iterator[None]:
    """Say in a few words what went wrong, whatever it was."""
    try:
        yield
    except _BROKEN as error:
        reason = getattr(error, "reason", None) or error
        said = f"{getattr(reason, 'strerror', None) or reason}" or type(reason).__name__
        raise WebError(cut(said, _LONGEST_REASON)) from error
