"""What a date is read against."""

from pbdata.chinese.calendar import Anchor
from pbdata.facts.dates.context import UNKNOWN, Context, FoundDate


def test_a_date_is_remembered_up_to_a_mark() -> None:
    """A date holds for those behind it in its sentence, and no farther."""
    context = Context("2011年来过，3月走。4月", Anchor(2014, 9, 29))
    context.remember(FoundDate(0, 5, "2011", "year", None, "printed", "absolute"))
    assert context.before(8, "。") == Anchor(2011, None, None)
    assert context.before(12, "。") is None


def test_a_date_without_a_value_is_not_remembered() -> None:
    """Nothing can be counted from it."""
    context = Context("今天，3月", None)
    context.remember(FoundDate(0, 2, None, "day", None, None, "relative-day"))
    assert context.before(3, "。") is None


def test_without_a_publication_nothing_is_known() -> None:
    """What the publication or a date before would give is empty without them."""
    context = Context("昨日", None)
    assert context.published() == context.near(0) == context.nearest(0) == context.year_for(0, 2, 3, 1) == UNKNOWN


def test_a_day_without_its_month_is_the_last_one() -> None:
    """It lies in the month of the publication, or of the one before where it would be ahead and no word says so."""
    assert Context("30日", Anchor(2014, 1, 29)).month_for(0, 3, 30)[:2] == (2013, 12)
    assert Context("定于30日", Anchor(2014, 1, 29)).month_for(2, 5, 30)[:2] == (2014, 1)
