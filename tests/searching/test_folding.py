"""What counts as the same character in a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.searching.folding import fold, fold_pattern, spellings
from tests import cases

CASES = cases("searching/folding.yaml")


@pytest.mark.parametrize(("one", "other"), CASES["alike"])
def test_what_is_alike_folds_to_the_same(one: str, other: str) -> None:
    """Scripts, widths and cases of a character have one folded form."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_what_is_different_stays_so(one: str, other: str) -> None:
    """Marks, white space and accents are no forms of each other."""
    assert fold(one) != fold(other)


@given(st.text())
def test_a_folded_text_is_as_long_and_folds_no_further(text: str) -> None:
    """An offset in one is an offset in the other."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_each_character_is_folded_by_itself(before: str, after: str) -> None:
    """What stands around a character changes nothing."""
    assert fold(before + after) == fold(before) + fold(after)


@pytest.mark.parametrize(("pattern", "folded"), CASES["patterns"])
def test_what_has_a_meaning_in_a_pattern_stays(pattern: str, folded: str) -> None:
    r"""``\D`` and ``[A-Z]`` do; a mark of full width becomes a narrow one that stands for itself."""
    assert fold_pattern(pattern) == folded


def test_a_word_has_its_own_spelling() -> None:
    """覆 is 覆 by itself, and 复 in 答覆."""
    assert spellings("答覆") == ("答覆", "答复")
    assert spellings("三送") == ("三送",)
