"""Who gets in: requests under another name, from another site, without the secret, or in another form do not."""

import http.client
import json
from collections.abc import Iterator
from http import HTTPStatus
from threading import Thread
from typing import Any

import pytest

from pbdata.errors import BuildError
from pbdata.review.web import HOST, LONGEST_BODY, Request, Response, Server, as_json, refusal

OWN = {"host": "127.0.0.1:8000"}
POST = OWN | {"origin": "http://127.0.0.1:8000", "content-type": "application/json", "content-length": "2"}


def refused(method: str, target: str, headers: dict[str, str]) -> int | None:
    found = refusal(method, target, headers, 8000, "secret")
    return int(found.status) if found else None


@pytest.mark.parametrize(
    ("method", "target", "headers"),
    [
        ("GET", "/secret/", OWN),
        ("GET", "/secret/review/", {"host": "LOCALHOST:8000"}),
        ("GET", "/secret/", OWN | {"sec-fetch-site": "none"}),
        ("POST", "/secret/api/decide", POST),
        (
            "POST",
            "/secret/api/decide",
            POST | {"content-type": "application/json; charset=utf-8", "sec-fetch-site": "same-origin"},
        ),
    ],
)
def test_who_has_the_address_gets_in(method: str, target: str, headers: dict[str, str]) -> None:
    """The page itself, and what it asks."""
    assert refused(method, target, headers) is None


@pytest.mark.parametrize(
    ("method", "target", "headers", "status"),
    [
        ("GET", "/secret/", {}, HTTPStatus.MISDIRECTED_REQUEST),
        ("GET", "/secret/", {"host": "evil.example:8000"}, HTTPStatus.MISDIRECTED_REQUEST),
        ("GET", "/secret/", {"host": "127.0.0.1"}, HTTPStatus.MISDIRECTED_REQUEST),
        ("GET", "/secret/", {"host": "127.0.0.1:8001"}, HTTPStatus.MISDIRECTED_REQUEST),
        ("GET", "/secret/", OWN | {"sec-fetch-site": "cross-site"}, HTTPStatus.FORBIDDEN),
        ("GET", "/secret/", OWN | {"sec-fetch-site": "same-site"}, HTTPStatus.FORBIDDEN),
        ("GET", "/", OWN, HTTPStatus.NOT_FOUND),
        ("GET", "/guess/", OWN, HTTPStatus.NOT_FOUND),
        ("GET", "/secre", OWN, HTTPStatus.NOT_FOUND),
        ("GET", "/秘密/", OWN, HTTPStatus.NOT_FOUND),
        ("DELETE", "/secret/", OWN, HTTPStatus.METHOD_NOT_ALLOWED),
        ("POST", "/secret/", POST | {"origin": "http://evil.example"}, HTTPStatus.FORBIDDEN),
        ("POST", "/secret/", POST | {"origin": "null"}, HTTPStatus.FORBIDDEN),
        ("POST", "/secret/", {key: value for key, value in POST.items() if key != "origin"}, HTTPStatus.FORBIDDEN),
        ("POST", "/secret/", POST | {"content-type": "text/plain"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ("POST", "/secret/", POST | {"content-length": "-1"}, HTTPStatus.LENGTH_REQUIRED),
        ("POST", "/secret/", POST | {"content-length": "٣"}, HTTPStatus.LENGTH_REQUIRED),
        ("POST", "/secret/", POST | {"transfer-encoding": "chunked"}, HTTPStatus.LENGTH_REQUIRED),
        ("POST", "/secret/", POST | {"content-length": str(LONGEST_BODY + 1)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
def test_all_others_are_refused(method: str, target: str, headers: dict[str, str], status: HTTPStatus) -> None:
    """Each with the status that says why."""
    assert refused(method, target, headers) == status


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers with what it was asked."""

    def answer(request: Request) -> Response:
        return as_json([request.method, request.path, dict(request.query), request.data])

    with Server(answer, "secret", 0) as running:
        Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def call(
    server: Server, method: str, target: str, body: bytes | None = None, **headers: str
) -> tuple[int, Any, dict[str, str]]:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=10)
    connection.request(method, target, body, headers)
    got = connection.getresponse()
    found = got.status, got.read(), {name.lower(): value for name, value in got.getheaders()}
    connection.close()
    return found


def test_a_request_is_answered(server: Server) -> None:
    """The answer sees what lies below the secret, the query decoded and the body read."""
    status, body, _ = call(server, "GET", "/secret/api/queue?kind=%E8%A1%8C")
    assert (status, json.loads(body)) == (200, ["GET", "api/queue", {"kind": "行"}, None])
    origin = f"http://{HOST}:{server.port}"
    sent = {"Origin": origin, "Content-Type": "application/json"}
    status, body, _ = call(server, "POST", "/secret/api/decide", b'{"a": 1}', **sent)
    assert (status, json.loads(body)) == (200, ["POST", "api/decide", {}, {"a": 1}])


def test_what_is_no_json_is_told(server: Server) -> None:
    """A broken body, and one that is nested without end, are the caller's fault."""
    sent = {"Origin": f"http://{HOST}:{server.port}", "Content-Type": "application/json"}
    for body in (b"{", b"\xff", b"[" * 100_000):
        assert call(server, "POST", "/secret/api/decide", body, **sent)[0] == HTTPStatus.BAD_REQUEST


def test_every_response_keeps_others_out(server: Server) -> None:
    """Refusals too: nothing is loaded from anywhere, framed, sniffed or stored."""
    for target in ("/secret/", "/guess/"):
        headers = call(server, "GET", target)[2]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"], headers["cache-control"]) == (
            "nosniff",
            "no-referrer",
            "no-store",
        )
        assert "access-control-allow-origin" not in headers


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    """Its address is 127.0.0.1, and a port that is taken is an error that says what to do."""
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.port}/secret/"
    with pytest.raises(BuildError, match="Choose another one with --port"):
        Server(server.answer, "secret", server.port)
