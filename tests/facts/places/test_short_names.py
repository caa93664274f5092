"""Townships by their names without an ending."""

import pytest

from pbdata.facts.places.short_names import find_short_names, short_name
from pbdata.facts.places.spots import Found, Spot, printed_row

SPOT = Spot((printed_row("寺耳镇", "township", None),), ("寺耳镇",), True, 1, "name", None, None)


@pytest.mark.parametrize(
    ("name", "short"),
    [("寺耳镇", "寺耳"), ("映秀镇", "映秀"), ("和平街道", None), ("城镇", None), ("青田街道", "青田")],
)
def test_a_short_name_is_no_word(name: str, short: str | None) -> None:
    """A name that is a word of everyday language, or has one character, has no short form."""
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("没有想到寺耳会变成这样", 1),
        ("寺耳黑山村的群众", 1),
        ("寺耳村的群众", 0),
        ("寺耳中学的学生", 0),
        ("李寺耳的话", 0),
        ("来到寺耳。寺耳变了", 2),
    ],
)
def test_a_short_name_stands_alone(words: str, n: int) -> None:
    """Part of a longer name, or a given name, is none."""
    assert len(find_short_names(words, [], {"寺耳": SPOT})) == n


def test_what_was_found_is_not_found_again() -> None:
    """A short name within a place that is known already is passed over."""
    assert find_short_names("寺耳镇", [Found(0, 3, "township", "by-hand", SPOT)], {"寺耳": SPOT}) == []
