"""A name stands for the captures that it means, in a corpus or out of one."""

from pathlib import Path

import pytest

from pbdata.captures.sources.columns import Columns
from pbdata.captures.store.recognizing import captures_at, is_there, own_columns, record_at, source_at
from pbdata.errors import PbdataError
from tests.captures.corpora import SOURCES, csv, jsonl, wet_file, write_corpus

A, B = "甲页".encode(), "乙页".encode()


def test_a_file_is_one_capture(tmp_path: Path) -> None:
    """Its type is sniffed."""
    (tmp_path / "a#1.html").write_bytes(b"<!DOCTYPE html><p>")
    [one] = captures_at(str(tmp_path / "a#1.html"))
    assert (one.data, one.sighting.media_type, one.sighting.path) == (
        b"<!DOCTYPE html><p>", "text/html", str(tmp_path / "a#1.html"),
    )  # fmt: skip


def test_a_source_is_all_of_its_captures_and_an_address_one(tmp_path: Path) -> None:
    """A WARC file needs no manifest."""
    name = str(tmp_path / "x.warc.gz")
    Path(name).write_bytes(wet_file(A, B))
    found = list(captures_at(name))
    assert [one.data for one in found] == [A, B]
    assert list(captures_at(found[1].sighting.path)) == [found[1]]
    with pytest.raises(PbdataError, match="there is no capture here"):
        list(captures_at(f"{name}#9999"))


def test_a_capture_of_a_source_is_a_record_of_its_file(tmp_path: Path) -> None:
    """However it was asked for; a file that is called like a record is none."""
    name, like_one = str(tmp_path / "x.warc.gz"), str(tmp_path / "page#1")
    Path(name).write_bytes(wet_file(A, B))
    Path(like_one).write_bytes(A)
    _, second = captures_at(name)
    record = record_at(name, second)
    assert record and record.file == name and record == record_at(str(record), second)
    [file] = captures_at(like_one)
    assert record_at(like_one, file) is None


def test_the_manifest_says_which_columns_a_file_of_its_corpus_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From any folder; outside of a corpus columns are found that are called so."""
    write, said = SOURCES["x.csv"]
    write_corpus(tmp_path / "in", {}, {"x.csv": (write(A, B), said)})
    (tmp_path / "x.csv").write_bytes(csv(A).replace(b"content", b"text"))
    assert [one.data for one in captures_at(str(tmp_path / "in/data/raw/x.csv"))] == [A, B]
    monkeypatch.chdir(tmp_path / "in/data")
    assert [one.data for one in captures_at("raw/x.csv")] == [A, B]
    assert [one.data for one in captures_at("../../x.csv")] == [A]


def test_a_file_that_only_has_the_name_of_a_source_is_refused(tmp_path: Path) -> None:
    """The message says which columns it has."""
    (tmp_path / "x.csv").write_bytes(csv(A))
    with pytest.raises(PbdataError, match="The file has `content`"):
        list(captures_at(str(tmp_path / "x.csv")))


def test_a_manifest_at_fault_is_of_no_use(tmp_path: Path) -> None:
    """What it says is not heard, and the file tells itself."""
    write_corpus(tmp_path, {}, {"x.warc.gz": (wet_file(A), {"format": "warc"})})
    (tmp_path / "data/raw/manifest.yaml").write_text("nonsense", "utf-8")
    source = source_at(str(tmp_path / "data/raw/x.warc.gz"))
    assert source and source.format == "warc"


def test_what_is_there_is_known(tmp_path: Path) -> None:
    """A file, a record of a file, and whatever has a URL."""
    (tmp_path / "x.jsonl").write_bytes(jsonl(A))
    there = [str(tmp_path / "x.jsonl"), f"{tmp_path / 'x.jsonl'}#0", "https://example.org/x.warc.gz"]
    assert [is_there(name) for name in [*there, str(tmp_path / "y.jsonl"), f"{tmp_path / 'y.jsonl'}#0"]] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_of_two_columns_of_a_page_the_one_that_is_given_is_taken(tmp_path: Path) -> None:
    """Where none is given, both are found, which is refused when they are checked."""
    (tmp_path / "x.csv").write_text("text,html,url\na,b,c\n", "utf-8")
    place = str(tmp_path / "x.csv")
    assert own_columns(place, "csv", Columns(html="html")) == Columns(html="html", url="url")
    assert own_columns(place, "csv") == Columns(text="text", html="html", url="url")
    assert own_columns("x.warc", "warc") == Columns()
