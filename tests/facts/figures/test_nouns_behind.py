"""The noun behind a number."""

import pytest

from pbdata.facts.figures.nouns_behind import noun_behind


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("党员干部与群众结对", "党员干部"),
        ("的党员", "党员"),
        ("“双带”党员下乡", "“双带”党员"),
        ("县、乡干部到村", "县、乡干部"),
        ("生活困难的群众", "群众"),
        ("大关", None),
        ("，党员", None),
    ],
)
def test_a_noun_behind(text: str, noun: str | None) -> None:
    """It begins at once, and ends at a verb or a mark that parts no list."""
    found = noun_behind(text, 0)
    assert (text[slice(*found)] if found else None) == noun


def test_no_noun_reaches_over_a_number() -> None:
    """What a number counts does not stand behind the next one."""
    assert noun_behind("3个5户", 2) is None
