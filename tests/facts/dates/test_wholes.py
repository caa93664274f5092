"""Words that name a time by themselves."""

import pytest

from pbdata.chinese.calendar import Anchor
from pbdata.chinese.rules import first_match, read_rules
from pbdata.facts.dates.context import Context
from pbdata.facts.dates.wholes import read_whole
from pbdata.facts.dates.years import reads_year

RULES = tuple(rule for rule in read_rules("pbdata.facts.dates", "heads") if not reads_year(rule))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2014-09-30", "2014-09-30"),
        ("2014-02-30", None),
        ("2014/2/3", "2014-02-03"),
        ("2012—2015年", "2012/2015"),
        ("2015—2012年", None),
        ("上世纪七八十年代", "1970/1989"),
        ("十九世纪七十年代", "1870/1879"),
        ("本世纪20年代", "2020/2029"),
        ("20年代", None),
        ("90年代", "1990/1999"),
        ("今明两年", "2021/2022"),
        ("去冬", "2020-12/2021-02"),
        ("上月", "2021-06"),
        ("下个月9号", "2021-08-09"),
        ("上季度", "2021-04/2021-06"),
        ("大前天", "2021-07-12"),
        ("近5年", "2016/2021"),
        ("近年来", "../2021"),
        ("前几年", None),
    ],
)
def test_a_time_by_itself(text: str, value: str | None) -> None:
    """The whole of the words is read, and means this on 15 July 2021."""
    matched = first_match(RULES, text)
    assert matched is not None
    end = read_whole(Context(text, Anchor(2021, 7, 15)), *matched, None)
    assert end is not None
    assert (end.stop, end.found(0).value) == (len(text), value)
