"""What an HTML page declares of itself."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.captures.metadata import read_metadata

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "html_metadata.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_metadata_of_a_page(case: dict[str, Any]) -> None:
    """Each page gives the values that it declares, under the keys of html.yaml, and no other."""
    tags = [(name, content) for name, content in case.get("tags", [])]
    assert read_metadata(tags, case.get("scripts", [])) == case["meta"]
