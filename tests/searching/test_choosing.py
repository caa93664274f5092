"""Which articles are searched."""

from datetime import date

import pytest

from pbdata.searching.choosing import Choice, first_day, last_day
from pbdata.searching.queries import SearchError


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-5-3", date(2016, 5, 3), date(2016, 5, 3)),
        (None, None, None),
    ],
)
def test_a_year_reaches_from_its_first_day_to_its_last(written: str | None, first: date, last: date) -> None:
    """So does a month."""
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["", "soon", "16", "2016-13", "2016-02-30", "0000", "2016/05", "２０１６年"])
def test_what_is_no_day_is_refused(written: str) -> None:
    """The answer says how a day is written."""
    with pytest.raises(SearchError, match="Write 2016, 2016-05 or 2016-05-03"):
        first_day(written)


def test_a_time_that_reaches_into_what_is_asked_for_is_in_it() -> None:
    """And a day that is not known is in no time but all."""
    choice = Choice(earliest=date(2012, 7, 1), latest=date(2012, 12, 31))
    assert choice.is_in_time(date(2012, 12, 31), date(2013, 2, 1))
    assert not choice.is_in_time(date(2013, 1, 1), date(2013, 2, 1))
    assert not choice.is_in_time(None, None)
    assert Choice().is_in_time(None, None)
    assert Choice(latest=date(2012, 1, 1)).is_in_time(date(2011, 1, 1), date(2012, 6, 1))
