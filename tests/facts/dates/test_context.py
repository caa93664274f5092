"""What a date is read against."""

from pbdata.chinese.calendar import Anchor
from pbdata.facts.dates.context import Context, FoundDate


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


def test_without_a_publication_there_is_no_value() -> None:
    """A value that the publication would give is empty without it."""
    assert Context("昨日", None).published(0, 2, "2014-01-01", "day", "rule").value is None
