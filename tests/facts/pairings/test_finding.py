"""Pairings in made-up sentences and in the five captures."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts.pairings.finding import Known, Pairings, find_pairings
from pbdata.model.facts import PersonMention
from tests import ROOT, cases
from tests.articles import article

CASES = cases("facts/pairings.yaml")
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/pairings.jsonl").read_text("utf-8").splitlines()
]


def ends(pairings: Pairings, pairing_id: str, side: str) -> list[str]:
    return [end.surface for end in pairings.pairing_ends if end.pairing_id == pairing_id and end.side == side]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_ties_and_their_ends(case: dict[str, Any]) -> None:
    """Mode, ends and the columns that a case names come out as it says; a sentence without a tie gives none."""
    pairings = find_pairings(article(case["text"]))
    assert len(pairings.pairings) == len(case["pairings"])
    for pairing, wanted in zip(pairings.pairings, case["pairings"], strict=True):
        assert ends(pairings, pairing.pairing_id, "helper") == wanted["helper"]
        assert ends(pairings, pairing.pairing_id, "helped") == wanted["helped"]
        for column in wanted.keys() - {"helper", "helped"}:
            assert getattr(pairing, column) == wanted[column]


def test_a_person_is_the_one_that_the_detector_knows() -> None:
    """Where persons are given, the end is the mention's words and carries the person's id."""
    made = article("青县林业局下派到石桥镇西河村的干部欧阳立成绩突出。")
    start = made.text.index("欧阳立")
    mention = PersonMention("n1", "p1", "text", start, start + 3, "欧阳立", "rules", "by-hand")
    found = find_pairings(made, Known(persons=[mention]))
    assert [(end.surface, end.person_id) for end in found.pairing_ends if end.kind == "person"] == [("欧阳立", "p1")]


@given(st.text(st.sampled_from("2名干部与和联系结对帮扶驻村户万千，、。“”向到下派贫困5.3县局的李明是"), max_size=120))
def test_slicing_gives_the_surface(text: str) -> None:
    """Any text at all: pairings and ends stand where they say, and each pairing has both sides."""
    made = article(text)
    found = find_pairings(made)
    for record in (*found.pairings, *found.pairing_ends):
        assert getattr(made, record.field)[record.start : record.stop] == record.surface
    for pairing in found.pairings:
        assert ends(found, pairing.pairing_id, "helper")
        assert ends(found, pairing.pairing_id, "helped")


def test_a_long_sentence_costs_its_length() -> None:
    """A text twenty times as long gives twenty times as many pairings, each with ids of its own."""
    found = find_pairings(article("全县20名干部联系30户困难户。" * 20))
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
