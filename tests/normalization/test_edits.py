"""Replaying edits, and merging the lists of several stages."""

import pytest

from pbdata.model import Edit
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


def test_rules_that_meet_are_listed_together() -> None:
    """At one place the later replacement stands and both rules are named in order."""
    assert compose([Edit(1, 2, "豈", "radical")], [Edit(1, 2, "岂", "script")]) == [Edit(1, 2, "岂", "radical+script")]


def test_structural_rules_are_known_by_name() -> None:
    """Joins, splits, the last terminator and in-line removals are structural, everything else textual."""
    assert all(map(is_structural, ["join", "split", "trim-end", "inline-wire", "script+split"]))
    assert not any(map(is_structural, ["script", "punctuation", "trim", "space", "terminator"]))
