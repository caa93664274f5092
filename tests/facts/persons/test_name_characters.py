"""How much strings look like names."""

import pytest

from pbdata.facts.persons.name_characters import is_compound, is_word, likelihood, surname_bits


@pytest.mark.parametrize("name", ["李娟", "陈少荣", "欧阳春兰", "梁镇辉", "邓海光", "叶刘淑芬", "傅开明", "洪耀南"])
def test_names_look_like_names(name: str) -> None:
    """Bits speak for a name."""
    assert likelihood(name) > 0


@pytest.mark.parametrize(
    "word", ["高兴", "党建", "万名党", "全面从", "马上", "时代", "王的", "李说", "于都县", "X大山", "李，"]
)
def test_words_do_not(word: str) -> None:
    """Words, and strings that no given name can end, are below zero."""
    assert likelihood(word) < 0


def test_tables() -> None:
    """Common surnames weigh more than surnames that are common words; words are words, and names are not."""
    assert surname_bits("陈") > surname_bits("万") > surname_bits("天")
    assert is_word("组织") and not is_word("陈少")
    assert is_compound("欧阳") and not is_compound("陈少")
