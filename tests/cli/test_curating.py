"""The commands with which a curator keeps a dataset: init, add, remove, withdraw."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pbdata import cli

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Call the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pbdata", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), *capsys.readouterr()

    return run


def test_from_nothing_to_a_takedown(call: Call) -> None:
    """A dataset is begun, takes a folder of pages and a list, loses a wrong file, and a page on request."""
    assert call("init", "new", "--yes")[0] == 0
    Path("pages").mkdir()
    Path("pages/a.html").write_text('<link rel="canonical" href="http://e.cn/1.html"><p>党建</p>', "utf-8")
    Path("pages/style.css").write_text("a {}", "utf-8")
    code, out, err = call("add", "pages", "--root", "new")
    assert (code, out.split("\n")[0]) == (
        0,
        "added data/raw/a.html (text/html); its canonical says http://e.cn/1.html",
    )
    assert err == "left out, because they are no pages: pages/style.css. Name one by itself to add it.\n"
    Path("b.txt").write_text("党建", "utf-8")
    Path("list.csv").write_text("file,url\nb.txt,http://e.cn/2.html\n", "utf-8")
    code, out, _ = call("add", "--list", "list.csv", "--root", "new", "--json")
    capture = "c" + json.loads(out)["sighting"]["sha256"][:16]
    assert call("withdraw", capture, "--root", "new", "--day", "2026", "--span", "0:1", "--dry-run")[1] == (
        f"would withdraw {capture} from 0 to 1\n"
    )
    assert call("withdraw", capture, "--root", "new")[1].startswith(f"withdrawn {capture}\n")
    assert call("remove", capture, "--root", "new", "--dry-run")[1] == f"would remove data/raw/b.txt ({capture})\n"
    assert call("remove", "b.txt", "--root", "new")[0] == 0
    assert "removed: true" in Path("new/data/corrections/takedown.yaml").read_text("utf-8")


def test_nobody_to_ask_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal, what is not given is not guessed unless it is allowed."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    code, _, err = call("init", "new")
    assert (code, err.split(".")[0]) == (2, "nobody is there to be asked")
    assert not Path("new").exists()


def test_a_call_without_files_is_told(call: Call) -> None:
    """Adding nothing is a wrong call."""
    call("init", "--yes")
    assert call("add")[2].startswith("nothing is named that is to be added.")
    assert call("withdraw", "c0000000000000000", "--span", "1-2")[2].startswith("a span cannot be `1-2`.")
