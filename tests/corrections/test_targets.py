"""A decision takes the place of those on the same thing, and of no other."""

import pytest

from pbdata.corrections.targets import contradicted
from pbdata.model.correction import Correction
from tests.corrections.decided import decisions

AT = {"field": "text", "start": 1, "stop": 3}


def line(first: int, last: int) -> Correction:
    expect = [{"label": "nav", "words": "a"}] * (last - first + 1)
    return decisions({"lines": [{"lines": [first, last], "expect": expect, "label": "ad"}]})[0]


def fact(decision: str, row_id: str) -> Correction:
    expect = {"surface": "近日", "date_id": row_id}
    given = {"change": {"value": "2014"}} if decision == "change" else {}
    return decisions({"facts": [{"table": "dates", "decision": decision, "at": AT, "expect": expect, **given}]})[0]


def field(name: str) -> Correction:
    return decisions({"fields": [{"field": name, "value": "a"}]})[0]


D1, D2 = "d0123456789abcde1", "d0123456789abcde2"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (line(1, 3), line(3, 3), True),
        (line(1, 3), line(4, 4), False),
        (field("title"), field("title"), True),
        (field("title"), field("source"), False),
        (fact("change", D1), fact("reject", D1), True),
        (fact("change", D1), fact("reject", D2), False),
        (field("title"), line(1, 1), False),
    ],
)
def test_decisions_on_one_thing_contradict(old: Correction, new: Correction, same: bool) -> None:
    """The newer one stands."""
    assert contradicted([old], new, ()) == ({0} if same else set())
