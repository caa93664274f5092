"""Names that stand without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data
from pbdata.facts.programmes import unmarked
from pbdata.facts.programmes.unmarked import unquoted_names
from pbdata.facts.reading import Field

PACKAGE = "pbdata.facts.programmes"
LED = [rule for rule in read_rules(PACKAGE, "unmarked") if rule.given.get("led")]
PIECES = [
    word
    for name in ("beginning_verbs", "naming_verbs", "campaign_topics", "system_topics", "party_words", "openings")
    for word in read_data(PACKAGE, "words.yaml")[name]
]
PIECES += [*"了好于以的、“，制日年一双三四百农帮步环法：指"]
PIECES += [
    "活动",
    "行动",
    "工程",
    "工作",
    "计划",
    "攻坚",
    "会战",
    "积分管理",
    "建设",
    "联系",
    "百日",
    "三天",
    "包括",
    "机制",
]


def test_names_without_marks() -> None:
    """Shapes that only names have; a count of things beside a head noun is none."""
    text = "实施村干部学历提升计划，开展四帮四促活动，按联村联户、为民富民行动部署，开展两次活动。"
    assert [name.name for name in unquoted_names(Field("text", text))] == [
        "四帮四促",
        "联村联户、为民富民",
        "村干部学历提升计划",
    ]


def test_what_is_printed_once_is_no_name() -> None:
    """A short slogan, or parts of one length, are a name where the article prints them again."""
    once = "开展访民情、解难题活动，以双联行动为抓手。"
    assert list(unquoted_names(Field("text", once))) == []
    assert [name.name for name in unquoted_names(Field("text", once + once))] == ["双联行动"] * 2 + [
        "访民情、解难题"
    ] * 2


def test_a_count_of_things_is_no_slogan() -> None:
    """Measures and classes make no programme, whatever verb stands before them."""
    assert list(unquoted_names(Field("text", "落实三次五项，推行三农两新，三农工程、三农工程。"))) == []


@pytest.mark.parametrize("rule", LED, ids=lambda rule: rule.name)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_what_is_led_stands_at_a_lead(rule: Rule, pieces: list[str]) -> None:
    """A rule that is tried at leads alone finds there what its pattern finds in its examples, and in any other words."""
    for text in (*rule.examples, *rule.counter_examples, "".join(pieces)):
        matches = list(unmarked._matches(rule, text, unmarked._leads(text)))
        assert [match.span() for match in matches] == [match.span() for match in rule.pattern.finditer(text)]
