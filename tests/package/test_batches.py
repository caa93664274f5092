"""Pages in the batches of another engine give the rows that a build gives."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pbdata
from pbdata.corpus import failures
from pbdata.errors import PbdataError, SettingsError
from pbdata.model.capture import Settings
from pbdata.package.batches import process_batch
from pbdata.package.reading import open_package
from tests import ROOT

PAGES = sorted((ROOT / "data/raw").glob("00*.txt"))
OF_MANY = {
    "collections",
    "places",
    "place_changes",
    "programmes",
    "carried_definitions",
    "reprints",
    "reliability",
    "retrievals",
}
LATER = ["reprint_cluster", "first_seen", "first_seen_method"]


class Arrow:
    """What an engine hands over: nothing but the protocol of Arrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._frame.__arrow_c_stream__(requested_schema)


def batch_of(pages: list[Path]) -> pl.DataFrame:
    """Pages as a crawl has them, with a column that is nobody's."""
    rows = [{"page": one.read_bytes(), "path": f"data/raw/{one.name}", "score": 1.0} for one in pages]
    return pl.DataFrame(rows, {"page": pl.Binary, "path": pl.String, "score": pl.Float64})


@pytest.fixture(scope="module")
def made() -> dict[str, pl.DataFrame]:
    """The dataset's own pages in two batches, and their rows together."""
    first, second = (process_batch(Arrow(batch_of(part))) for part in (PAGES[:2], PAGES[2:]))
    return {name: pl.concat([first[name], second[name]]) for name in first}


def test_batches_give_the_rows_of_a_build(made: dict[str, pl.DataFrame]) -> None:
    """Those that need no other page, however pages are batched; the manifest of the dataset says more of each capture."""
    built = open_package(ROOT)
    assert made.keys() | OF_MANY == set(built.resources)
    for name in made.keys() - {"captures", "articles"}:
        key = built.frame(name).columns
        assert made[name].sort(key).equals(built.frame(name).sort(key)), name
    articles = made["articles"].drop(LATER).sort("article_id")
    assert articles.drop("site_name", "site_domain").equals(
        built.frame("articles").drop(*LATER, "site_name", "site_domain")
    )
    assert made["captures"].sort("capture_id")["sha256"].equals(built.frame("captures")["sha256"])


def test_text_is_as_good_as_bytes(made: dict[str, pl.DataFrame]) -> None:
    """Engines that decode for themselves give the same facts."""
    texts = process_batch({"page": [one.read_bytes().decode() for one in PAGES]})
    assert texts["figures"].sort("figure_id").equals(made["figures"].sort("figure_id"))


def test_no_pages_give_tables_without_rows() -> None:
    """With the columns and types of others: an engine takes its schema from them."""
    empty, full = process_batch(batch_of([])), process_batch(batch_of(PAGES[:1]))
    assert {name: frame.schema for name, frame in empty.items()} == {name: frame.schema for name, frame in full.items()}
    assert all(frame.is_empty() for frame in empty.values())


def test_what_is_no_article_is_a_row_with_its_reason() -> None:
    """A null is left out, bytes that come twice count once, and no page makes a batch fail."""
    made = process_batch(
        {"page": [b"", b"\x81\xff\xfe" * 300, None, b""], "url": ["http://a.cn/1", None, None, "http://a.cn/2"]}
    )
    rows = made["captures"].select("path", "status", "reason").sort("path").rows()
    assert [(status, reason.partition(":")[0]) for _, status, reason in rows] == [
        ("rejected", "undecodable"),
        ("rejected", "empty"),
    ]
    assert rows[1][0] == "http://a.cn/1"


def test_a_page_on_which_pbdata_fails_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its rows cannot be made or cannot be written."""
    process = failures.process_capture

    def fragile(capture: Any, *others: Any) -> Any:
        one = process(capture, *others)
        if capture.path == "1":
            raise ZeroDivisionError
        return replace(one, article=replace(one.article, site_name="\ud800")) if capture.path == "2" else one

    monkeypatch.setattr(failures, "process_capture", fragile)
    made = process_batch({"page": [one.read_bytes() for one in PAGES[:3]], "path": ["0", "1", "2"]})
    reasons = dict(made["captures"].select("path", "reason").rows())
    assert reasons["0"] is None
    assert reasons["1"] == "error: ZeroDivisionError:"
    assert reasons["2"].startswith("error: UnicodeEncodeError")
    assert made["articles"].height == 1


def test_a_batch_without_pages_is_refused() -> None:
    """The error names the columns that there are; so does one for a detector that is not there."""
    with pytest.raises(PbdataError, match="no column `page` among html, url"):
        pbdata.process_batch({"html": ["x"], "url": ["y"]})
    with pytest.raises(SettingsError):
        pbdata.process_batch({"page": ["x"]}, Settings(detectors=("nobody",)))
