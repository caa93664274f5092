"""The dataset card."""

import pytest

from pbdata.release.standards.dataset_card import check_dataset_card
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written has a head with what a card needs, and lists every table with its rows."""
    card = told.documents["dataset-card.md"]
    assert check_dataset_card(card) == []
    assert all(f"| `{name}` | {count} |" in card for name, count in told.rows.items())


@pytest.mark.parametrize("card", ["# Title\n", "---\n- a: [\n---\n", "---\nlicense: mit\n---\n"])
def test_a_broken_head_is_found(card: str) -> None:
    """A card without a head, with a head that is no YAML, or one that lacks something is an error."""
    assert check_dataset_card(card) != []
