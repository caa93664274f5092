"""The descriptor itself: metadata, resources and schemas."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import change_descriptor, load_cases, summary


@pytest.mark.parametrize("case", load_cases("descriptors"))
def test_a_descriptor_is_held_against_the_standard(package: Path, case: dict[str, Any]) -> None:
    """What the Data Package standard forbids is reported at its place, and what it allows is not."""

    def change(descriptor: dict[str, Any]) -> None:
        *parents, last = case["at"]
        node: Any = descriptor
        for key in parents:
            node = node[key]
        if "value" in case:
            node[last] = case["value"]
        else:
            del node[last]

    change_descriptor(package, change)
    assert summary(validate(package)) == case["errors"]


def test_a_broken_schema_does_not_hide_the_cells(package: Path) -> None:
    """A misspelt constraint is reported, and the column's other constraints still hold."""

    def misspell(descriptor: dict[str, Any]) -> None:
        descriptor["resources"][0]["schema"]["fields"][0]["constraints"] = {"reqired": True, "enum": ["x"]}

    change_descriptor(package, misspell)
    assert summary(validate(package)) == ["collections.collection_id: enum", "collections.collection_id: schema"]
