"""The noun, or the act, in front of a number."""

import pytest

from pbdata.facts.figures.nouns_before import act_before, noun_before


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


def test_a_noun_does_not_reach_into_the_figure_before_it() -> None:
    """The noun stays behind the end of the figure before."""
    assert noun_before("群众100户200人", 6, 6) is None


@pytest.mark.parametrize(
    ("text", "act"), [("培训", "培训"), ("逮捕了", "逮捕"), ("被诈骗了", "诈骗"), ("目前", None), ("，", None)]
)
def test_an_act_before(text: str, act: str | None) -> None:
    """A verb of two characters, or what stands in front of 了."""
    found = act_before(text, len(text), 0)
    assert (text[slice(*found)] if found else None) == act
