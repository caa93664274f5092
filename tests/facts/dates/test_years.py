"""The years that words name."""

import pytest

from pbdata.chinese.calendar import Anchor
from pbdata.chinese.rules import first_match, read_rules
from pbdata.facts.dates.context import Context
from pbdata.facts.dates.years import known_year, reads_year

RULES = tuple(rule for rule in read_rules("pbdata.facts.dates", "heads") if reads_year(rule))


def year(text: str, *, traditional: bool = False) -> int | None:
    found = first_match(RULES, text)
    assert found is not None
    known = known_year(Context(text, Anchor(2021, 7, 15), traditional=traditional), *found, None)
    return None if known is None else known.year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012年", 2012),
        ("二〇一二年", 2012),
        ("1644年5月", 1644),
        ("公元789年", 789),
        ("公元前221年", None),
        ("79年6月", 1979),
        ("九七年一季度", 1997),
        ("八九年六月", 1989),
        ("07年", 2007),
        ("22年3月", 2022),
        ("民国49年", 1960),
        ("民国元年", 1912),
        ("乾隆五年", None),
        ("去年", 2020),
        ("上年", 2020),
        ("次年", None),
        ("111年4月", None),
    ],
)
def test_the_year_of_words(text: str, expected: int | None) -> None:
    """Printed, short and relative years in a text of 15 July 2021; what nothing decides has none."""
    assert year(text) == expected


def test_short_years_in_traditional_script() -> None:
    """They are of the Republic where there are three digits, and may be where there are two."""
    assert year("111年4月", traditional=True) == 2022
    assert year("97年4月", traditional=True) is None
