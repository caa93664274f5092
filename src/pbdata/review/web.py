"""The edge of the review server: HTTP on this machine alone, a request in, a response out.

Captures are strangers' words and the server writes files, so it is as shut as it can be. It listens on 127.0.0.1; all addresses begin
with a secret that only the page that was opened knows, so that no other program or user of the machine gets in; a request
under another name of the host (DNS rebinding) or from another site is refused; and what it sends may load nothing from anywhere.
"""

import json
from collections.abc import Callable, Mapping
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from pbdata.errors import BuildError

HOST = "127.0.0.1"
LONGEST_BODY = 1_000_000
"""In bytes; no decision is so long."""
_PATIENCE = 60
_JSON = "application/json"
_KEPT_OUT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Request(NamedTuple):
    """A request. ``path`` is below the secret; ``data`` the JSON of a POST, and ``None`` of a GET."""

    method: str
    path: str
    query: Mapping[str, str]
    data: Any


class Response(NamedTuple):
    """A response. ``location`` redirects."""

    status: HTTPStatus
    media_type: str
    body: bytes
    location: str | None = None


Answer = Callable[[Request], Response]


def as_json(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A value as a response."""
    return Response(status, f"{_JSON}; charset=utf-8", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def said(status: HTTPStatus, message: str) -> Response:
    """A response that says what is wrong."""
    return as_json({"error": message}, status)


def refusal(method: str, target: str, headers: Mapping[str, str], port: int, secret: str) -> Response | None:
    """What is answered to a request that must not get in; ``None`` for one that may. ``headers`` have names in lower case."""
    hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
    host = headers.get("host", "").lower()
    if host not in hosts:
        return said(HTTPStatus.MISDIRECTED_REQUEST, f"this server is {HOST}:{port}, and has no other name.")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return said(HTTPStatus.FORBIDDEN, "another site asks. Open the address that pbdata review printed.")
    first = urlsplit(target).path.split("/")[1:2]
    if not first or not compare_digest(first[0].encode(), secret.encode()):
        return said(HTTPStatus.NOT_FOUND, "there is nothing here. Open the address that pbdata review printed.")
    if method == "POST":
        return _refused_post(headers, host)
    return None if method == "GET" else said(HTTPStatus.METHOD_NOT_ALLOWED, "GET and POST are all that is understood.")


def _refused_post(headers: Mapping[str, str], host: str) -> Response | None:
    if headers.get("origin") != f"http://{host}":
        return said(HTTPStatus.FORBIDDEN, "another site asks. Decide on the page that pbdata review opened.")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        return said(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "decisions are sent as application/json.")
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        return said(HTTPStatus.LENGTH_REQUIRED, "a decision is sent with its length.")
    if int(length) > LONGEST_BODY:
        return said(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a decision has {LONGEST_BODY} bytes at most.")
    return None


class Server(ThreadingHTTPServer):
    """Serves ``answer`` on 127.0.0.1 at ``port``; 0 takes a free one. Raises ``BuildError`` where the port is taken."""

    daemon_threads = True

    def __init__(self, answer: Answer, secret: str, port: int) -> None:
        self.answer, self.secret = answer, secret
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise BuildError(f"port {port}: {error.strerror}. Choose another one with --port.") from None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self.port}/{self.secret}/"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "pbdata"
    sys_version = ""
    timeout = _PATIENCE
    server: Server

    def do_GET(self) -> None:  # noqa: N802
        self._respond()

    def do_POST(self) -> None:  # noqa: N802
        self._respond()

    def _respond(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        refused = refusal(self.command, self.path, headers, self.server.port, self.server.secret)
        if refused:
            self.close_connection = True  # What follows of its body is not read.
            self._send(refused)
            return
        data = None
        if self.command == "POST":
            try:
                data = json.loads(self.rfile.read(int(headers["content-length"])))
            except (ValueError, RecursionError):
                self._send(said(HTTPStatus.BAD_REQUEST, "this is no JSON."))
                return
        parts = urlsplit(self.path)
        path = parts.path.removeprefix(f"/{self.server.secret}").removeprefix("/")
        self._send(self.server.answer(Request(self.command, path, dict(parse_qsl(parts.query)), data)))

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in _KEPT_OUT.items():
            self.send_header(name, value)
        if response.location is not None:
            self.send_header("Location", response.location)
        self.send_header("Content-Type", response.media_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not told: their addresses hold the secret."""
