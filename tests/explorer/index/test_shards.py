"""The index by shards: what a text holds is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbdata.explorer.data import SiteData
from pbdata.explorer.index import shards
from tests.explorer.index.lookup import Lookup, naive

WORDS = st.text("三送工作黨党員ＡＢab，,“「 \n\U00020bb7\U0001f600", min_size=1, max_size=12)


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_every_part_of_a_text_is_found(texts: list[str], data: st.DataObject) -> None:
    """From one unit on, wherever it stands; what is not in a text even when both are folded is not found."""
    which = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[which]) - 1))
    stop = data.draw(st.integers(start + 1, len(texts[which])))
    query = texts[which][start:stop]
    found = Lookup(texts).find(query)
    assert which in found
    assert set(naive(texts, query)) <= set(found)


def test_the_committed_texts_are_found(committed: SiteData, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of one to nine characters of each text, with shards so small that there are many."""
    monkeypatch.setattr(shards, "GRAMS_SIZE", 2000)
    monkeypatch.setattr(shards, "TEXTS_SIZE", 3000)
    texts = committed.frame("texts")["text"].to_list()
    lookup = Lookup(texts)
    assert len(lookup.grams) > 20
    assert len(lookup.texts) > 2
    for number, text in enumerate(texts):
        for start in range(0, len(text) - 9, 97):
            query = text[start : start + 1 + start % 9]
            assert lookup.find(query) == naive(texts, query)
            assert number in lookup.find(query)


def test_other_scripts_find_the_same(committed: SiteData) -> None:
    """A traditional query, and corner quotation marks."""
    lookup = Lookup(committed.frame("texts")["text"].to_list())
    assert lookup.find("黨員幹部") == lookup.find("党员干部") != []
    assert lookup.find("「三送」") == lookup.find("“三送”") != []


def test_what_no_text_holds_is_not_found() -> None:
    """Pairs that stand apart are no match, nor are characters before the first shard."""
    assert Lookup(["三送工作", "送工三送"]).find("三送工") == [0]
    assert Lookup(["三送"]).find("!") == []
    assert Lookup([""]).find("三") == []


def test_texts_are_cut_where_they_end() -> None:
    """A shard holds whole texts, all of them, in order."""
    texts = ["一" * shards.TEXTS_SIZE, "二", "三"]
    assert list(shards.text_shards(texts)) == [(0, texts[:1]), (1, texts[1:])]
