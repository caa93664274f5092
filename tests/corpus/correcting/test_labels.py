"""Labels of lines, and whether a page holds an article."""

from typing import Any

import pytest

from tests.corrections.decided import cases_of, failures


@pytest.mark.parametrize("case", [*cases_of("lines"), *cases_of("page")], ids=lambda case: case["label"])
def test_labels_are_as_decided(case: dict[str, Any]) -> None:
    """What was decided of lines and of the page stands in the record; what does not fit is left out with the reason."""
    assert failures(case) == []
