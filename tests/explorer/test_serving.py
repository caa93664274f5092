"""The server: files of the site, to this machine."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from pbdata.errors import AccessError
from pbdata.explorer.serving import serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[int]:
    """The port of a server of a folder ``site``, beside which something private lies."""
    (tmp_path / "site" / "empty").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("<p>here", "utf-8")
    (tmp_path / "site" / "downloads").mkdir()
    (tmp_path / "site" / "downloads" / "x.csv").write_text("a", "utf-8")
    (tmp_path / "private.txt").write_text("private", "utf-8")
    with serving(tmp_path / "site", 0) as address:
        yield int(address.rstrip("/").rpartition(":")[2])


def ask(port: int, path: str, host: str = "127.0.0.1:{port}", method: str = "GET") -> HTTPResponse:
    """What a request is answered."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": host.format(port=port)})
    return connection.getresponse()


def test_a_page_is_served(served: int) -> None:
    """The first page comes with a policy against frames, under both names of this machine."""
    answer = ask(served, "/")
    assert (answer.status, answer.read()) == (200, b"<p>here")
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert ask(served, "/index.html", host="localhost:{port}").status == 200
    assert ask(served, "/index.html", host="localhost").status == 200


@pytest.mark.parametrize("path", ["/downloads/x.csv", "/%64ownloads/x.csv", "/./downloads//x.csv"])
def test_a_file_of_the_package_is_no_page(served: int, path: str) -> None:
    """It is kept, not shown, and may do nothing."""
    answer = ask(served, path)
    assert (answer.status, answer.headers["Content-Disposition"]) == (200, "attachment")
    assert "sandbox; default-src 'none'" in (answer.headers["Content-Security-Policy"] or "")


@pytest.mark.parametrize("path", ["/../private.txt", "/%2e%2e/private.txt", "/empty/", "/none.html"])
def test_nothing_else_is_served(served: int, path: str) -> None:
    """What lies outside, a list of a folder, and what is not there are not found."""
    assert ask(served, path).status == 404


@pytest.mark.parametrize("host", ["evil.example:{port}", "", "[", "127.0.0.1.evil.example"])
def test_another_name_is_refused(served: int, host: str) -> None:
    """A page of somebody else that gives this machine a name of its own reads nothing."""
    assert ask(served, "/", host=host).status == 403


def test_nothing_is_written(served: int) -> None:
    """The server only reads."""
    assert ask(served, "/index.html", method="PUT").status == 501


def test_a_port_that_is_taken_is_told(served: int, tmp_path: Path) -> None:
    """The error names the port and the option."""
    with pytest.raises(AccessError, match=f"port {served}.*--port"), serving(tmp_path, served):
        pass
