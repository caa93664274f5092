"""A scanner finds what the pattern alone finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.scanning import Scanner, find_all, firsts, trie

FIRSTS = "说明]^-"
PATTERN = r"(?:说明)|(?P<verb>(?:说|明)+道?|[\]^-])(?=$|[说道。])"


@given(st.text(FIRSTS + "道。\n"), st.integers(0, 8), st.integers(0, 40))
def test_a_scanner_finds_what_its_pattern_finds(text: str, start: int, stop: int) -> None:
    """Matches, their groups and their order are those of ``re``, also where the scan begins or ends within the text."""
    alone = re.compile(PATTERN).finditer(text, start, stop)
    found = Scanner("tests.runs", FIRSTS, PATTERN).finditer(text, start, stop)
    assert [(match.span(), match["verb"]) for match in found] == [(match.span(), match["verb"]) for match in alone]


def test_matches_stand_apart() -> None:
    """No match begins within the one before it."""
    assert [match[0] for match in Scanner("tests.twice", "说", "说说").finditer("说说说说说", 0, 5)] == ["说说", "说说"]


def test_places_may_stand_within_each_other() -> None:
    """Each place where the pattern matches is told, also one within another match."""
    assert Scanner("tests.within", "说", "说说").places("说说说，说说") == [0, 1, 4]


def test_a_pattern_of_words_matches_the_longest() -> None:
    """Words share their beginnings in the pattern, and a longer one is matched before its beginning."""
    pattern = re.compile(trie(["书记", "书", "总书记", "a.b"]))
    assert [match[0] for match in pattern.finditer("总书记、书记、书、a.b、axb")] == ["总书记", "书记", "书", "a.b"]


def test_words_are_found_apart_from_each_other() -> None:
    """A place within the words that were found last is none."""
    assert list(find_all("三送三送三，三送", "三送三")) == [0]
    assert list(find_all("三送三送三，三送", "三送")) == [0, 2, 6]
    assert list(find_all("", "三送")) == []


def test_the_first_characters_of_words() -> None:
    """They stand between the brackets of a class, each once, whatever they mean there."""
    assert re.findall(f"[{firsts(['说明', ']', '^-', '说'])}]", "明说-]^") == ["说", "]", "^"]
