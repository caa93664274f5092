"""Who speaks beside an utterance; more cases in cases/quotations.yaml."""

import pytest

from pbdata.facts.quotations.attribution import indirect_speech, introducing_verb, speaker_after
from pbdata.facts.reading import Field


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ("他亲切地说：", "说"),
        ("他告诉记者：", "告诉"),
        ("他介绍，", "介绍"),
        ("他说", "说"),
        ("这条街道", None),
        ("大家知道", None),
        ("开展了", None),
        ("", None),
    ],
)
def test_verbs_that_introduce(before: str, verb: str | None) -> None:
    """A verb of speech introduces what follows it directly; a word that only holds its character does not."""
    found = introducing_verb(f"{before}“好。”", len(before))
    assert (found["verb"] if found else None) == verb


def test_a_label_after() -> None:
    """The words before the verb are the label where they end in a post or a body; else nobody is taken."""
    labels = {}
    for text in ("”宣传部干部告诉记者。", "”这条新闻说。", "”\n村民说。", "”"):
        speaker = speaker_after(Field("text", text), 1, [])
        labels[text] = speaker.label if speaker else None
    assert list(labels.values()) == ["宣传部干部", None, None, None]


def test_indirect_speech() -> None:
    """A sentence after a verb and a colon is indirect; one in marks is not, nor is a list after another word."""
    text = "督导组指出：准备充分。他说：“好。”内容包括：一要抓紧。"
    assert [(verb["verb"], text[slice(*said)]) for verb, said in indirect_speech(text)] == [("指出", "准备充分。")]
