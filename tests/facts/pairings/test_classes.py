"""What an end is, by its own words."""

import pytest

from pbdata.facts.pairings.classes import End, class_of, kind_of, level_of


@pytest.mark.parametrize(
    ("words", "target_class", "level"),
    [
        ("101个省直部门", "department", "province"),
        ("88个县", "county", "county"),
        ("盘县林业局", "department", "county"),
        ("市财政局", "department", None),
        ("2829名处级干部", "cadre", None),
        ("23168名县级以上机关单位干部", "cadre", None),
    ],
)
def test_levels_are_printed_or_unknown(words: str, target_class: str, level: str | None) -> None:
    """A level comes from words that carry one; 市 and ranks carry none."""
    assert level_of(words, target_class) == level


@pytest.mark.parametrize(
    ("end", "side", "target_class", "kind"),
    [
        (End(0, 2, "企业"), "helper", "department", "organisation"),
        (End(0, 2, "企业"), "helped", "enterprise", "organisation"),
        (End(0, 5, None, named="organisation"), "helper", "department", "organisation"),
        (End(0, 2, None, named="person"), "helper", "cadre", "person"),
        (End(0, 5, "委会", named="organisation"), "helped", "village", "organisation"),
        (End(0, 2, "群众"), "helped", "residents", "person"),
        (End(0, 2, "县（特区）"), "helped", "county", "place"),
    ],
)
def test_a_noun_has_a_class_on_either_side(end: End, side: str, target_class: str, kind: str) -> None:
    """The class follows from noun and side, the kind from the class or from what the end names."""
    assert class_of(end, side) == target_class
    assert kind_of(end, target_class) == kind
