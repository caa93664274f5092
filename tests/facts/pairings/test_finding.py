"""Pairings in made-up sentences and in the five captures."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts.detect import read
from pbdata.model.facts import Facts
from tests import ROOT, cases
from tests.articles import article

CASES = cases("facts/pairings.yaml")
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/pairings.jsonl").read_text("utf-8").splitlines()
]


def find_pairings(text: str) -> Facts:
    return read(article(text)).facts


def ends(pairings: Facts, pairing_id: str, side: str) -> list[str]:
    return [end.surface for end in pairings.pairing_ends if end.pairing_id == pairing_id and end.side == side]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_ties_and_their_ends(case: dict[str, Any]) -> None:
    """Mode, ends and the columns that a case names come out as it says; a sentence without a tie gives none."""
    pairings = find_pairings(case["text"])
    assert len(pairings.pairings) == len(case["pairings"])
    for pairing, wanted in zip(pairings.pairings, case["pairings"], strict=True):
        assert ends(pairings, pairing.pairing_id, "helper") == wanted["helper"]
        assert ends(pairings, pairing.pairing_id, "helped") == wanted["helped"]
        for column in wanted.keys() - {"helper", "helped"}:
            assert getattr(pairing, column) == wanted[column]


@pytest.mark.parametrize(
    "body",
    [
        "供销合作社",
        "妇联",
        "残联",
        "派出所",
        "农商行",
        "供电所",
        "广播电视台",
        "报社",
        "科协",
        "人大",
        "政协",
        "人民政府",
        "一中",
    ],
)
def test_who_sends_is_the_body_that_organisations_and_posts_know(body: str) -> None:
    """Whatever kind of body sends a person, it is an end, and the same row as in ``organisations`` and ``posts``."""
    facts = find_pairings(f"青县{body}下派到石桥镇西河村的陈杰，白天下地，晚上记账。")
    sender, person = [end for end in facts.pairing_ends if end.side == "helper"]
    assert (sender.surface, person.surface) == (f"青县{body}", "陈杰")
    assert [sender.org_id] == [one.org_id for one in facts.organisations if one.name == f"青县{body}"]
    assert {sender.org_id} == {post.sending_org_id for post in facts.posts}


def test_a_number_is_that_of_the_figure() -> None:
    """A numbered end has the value, the unit and the id of the figure that stands in it."""
    facts = find_pairings("全县一百二十名干部联系三百五十户困难户。")
    assert [(end.surface, end.n, end.unit, end.figure_id) for end in facts.pairing_ends] == [
        ("一百二十名干部", 120, "名", facts.figures[0].figure_id),
        ("三百五十户困难户", 350, "户", facts.figures[1].figure_id),
    ]


@given(st.text(st.sampled_from("2名干部与和联系结对帮扶驻村户万千，、。“”向到下派贫困5.3县局的李明是"), max_size=120))
def test_slicing_gives_the_surface(text: str) -> None:
    """Any text at all: pairings and ends stand where they say, and each pairing has both sides."""
    found = find_pairings(text)
    for record in (*found.pairings, *found.pairing_ends):
        assert record.field == "text" and text[record.start : record.stop] == record.surface
    for pairing in found.pairings:
        assert ends(found, pairing.pairing_id, "helper")
        assert ends(found, pairing.pairing_id, "helped")


def test_a_long_sentence_costs_its_length() -> None:
    """A text twenty times as long gives twenty times as many pairings, each with ids of its own."""
    found = find_pairings("全县20名干部联系30户困难户。" * 20)
    assert len({pairing.pairing_id for pairing in found.pairings}) == 20


def place(text: str, surface: str, n: int) -> tuple[int, int]:
    start = -1
    for _ in range(n):
        start = text.index(surface, start + 1)
    return start, start + len(surface)


def test_the_ends_of_the_five_captures() -> None:
    """Of the ends annotated by hand, F1 is at least .85; classes and numbers of those found are right in nineteen of twenty."""
    right = found_ends = wanted_ends = 0
    same: list[bool] = []
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        result = process(path.read_bytes())
        assert result.article is not None
        found = {(end.field, end.start, end.stop, end.side): end for end in result.facts.pairing_ends}
        wanted = {
            (row["field"], *place(getattr(result.article, row["field"]), end["surface"], end["n"]), end["side"]): end
            for row in ANNOTATED
            if row["article_id"] == result.article.article_id
            for end in row["ends"]
        }
        right += len(found.keys() & wanted.keys())
        found_ends, wanted_ends = found_ends + len(found), wanted_ends + len(wanted)
        for key in found.keys() & wanted.keys():
            same.append((found[key].target_class, found[key].n) == (wanted[key]["target_class"], wanted[key]["number"]))
    assert 2 * right / (found_ends + wanted_ends) >= 0.85
    assert sum(same) / len(same) >= 0.95
