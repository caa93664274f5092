"""Which articles reprint one another, and where a story was first seen."""

from typing import Any

import opencc
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbdata.corpus.reprints import ASKED, Reprints, find_reprints
from pbdata.corpus.reprints.texts import TextColumn
from tests import cases

GIVEN = cases("corpus/reprints.yaml")
TEXTS = GIVEN["texts"]
TITLE = "党员下村办实事"


def found(*articles: dict[str, Any]) -> Reprints:
    """What is found of articles, of which only what matters is given; ids count from a1 in the order given."""
    defaults = dict.fromkeys(ASKED) | {"title": TITLE, "script": "hans"}
    rows = [defaults | {"article_id": f"a{n}", "path": f"{n:03}"} | one for n, one in enumerate(articles, 1)]
    told = pl.DataFrame(rows, dict.fromkeys((*ASKED, "text"), pl.String))
    return find_reprints(told.drop("text"), TextColumn(told["text"]))


def relations(reprints: Reprints) -> dict[str, tuple[str, str]]:
    """By article what it reprints, and how."""
    return {row["article_id"]: (row["reprint_of"], row["relation"]) for row in reprints.reprints.to_dicts()}


def text_of(names: list[str], case: dict[str, Any]) -> str:
    """The text of a case, changed as it says."""
    text = "".join(TEXTS[name] for name in names)
    for old, new in case.get("replace", ()):
        text = text.replace(old, new)
    return opencc.OpenCC("s2t").convert(text) if case.get("traditional") else text


@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["label"])
def test_a_reprint_is_told_and_nothing_else(case: dict[str, Any]) -> None:
    """What the second text is to the first follows from the words that they share."""
    given = {key: case[key] for key in ("title", "script") if key in case}
    first = {"text": text_of(case["first"], {}), "published_date": "2014-05-01"}
    second = {"text": text_of(case["second"], case), "published_date": "2014-05-02"} | given
    for articles in ((first, second), (second, first)):
        told = relations(found(*articles))
        assert [how for _, how in told.values()] == ([case["relation"]] if case["relation"] else [])


def test_an_excerpt_seen_first_is_extended_later() -> None:
    """The relation is told of the later article, whichever is longer."""
    half, whole = text_of(["visit"], {}), text_of(["visit", "road"], {})
    assert relations(found({"text": half}, {"text": whole})) == {"a2": ("a1", "extended")}


@pytest.mark.parametrize(
    ("days", "first", "seen", "method"),
    [
        ([("2014-05-02", None), ("2014-05-01", None)], "a2", "2014-05-01", "published"),
        ([("2014-05-02", None), (None, "2014-05-01T10:00")], "a2", "2014-05-01", "retrieved"),
        ([("2014-05-02", "2026-01-01"), (None, "2026-01-02")], "a1", "2014-05-02", "published"),
        ([(None, "2014"), ("2014-05-02", None)], "a2", "2014-05-02", "published"),
        ([("2014-05-02", "2020-01-02"), ("2014-05-02", "2020-01-01")], "a2", "2014-05-02", "published"),
        ([(None, None), (None, None)], "a1", None, None),
    ],
    ids=["printed days", "a day of retrieval before", "retrieval after", "a year is no day", "one day", "no day"],
)
def test_the_first_is_the_earliest(
    days: list[tuple[str | None, str | None]], first: str, seen: str | None, method: str | None
) -> None:
    """An article was there on its printed day, or where it prints none when it was retrieved."""
    text = text_of(["visit"], {})
    told = found(*({"text": text, "published_date": day, "retrieved": when} for day, when in days)).first_seen
    assert told.select("reprint_cluster", "first_seen", "first_seen_method").unique().rows() == [(first, seen, method)]


def test_an_article_alone_is_a_story() -> None:
    """Every article has a row: its story is itself, first seen on its own day."""
    told = found({"text": text_of(["visit"], {}), "published_date": "2014-05-01"}, {"text": "短"}, {"text": ""})
    assert told.first_seen.sort("article_id").rows() == [
        ("a1", "a1", "2014-05-01", "published"), ("a2", "a2", None, None), ("a3", "a3", None, None),
    ]  # fmt: skip
    assert told.reprints.is_empty()


def test_halves_hang_together_through_the_whole() -> None:
    """Two excerpts that share nothing are one story where the whole is there, and each row names what it was compared with."""
    told = found(*({"text": text_of(names, {})} for names in (["visit"], ["road"], ["visit", "road"])))
    assert relations(told) == {"a2": ("a3", "excerpt"), "a3": ("a1", "extended")}
    assert set(told.first_seen["reprint_cluster"]) == {"a1"}


def test_copies_of_an_excerpt_name_the_excerpt() -> None:
    """The very same letters count before the story's first."""
    whole, half = text_of(["visit", "road"], {}), text_of(["visit"], {})
    told = relations(found({"text": whole}, {"text": half}, {"text": half}))
    assert told == {"a2": ("a1", "excerpt"), "a3": ("a2", "identical")}


def test_the_source_is_the_one_most_often_printed() -> None:
    """Of the sources of a story the most frequent counts, in whatever script; of equals the first seen."""
    text = text_of(["visit"], {})
    told = found(*({"text": text, "source": source} for source in (None, "石桥网", "贛南日報", "赣南日报")))
    assert set(told.reprints["original_source"]) == {"贛南日報"}
    told = found(*({"text": text, "source": source} for source in (None, "石桥网", "赣南日报")))
    assert set(told.reprints["original_source"]) == {"石桥网"}
    assert set(found({"text": text}, {"text": text}).reprints["original_source"]) == {None}


def test_what_a_site_prints_around_its_articles_makes_no_story() -> None:
    """Short articles with the same long lines above and below are no reprints; one that reprints another between them is."""
    around = text_of(["school"], {})
    own = [
        f"{chr(0x4E00 + 37 * n)}" + "".join(chr(0x4E00 + (n * 997 + k * 331) % 9000) for k in range(90))
        for n in range(20)
    ]
    told = found(*({"text": around + text} for text in (*own, own[3] + "又讯。")))
    assert relations(told) == {"a21": ("a4", "edited")}


def test_a_story_told_everywhere_is_one_story() -> None:
    """Many articles with the same words and a few of their own are still reprints."""
    text = text_of(["visit", "road"], {})
    told = found(*({"text": f"{text}（{chr(0x5000 + n) * 6}网）"} for n in range(60)))
    assert set(told.first_seen["reprint_cluster"]) == {"a1"}
    assert set(told.reprints["reprint_of"]) == {"a1"}


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(sorted(TEXTS)), max_size=3), max_size=12), st.randoms())
def test_every_article_but_the_first_of_a_story_has_a_row(made: list[list[str]], rng: Any) -> None:
    """The order in which articles are given makes no difference, and table and columns agree."""
    articles = [{"text": text_of(names, {}), "article_id": f"a{n}", "path": f"{n:02}"} for n, names in enumerate(made)]
    told = found(*articles)
    rng.shuffle(articles)
    again = found(*articles)
    assert told.reprints.equals(again.reprints)
    assert told.first_seen.sort("article_id").equals(again.first_seen.sort("article_id"))
    stories = dict(told.first_seen.select("article_id", "reprint_cluster").rows())
    reprints = dict(told.reprints.select("article_id", "reprint_of").rows())
    assert {one for one, first in stories.items() if one != first} == reprints.keys()
    assert all(stories[one] == stories[other] for one, other in reprints.items())
