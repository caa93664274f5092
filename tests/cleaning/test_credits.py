"""Cases: cases/names.yaml (made-up names in real shapes)."""

from typing import Any

import pytest

from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.names import begins_with_surname
from tests import cases

CASES = cases("cleaning/credits.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_makers_of_a_byline(case: dict[str, Any]) -> None:
    """A byline gives its makers with their roles; what is no byline gives none."""
    byline = case["byline"]
    makers = find_makers(byline, 0, len(byline))
    printed = [byline[slice(*m.role_range)] if m.role_range else None for m in makers]
    assert [[m.name, m.role, role] for m, role in zip(makers, printed, strict=True)] == case["makers"]


def test_ranges_hold_the_names() -> None:
    """The range of a maker holds the name as printed, a space inside included."""
    byline = "本报记者 王文 方 敏"
    assert [byline[m.start : m.stop] for m in find_makers(byline, 0, len(byline))] == ["王文", "方 敏"]


@pytest.mark.parametrize(
    ("name", "known"), [("王文", True), ("上官青", True), ("的人", False), ("王", False), ("王文武全", False)]
)
def test_surnames(name: str, known: bool) -> None:
    """A name without a role is believed only with a surname and one or two characters after it."""
    assert begins_with_surname(name) is known
