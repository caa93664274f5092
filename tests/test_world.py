"""Small pages of the kinds on which version 1.0.0 was wrong. What is still wrong is admitted, with its reason."""

import pytest

from tests import cases
from tests.world import failures, world_cases

ADMITTED: dict[str, str] = cases("world/admitted.yaml")


@pytest.mark.parametrize("name", [name for name in world_cases() if name not in ADMITTED])
def test_a_page_gives_what_it_prints(name: str) -> None:
    """What the case expects is found, and nothing beside it."""
    assert failures(world_cases()[name]) == [], world_cases()[name]["note"]


def test_what_is_admitted_still_fails_and_has_a_reason() -> None:
    """A case that passes is no longer on the list of what fails, and each that is there says why."""
    assert [name for name in ADMITTED if not failures(world_cases()[name])] == []
    assert [name for name, reason in ADMITTED.items() if len(reason) <= 20] == []
