"""The 5-grams of folded texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.reprints.grams import N, different, folded, grams, of_each

TEXT = st.text("党建 工作。１a", max_size=12)


@given(st.lists(TEXT, max_size=6))
def test_a_gram_is_known_by_its_letters(texts: list[str]) -> None:
    """Each text has as many different grams as it has different runs of five letters; the same run is the same gram in any text."""
    several = folded(texts)
    runs = [
        {letters[at : at + N] for at in range(len(letters) - N + 1)}
        for letters in map(several.letters, range(len(texts)))
    ]
    found = of_each(grams(several), len(texts))
    assert [one.size for one in found] == [len(one) for one in runs]
    together = different(grams(several).hashes)
    assert together.size == len(set().union(*runs))


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_a_text_has_the_same_grams_alone(texts: list[str]) -> None:
    """No gram reaches from one text into the next, nor gets lost at its edge."""
    together = of_each(grams(folded(texts)), len(texts))
    alone = [of_each(grams(folded([one])), 1)[0] for one in texts]
    assert [one.tolist() for one in together] == [one.tolist() for one in alone]


@pytest.mark.parametrize(
    ("text", "letters"), [("黨員 1,000名。", "党员1000名"), ("ＡＢＣ　三送", "abc三送"), ("。", ""), ("", "")]
)
def test_letters_are_those_of_the_folded_text(text: str, letters: str) -> None:
    """Marks, blanks, width, case and script are gone."""
    assert folded(["前", text, "后"]).letters(1) == letters
