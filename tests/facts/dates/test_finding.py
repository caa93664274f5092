"""Cases: cases/facts/dates.yaml."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.calendar import iso_date
from pbdata.facts.dates.finding import detect_dates
from pbdata.facts.detect import read
from pbdata.facts.reading import Reading
from tests import cases
from tests.articles import article

CASES = cases("facts/dates.yaml")


def found(case: dict[str, Any]) -> list[list[Any]]:
    published = case.get("published", "2014-09-29")
    dates = detect_dates(Reading(article(case["text"], published=None if published is None else str(published))))
    return [[one.surface, one.value, one.granularity, one.anchor_method] for one in dates]


def expected(case: dict[str, Any]) -> list[list[Any]]:
    """The dates of a case, whose values YAML may have taken for days or numbers."""
    return [[one[0], None if one[1] is None else str(one[1]), *one[2:]] for one in case["dates"]]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["label"])
def test_dates_of_a_sentence(case: dict[str, Any]) -> None:
    """These dates are found, and no others, with what they mean."""
    assert found(case) == expected(case)


@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["label"])
@pytest.mark.xfail(strict=True, reason="an admitted failure, whose case says why")
def test_known_failures(case: dict[str, Any]) -> None:
    """These should be so, and are not yet."""
    assert found(case) == expected(case)


def test_an_anchor_is_named_where_one_was_used() -> None:
    """The anchor is the publication for a relative date, and empty for one that says all."""
    dates = detect_dates(Reading(article("今年4月，2012年。", published="2014-09-29T08:00")))
    assert [one.anchor for one in dates] == ["2014-09-29", None]


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = st.integers(0, 32).map(str)
YEARS = st.sampled_from(["2012年", "12年", "今年", "去年", "111年", "民国49年", ""])
DAYS = st.builds("{}{}月{}日".format, YEARS, NUMBERS, NUMBERS)
SHAPES = st.one_of(
    DAYS,
    st.builds("{}{}月".format, YEARS, NUMBERS),
    st.builds("{}月{}-{}日".format, NUMBERS, NUMBERS, NUMBERS),
    st.builds("{}至{}月".format, NUMBERS, NUMBERS),
    st.builds("{}-{}年".format, st.integers(1900, 2100), st.integers(1900, 2100)),
    st.builds("{}至{}".format, DAYS, DAYS),
)


def values(text: str) -> list[tuple[str | None, str, str]]:
    dates = detect_dates(Reading(article(text, published="2014-09-29")))
    return [(one.value, one.granularity, one.rule) for one in dates]


@given(SHAPES, st.sampled_from([" ", "  ", "\u3000"]))
def test_widths_and_blanks_change_no_value(words: str, blank: str) -> None:
    """A date is worth the same in full-width digits, and with blanks between its numbers and its units."""
    plain = values(f"于{words}开会。")
    assert values(f"于{words.translate(WIDE)}开会。") == plain
    assert values(f"于{blank.join(re.split(r'(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])', words))}开会。") == plain


@given(
    st.text(
        alphabet="0123456789-./年月日号至到今去昨明前后近几年来七一五十二三八·“”国庆节春期间民国世纪代初底末上下半第季度农历正腊大每个同次、 O〇两冬旬，。\n",
        max_size=50,
    )
)
def test_slicing_gives_the_words(text: str) -> None:
    """Whatever the text, dates are slices of it, in order and without overlap; a value has a method, and is in the calendar."""
    at = 0
    for one in detect_dates(Reading(article(text, published="2014-09-29"))):
        assert at <= one.start < one.stop
        assert text[one.start : one.stop] == one.surface
        assert (one.value is None) == (one.anchor_method is None)
        at = one.stop
        for end in (one.value or "..").split("/"):
            assert end == ".." or iso_date(*map(int, end.split("-"))) == end


def test_a_long_text_takes_linear_time() -> None:
    """Thousands of dates without a full stop are read in one go."""
    assert len(detect_dates(Reading(article("9月26日，今年，" * 2000, published="2014-09-29")))) == 4000


def test_what_is_refused_has_the_name_of_its_rule() -> None:
    """A day that comes back every year is no date, and the reading says so."""
    reading = Reading(article("每年7月1日重温誓词。", published="2014-09-29"))
    assert detect_dates(reading) == ()
    assert [(one.kind, one.start, one.stop, one.rule) for one in reading.refusals] == [("dates", 0, 6, "comes-back")]


def test_the_numbers_of_a_time_that_comes_back_are_no_figures() -> None:
    """每年7月1日 counts nothing, and what stands behind it is still counted."""
    facts = read(article("每年7月1日发展党员30名。", published="2014-09-29")).facts
    assert [one.surface for one in facts.figures] == ["30名"]
