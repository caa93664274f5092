"""The calendar: anchors, years that are not printed, festivals."""

from datetime import date

import pytest

from pbdata.chinese.calendar import (
    Anchor,
    anchor_of,
    day_after,
    end_of_month,
    feast_day,
    festivals,
    iso_date,
    lunar_day,
    month_after,
    year_of,
)

ANCHOR = Anchor(2014, 1, 3)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2014-09-29T10:17", Anchor(2014, 9, 29)),
        ("2014-09", Anchor(2014, 9, None)),
        ("2014", Anchor(2014, None, None)),
        ("--09-26", None),
        ("2014-09-31", None),
        (None, None),
    ],
)
def test_a_publication_date_is_an_anchor_where_it_names_a_year(published: str | None, expected: Anchor | None) -> None:
    """The anchor is as exact as what is printed."""
    assert anchor_of(published) == expected


def test_a_month_far_ahead_was_in_the_year_before() -> None:
    """More than a month ahead of the publication is the year before, unless the words look ahead."""
    assert year_of(ANCHOR, 12, 20, ahead=False) == 2013
    assert year_of(ANCHOR, 12, 20, ahead=True) == 2014
    assert year_of(ANCHOR, 2, 1, ahead=False) == 2014
    assert year_of(Anchor(2014, None, None), 12, 20, ahead=False) == 2014


def test_days_and_months_are_counted_back_over_the_turn_of_the_year() -> None:
    """Three days before 3 January is 31 December; before the first year there is nothing."""
    assert day_after(ANCHOR, -3) == "2013-12-31"
    assert day_after(Anchor(2014, 1, None), -1) is None
    assert day_after(Anchor(1, 1, 1), -1) is None
    assert month_after(2014, 1, -1) == (2013, 12)
    assert month_after(2014, 12, 1) == (2015, 1)


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((2014,), "2014"),
        ((2014, 9), "2014-09"),
        ((2014, 9, 29), "2014-09-29"),
        ((2014, 9, 29, 8), "2014-09-29T08:00"),
        ((2014, 9, 29, 0, 5), "2014-09-29T00:05"),
        ((2014, 2, 29), None),
        ((2016, 2, 29), "2016-02-29"),
        ((2014, 9, 31), None),
        ((2014, 13), None),
        ((2014, 0), None),
        ((2014, 9, 0), None),
        ((2014, 9, 29, 24), None),
        ((2014, 9, 29, 10, 60), None),
        ((0,), None),
        ((12345,), None),
    ],
)
def test_a_date_is_written_only_if_it_exists(parts: tuple[int, ...], written: str | None) -> None:
    """A month, day or time that the calendar does not have is no date; what exists is as exact as what is known."""
    assert iso_date(*parts) == written


def test_a_leap_day_lies_in_a_leap_year() -> None:
    """29 February without a year is the last there was; 30 February never was."""
    assert year_of(Anchor(2015, 5, 1), 2, 29, ahead=False) == 2012
    assert year_of(Anchor(2015, 5, 1), 2, 30, ahead=False) == 2015


def test_the_last_days_of_a_month() -> None:
    """Their number is that of the month; a month has not more of them than days."""
    assert end_of_month(2012, 2, 2) == ("2012-02-28", "2012-02-29")
    assert end_of_month(2012, 2, 30) is None
    assert end_of_month(2012, 13, 1) is None


def test_days_of_the_moon() -> None:
    """The first month begins with 春节; of the other months only the festivals are known."""
    assert lunar_day(2021, 1, 1) == feast_day("春节", 2021) == "2021-02-12"
    assert lunar_day(2021, 1, 15) == feast_day("元宵", 2021) == "2021-02-26"
    assert lunar_day(2021, 8, 15) == feast_day("中秋", 2021) == "2021-09-21"
    assert feast_day("除夕", 2021) == "2021-02-11"
    assert lunar_day(2021, 8, 16) is None
    assert feast_day("春节", 1900) is None


def test_every_festival_is_a_day() -> None:
    """Fixed and moving festivals are days of the calendar, and spring festivals lie between 21 January and 20 February."""
    words = festivals()
    for day in words.fixed.values():
        date.fromisoformat(f"2014-{day}")
    for name, days in words.moving.items():
        for year, day in days.items():
            found = date.fromisoformat(f"{year}-{day}")
            assert name != "春节" or date(year, 1, 21) <= found <= date(year, 2, 20)
