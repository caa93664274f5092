"""What is the same in every print of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.code_points import code_points
from pbdata.normalization.folding import fold, fold_points, fold_stretches
from pbdata.normalization.script import to_simplified


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("黨員 1,000名。", "党员1000名"),
        ("ＡＢＣ　三送", "abc“三送”"),
        ("聯繫群眾", "联系群众"),
        ("第一段\r\n第二段", "第一段第二段"),
    ],
)
def test_prints_of_one_text_fold_alike(one: str, other: str) -> None:
    """White space, punctuation, width, case and script make no difference."""
    assert fold(one) == fold(other) != ""


def test_other_words_fold_otherwise() -> None:
    """A changed digit is a changed text."""
    assert fold("党员1000名") != fold("党员1001名")


@given(st.text(max_size=60) | st.text("党建１ＡＺａ，。ｶﾞ가e\u0301黨…\u3000"))
def test_a_text_folds_character_by_character(text: str) -> None:
    """Folding keeps letters and digits of NFKC, in small letters, and of Han characters the simplified form of each."""
    plain = (one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
    assert fold(text) == "".join(to_simplified(one) if one > "\u2e7f" else one for one in plain)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("M",))))
def test_many_characters_are_folded_as_one_is(text: str) -> None:
    """Each code point becomes the first character of its folded form, or nothing."""
    folded = fold_points(code_points(text))
    assert [chr(point) if point else "" for point in folded.tolist()] == [fold(one)[:1] for one in text]


@given(
    st.text("党建１ＡＺａ，。·黨…\u3000\n1 ") | st.text("党½ｶﾞe\u0301㏑ß・"),
    st.lists(st.tuples(st.integers(-3, 60), st.none() | st.integers(-3, 60)), max_size=5),
)
def test_a_stretch_is_folded_as_by_itself(text: str, places: list[tuple[int, int | None]]) -> None:
    """Wherever it lies in its text, and whatever that holds."""
    stretches = [slice(*place) for place in places]
    assert fold_stretches(text, stretches) == [fold(text[stretch]) for stretch in stretches]
