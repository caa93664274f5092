"""What an HTML page declares of itself."""

from typing import Any

import pytest

from pbdata.captures.formats.html.metadata import read_metadata
from tests import cases

CASES = cases("captures/html_metadata.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_metadata_of_a_page(case: dict[str, Any]) -> None:
    """Each page gives the values that it declares, under the keys of html.yaml, and no other."""
    tags = [(name, content) for name, content in case.get("tags", [])]
    assert read_metadata(tags, case.get("scripts", [])) == case["meta"]
