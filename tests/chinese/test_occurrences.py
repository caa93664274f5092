"""Where words stand in a text in which many are looked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.occurrences import Occurrences

TEXTS = st.text("王平安", max_size=30)


@given(TEXTS, st.text("王平安", min_size=1, max_size=4))
def test_words_are_found_where_they_stand(text: str, word: str) -> None:
    """Each place is one of the word, apart from the one before, as ``str.find`` finds them and ``str.count`` counts them."""
    occurrences, expected, at = Occurrences(text), list[int](), text.find(word)
    while at >= 0:
        expected.append(at)
        at = text.find(word, at + len(word))
    assert list(occurrences.of(word)) == expected
    assert occurrences.count(word) == text.count(word)


@given(TEXTS)
def test_characters_are_found_where_they_stand(text: str) -> None:
    """However many characters are asked for, each has its places, and one that the text does not have has none."""
    occurrences = Occurrences(text)
    for character in (*text, *map(chr, range(0x4E00, 0x4F00))):
        assert list(occurrences.places(character)) == [at for at, one in enumerate(text) if one == character]


class _Read(str):
    """A text that counts how often it is looked through."""

    searches = 0

    def find(self, *arguments: Any) -> int:
        self.searches += 1
        return super().find(*arguments)


@pytest.mark.interpreted
def test_a_text_is_read_once_for_words_that_begin_alike() -> None:
    """A hundred names with one surname cost as many searches as ten of them."""
    text = _Read("".join(f"王{chr(0x4E00 + i)}平" for i in range(100)))
    occurrences = Occurrences(text)
    assert [occurrences.count(f"王{chr(0x4E00 + i)}平") for i in range(10)] == [1] * 10
    searches = text.searches
    assert [occurrences.count(f"王{chr(0x4E00 + i)}平") for i in range(100)] == [1] * 100
    assert text.searches == searches


@pytest.mark.interpreted
def test_a_text_is_read_once_for_many_characters() -> None:
    """Words that begin with a thousand characters cost as many searches as those of some hundreds."""
    text = _Read("".join(map(chr, range(0x4E00, 0x5200))))
    occurrences = Occurrences(text)
    for _ in range(2):
        assert all(list(occurrences.places(character)) == [at] for at, character in enumerate(text))
        assert text.searches < 500
