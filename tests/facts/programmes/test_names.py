"""Which words name a programme, with the rule that decides."""

import pytest

from pbdata.chinese.quotes import read_quoted
from pbdata.facts.programmes.names import Name, quoted_names, unquoted_names


def judged(text: str, headings: list[tuple[int, int]] | None = None) -> list[Name]:
    return list(quoted_names(text, read_quoted(text), headings or []))


@pytest.mark.parametrize(
    ("text", "name", "kind", "head", "rule"),
    [
        ("开展“三送”工作", "三送", "campaign", "工作", "numeral"),
        ("健全“五位一体”办法", "五位一体", "mechanism", "办法", "numeral"),
        ("“最美支书”评选活动", "最美支书", "selection", "评选活动", "head"),
        ("组成“党员马帮送水队”", "党员马帮送水队", "team", None, "team"),
        ("出台《若干意见》", "若干意见", "document", None, "document"),
        ("开展“党建+”工作", "党建+", "campaign", "工作", "plus"),
        ("实施“百千万”工程", "百千万工程", "campaign", "工程", "code-head"),
        ("推进“平安草原”建设", "平安草原", "campaign", None, "head-built"),
    ],
)
def test_sure_names(text: str, name: str, kind: str, head: str | None, rule: str) -> None:
    """Type and head noun follow from the words on both sides."""
    (found,) = judged(text)
    assert (found.name, found.kind, found.head, found.rule, found.sure) == (name, kind, head, rule, True)


def test_some_names_are_left_to_the_definition() -> None:
    """A slogan with one count and nothing beside it is undecided; in a heading it is sure."""
    text = "看“三亮”如何"
    assert [name.sure for name in judged(text)] == [False]
    assert [name.sure for name in judged(text, [(0, len(text))])] == [True]


@pytest.mark.parametrize(
    "text", ["“他说好。”", "“两委”工作", "“第一书记”制度", "“五难”工作", "“十件”实事", "《唱支山歌》", "“—”工作"]
)
def test_blocked_words(text: str) -> None:
    """Speech, bodies, faults, counted things and songs are not even undecided."""
    assert judged(text) == []


def test_names_without_marks() -> None:
    """Shapes that only names have; a count of things beside a head noun is none."""
    text = "实施村干部学历提升计划，开展四帮四促活动，按联村联户、为民富民行动部署，开展两次活动。"
    assert [name.name for name in unquoted_names(text)] == ["四帮四促", "联村联户、为民富民", "村干部学历提升计划"]
