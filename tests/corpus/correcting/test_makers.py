"""The makers of an article."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("contributors"), ids=lambda case: case["label"])
def test_makers_are_as_decided(case: dict[str, Any]) -> None:
    """Makers are those that were decided; what does not fit is left out with the reason."""
    assert failures(case) == []
