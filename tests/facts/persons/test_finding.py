"""Cases: cases/persons.yaml; the captures of the dataset: data/annotation/facts/persons.jsonl."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts import persons
from pbdata.model.facts import PlaceMention
from tests import ROOT, cases
from tests.articles import article
from tests.readings import reading

CASES = cases("facts/persons.yaml")
CAPTURES = [process(path.read_bytes()) for path in sorted((ROOT / "data/raw").glob("*.txt"))]
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/persons.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_persons_are_found(case: dict[str, Any]) -> None:
    """Each person is one row, with the kind and the privacy class that the words beside the name give."""
    facts = reading(case["text"], persons).facts
    short = {
        person.person_id: [
            one.surface
            for one in facts.person_mentions
            if one.person_id == person.person_id and one.surface != person.name
        ]
        for person in facts.persons
    }
    found = [[one.name, one.person_kind, one.privacy_class, short[one.person_id]] for one in facts.persons]
    assert found == case["persons"]


def test_a_maker_is_no_person() -> None:
    """Contributors of the article, and names behind 记者, are left out; one who holds a post in the text is not."""
    text = "记者王小明来到村里，王小明看到变化。张大年也来了。县长李东海说，好。"
    made = article(text, makers=("张大年", "李东海"))
    assert [one.name for one in reading(made, persons).facts.persons] == ["李东海"]


def test_a_known_place_is_no_person() -> None:
    """What the places hold is no person, save behind a post."""
    text = "来到余江，余江很美，余江变了。书记余江说，好。"
    start = text.index("余江")
    place = PlaceMention(
        "m", "text", start, start + 2, "余江", None, None, None, None, None, None, 0, None, "rules", "x"
    )
    assert [one.rule for one in reading(text, persons, places=[place]).facts.persons] == ["title"]
    assert reading(text[:15], persons, places=[place]).facts.persons == ()


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("大家学习焦裕禄精神。", "焦裕禄", "eponym"),
        ("记者王小明来到村里。", "王小明", "maker"),
    ],
)
def test_what_is_refused_is_told(text: str, words: str, why: str) -> None:
    """A name that is no person of the text is noted with the rule that refused it."""
    made = reading(text, persons)
    assert made.facts.persons == ()
    assert [(text[one.start : one.stop], one.rule) for one in made.refusals if one.kind == "persons"] == [(words, why)]


def test_the_first_mention_may_stand_in_the_title() -> None:
    """Titles are read before the text."""
    (person,) = reading(article("县长李东海说，好。", title="李东海主持召开会议"), persons).facts.persons
    assert (person.field, person.start, person.person_kind) == ("title", 0, "official")


@pytest.mark.parametrize(
    "page", ["镇党委书记李𬀩说，要抓好落实。村民凌杨同志也来了。", "鎮黨委書記李𬀩說，要抓好落實。村民凌楊同志也來了。"]
)
def test_both_scripts_name_the_same_persons(page: str) -> None:
    """Persons are found in the simplified text, whatever script the page has."""
    text = f"乡亲们的好日子\n2019-06-18 来源:本站\n\n{page}\n\n傍晚时分炊烟升起,孩子们在门前追着跑,老人坐在树下乘凉。\n"
    assert [one.name for one in process(text.encode(), media_type="text/plain").facts.persons] == ["李𬀩", "凌杨"]


@given(
    st.lists(
        st.sampled_from(
            ["县委书记", "李大山", "王小梅", "、", "说，", "老李", "同志", "。", "在", "的", "村民", "·", "“"]
        ),
        max_size=20,
    )
)
def test_slicing_gives_the_surface(words: list[str]) -> None:
    """Whatever the text, offsets point at the words, and ids differ."""
    text = "".join(words)
    facts = reading(text, persons).facts
    assert all(text[one.start : one.stop] == one.surface for one in [*facts.persons, *facts.person_mentions])
    ids = [one.person_id for one in facts.persons] + [one.mention_id for one in facts.person_mentions]
    assert len(ids) == len(set(ids))


def test_the_captures_keep_their_marks() -> None:
    """On the captures of the dataset, which the rules were made with, F1 of names is at least 0.97."""
    annotated = {(row["article_id"], row["surface"]): row for row in ANNOTATED if row["table"] == "persons"}
    found = {(p.article.article_id, one.name): one for p in CAPTURES if p.article for one in p.facts.persons}
    both = annotated.keys() & found.keys()
    assert 2 * len(both) / (len(annotated) + len(found)) >= 0.97
    agreed = sum(found[key].privacy_class == annotated[key]["privacy_class"] for key in both)
    assert agreed / len(both) >= 0.95
