"""A stretch of text and its pieces."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.facts.programmes.stretches import Stretch

MARKS = ["；", "、", "、和", "，、和", " "]


def pieces(text: str, start: int, stop: int, marks: str) -> list[str]:
    return [text[a:b] for a, b in Stretch(text, start, stop).pieces(marks)]


def test_lists_divide_outside_of_marks() -> None:
    """A separator within brackets or quotation marks divides nothing."""
    text = "走访“老党员、老干部”（老、弱）、走访儿童"
    assert pieces(text, 0, len(text), "、") == ["走访“老党员、老干部”（老、弱）", "走访儿童"]


@pytest.mark.parametrize("marks", MARKS)
@given(text=st.text("帮扶；、，和 ", max_size=30), start=st.integers(0, 5), stop=st.integers(5, 40))
def test_each_mark_divides_a_stretch_without_pairs(marks: str, text: str, start: int, stop: int) -> None:
    """No more than that, and nothing outside of it counts."""
    start, stop = min(start, len(text)), min(stop, len(text))
    assert pieces(text, start, stop, marks) == re.split(f"[{marks}]", text[start:stop])


@pytest.mark.parametrize("marks", MARKS)
@given(st.text("帮扶；、，和 “”（）", max_size=30))
def test_pieces_and_the_marks_between_them_are_the_stretch(marks: str, text: str) -> None:
    """Nothing is lost, and it has the marks that stand in it, within pairs too."""
    stretch = Stretch(text, 0, len(text))
    found = stretch.pieces(marks)
    assert [before + 1 for _, before in found[:-1]] == [start for start, _ in found[1:]]
    assert (found[0][0], found[-1][1]) == (0, len(text))
    assert all(text[at] in marks for _, at in found[:-1])
    assert stretch.marks == {*text} & {*"；、，和 "}
