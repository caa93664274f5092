"""The commands with which a curator keeps a dataset: init, add, remove, withdraw."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pbdata
from pbdata import cli
from pbdata.searching import indexes
from tests.captures.corpora import jsonl, warc
from tests.captures.sources.warcs import PAGE, gzipped, record
from tests.searching.made import of_texts

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


def test_from_nothing_to_a_takedown(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
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
    monkeypatch.setattr(indexes, "SMALL", 0)
    monkeypatch.setenv("PBDATA_CACHE", "cache")
    assert len(list(pbdata.search(of_texts(Path("new"), ["三送"], name="new"), "三送"))) == 1
    assert len(list(Path("cache").rglob("*.sqlite"))) == 1
    assert call("withdraw", capture, "--root", "new")[1].startswith(f"withdrawn {capture}\n")
    assert list(Path("cache").rglob("*.sqlite")) == []
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


def test_a_crawl_is_looked_at_added_and_taken_out(call: Call) -> None:
    """A dry run tells what is in a file of many captures; one of them is inspected by its address."""
    assert call("init", "new", "--yes")[0] == 0
    Path("crawl.warc.gz").write_bytes(warc(PAGE, PAGE) + gzipped(record(http=b"HTTP/1.1 404 N\r\n\r\n")))
    code, out, _ = call("add", "crawl.warc.gz", "--root", "new", "--dry-run")
    assert (code, out.split("\n")[:3]) == (
        0,
        [
            "would add data/raw/crawl.warc.gz (warc): 5 records",
            "  captures  2, of which 1 are different and 0 are broken",
            "  no pages  2 request, 1 response: status 404",
        ],
    )
    address = out.split("\n")[3].split()[0]
    assert not Path("new/data/raw/crawl.warc.gz").exists()
    assert call("add", "crawl.warc.gz", "--root", "new")[1].startswith(
        "added data/raw/crawl.warc.gz (warc): 5 records\n"
    )
    code, out, _ = call("inspect", f"new/{address}", "--json")
    told = json.loads(out)["capture"]
    assert (code, f"{told['path']}#{told['offset']}", told["media_type"]) == (0, f"new/{address}", "text/html")
    both = [json.loads(line)["capture"] for line in call("inspect", "crawl.warc.gz", "--json")[1].splitlines()]
    assert [one["path"] for one in both] == ["crawl.warc.gz"] * 2
    assert "rejected: broken: no WARC record" in call("inspect", "crawl.warc.gz#5")[1]
    assert call("inspect", "crawl.warc.gz#99999")[2].startswith("crawl.warc.gz#99999: there is no capture here")
    assert call("remove", "crawl.warc.gz", "--root", "new")[1].startswith("removed data/raw/crawl.warc.gz\n")


def test_columns_are_named(call: Call) -> None:
    """A wrong one is told with those that are there, a wrong key with those that there can be."""
    assert call("init", "new", "--yes")[0] == 0
    Path("rows.jsonl").write_bytes(jsonl(PAGE))
    assert call("add", "rows.jsonl", "--root", "new", "--column", "text=txt")[2] == (
        "rows.jsonl: there is no column `txt`. The file has `content`, `link`.\n"
    )
    assert call("add", "rows.jsonl", "--root", "new", "--column", "txt=content")[2].startswith(
        "--column cannot be `txt=content`. Write KEY=NAME with one of the keys text, html, url, retrieved."
    )
    assert call("add", "rows.jsonl", "--root", "new", "--column", "url=a", "--column", "url=b")[0] == 2
    assert call("add", "new/RIGHTS.md", "--root", "new", "--column", "url=a")[2].startswith("--column and --in-place")
    code, out, _ = call(
        "add", "rows.jsonl", "--root", "new", "--column", "html=content", "--column", "url=link", "--json"
    )
    source = json.loads(out)["source"]
    assert (code, source["n_captures"]) == (0, 1)
    assert source["columns"] == {"text": None, "html": "content", "url": "link", "retrieved": None}
