"""Text captures as page text."""

from typing import Any

import pytest

from pbdata.captures.formats.text import read_text
from pbdata.captures.lines import split_lines
from tests import cases


@pytest.mark.parametrize("case", cases("captures/one_line.yaml"), ids=lambda case: case["label"])
def test_a_page_on_one_line_is_parted(case: dict[str, Any]) -> None:
    """What stands for the line ends of a page parts its only line; any other page keeps its lines."""
    text = read_text(case["text"]).text
    assert [text[start:stop] for start, stop, _ in split_lines(text)] == case["lines"]


def test_text_with_lines_stays_to_the_character() -> None:
    """Nothing of a text capture with lines of its own is touched, and it has no looks."""
    text = "党建\r\n\r\n近日，党员下村。|群众叫好。\u2028"
    assert read_text(text) == (text, None)
