"""The patterns of dates."""

import pytest

from pbdata.facts.dates.grammar import ABSOLUTE, feast_of, meaning_of, number_of, quarter_of


@pytest.mark.parametrize(
    ("words", "value", "granularity"),
    [
        ("2012年6月28日", "2012-06-28", "day"),
        ("2012年2月30日", None, "day"),
        ("2012年11月至2月", "2012-11/2013-02", "interval"),
        ("2012年下半年", "2012-07/2012-12", "interval"),
        ("2012年冬", "2012-12/2013-02", "interval"),
        ("2012年底", "2012-12", "month"),
        ("2012年度", "2012", "year"),
    ],
)
def test_a_year_and_the_words_behind_it(words: str, value: str | None, granularity: str) -> None:
    """The whole of the words is matched, and means this."""
    match = ABSOLUTE.fullmatch(words)
    assert match is not None
    assert meaning_of(number_of(match["y"]), match) == (value, granularity)


def test_numbers_quarters_and_festivals() -> None:
    """Digits, full-width digits and Han numerals are numbers; a moving festival is known for its years only."""
    assert [number_of(words) for words in ("12", "１２", "十二", "二〇一二")] == [12, 12, 12, 2012]
    assert quarter_of(2013, 3) == "2013-07/2013-09"
    assert feast_of("春节", 2014) == "2014-01-31"
    assert feast_of("春节", 1900) is None
