"""Who a person is, by what stands beside the name; more cases in cases/persons.yaml."""

import pytest

from pbdata.facts.persons.roles import Role, role_of, weightiest
from pbdata.facts.persons.titles import before
from pbdata.facts.reading import Field


@pytest.mark.parametrize(
    ("text", "kind", "privacy"),
    [
        ("县委书记李大山", "official", "office"),
        ("村党支部书记李大山", "village", "office"),
        ("驻村干部李大山", "cadre", "office"),
        ("低保户李大山", "villager", "vulnerable"),
        ("小学生李大山", "villager", "minor"),
        ("老党员李大山", "member", "private"),
        ("李大山", None, "unknown"),
        ("17岁的李大山", None, "minor"),
        ("18岁的李大山", None, "unknown"),
    ],
)
def test_the_words_beside_a_name_decide(text: str, kind: str | None, privacy: str) -> None:
    """Kind and privacy class follow from the words before the name."""
    start = text.index("李大山")
    assert role_of(Field("text", text), start, len(text), "李大山", before(text, start)) == Role(kind, privacy)


def test_what_needs_most_protection_decides() -> None:
    """Of several mentions the first kind counts, and the class that protects most."""
    roles = [Role(None, "unknown"), Role("villager", "private"), Role("member", "vulnerable")]
    assert weightiest(roles) == Role("villager", "vulnerable")
    assert weightiest([Role("official", "office"), Role(None, "deceased")]) == Role("official", "deceased")
