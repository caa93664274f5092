"""How lines stand in their runs; cases/runs.yaml."""

from typing import Any

import pytest

from pbdata.cleaning.features import rules_of_page
from tests import cases

CASES = cases("cleaning/runs.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_rules_on_runs(case: dict[str, Any]) -> None:
    """A rule on a run holds for the lines that it is told of, and not for the others that look like them."""
    named = rules_of_page(case["lines"])
    assert {i: [name for name in names if name not in named[i]] for i, names in case.get("holds", {}).items()} == {
        i: [] for i in case.get("holds", {})
    }
    assert {i: [name for name in names if name in named[i]] for i, names in case.get("not", {}).items()} == {
        i: [] for i in case.get("not", {})
    }
