"""The noun in front of a place, or behind it."""

import pytest

from pbdata.facts.figures.nouns import noun_before, noun_behind


def test_the_noun_stays_within_its_bounds() -> None:
    """A noun before a number does not reach into the figure before it, nor one behind over a number."""
    assert noun_before("群众100户200人", 6, 6) is None
    assert noun_behind("3个5户", 2) is None


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


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("解决群众反映的问题", "问题"),
        ("全市困难党员", "困难党员"),
        ("发放4G手机", "4G手机"),
        ("财政总收入达到", "财政总收入"),
        ("走访", None),
        ("全市", None),
    ],
)
def test_a_noun_before(text: str, noun: str | None) -> None:
    """It ends in front of copulas, and begins behind a verb, 的 or a mark."""
    found = noun_before(text, len(text), 0)
    assert (text[slice(*found)] if found else None) == noun
