"""Where words could name a place, before the article is asked."""

import pytest

from pbdata.facts.places.lexicon import is_generic, load_lexicon, opens
from pbdata.facts.places.names import find_forms, find_locals


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("茂名市委书记", ["茂名"]),
        ("湖南省长沙市", ["湖南省", "长沙市"]),
        ("贵州省、市、县", ["贵州"]),
        ("蓬安县长梁乡", ["蓬安县"]),
        ("先进示范县", []),
        ("来到盘县", ["盘县"]),
        ("南京路", []),
        ("罗田镇江口村", []),
        ("以上海拔高", []),
        ("上海", ["上海"]),
        ("北京时间", []),
        ("美国", ["美国"]),
    ],
)
def test_forms(words: str, found: list[str]) -> None:
    """The longest form at each place is found, cut before the title of a head, and not within other words."""
    assert [words[form.start : form.stop] for form in find_forms(words)] == found


def test_locals_begin_no_earlier_than_the_words_before_allow() -> None:
    """The characters before an ending reach back to what is no Han character, or to what is taken already."""
    words = "在于都县小溪乡，鹅婆村和农村"
    found = list(find_locals(words, [(1, 4)]))
    assert [words[one.run : one.stop] for one in found] == ["小溪乡", "鹅婆村"]


def test_generic_words_are_no_names() -> None:
    """A common noun is told by what stands before its ending."""
    assert all(is_generic(core, "村") for core in ("贫困", "新农", "重点贫困", "行政"))
    assert not any(is_generic(core, "村") for core in ("鹅婆", "黄屋", "大安"))


def test_a_name_opens_after_a_boundary() -> None:
    """A name may begin at the start, after a mark, and after a word that no name goes on from."""
    assert opens("小溪乡", 0) and opens("，小溪乡", 1) and opens("来到小溪乡", 2) and opens("在小溪乡", 1)
    assert not opens("大小溪乡", 1)


def test_words_are_common_too() -> None:
    """What is never a place on the word of its full name needs more than the article's area as well."""
    lexicon = load_lexicon()
    assert lexicon.words <= lexicon.common
    assert not lexicon.known & lexicon.words
