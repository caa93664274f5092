"""Rows as tables."""

from typing import Any

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.rows import FactTable, fact_table, rows_as_table


@pytest.fixture(scope="module")
def dates(committed: SiteData) -> FactTable:
    return fact_table(committed, "dates", Names(committed), "../")


def row(**values: Any) -> tuple[Any, ...]:
    whole = {
        "date_id": "d0", "article_id": "a0", "field": "text", "start": 3, "stop": 7, "surface": "今年<4月", "value": "2014-04",
        "granularity": "month", "anchor": None, "anchor_method": None, "detectors": "rules", "rule": "relative",
        "review_status": "machine",
    } | values  # fmt: skip
    return tuple(whole.values())


def test_a_row_leads_to_its_words(dates: FactTable) -> None:
    """It has a permanent anchor; its words are a link to where they stand, with their place."""
    (entry,) = dates.entries([row()])
    html = rows_as_table(dates, [entry], {entry.anchor: entry.words})
    assert '<tr id="dates-d0"><th scope="row"><a href="#w-d0">今年&lt;4月</a> <small>3–7</small></th>' in html
    assert "<code>relative</code>" in html


def test_words_that_are_not_shown_have_no_link(dates: FactTable) -> None:
    """Without a text the row says where they stand."""
    assert "<a " not in rows_as_table(dates, dates.entries([row()]), {})
    assert ">title 3–7</th>" in rows_as_table(dates, dates.entries([row(field="title", surface=None)]), {})


def test_empty_columns_are_left_out(dates: FactTable) -> None:
    """A column without a value in any row is not shown."""
    html = rows_as_table(dates, dates.entries([row(), row(date_id="d1", value="2015", anchor="2014-09-29")]), {})
    assert "参照日" in html or "anchor" in html.lower()
    assert html.count("<td></td>") == 2  # The corner of the heading, and the first row's anchor.


def test_what_is_common_stands_above(dates: FactTable) -> None:
    """A value that all rows share is said once."""
    html = rows_as_table(dates, dates.entries([row(), row(date_id="d1", value="2015")]), {})
    above, below = html.split("<table")
    assert "relative" in above
    assert "relative" not in below


def test_rows_stand_in_the_order_of_their_words(dates: FactTable) -> None:
    """Title before text, and the longer words first where several begin together."""
    rows = [row(date_id="c"), row(date_id="b", stop=9), row(date_id="a", field="title", start=8, stop=9)]
    assert [entry.row[0] for entry in dates.entries(rows)] == ["a", "b", "c"]
