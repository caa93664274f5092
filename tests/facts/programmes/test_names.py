"""Which words within marks name a programme, with the rule that decides."""

import re

import pytest

from pbdata.chinese.rules import Rule, read_rules
from pbdata.facts.programmes.names import Name, judge, quoted_names
from pbdata.facts.programmes.quotations import Quotations
from pbdata.facts.reading import Field, Reading
from tests.articles import article

JUDGED = [
    (group, rule, example)
    for group in ("quotations", "codes", "slogans", "words", "documents")
    for rule in read_rules("pbdata.facts.programmes", group)
    for example in rule.examples
]


def judged(text: str, headings: list[tuple[int, int]] | None = None) -> tuple[list[Name], list[str]]:
    reading = Reading(article(text))
    names = list(quoted_names(reading, reading.fields["text"], headings or []))
    return names, [refusal.rule for refusal in reading.refusals]


@pytest.mark.parametrize(("group", "rule", "example"), JUDGED, ids=[f"{r.name}: {e}" for _, r, e in JUDGED])
def test_an_example_is_judged_by_its_rule(group: str, rule: Rule, example: str) -> None:
    """The words of an example, printed as pages do, come to the rule that gives it, and to none before."""
    heading = example.startswith("# ")
    text = example.removeprefix("# ").replace("…⟨", "、“又一个”等⟨").translate({ord("⟨"): None, ord("⟩"): None})
    field = Field("text", text)
    quotations = Quotations(field, [(0, len(text))] if heading else [])
    index = next(
        number for number, quote in enumerate(field.quotes) if quote.mark == ("《" if group == "documents" else "“")
    )
    found = judge(quotations, index)
    assert found is not None
    assert found[0].name == rule.name


@pytest.mark.parametrize(
    ("text", "name", "kind", "head", "rule"),
    [
        ("开展“三送”工作", "三送", "campaign", "工作", "numeral-head"),
        ("健全“五位一体”办法", "五位一体", "mechanism", "办法", "numeral-head"),
        ("“最美支书”评选活动", "最美支书", "selection", "评选活动", "selection"),
        ("组成“党员马帮送水队”", "党员马帮送水队", "team", None, "team"),
        ("出台《若干意见》", "若干意见", "document", None, "document"),
        ("开展“党建+”工作", "党建+", "campaign", "工作", "plus"),
        ("实施“百千万”工程", "百千万工程", "campaign", "工程", "code-head"),
        ("推进“平安草原”建设", "平安草原", "campaign", None, "head-built"),
        ("坚持“河长巡河责任制”", "河长巡河责任制", "mechanism", None, "closing-head"),
    ],
)
def test_sure_names(text: str, name: str, kind: str, head: str | None, rule: str) -> None:
    """Type and head noun follow from the words on both sides."""
    ((found,), refused) = judged(text)
    assert (found.name, found.kind, found.head, found.rule, found.sure) == (name, kind, head, rule, True)
    assert refused == []


def test_some_names_are_left_to_the_definition() -> None:
    """A slogan with one count and nothing beside it is undecided; in a heading it is sure."""
    text = "看“三亮”如何"
    assert [name.sure for name in judged(text)[0]] == [False]
    assert [name.sure for name in judged(text, [(0, len(text))])[0]] == [True]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("“两委”工作", "day-body-or-doctrine"),
        ("“第一书记”制度", "opens-as-none"),
        ("“五难”工作", "things-counted"),
        ("“十件”实事", "things-counted"),
        ("写着“从前—如今”的牌子", "dash-within"),
        ("“580”来电", "bare-code"),
        ("“党员先锋”称号", "class-behind"),
    ],
)
def test_refusals_have_names(text: str, rule: str) -> None:
    """Bodies, faults and counted things are not even undecided, and the reading notes by which rule."""
    assert judged(text) == ([], [rule])


@pytest.mark.parametrize("text", ["“他说好。”", "《唱支山歌》"])
def test_speech_and_common_titles_are_no_candidates(text: str) -> None:
    """What is spoken or sung is not judged at all."""
    assert judged(text) == ([], [])


def test_every_verdict_is_one_of_three() -> None:
    """Each rule that judges a quotation says name, maybe or none, and has an example."""
    for _, rule, example in JUDGED:
        assert rule.given["verdict"] in {"name", "maybe", "none"}
        assert re.search("[“《]", example)
