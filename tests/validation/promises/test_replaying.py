"""Promise 2: every character traces back."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import change_row, load_cases, summary


@pytest.mark.parametrize("case", load_cases("promise_2"))
def test_a_broken_row_is_found(whole_package: Path, case: dict[str, Any]) -> None:
    """A row that breaks promise 2 is reported, and nothing else is."""
    change_row(whole_package, case["table"], case["row"], case["cells"])
    assert summary(validate(whole_package)) == case["errors"]
