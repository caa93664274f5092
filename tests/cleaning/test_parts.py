"""Cases: cases/parts.yaml (made-up words in real shapes)."""

from typing import Any

import pytest

from pbdata.captures.lines import split_lines
from pbdata.cleaning.parts import find_parts
from tests import cases

CASES = cases("cleaning/parts.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_parts_of_kept_lines(case: dict[str, Any]) -> None:
    """What is not body text inside a kept line is found, and nothing else."""
    labels, lines = zip(*(line.split(" | ", 1) for line in case["lines"]), strict=True)
    text = "\n".join(lines)
    ranges = [(start, stop) for start, stop, _ in split_lines(text)]
    assert [f"{p.label} | {text[p.start : p.stop]}" for p in find_parts(text, ranges, labels)] == case["parts"]
