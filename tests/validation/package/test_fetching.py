"""Remote tables and schemas: refused, unless they are asked for."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from pbdata.errors import PackageError
from pbdata.validation.budget import Budget
from pbdata.validation.judge import validate
from pbdata.validation.limits import DEFAULT, Limits
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, VALID
from tests.validation.small import B, write_small


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word; /away leads to a file of the machine."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Redirect what asks for it."""
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """The address of a server on this machine that has b.csv."""
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "b.csv").write_text(B, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_remote_table_is_fetched_only_where_that_is_allowed(tmp_path: Path, web: str) -> None:
    """With leave the table is read and judged, without it is not checked."""
    place = write_small(tmp_path, {"changes": [{"at": ["resources", 1, "path"], "value": f"{web}/b.csv"}]})
    assert validate(place).verdict == AS_FAR_AS_CHECKED
    assert validate(place, allow_remote=True).verdict == VALID


@pytest.mark.parametrize(
    "address", ["{web}/away", "{web}/missing.csv", "ftp://127.0.0.1/x.csv", "file:///etc/hostname"]
)
def test_nothing_but_the_web_is_fetched(web: str, address: str) -> None:
    """Other schemes, also behind a redirection, and what is not there are errors."""
    with Fetcher(True, Budget(DEFAULT)) as fetcher, pytest.raises(PackageError):
        fetcher.fetch(address.format(web=web))


def test_what_is_too_large_is_not_fetched_whole(web: str) -> None:
    """The limit on sizes holds for what comes from the web."""
    with Fetcher(True, Budget(Limits(fetched=10))) as fetcher, pytest.raises(PackageError, match="more than 10 bytes"):
        fetcher.fetch(f"{web}/b.csv")


def test_what_could_not_be_fetched_is_not_asked_for_again(web: str) -> None:
    """A package may name an address for each of its tables; a server that is slow to refuse is waited for once."""
    with Fetcher(True, Budget(DEFAULT)) as fetcher:
        told = set()
        for _ in range(2):
            with pytest.raises(PackageError) as error:
                fetcher.fetch(f"{web}/missing.csv")
            told.add(id(error.value))
    assert len(told) == 1


@pytest.mark.parametrize("address", ["http://10.0.0.1/b.csv", "http://169.254.169.254/b.csv", "http://[fd00::1]/b.csv"])
def test_a_network_of_ones_own_is_not_asked(tmp_path: Path, address: str) -> None:
    """That is no fault of the package: its table is not checked."""
    place = write_small(tmp_path, {"changes": [{"at": ["resources", 1, "path"], "value": address}]})
    report = validate(place, allow_remote=True)
    assert report.verdict == AS_FAR_AS_CHECKED
    assert "it leads to a network of one's own" in " ".join(report.not_checked)


def test_a_disk_that_is_full_is_told(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room is asked for before anything is written."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    with Fetcher(True, Budget(DEFAULT)) as fetcher, pytest.raises(PackageError, match="do not fit on the disk"):
        fetcher.fetch(f"{web}/b.csv")
