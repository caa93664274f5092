"""Cases: cases/quotations.yaml; the captures of the dataset: data/annotation/facts/quotations.jsonl."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corpus.process import process
from pbdata.facts import persons, quotations
from tests import ROOT, cases
from tests.readings import reading

CAPTURES = [process(path.read_bytes()) for path in sorted((ROOT / "data/raw").glob("*.txt"))]
ANNOTATED = [
    json.loads(line) for line in (ROOT / "data/annotation/facts/quotations.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", cases("facts/quotations.yaml"), ids=lambda case: case["label"])
def test_speech_is_found(case: dict[str, Any]) -> None:
    """Utterances come with speaker, verb and mode; quoted names and slogans do not come."""
    facts = reading(case["text"], persons, quotations).facts
    names = {one.person_id: one.name for one in facts.persons}
    found = [
        [one.surface, names.get(one.speaker_person_id or "") or one.speaker_label, one.verb, one.mode]
        for one in facts.quotations
    ]
    assert found == case["said"]


def test_the_kind_of_speaker() -> None:
    """A person's kind is the speaker's; a label makes one by its last word; a body is an organisation."""
    text = "“路好了。大家高兴。”村支书李大山说。\n“会好的，请放心。”一名村民说。\n督导组指出：活动准备充分。"
    assert [one.speaker_kind for one in reading(text, persons, quotations).facts.quotations] == [
        "village",
        "villager",
        "organisation",
    ]


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", "李大山", "说", "：", "，", "。", "村民", "他", "我们很高兴", "\n", "指出：", "报告"]
        ),
        max_size=24,
    )
)
def test_slicing_gives_the_surface(words: list[str]) -> None:
    """Whatever the text, offsets point at the words and ids differ."""
    text = "".join(words)
    found = reading(text, persons, quotations).facts.quotations
    assert all(text[one.start : one.stop] == one.surface for one in found)
    assert len({one.quotation_id for one in found}) == len(found)


def test_the_captures_keep_their_marks() -> None:
    """On the captures of the dataset, which the rules were made with: found at least 0.9, speaker, verb and mode as well."""
    annotated = {(row["article_id"], row["surface"]): row for row in ANNOTATED}
    found = {}
    for processed in CAPTURES:
        names = {one.person_id: one.name for one in processed.facts.persons}
        for one in processed.facts.quotations:
            speaker = names.get(one.speaker_person_id or "")
            key = (processed.article.article_id if processed.article else "", one.surface)
            found[key] = {"speaker": speaker, "speaker_label": one.speaker_label, "verb": one.verb, "mode": one.mode}
    both = annotated.keys() & found.keys()
    assert 2 * len(both) / (len(annotated) + len(found)) >= 0.9
    for column in ("speaker", "speaker_label", "verb", "mode"):
        assert sum(found[key][column] == annotated[key][column] for key in both) / len(both) >= 0.9
