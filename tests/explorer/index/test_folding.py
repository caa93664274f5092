"""The folded form in which a site is searched."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pbdata.explorer.index.folding import folded, folding_pairs, folding_phrases, units
from pbdata.normalization.folding import fold
from pbdata.normalization.script import phrases, to_simplified
from pbdata.searching.folding import spellings


def text(found: object) -> str:
    return found.tobytes().decode("utf-16-le", "surrogatepass")  # type: ignore[attr-defined, no-any-return]


def test_scripts_widths_and_case_are_one() -> None:
    """Traditional and simplified, full and half width, capitals and small letters."""
    assert text(folded("黨員ＡＢc，「三送」\u3000")) == "党员abc,“三送” "


def test_letters_are_folded_as_in_the_package() -> None:
    """Each Chinese character becomes what the package folds it to, unless that takes two units."""
    characters = [chr(code) for code in range(0x4E00, 0x9FFF, 7)]
    assert text(folded("".join(characters))) == "".join(
        fold(one) if fold(one) < "\U00010000" else one for one in characters
    )


@given(st.text(st.characters(codec="utf-8")))
def test_places_stay(words: str) -> None:
    """A unit becomes a unit, and what is folded stays so."""
    once = folded(words)
    assert len(once) == len(units(words))
    assert text(folded(text(once))) == text(once)


def test_lines_end_where_they_did() -> None:
    """A search never reaches over a blank into the next paragraph."""
    assert text(folded("一\n二")) == "一\n二"


def test_the_pairs_are_the_table() -> None:
    """What is shipped folds as what was indexed."""
    pairs = dict(zip(*folding_pairs(), strict=True))
    assert (pairs["黨"], pairs["Ａ"], pairs.get("党")) == ("党", "a", None)


def converted(words: str) -> str:
    """A query as ``static/search.js`` converts it."""
    form = dict(zip(*folding_phrases(), strict=True))
    return text(folded(re.sub("|".join(form), lambda found: form[found[0]], words)))


@example("二噁英")  # whose form takes four units
@given(st.lists(st.sampled_from(phrases()) | st.text("沈著覆甚麼鍊帳党", max_size=2), max_size=4).map("".join))
def test_a_query_is_converted_as_all_else_in_the_package(words: str) -> None:
    """Of the phrases that fit at a place the page takes the one that OpenCC takes."""
    assert converted(words) == text(folded(to_simplified(words)))


def test_the_page_looks_for_what_the_command_looks_for() -> None:
    """Words in which a character is written otherwise than by itself."""
    for word in ["甚麼", "反覆", "答覆", "回覆", "藉口", "憑藉", "計畫"]:
        assert {text(folded(word)), converted(word)} == set(spellings(word))
