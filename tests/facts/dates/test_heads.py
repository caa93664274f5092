"""The date that begins at a place; sentences are in cases/facts/dates.yaml."""

import pytest

from pbdata.chinese.calendar import Anchor
from pbdata.facts.dates.context import Context
from pbdata.facts.dates.heads import read_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9月26日", "2014-09-26"),
        ("去年10月", "2013-10"),
        ("年底", "2014-12"),
        ("“十二五”", "2011/2015"),
        ("11月至3月", "2013-11/2014-03"),
        ("28日至次月5日", "2014-08-28/2014-09-05"),
        ("5月8-16日", "2014-05-08/2014-05-16"),
        ("前年11月到去年3月", "2012-11/2013-03"),
        ("2020-05-26至2020-05-29", "2020-05-26/2020-05-29"),
        ("2014年3月至2013年2月", None),
    ],
)
def test_a_date_at_a_place(text: str, value: str | None) -> None:
    """One end, or both ends of a stretch, which has no value where it runs backwards."""
    found = read_date(Context(text, Anchor(2014, 9, 27)), 0)
    assert found is not None
    assert (found.stop, found.value) == (len(text), value)


@pytest.mark.parametrize("text", ["七一村", "3名", "三八红旗手", "附近", "清明上河图", "40日"])
def test_no_date_at_a_place(text: str) -> None:
    """A name or a count begins with the same words."""
    assert read_date(Context(text, Anchor(2014, 9, 27)), 0) is None
