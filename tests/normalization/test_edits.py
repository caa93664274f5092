"""Replaying edits, and merging the lists of several stages."""

import pytest

from pbdata.model.page import Edit
from pbdata.normalization.edits import compose, is_structural, merge, replay


def test_replay_keeps_only_the_kept_ranges() -> None:
    """Text outside the kept ranges is not in the result."""
    assert replay("nav\nbody\nfoot\n", [(4, 9)], []) == "body\n"


def test_replay_deletes_replaces_and_inserts() -> None:
    """A null replacement deletes, an empty range inserts."""
    assert replay("abcdef", [(0, 6)], [(0, 1, None), (2, 3, "X"), (4, 4, "+")]) == "bXd+ef"


def test_replay_joins_over_a_gap() -> None:
    """Deleting a terminator joins kept lines although lines between them were dropped."""
    assert replay("one,\nad\ntwo\n", [(0, 5), (8, 12)], [(4, 5, None), (11, 12, None)]) == "one,two"


@pytest.mark.parametrize("edits", [[(0, 2, None), (1, 3, None)], [(9, 10, "x")], [(3, 2, None)]])
def test_replay_refuses_edits_that_make_no_sense(edits: list[tuple[int, int, str | None]]) -> None:
    """Overlapping edits, edits outside the kept ranges and reversed ranges raise."""
    with pytest.raises(ValueError, match="edit at"):
        replay("abcdef", [(0, 6)], edits)


def test_a_structural_edit_takes_the_place_of_textual_ones() -> None:
    """Inside a removed part no other edit is listed."""
    structural = [Edit(2, 5, None, "inline-byline")]
    textual = [Edit(0, 1, "x", "width"), Edit(2, 3, "（", "punctuation"), Edit(5, 6, "，", "punctuation")]
    assert merge(structural, textual) == (textual[0], structural[0], textual[2])


# The first stage reads two pieces of mojibake, the second works on what they give.
PRINTED = "(å…šå»º)"


def test_an_insertion_touches_no_character() -> None:
    """A line break put in before a character leaves the edit to that character alone."""
    upper, lower = [Edit(2, 2, "\n", "split")], [Edit(1, 2, "x", "width"), Edit(2, 3, "（", "punctuation")]
    assert merge(upper, lower) == (lower[0], upper[0], lower[1])
    assert replay("ab(d", [(0, 4)], merge(upper, lower)) == "ax\n（d"


FIRST = [Edit(1, 4, "黨", "mojibake"), Edit(4, 7, "建", "mojibake")]
BETWEEN = "(黨建)"
PLACES = [0, 1, 4, 7, 8]


@pytest.mark.parametrize(
    ("second", "composed"),
    [
        ([], FIRST),
        ([Edit(0, 1, "（", "punctuation")], [Edit(0, 1, "（", "punctuation"), *FIRST]),
        ([Edit(3, 4, "）", "punctuation")], [*FIRST, Edit(7, 8, "）", "punctuation")]),
        ([Edit(1, 2, "党", "script")], [Edit(1, 4, "党", "mojibake+script"), FIRST[1]]),
        ([Edit(1, 2, None, "invisible")], [Edit(1, 4, None, "mojibake+invisible"), FIRST[1]]),
        ([Edit(1, 3, None, "gloss")], [Edit(1, 7, None, "mojibake+gloss")]),
        ([Edit(0, 2, None, "gloss")], [Edit(0, 4, None, "mojibake+gloss"), FIRST[1]]),
        ([Edit(2, 4, "X", "gloss")], [FIRST[0], Edit(4, 8, "X", "mojibake+gloss")]),
    ],
)
def test_edits_of_two_stages_become_one_list(second: list[Edit], composed: list[Edit]) -> None:
    """Where two stages touch the same characters one edit stands, with both rules; elsewhere each keeps its own."""
    assert compose(FIRST, second, BETWEEN, PLACES) == composed


def test_composed_edits_give_what_the_stages_gave() -> None:
    """Replaying the composed list on the original text is replaying both lists in turn."""
    second = [Edit(0, 1, "（", "punctuation"), Edit(1, 2, "党", "script"), Edit(3, 4, "）", "punctuation")]
    composed = compose(FIRST, second, BETWEEN, PLACES)
    assert replay(PRINTED, [(0, 8)], [edit[:3] for edit in composed]) == "（党建）"


def test_structural_rules_are_known_by_name() -> None:
    """Joins, splits, the last terminator and in-line removals are structural, everything else textual."""
    assert all(map(is_structural, ["join", "split", "trim-end", "inline-wire", "script+split"]))
    assert not any(map(is_structural, ["script", "punctuation", "trim", "space", "terminator"]))
