"""Verbs, and the words of which they are parts."""

import pytest

from pbdata.facts.figures.clause_words import clauses, verb_at, verb_before


@pytest.mark.parametrize(
    ("text", "at", "length"),
    [
        ("组织党员", 0, 2),
        ("党组织书记", 1, 0),
        ("在建制村", 0, 0),
        ("分三批", 0, 1),
        ("部分三批", 1, 1),
        ("党建", 1, 0),
    ],
)
def test_a_verb_at_a_place(text: str, at: int, length: int) -> None:
    """A verb that is a part of a longer word, or runs into one, is none."""
    assert verb_at(text, at) == length


def test_a_verb_before_a_place() -> None:
    """走访 ends in front of 群众, 组织 in 党组织 does not end a clause."""
    assert verb_before("走访群众", 2, 0)
    assert not verb_before("党组织书记", 3, 0)


def test_the_lexicon_holds_together() -> None:
    """A protected word is longer than the verbs that it may hold, and what says whose area it is is no verb."""
    lexicon = clauses()
    assert all(len(word) > 1 for word in lexicon.words)
    assert lexicon.determiners.isdisjoint(lexicon.words)
