"""Sentences, clauses and phrases of a text, found by position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.sentences import CLAUSE, PHRASE, SENTENCE, Sentences

TEXT = "他说：“好，来了。”村里有甲、乙两户；都很好！\n第二行"


def words(range_: tuple[int, int], text: str = TEXT) -> str:
    return text[slice(*range_)]


@pytest.mark.parametrize(
    ("at", "sentence", "clause", "phrase"),
    [
        (0, "他说：“好，来了", "他说", "他说"),
        (4, "他说：“好，来了", "“好", "好"),
        (6, "他说：“好，来了", "来了", "来了"),
        (16, "”村里有甲、乙两户；都很好", "”村里有甲、乙两户", "乙两户"),
        (19, "”村里有甲、乙两户；都很好", "都很好", "都很好"),
        (25, "第二行", "第二行", "第二行"),
    ],
)
def test_what_stands_around_an_offset(at: int, sentence: str, clause: str, phrase: str) -> None:
    """Each notion ends at its marks, and the line ends all of them."""
    parts = Sentences(TEXT)
    assert (words(parts.sentence(at)), words(parts.clause(at)), words(parts.phrase(at))) == (sentence, clause, phrase)


def test_a_mark_belongs_to_what_ends_there() -> None:
    """At the mark itself one looks back."""
    assert words(Sentences("甲。乙").sentence(1), "甲。乙") == "甲"


def test_ascii_marks_part_nothing() -> None:
    """They belong to numbers and addresses."""
    assert words(Sentences("1,200.5 a.b; c!").clause(4), "1,200.5 a.b; c!") == "1,200.5 a.b; c!"


def test_a_finer_notion_has_the_marks_of_a_coarser_one() -> None:
    """What ends a sentence ends a clause, and what ends a clause a phrase."""
    assert set(SENTENCE) < set(CLAUSE) < set(PHRASE)


@given(st.text("甲乙。，、“”\n；：", max_size=30), st.integers(0, 30))
def test_the_parts_around_an_offset_nest(text: str, at: int) -> None:
    """A phrase lies in its clause and a clause in its sentence; none holds a mark of its own notion."""
    at = min(at, len(text))
    parts = Sentences(text)
    (a, b), (c, d), (e, f) = parts.sentence(at), parts.clause(at), parts.phrase(at)
    assert a <= c <= e <= at and f <= d <= b
    for (start, stop), marks in (((a, b), SENTENCE), ((c, d), CLAUSE), ((e, f), PHRASE)):
        assert set(text[start:stop]).isdisjoint(marks)
