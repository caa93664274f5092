"""One capture harms no other: a fault in its rows costs that capture alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.building import shards
from pbdata.building.faults import captures_at_fault, unwritable
from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from pbdata.corpus import failures
from pbdata.corpus.process import process, process_capture
from pbdata.errors import BuildError
from pbdata.model.capture import Capture, Processed
from pbdata.package.reading import open_package
from pbdata.validation import judge
from pbdata.validation.report.findings import Problem, Report
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
TABLES: dict[str, pl.DataFrame] = {
    name: pl.DataFrame(rows)
    for name, rows in {
        "captures": [{"capture_id": "c1"}, {"capture_id": "c2"}],
        "articles": [{"article_id": "a1", "capture_id": "c1"}, {"article_id": "a2", "capture_id": "c2"}],
        "figures": [{"figure_id": "f1", "article_id": "a2"}],
        "pairings": [{"pairing_id": "r1", "article_id": "a2"}],
        "programmes": [{"programme_id": "g1"}],
    }.items()
}


def problem(table: str | None, row: int | None) -> Problem:
    return Problem(table, row, "value", "type", "it is wrong")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of two captures."""
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    add(tmp_path, sorted((ROOT / "data/raw").glob("00[13]_*.txt")), collection="seed")
    return tmp_path


def spoilt(monkeypatch: pytest.MonkeyPatch, **columns: Any) -> None:
    """Let the second capture give an article with these columns."""

    def spoil(capture: Capture, *given: Any) -> Processed:
        one = process_capture(capture, *given)
        if one.article is None or "003_" not in (capture.path or ""):
            return one
        return replace(one, article=replace(one.article, **columns))

    monkeypatch.setattr(failures, "process_capture", spoil)


def test_a_fault_belongs_to_the_capture_of_its_row() -> None:
    """A row tells its capture by its own columns."""
    assert captures_at_fault([problem("captures", 1)], TABLES) == {"c1": "error: captures.value: it is wrong"}
    assert captures_at_fault([problem("figures", 1)], TABLES) == {"c2": "error: figures.value: it is wrong"}


def test_the_first_fault_of_a_capture_is_its_reason() -> None:
    """Others of the same capture add nothing."""
    found = captures_at_fault([problem("articles", 2), problem("figures", 1), problem("articles", 1)], TABLES)
    assert found == {"c2": "error: articles.value: it is wrong", "c1": "error: articles.value: it is wrong"}


@pytest.mark.parametrize("other", [problem(None, None), problem("programmes", 1), problem("figures", 7)])
def test_a_fault_of_no_capture_takes_out_none(other: Problem) -> None:
    """A fault of the package, of a row of the whole corpus, or of a row that is not there stops the build."""
    assert captures_at_fault([problem("figures", 1), other], TABLES) == {}


def test_what_cannot_be_written_alone_is_found() -> None:
    """Each capture is tried by itself."""
    one = process(b"x")

    def write(given: Processed) -> None:
        if given is one:
            raise ValueError("no\nway")

    other = replace(one, capture_id="c0")
    assert unwritable([other, one], write) == {one.capture_id: "error: ValueError: no way"}


def test_a_capture_that_makes_the_package_invalid_is_taken_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that its column does not allow rejects its capture, the others are published, and the summary says so."""
    spoilt(monkeypatch, published_date="2014-09-31")
    summary = build(root)
    assert [reason.split(":")[:2] for _, reason in summary.faults] == [["error", " articles.published_date"]]
    assert summary.faults == summary.rejected
    assert summary.articles == 1
    assert judge.validate(root).valid


def test_a_capture_that_cannot_be_written_is_taken_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does a cell that cannot be encoded."""
    spoilt(monkeypatch, site_name="\ud800")
    summary = build(root)
    assert [reason.split(":")[:2] for _, reason in summary.faults] == [["error", " UnicodeEncodeError"]]
    assert (summary.articles, judge.validate(root).valid) == (1, True)
    rows = open_package(root).frame("captures")["status"].to_list()
    assert sorted(rows) == ["processed", "rejected"]


def test_a_fault_that_is_no_captures_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is put in place."""
    monkeypatch.setattr(shards, "judge_tables", lambda *_: Report(errors=(problem(None, None),)))
    with pytest.raises(BuildError, match="This is a fault of pbdata"):
        build(root)
    assert not (root / "datapackage.yaml").exists()
