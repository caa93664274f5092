"""Parts of a year, and the days that they are."""

import pytest

from pbdata.facts.dates.parts import ends_of, number_of, read_part, read_part_alone


@pytest.mark.parametrize(
    ("words", "ends", "granularity"),
    [
        ("6月28日", ("2012-06-28", "2012-06-28"), "day"),
        ("的6月", ("2012-06", "2012-06"), "month"),
        ("2月30日", None, "day"),
        ("13月", None, "month"),
        ("2月前十天", ("2012-02-01", "2012-02-10"), "interval"),
        ("2月最后两天", ("2012-02-28", "2012-02-29"), "interval"),
        ("最后一天", ("2012-12-31", "2012-12-31"), "day"),
        ("2月最后40天", None, "interval"),
        ("七八月", ("2012-07", "2012-08"), "interval"),
        ("下半年", ("2012-07", "2012-12"), "interval"),
        ("冬", ("2012-12", "2013-02"), "interval"),
        ("底", ("2012-12", "2012-12"), "month"),
        ("第三季度", ("2012-07", "2012-09"), "interval"),
        ("前三季度", ("2012-01", "2012-09"), "interval"),
        ("一季度末", ("2012-03", "2012-03"), "month"),
        ("前两个月", ("2012-01", "2012-02"), "interval"),
        ("后三个月", ("2012-10", "2012-12"), "interval"),
        ("春节", ("2012-01-23", "2012-01-23"), "day"),
        ("农历八月十六", None, "day"),
        ("正月", None, "month"),
    ],
)
def test_a_part_of_a_year(words: str, ends: tuple[str, str] | None, granularity: str) -> None:
    """The whole of the words is read, and means these days of 2012."""
    part = read_part(words, 0)
    assert part is not None
    assert (part.stop, ends_of(2012, part), part.granularity) == (len(words), ends, granularity)


@pytest.mark.parametrize("words", ["初", "底", "冬", "前三个月", "20月"])
def test_parts_that_need_their_year(words: str) -> None:
    """Some words name a part of a year only behind it."""
    assert read_part_alone(words, 0) is None


def test_numbers() -> None:
    """Digits and Han numerals are numbers, 元 is the first, and two neighbours are none."""
    assert [number_of(words) for words in ("12", "十二", "二〇一二", "元", "七八", None)] == [
        12,
        12,
        2012,
        1,
        None,
        None,
    ]
