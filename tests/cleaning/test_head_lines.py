"""Cases: cases/cleaning/head_lines.yaml (made-up lines in real shapes)."""

from typing import Any

import pytest

from pbdata.cleaning.head_lines import readings_of
from tests import cases


@pytest.mark.parametrize("case", cases("cleaning/head_lines.yaml"), ids=lambda case: case["words"])
def test_what_a_line_reads_as(case: dict[str, Any]) -> None:
    """A line that tells a source, an editor or makers says so; who took a picture says nothing, and neither does text."""
    assert readings_of(case["words"]) == case["reads"]
