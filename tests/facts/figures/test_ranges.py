"""Ranges and ratios: two numbers that are one quantity."""

import pytest

from pbdata.chinese.numbers import read_numbers
from pbdata.facts.figures.quantities import read_quantities


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3至5名", 3, 5),
        ("2-3万元", 20000, 30000),
        ("2000元-3000元", 2000, 3000),
        ("2000元—3000元", 2000, 3000),
        ("800元/亩-1000元/亩", 800, 1000),
        ("四到五千元", 4000, 5000),
        ("三至五百人", 300, 500),
        ("五到十万元", 50000, 100000),
        ("三到五千万元", 30000000, 50000000),
        ("8000元到1万元", 8000, 10000),
        ("五到六成", 50, 60),
        ("百分之三到五", 3, 5),
        ("10%-20%", 10, 20),
        ("2、3名", 2, 3),
        ("两、三户", 2, 3),
        ("3 - 5名", 3, 5),
    ],
)
def test_a_range(text: str, low: float, high: float) -> None:
    """Both ends are in the unit and scale of the upper one, unless the lower one has its own."""
    (one,) = read_quantities(text, read_numbers(text))
    assert (one.value, one.value_max) == (low, high)


@pytest.mark.parametrize("text", ["5名至3名", "3、5名", "1、2组", "2、3、4名", "第2、3名"])
def test_no_range(text: str) -> None:
    """Numbers that go down, lists and labels are no range."""
    assert all(one.value_max is None for one in read_quantities(text, read_numbers(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [("按1:2配套", 0.5), ("3比2的比例", 1.5), ("比例为7：3", 7 / 3), ("3比2获胜", None), ("2.3:45.1:52.6的比例", None)],
)
def test_a_ratio(text: str, value: float | None) -> None:
    """Two parts that are called a ratio are divided; a score and three parts are none."""
    assert [one.value for one in read_quantities(text, read_numbers(text))] == (
        [] if value is None else [pytest.approx(value)]
    )
