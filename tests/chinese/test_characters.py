"""The Han character, once."""

import re

import pytest

from pbdata.chinese.characters import HAN, is_han

CLASS = re.compile(f"[{HAN}]")


@pytest.mark.parametrize("character", ["一", "龥", "㐀", "鿿", "\U00020000", "\U0002a6df", "\U00031350", "豈"])
def test_a_han_character(character: str) -> None:
    """Of the basic block, its extensions beyond U+FFFF, and the compatibility ideographs."""
    assert is_han(character) and CLASS.fullmatch(character)


@pytest.mark.parametrize("character", ["〇", "々", "a", "１", "。", "あ", "한", "⺼", "\U000e0100"])
def test_no_han_character(character: str) -> None:
    """A digit zero, marks, letters, kana, hangul, radicals and selectors are none."""
    assert not is_han(character) and not CLASS.fullmatch(character)
