"""Parts of kept lines."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("parts"), ids=lambda case: case["label"])
def test_parts_are_as_decided(case: dict[str, Any]) -> None:
    """A stretch of a line is what was decided; what does not fit is left out with the reason."""
    assert failures(case) == []
