"""How two programmes of a sentence stand to each other."""

import pytest

from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.relations import implementations, parent_of
from pbdata.facts.reading import Field


def name(text: str, words: str) -> Name:
    start = text.index(words)
    return Name(start, start + len(words), words, "campaign", None, True, "by-hand", words)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("以甲活动为助力，不断深化乙活动", "甲活动"),
        ("把甲活动细化为乙活动", "乙活动"),
        ("甲活动，是该市乙活动", None),
        ("甲活动、乙活动", None),
        ("以甲活动。推进乙活动", None),
    ],
)
def test_who_carries_out_whom(text: str, does: str | None) -> None:
    """Only words that say so relate two names; 是 does for a 项目 alone."""
    relation = implementations(text, name(text, "甲活动"), name(text, "乙活动"))
    assert (relation[0].name if relation else None) == does


def test_a_project_is_what_the_first_is() -> None:
    """甲工程，是该市的书记项目."""
    text = "甲工程，是该市的书记项目"
    relation = implementations(text, name(text, "甲工程"), name(text, "书记项目"))
    assert relation is not None
    assert relation[0].name == "甲工程"


def test_the_parent_of_a_list_is_named_in_its_sentence() -> None:
    """Words such as 即是 must stand between the two."""
    text = "甲工程，即是开展“三问、三访”等活动"
    assert parent_of(Field("text", text), [name(text, "甲工程")], text.index("三问")) is not None
    text = "甲工程很好。开展“三问、三访”等活动"
    assert parent_of(Field("text", text), [name(text, "甲工程")], text.index("三问")) is None
