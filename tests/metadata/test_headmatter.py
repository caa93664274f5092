"""Cases: cases/heads.yaml (made-up heads in real shapes)."""

from typing import Any

import pytest

from pbdata.captures.lines import split_lines
from pbdata.metadata.headmatter import read_head_matter
from pbdata.metadata.page import HeadLine
from tests import cases

CASES = cases("metadata/heads.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_head_matter(case: dict[str, Any]) -> None:
    """What a head prints is read with its words; what it does not print is not there."""
    marks, words = zip(*(line.split(" | ", 1) for line in case["lines"]), strict=True)
    text = "\n".join(words)
    lines = [
        HeadLine(start, stop, label, zone)
        for (start, stop, _), (zone, label) in zip(split_lines(text), (m.split() for m in marks), strict=True)
    ]
    head = read_head_matter(text, lines, [])
    assert {v.field: v.value or text[v.start : v.stop] for v in head.values} == case["values"]
    assert [maker.name for maker in head.makers] == case["makers"]
