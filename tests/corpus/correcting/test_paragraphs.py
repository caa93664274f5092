"""Where paragraphs begin."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("paragraphs"), ids=lambda case: case["label"])
def test_paragraphs_are_as_decided(case: dict[str, Any]) -> None:
    """Paragraphs begin where it was decided; what does not fit is left out with the reason."""
    assert failures(case) == []
