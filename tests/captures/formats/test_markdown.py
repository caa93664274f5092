"""Markdown as page text."""

from typing import Any

import pytest

from pbdata.captures.formats.markdown import read_markdown
from tests import cases


@pytest.mark.parametrize("case", cases("captures/markdown.yaml"), ids=lambda case: case["label"])
def test_the_marks_of_layout_go(case: dict[str, Any]) -> None:
    """Of each line its words are left."""
    assert read_markdown(case["markdown"]).text == f"{case['words']}\n"


def test_lines_stay_lines() -> None:
    """A page has as many lines as its Markdown, blank ones too."""
    assert read_markdown("# 党建\r\n\r\n近日\n").text == "党建\n\n近日\n\n"
