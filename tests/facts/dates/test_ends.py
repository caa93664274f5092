"""The two ends of a stretch."""

from pbdata.facts.dates.context import Known
from pbdata.facts.dates.ends import OPEN, End, can_join, join

MARCH = End(3, "partial", ("2014-03", "2014-03"), "month", "month", Known(2014, None, "2014-09-29", "published"), 3)
MAY = End(7, "partial", ("2014-05", "2014-05"), "month", "month", Known(2014, None, "2014-09-29", "published"), 5)


def test_a_stretch_runs_from_the_first_end_to_the_last() -> None:
    """It bears the rule of its first end, and has no value backwards."""
    both = join(MARCH, MAY)
    assert (both.ends, both.granularity, both.stop) == (("2014-03", "2014-05"), "interval", 7)
    assert join(MAY, MARCH).ends is None


def test_the_second_end_leaves_open_no_more_than_the_first_says() -> None:
    """A day without a month does not close a stretch of months, and an open stretch is closed by nothing."""
    assert can_join(MARCH, MAY)
    assert not can_join(MARCH, MAY._replace(says="day", granularity="day"))
    assert not can_join(MARCH._replace(ends=(OPEN, "2014")), MAY)
