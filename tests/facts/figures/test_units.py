"""The words around numbers, and whether the lexicons hold together."""

import pytest

from pbdata.facts.figures.units import approximator_before, is_within_a_name, unit_at, unit_words


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("个月后", "个月"),
        ("人次参与", "人次"),
        ("部门挂帮", ""),
        ("平方公里", "平方公里"),
        ("项目", ""),
        ("项目标", "项"),
        ("个人", "个"),
        ("kg肥料", "kg"),
        ("m", "m"),
        ("m²", "m²"),
        ("km/h", ""),
        ("mm2", ""),
        ("Gbps", ""),
    ],
)
def test_the_longest_unit_that_begins_no_word(text: str, unit: str) -> None:
    """A classifier that begins another word is none."""
    assert unit_at(text, 0) == unit


@pytest.mark.parametrize(
    ("text", "word"),
    [("帮扶近3户", "近"), ("最近3年", ""), ("不低于1元", "不低于"), ("会上5人", ""), ("上千人", "上"), ("3人", "")],
)
def test_the_approximator_in_front(text: str, word: str) -> None:
    """The longest approximator counts, if it is no part of another word."""
    number = next(i for i, mark in enumerate(text) if mark in "135千")
    assert approximator_before(text, number) == word


def test_short_quotations() -> None:
    """A short quotation that says more than the quantity is a name."""
    assert is_within_a_name("“三会一课”", 1, 3)
    assert not is_within_a_name("“十件”实事", 1, 3)
    assert not is_within_a_name("他说：“三年前，我来过。”", 4, 6)


def test_the_lexicons_hold_together() -> None:
    """What may follow, and what counts behind digits only, is said of units that there are; bounds are those of the schema."""
    words = unit_words()
    assert set(words.begins_word) <= set(words.classes)
    assert set(words.still_unit) <= set(words.begins_word)
    assert words.digits_only <= set(words.classes)
    bounds = {"approximate", "at_least", "at_most", "slightly_over"}
    assert {*words.before.values(), *words.within.values(), *words.after.values()} <= bounds
    assert set(words.not_before) <= set(words.before)
    assert {*words.same, *words.parts, *words.halved} <= set(words.classes)
    assert set(words.same.values()) <= set(words.classes) | {"分米", "吉瓦"}
