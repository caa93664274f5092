"""What needs eyes first. Cases: cases/corpus/pages."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from pbdata.corpus.process import process
from pbdata.datafiles import read_data
from pbdata.facts.reading import Refusal
from pbdata.model.capture import Processed
from pbdata.model.correction import Unfit
from pbdata.model.page import Loss
from pbdata.review.examining import examine
from pbdata.review.queue import Examined, Item, items_of, likely_wrong, make, ranked, why
from tests.review.corpus import PAGES, SETTINGS, page_text

KINDS: dict[str, Any] = read_data("pbdata.review", "queue.yaml")["kinds"]


@cache
def page() -> Processed:
    return process(page_text(PAGES[0]))


@cache
def examined() -> Examined:
    return examine(page(), page_text(PAGES[0]).encode(), SETTINGS)


def kinds(items: list[Item]) -> set[str]:
    return {item.kind for item in items}


def test_a_sure_page_has_few_items() -> None:
    """No line with a large margin is an item; margins are there for every line with words."""
    assert [margin is None for margin in examined().margins] == [line.label == "blank" for line in page().lines]
    lines = [item for item in items_of(examined()) if item.field == "lines"]
    assert len(lines) < len(page().lines) / 2


def test_a_doubtful_line_is_an_item() -> None:
    """One that wavers between text and no text comes before one that wavers between two kinds of no text."""
    sure, doubtful = ([one and one._replace(margin=margin) for one in examined().margins] for margin in (99.0, 0.1))
    body = next(line.line_no for line in page().lines if line.label == "body")
    margins = [*sure]
    margins[body] = doubtful[body] and doubtful[body]._replace(other="related")
    margins[0] = doubtful[0] and doubtful[0]._replace(other="footer")
    found = [item for item in items_of(examined()._replace(margins=margins)) if item.field == "lines"]
    assert [(item.kind, item.start) for item in found] == [("text_line", body), ("line", 0)]
    assert found[0].words.strip().startswith("为着力解决")
    assert (found[0].about["label"], found[0].about["other"]) == ("body", "related")


def test_lines_that_waver_alike_are_one_item() -> None:
    """A run of lines with the same two labels is looked at once."""
    margins = [
        one and one._replace(margin=0.1 if 1 <= number <= 2 else 99.0, other="footer")
        for number, one in enumerate(examined().margins)
    ]
    found = [item for item in items_of(examined()._replace(margins=margins)) if item.field == "lines"]
    assert [(item.start, item.stop) for item in found] == [(1, 3)]


def test_what_is_silent_is_an_item() -> None:
    """An article without title, day or source is told, the title first."""
    article = page().article
    assert article is not None
    silent = replace(page(), article=replace(article, title=None, published=None, source=None))
    found = [item.kind for item in items_of(Examined(silent, (), ())) if item.kind.startswith("no_")]
    assert found == ["no_title", "no_date", "no_source"]


def test_a_rejected_page_is_an_item() -> None:
    """It may hold an article after all."""
    rejected = process("太短")
    assert kinds(items_of(Examined(rejected, (), ()))) == {"rejected"}


def test_a_correction_that_does_not_fit_comes_first() -> None:
    """With what the build would say of it."""
    (first, *_) = items_of(Examined(replace(page(), unfit=(Unfit(0, "line 3 was expected to be `nav`"),)), (), ()))
    assert (first.kind, first.about["said"]) == ("unfit", "line 3 was expected to be `nav`")


def test_damage_is_an_item_with_the_words_around_it() -> None:
    """The place is that of the damage, the words are more."""
    damaged = replace(page(), losses=(Loss(20, 21, "mask"),))
    (found,) = [item for item in items_of(Examined(damaged, (), ())) if item.kind == "loss"]
    assert (found.start, found.stop) == (20, 21)
    assert found.words == (page().page_text or "")[12:29]


def test_a_place_that_was_not_told_is_an_item() -> None:
    """It names the row, so that a decision can be about it."""
    mention = page().facts.place_mentions[0]._replace(place_id=None, n_candidates=3)
    unresolved = replace(page(), facts=replace(page().facts, place_mentions=(mention,)))
    (found,) = [item for item in items_of(Examined(unresolved, (), ())) if item.kind == "place"]
    assert found.about == {"table": "place_mentions", "row": mention.mention_id, "n": 3}


def test_a_person_that_one_detector_found_is_an_item() -> None:
    """Where both were asked, and only then."""
    persons = tuple(person._replace(detectors="rules") for person in page().facts.persons)
    one = Examined(replace(page(), facts=replace(page().facts, persons=persons)), (), ())
    assert "one_detector" not in kinds(items_of(one))
    assert ("one_detector" in kinds(items_of(one, ("rules", "lac")))) == bool(persons)


def test_a_refused_candidate_is_an_item() -> None:
    """With the rule that refused it."""
    found = items_of(Examined(page(), (), (Refusal("figures", "text", 0, 2, "article"),)))
    (refused,) = [item for item in found if item.kind == "refused"]
    assert refused.about == {"table": "figures", "rule": "article"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_why_in_both_languages(kind: str) -> None:
    """Every name that a reason has can be filled in, and the names of labels and tables are those of the schemas."""
    about = {"label": "body", "other": "nav", "table": "figures", "damage": "mask", "rule": "x", "n": 2}
    item = make(kind, "c", ("page", 0, 0), **about, said="x", reason="x", detectors="rules", column="title")
    assert "{" not in why(item, "en") + why(item, "zh")
    assert why(item, "zh") != why(item, "en")
    if kind == "line":
        assert (why(item, "en"), why(item, "zh")) == ("Is it Body or Navigation?", "是 正文 还是 导航？")


def test_the_less_sure_the_likelier_wrong() -> None:
    """The table of margins falls, but for noise, and large margins are no items."""
    assert likely_wrong(0.1) > likely_wrong(0.7) > likely_wrong(2.5) > likely_wrong(5) > likely_wrong(50) == 0


def test_items_are_ranked_by_score_and_then_by_place() -> None:
    """The same items are in the same order, however they come."""
    items = [make("line", "c1", ("lines", n, n + 1), likely=0.5) for n in (3, 1, 2)] + [
        make("unfit", "c2", ("page", 0, 0))
    ]
    assert ranked(items) == ranked(items[::-1])
    assert [(item.kind, item.start) for item in ranked(items)] == [("unfit", 0), ("line", 1), ("line", 2), ("line", 3)]
