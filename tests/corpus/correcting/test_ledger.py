"""What a decision comes to, and what is told of it."""

import pytest

from pbdata.corpus.correcting.ledger import Ledger, as_object, as_text, review_status, weigh
from pbdata.model.correction import PageCorrection, Told

TOLD = Told("made up", "AB", "2026-01-31")


@pytest.mark.parametrize(
    ("expect", "now", "wanted", "verdict"),
    [
        ("a", "a", "b", "change"),
        ("a", "b", "b", "learnt"),
        ("b", "b", "b", "accept"),
        ("a", "c", "b", None),
        (None, None, "b", "change"),
    ],
)
def test_a_decision_is_weighed(expect: str | None, now: str | None, wanted: str, verdict: str | None) -> None:
    """It changes what was expected, has been learnt, accepts, or does not fit."""
    assert weigh(expect, now, wanted) == verdict


def test_what_was_not_reached_is_left_out() -> None:
    """Every decision is told of once: what came of it, or why nothing did."""
    ledger = Ledger([PageCorrection(TOLD, "rejected", "processed")] * 2)
    ledger.note(1, "captures", "status", "learnt", "rejected", "processed")
    ledger.close("nobody came here")
    assert [(one.number, one.said) for one in ledger.unfit] == [(0, "nobody came here")]
    assert [(one.number, one.decision, one.learnt, one.who) for one in ledger.corrected] == [(1, "change", True, "AB")]
    assert review_status(ledger.corrected) == "accepted"


def test_cells_are_text() -> None:
    """As the tables write them; a row without its empty cells."""
    assert [as_text(one) for one in (None, "a", 3, 2.5, True)] == [None, "a", "3", "2.5", "true"]
    assert as_object({"a": 1, "b": None, "c": "字"}) == '{"a": 1, "c": "字"}'
