"""Which rules on words hold for a line."""

import re

import pytest
import re2

from pbdata.cleaning.wording import end_of, load_rules, pattern_of, read_rules, words_of


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("责任编辑：张三", "editor-credit"),
        ("来源：青山日报", "dateline-source"),
        ("上一篇：某县召开会议", "neighbours"),
        ("ICP备12345678号", "licence"),
        ("（下转四版）", "jump-mark"),
        ("当前位置：首页 > 新闻", "breadcrumb"),
    ],
)
def test_words_of_a_line(line: str, rule: str) -> None:
    """The grammar's key words are found, whatever the site."""
    assert rule in words_of(line)


def test_far_counters_hold() -> None:
    """A pattern that counts up to 90 characters finds its word at the 91st and not one further on."""
    assert "dateline-source" in words_of("党" * 90 + "来源：青山网")
    assert "dateline-source" not in words_of("党" * 91 + "来源：青山网")


def test_running_text_matches_no_rule_on_credits() -> None:
    """A sentence that mentions a reporter or an editor is not a credit."""
    line = "会上，他对记者说，责任编辑是一份辛苦的工作，来源要写清楚。"
    assert not {"editor-credit", "author-key", "dateline-source"} & set(words_of(line))


def test_rule_names_are_unique() -> None:
    """A rule in lines.rule can be looked up: no two rules share a name, and each has its votes."""
    rules = load_rules()
    assert len(rules.names) == len(set(rules.names))
    assert set(rules.names) < set(rules.votes)


LINES = [
    "青山县的村民在田里采摘辣椒",
    "“村民在田里采摘辣椒”",
    "记者张三 摄影报道",
    "未经本网书面许可，不得转载",
    "2018年4月2日第A3版",
    "（下转第三版）",
    "首页 > 新闻 > 正文",
    "Copyright © 2018",
    "青山网 www.example.cn",
    "全县村民都知道。记者张三",
]


def test_wide_forms_lose_no_match_and_find_no_other() -> None:
    """Whatever form of a pattern the automaton looks for: a rule holds for a line exactly where its pattern matches."""
    rules = [*read_rules("lines.yaml"), *read_rules("sites.yaml")]
    for line in (part for whole in LINES for part in (whole, whole[:6], whole[3:], f"{whole}。{whole}")):
        assert words_of(line) == [rule["name"] for rule in rules if re2.search(pattern_of(rule), line)], line


@pytest.mark.parametrize(
    ("pattern", "ends", "other"),
    [
        ("^[^，。]{2,30}，[^。]{2,40}[？?]$", "？", "。"),
        ("[（(][^（）()]{2,24}图文[)）]$", "）", "文"),
        ("(?:合照|合影)[)）]。?$", "）。", "影"),
        ("^关于.{2,40}通知书{2,}$", "书", "知"),
    ],
)
def test_the_character_in_which_a_line_must_end_is_told_by_its_pattern(pattern: str, ends: str, other: str) -> None:
    """A class or a character right before the end, and what may be missing behind it, are all in which a match can end."""
    end = end_of(pattern)
    assert end is not None
    assert all(re.match(end, character) for character in ends)
    assert not re.match(end, other)


@pytest.mark.parametrize("pattern", ["^青山网", r"\p{Han}{2,4}$", "(?:青山|柳湾)$", "(?i)青山|柳湾$", "青山。?"])
def test_of_other_patterns_no_end_is_told(pattern: str) -> None:
    """Where a pattern may end anywhere, or in one of several words, any character may be the last."""
    assert end_of(pattern) is None
