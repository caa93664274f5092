"""Cases: cases/organisations.yaml; the captures of the dataset: data/annotation/facts/persons.jsonl."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts import organisations, persons
from pbdata.facts.organisations.finding import body_before
from pbdata.model.facts import PlaceMention
from tests import ROOT, cases
from tests.readings import reading

CAPTURES = [process(path.read_bytes()) for path in sorted((ROOT / "data/raw").glob("*.txt"))]
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/persons.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", cases("facts/organisations.yaml"), ids=lambda case: case["label"])
def test_bodies_are_found(case: dict[str, Any]) -> None:
    """Each named body is one row, with the kind that its ending and the level that its name prints."""
    found = reading(case["text"], persons, organisations).facts.organisations
    assert [[one.name, one.kind, one.level] for one in found] == case["bodies"]


def test_a_known_place_opens_a_body() -> None:
    """A place that no word ends (信宜) opens a body all the same where the places have it, and gives place and level."""
    text = "今天信宜组织部开会。"
    place = PlaceMention("m", "text", 2, 4, "信宜", "g440983", None, "county", None, None, None, 1, None, "rules", "x")
    (body,) = reading(text, organisations, places=[place]).facts.organisations
    assert (body.name, body.place_id, body.level) == ("信宜组织部", "g440983", "county")


def test_a_body_that_ends_here() -> None:
    """The body whose name ends at a place is found for 某局的某人, and none where no name ends."""
    text = "盘县工商局保田分局的刘明"
    body = body_before(text, text.index("的"))
    assert body is not None and text[body.start : body.stop] == "盘县工商局保田分局"
    assert body_before("好天气的刘明", 3) is None


@given(
    st.lists(
        st.sampled_from(["县委", "组织部", "盘县", "林业局", "，", "“", "”", "和", "驻", "村", "工作队"]), max_size=16
    )
)
def test_slicing_gives_the_surface(words: list[str]) -> None:
    """Whatever the text, offsets point at the words and names differ."""
    text = "".join(words)
    found = reading(text, organisations).facts.organisations
    assert all(text[one.start : one.stop] == one.surface == one.name for one in found)
    assert len({one.name for one in found}) == len(found)


def test_the_captures_keep_their_marks() -> None:
    """On the captures of the dataset, which the rules were made with, F1 of bodies is at least 0.85."""
    annotated = {(row["article_id"], row["surface"]): row for row in ANNOTATED if row["table"] == "organisations"}
    found = {(p.article.article_id, one.name): one for p in CAPTURES if p.article for one in p.facts.organisations}
    both = annotated.keys() & found.keys()
    assert 2 * len(both) / (len(annotated) + len(found)) >= 0.85
    assert sum(found[key].kind == annotated[key]["kind"] for key in both) / len(both) >= 0.95
