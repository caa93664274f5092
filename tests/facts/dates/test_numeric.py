"""Dates that begin with a number; sentences are in cases/dates_of_articles.yaml."""

import pytest

from pbdata.chinese.calendar import Anchor
from pbdata.facts.dates.context import Context
from pbdata.facts.dates.numeric import read_numeric


@pytest.mark.parametrize(
    ("text", "start", "value"),
    [("2012年", 0, "2012"), ("9月26日", 0, "2014-09-26"), ("七一前夕", 0, "2014-07-01"), ("“七一”", 1, "2014-07-01")],
)
def test_a_date_at_a_place(text: str, start: int, value: str) -> None:
    """The numbers at the place begin a date."""
    found = read_numeric(Context(text, Anchor(2014, 9, 29)), start)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["七一村", "3名", "三八红旗手", "第3月"])
def test_no_date_at_a_place(text: str) -> None:
    """A name or a count begins with a number too."""
    assert read_numeric(Context(text, Anchor(2014, 9, 29)), text.index("3") if "3" in text else 0) is None
