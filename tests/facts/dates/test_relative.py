"""Dates that begin with a word; sentences are in cases/dates_of_articles.yaml."""

import pytest

from pbdata.chinese.calendar import Anchor
from pbdata.facts.dates.context import Context
from pbdata.facts.dates.relative import read_word


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("去年10月", "2013-10"),
        ("昨日", "2014-09-28"),
        ("年底", "2014-12"),
        ("民国49年", "1960"),
        ("下半年", "2014-07/2014-12"),
    ],
)
def test_a_date_that_begins_with_a_word(text: str, value: str) -> None:
    """The first two characters are the word."""
    found = read_word(Context(text, Anchor(2014, 9, 29)), 0, text[:2])
    assert found is not None
    assert (found.stop, found.value) == (len(text), value)


@pytest.mark.parametrize(("text", "start"), [("提前年终", 1), ("附近年货", 1), ("两年底", 1), ("清明上河图", 0)])
def test_a_word_that_is_none(text: str, start: int) -> None:
    """The characters around it make it another word."""
    assert read_word(Context(text, Anchor(2014, 9, 29)), start, text[start : start + 2]) is None
