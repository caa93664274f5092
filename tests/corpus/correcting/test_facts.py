"""Rows of facts."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("facts"), ids=lambda case: case["label"])
def test_facts_are_as_decided(case: dict[str, Any]) -> None:
    """Facts are as they were decided; what does not fit is left out with the reason."""
    assert failures(case) == []
