"""A stretch of text and its pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.quotes import divide
from pbdata.facts.programmes.stretches import Stretch


@pytest.mark.parametrize("marks", ["；", "、", "、和", "，、和", " "])
@given(text=st.text("帮扶；、，和 “”（）", max_size=30), start=st.integers(0, 5), stop=st.integers(5, 40))
def test_its_pieces_are_those_of_each_division(marks: str, text: str, start: int, stop: int) -> None:
    """Whatever marks divide it, it has the pieces that the words alone have; marks within marks divide nothing."""
    start, stop = min(start, len(text)), min(stop, len(text))
    stretch = Stretch(text, start, stop)
    assert stretch.pieces(marks) == list(divide(text, start, stop, marks))
    assert stretch.marks == {*text[start:stop]} & {*"；、，和 "}
