"""Cases: cases/posts.yaml; the captures of the dataset: data/annotation/facts/persons.jsonl."""

import json
from typing import Any

import pytest

from pbdata.corpus.process import process
from pbdata.facts import organisations, persons, posts, quotations
from pbdata.model.facts import PlaceMention
from tests import ROOT, cases
from tests.readings import reading

CAPTURES = [process(path.read_bytes()) for path in sorted((ROOT / "data/raw").glob("*.txt"))]
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/persons.jsonl").read_text("utf-8").splitlines()
]


def place(text: str, name: str, level: str) -> PlaceMention:
    start = text.index(name)
    return PlaceMention(
        "m1", "text", start, start + len(name), name, f"g-{name}", None, level, None, None, None, 1, None, "rules", "x"
    )


@pytest.mark.parametrize("case", cases("facts/posts.yaml"), ids=lambda case: case["label"])
def test_posts_are_found(case: dict[str, Any]) -> None:
    """Each printed post is a row with its rank, tense, body and sending body; null where nothing decides."""
    places = [place(case["text"], *given) for given in case.get("places", ())]
    facts = reading(case["text"], persons, organisations, posts, places=places).facts
    names = {one.person_id: one.name for one in facts.persons}
    bodies = {one.org_id: one.name for one in facts.organisations}
    found = [
        [
            names[one.person_id], one.title_printed, one.rank, one.rank_method, one.tense,
            bodies.get(one.org_id or ""), bodies.get(one.sending_org_id or ""),
        ]
        for one in facts.posts
    ]  # fmt: skip
    assert found == case["posts"]


def test_the_places_of_a_post() -> None:
    """The place of a post is the last that it prints; that of somebody sent is where to."""
    text = "盘县林业局下派到石桥镇西冲村的陈杰山和大山镇镇长李东海来了。"
    places = [place(text, "西冲村", "village"), place(text, "大山镇", "township")]
    sent, mayor = reading(text, persons, posts, places=places).facts.posts
    assert (sent.host_place_id, sent.place_id) == ("g-西冲村", None)
    assert (mayor.host_place_id, mayor.place_id) == (None, "g-大山镇")


def test_a_post_that_a_speaker_claims() -> None:
    """What a quotation says of its speaker is a post of the speaker."""
    text = "“我是信宜市委宣传部的干部，今天上门了解情况。”局长梁振山说。"
    found = reading(text, persons, organisations, quotations, posts).facts.posts
    assert [(one.title_printed, one.rule) for one in found] == [
        ("局长", "before-name"),
        ("信宜市委宣传部的干部", "claimed"),
    ]


def test_slicing_gives_the_surface() -> None:
    """Offsets point at the words, and the same words for a person make one row."""
    text = "县长李东海来了。县长李东海说，好。"
    (post,) = reading(text, persons, posts).facts.posts
    assert text[post.start : post.stop] == post.surface == "县长"


def test_the_captures_keep_their_marks() -> None:
    """On the captures of the dataset, which the rules were made with, posts are found and coded as annotated."""
    found = {}
    for processed in CAPTURES:
        names = {one.person_id: one.name for one in processed.facts.persons}
        bodies = {one.org_id: one.name for one in processed.facts.organisations}
        for one in processed.facts.posts:
            key = (processed.article.article_id if processed.article else "", names[one.person_id], one.surface)
            found[key] = (one.tense, bodies.get(one.org_id or ""), bodies.get(one.sending_org_id or ""))
    annotated = {
        (row["article_id"], row["person"], row["surface"]): (row["tense"], row["org"], row["sending_org"])
        for row in ANNOTATED
        if row["table"] == "posts"
    }
    both = annotated.keys() & found.keys()
    assert 2 * len(both) / (len(annotated) + len(found)) >= 0.9
    assert sum(found[key] == annotated[key] for key in both) / len(both) >= 0.9
