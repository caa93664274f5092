"""Promises are checked on rows that come some captures after the others as they are on all together."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pbdata.package import spool
from pbdata.validation.judge import validate
from pbdata.validation.promises import kept
from pbdata.validation.promises.kept import Kept
from pbdata.validation.report.findings import Report
from pbdata.validation.table.tabular import ROW
from tests.package.sample_package import copy_sample
from tests.validation.breaking import change_row

EMPTY = {
    "lines": pl.DataFrame(schema={ROW: pl.Int64, "capture_id": pl.String, "n": pl.Int64}),
    "texts": pl.DataFrame(schema={ROW: pl.Int64, "article_id": pl.String}),
    "places": pl.DataFrame(schema={ROW: pl.Int64, "place_id": pl.String}),
}
BREAK: dict[str, Callable[[Path], object]] = {
    "nothing": lambda package: None,
    "a line": lambda package: change_row(package, "lines", 2, {"start": "1"}),
    "a text": lambda package: change_row(package, "texts", 1, {"text": "别的文章"}),
    "a fact": lambda package: change_row(package, "figures", 1, {"surface": "别的"}),
    "a story": lambda package: change_row(package, "articles", 1, {"reprint_cluster": "a0000000000000000"}),
    "no owner": lambda package: change_row(package, "edits", 1, {"capture_id": ""}),
}


@pytest.fixture
def in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of one capture after the other, from disk."""
    monkeypatch.setattr(kept, "_IN_MEMORY", 1)
    monkeypatch.setattr(kept, "_AT_ONCE", 1)
    monkeypatch.setattr(spool, "_SAMPLED", 1)


@pytest.mark.usefixtures("in_portions")
def test_rows_of_a_capture_and_its_article_come_together(tmp_path: Path) -> None:
    """In the order of the captures, each row once; rows without a capture come first, and tables without captures not at all."""
    rows = Kept(tmp_path / "rows")
    rows.add(
        "lines",
        pl.DataFrame([(1, "c2", 1), (2, None, 2), (3, "c1", 3), (4, "c2", 4)], EMPTY["lines"].schema, orient="row"),
    )
    rows.add("texts", pl.DataFrame([(1, "a2"), (2, "a3")], EMPTY["texts"].schema, orient="row"))
    rows.add("places", pl.DataFrame([(1, "z1")], EMPTY["places"].schema, orient="row"))
    found = [{name: frame[ROW].to_list() for name, frame in part.items()} for part in rows.portions(EMPTY)]
    assert not rows.at_once
    assert [(one["lines"], one["texts"], one["places"]) for one in found if any(one.values())] == [
        ([2], [], []), ([3], [], []), ([1, 4], [1], []), ([], [2], []),
    ]  # fmt: skip
    assert rows.whole("texts", EMPTY)[ROW].to_list() == [1, 2]


def test_few_rows_come_at_once(tmp_path: Path) -> None:
    """As they were given, and nothing is written."""
    rows = Kept(tmp_path / "rows")
    rows.add("places", pl.DataFrame([(1, "z1")], EMPTY["places"].schema, orient="row"))
    (found,) = rows.portions(EMPTY)
    assert [frame.height for frame in found.values()] == [0, 0, 1]
    assert rows.at_once and not (tmp_path / "rows").exists()


@pytest.mark.parametrize("broken", BREAK)
def test_a_report_is_the_same_in_portions(tmp_path: Path, request: pytest.FixtureRequest, broken: str) -> None:
    """The same faults at the same rows, whatever comes first."""
    package = copy_sample(tmp_path / "package", parquet=True)
    BREAK[broken](package)
    whole = validate(package)
    request.getfixturevalue("in_portions")
    assert _told(validate(package)) == _told(whole)
    assert whole.valid == (broken == "nothing")


def _told(report: Report) -> list[object]:
    problems = [sorted(map(str, some)) for some in (report.errors, report.warnings)]
    return [*problems, sorted(report.not_checked), sorted(report.not_checkable)]
