"""``pbdata explore`` writes a site, replaces only a site, and serves it."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pbdata.cli import app
from tests.explorer.conftest import Make, foreign

__all__ = ["foreign"]


@pytest.fixture
def package(foreign: Make) -> str:
    """The folder of a small package."""
    return str(foreign({"prices": [["item"], ["tea"]]}).root)


def explore(*words: str) -> Result:
    """What the command does."""
    return CliRunner().invoke(app, ["explore", *words])


def test_a_site_is_written_and_replaced(package: str, tmp_path: Path) -> None:
    """It says where the first page is, and may be called again."""
    for _ in range(2):
        ran = explore(package, "--out", str(tmp_path / "site"))
        assert ran.exit_code == 0
        assert re.fullmatch(r"wrote \d+ files, \d+ bytes: .*/site/index.html\n", ran.stdout)
    assert "prices" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_program_gets_json(package: str, tmp_path: Path) -> None:
    """The summary is one object."""
    said = json.loads(explore(package, "--out", str(tmp_path / "site"), "--json").stdout)
    assert said["index"] == str(tmp_path / "site" / "index.html")
    assert said["files"] == sum(path.is_file() for path in (tmp_path / "site").rglob("*")) - 1


def test_a_dry_run_writes_nothing(package: str, tmp_path: Path) -> None:
    """It says what would be written."""
    ran = explore(package, "--out", str(tmp_path / "site"), "--dry-run")
    assert ran.stdout.startswith("would write ")
    assert not (tmp_path / "site").exists()


def test_a_folder_of_mine_is_left_alone(package: str, tmp_path: Path) -> None:
    """A folder with anything else in it is refused, and stays."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    ran = explore(package, "--out", str(tmp_path / "mine"))
    assert "holds something else" in str(ran.exception)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_it_serves_until_it_is_stopped(package: str, tmp_path: Path) -> None:
    """The site is there at the address that is told, and Ctrl-C ends it well."""
    command = [
        sys.executable,
        "-m",
        "pbdata.cli",
        "explore",
        package,
        "--out",
        str(tmp_path / "site"),
        "--serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr
            address = re.findall(r"http://127\.0\.0\.1:\d+/", served.stderr.readline())[0]
            assert "prices" in urllib.request.urlopen(address, timeout=10).read().decode()
            served.send_signal(signal.SIGINT)
            assert served.wait(20) == 0
        finally:
            served.kill()
