"""In which texts characters and pairs of characters stand."""

from pbdata.explorer.index.folding import units
from pbdata.explorer.index.postings import postings
from tests.explorer.index.lookup import decoded


def told(texts: list[str], length: int) -> dict[str, list[int]]:
    """The texts of each gram."""
    found = {}
    for gram, written in postings([units(one) for one in texts], length).each():
        found["".join(chr(one) for one in ((gram >> 16, gram & 0xFFFF) if length == 2 else (gram,)))] = decoded(written)
    return found


def test_each_character_tells_its_texts() -> None:
    """Once each, in order."""
    assert told(["三送三", "", "送"], 1) == {"三": [0], "送": [0, 2]}


def test_pairs_do_not_reach_over_texts() -> None:
    """The end of a text and the beginning of the next are no pair."""
    assert told(["三送", "工作", "三送"], 2) == {"三送": [0, 2], "工作": [1]}


def test_far_texts_take_more_digits() -> None:
    """Steps of any width are read back."""
    texts = ["甲"] + ["乙"] * 1100 + ["甲"] + ["乙"] * 40 + ["甲"]
    assert told(texts, 1)["甲"] == [0, 1101, 1142]


def test_no_texts_have_no_postings() -> None:
    """A package may hold none, or empty ones."""
    assert told([], 1) == {}
    assert told([""], 2) == {}
