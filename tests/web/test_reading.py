"""Answers from the web, good ones and bad ones, from a server that plays each role."""

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pbdata.web.addresses import Zone, encoded, stated_zone, zone
from pbdata.web.reading import Bounds, RefusedError, StatusError, WebError, asked, zones_of
from tests import cases

HERE = Bounds(most=100_000, patience=0.6, seconds=5, reach=frozenset({Zone.PUBLIC, Zone.MACHINE}))


class Server(socketserver.ThreadingTCPServer):
    """Plays the role of a case to whoever asks."""

    daemon_threads, allow_reuse_address = True, True
    case: dict[str, Any]
    asked: list[bytes]

    def handle_error(self, *_arguments: object) -> None:
        """Who asked has gone away, as he may."""


class Role(socketserver.StreamRequestHandler):
    """Sends what the case says, whatever was asked."""

    server: Server

    def handle(self) -> None:
        """Read the head of the question, then send."""
        self.server.asked.append(self.rfile.readline())
        while self.rfile.readline().strip():
            pass
        case = self.server.case
        body, times, pause = case.get("body", "").encode("latin-1"), case.get("repeat", 1), case.get("pause", 0)
        self.wfile.write(case["head"].encode("latin-1"))
        if not pause:
            self.wfile.write(body * times)
        for _ in range(times if pause else 0):
            time.sleep(pause)
            self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    with Server(("127.0.0.1", 0), Role) as made:
        made.asked = []
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/a.csv"


@pytest.mark.parametrize("case", cases("web_answers.yaml"), ids=lambda case: case["label"])
def test_an_answer_comes_whole_or_not_at_all(server: Server, case: dict[str, Any]) -> None:
    """What is cut, broken, too large, too slow or leads elsewhere is an error with its reason, never a part taken for the whole."""
    server.case = case
    if "whole" in case:
        with asked(address(server), HERE) as answer:
            assert b"".join(answer.pieces()) == b"a,b\n"
        return
    with pytest.raises(WebError) as told, asked(address(server), HERE) as answer:
        for _ in answer.pieces():
            pass
    assert re.search(case["reason"], str(told.value))
    assert len(server.asked) <= 6


def test_this_machine_is_not_asked_where_that_is_not_allowed(server: Server) -> None:
    """Neither by its number, nor by a name that leads to it: nothing is sent."""
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"):
        port = server.server_address[1]
        with pytest.raises(RefusedError), asked(f"http://{host}:{port}/a.csv", Bounds(most=10)):
            pass
    assert server.asked == []


def test_a_name_is_looked_at_after_it_was_looked_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to one's own network is refused, also where it has an address on the internet beside it."""
    numbers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: numbers)
    monkeypatch.setattr("socket.create_connection", lambda *_: pytest.fail("a connection was opened"))
    with pytest.raises(RefusedError, match="a network of one's own"), asked("http://example.org/", Bounds(most=10)):
        pass
    assert zones_of("http://example.org/") == {Zone.PUBLIC, Zone.NETWORK}


def test_a_status_is_told_with_its_number(server: Server) -> None:
    """So that whoever asks can tell what is not there from what is broken."""
    server.case = {"head": "HTTP/1.1 416 Range\r\n\r\n"}
    with pytest.raises(StatusError) as told, asked(address(server), HERE, 5):
        pass
    assert told.value.status == 416


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("93.184.216.34", Zone.PUBLIC),
        ("2606:2800:220:1::1", Zone.PUBLIC),
        ("127.8.8.8", Zone.MACHINE),
        ("::1", Zone.MACHINE),
        ("::ffff:127.0.0.1", Zone.MACHINE),
        ("64:ff9b::7f00:1", Zone.MACHINE),
        ("10.1.2.3", Zone.NETWORK),
        ("192.168.1.1", Zone.NETWORK),
        ("169.254.169.254", Zone.NETWORK),
        ("100.64.0.1", Zone.NETWORK),
        ("0.0.0.0", Zone.NETWORK),
        ("224.0.0.1", Zone.NETWORK),
        ("fe80::1%eth0", Zone.NETWORK),
        ("fd00::1", Zone.NETWORK),
        ("2002:a00:1::", Zone.NETWORK),
    ],
)
def test_the_zone_of_a_number(number: str, expected: Zone) -> None:
    """Addresses of version 4 within those of version 6 count as themselves."""
    assert zone(number) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", Zone.MACHINE), ("LOCALHOST.", Zone.MACHINE), ("example.org", None), ("127.1", None)],
)
def test_the_zone_that_a_host_states(host: str, expected: Zone | None) -> None:
    """Only a whole number or the one name states it."""
    assert stated_zone(host) == expected


@pytest.mark.parametrize("case", cases("web_addresses.yaml"), ids=lambda case: ascii(case["address"]))
def test_an_address_is_written_as_servers_take_it(case: dict[str, str | None]) -> None:
    """Spaces and letters beyond ASCII are put in percents once; what could end a line of the request is refused."""
    if case["asked"] is not None:
        assert encoded(str(case["address"])) == case["asked"]
        return
    with pytest.raises(ValueError):
        encoded(str(case["address"]))
