"""The text's own edits."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", cases_of("text"), ids=lambda case: case["label"])
def test_characters_are_as_decided(case: dict[str, Any]) -> None:
    """A stretch of the page is in the text what was decided; what does not fit is left out with the reason."""
    assert failures(case) == []
