"""Cases: cases/dates_of_articles.yaml."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.facts.dates.finding import detect_dates
from pbdata.facts.reading import Reading
from tests import cases
from tests.articles import article

CASES = cases("facts/dates.yaml")


def found(case: dict[str, Any]) -> list[list[Any]]:
    published = case.get("published", "2014-09-29")
    dates = detect_dates(Reading(article(case["text"], published=None if published is None else str(published))))
    return [[one.surface, one.value, one.granularity, one.anchor_method] for one in dates]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["label"])
def test_dates_of_a_sentence(case: dict[str, Any]) -> None:
    """These dates are found, and no others, with what they mean."""
    assert found(case) == [[one[0], None if one[1] is None else str(one[1]), *one[2:]] for one in case["dates"]]


@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["label"])
@pytest.mark.xfail(strict=True)
def test_known_failures(case: dict[str, Any]) -> None:
    """These should be so, and are not yet."""
    assert found(case) == case["dates"]


def test_an_anchor_is_named_where_one_was_used() -> None:
    """The anchor is the publication for a relative date, and empty for one that says all."""
    dates = detect_dates(Reading(article("今年4月，2012年。", published="2014-09-29T08:00")))
    assert [one.anchor for one in dates] == ["2014-09-29", None]


@given(
    st.text(
        alphabet="0123456789-./年月日号至到今去昨明前后近几年来七一五十二三八·“”国庆节春期间民国世纪代初底末上下半第季度，。\n",
        max_size=50,
    )
)
def test_slicing_gives_the_words(text: str) -> None:
    """Whatever the text, dates are slices of it, in order and without overlap; a value has a method."""
    at = 0
    for one in detect_dates(Reading(article(text, published="2014-09-29"))):
        assert at <= one.start < one.stop
        assert text[one.start : one.stop] == one.surface
        assert (one.value is None) == (one.anchor_method is None)
        at = one.stop


def test_a_long_text_takes_linear_time() -> None:
    """Thousands of dates without a full stop are read in one go."""
    assert len(detect_dates(Reading(article("9月26日，今年，" * 2000, published="2014-09-29")))) == 4000
