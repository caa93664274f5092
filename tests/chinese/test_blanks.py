"""Blanks within a date."""

import re

import pytest

from pbdata.chinese.blanks import part_nothing, stands_in_date


@pytest.mark.parametrize(
    "text", ["2008 年", "2008年 8月", "８ 月", "年 八 月", "2008年 十二月", "二〇〇八 年", "今年  上半年"]
)
def test_a_blank_in_a_date(text: str) -> None:
    """Between a number and its unit, and between two units, a blank parts nothing."""
    assert stands_in_date(text, text.rindex(" ") - text.count("  "), text.rindex(" ") + 1)


@pytest.mark.parametrize("text", ["基本情况 2014年", "李三 月入千元", "2012 20名", "党建工作 三年规划"])
def test_a_blank_between_two_things(text: str) -> None:
    """In front of a year, behind a name, and between two numbers it does."""
    assert not stands_in_date(text, text.index(" "), text.index(" ") + 1)


@pytest.mark.parametrize("text", ["1000  万", "百 分之三", "百分 之2.4", "百 分 之2.4", "３ 亿"])
def test_a_blank_in_a_number(text: str) -> None:
    """Between a number and its scale, and between the parts of 百分之, a blank parts nothing."""
    assert all(part_nothing(text, *blanks.span()) for blanks in re.finditer(" +", text))


def test_a_blank_between_two_numbers() -> None:
    """Between two numbers, and in front of a word, it does."""
    assert not part_nothing("12 34", 2, 3)
    assert not part_nothing("300 名", 3, 4)
