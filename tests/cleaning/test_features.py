"""What is seen of a single line."""

import pytest

from pbdata.cleaning.features import load_rules, page_shape, shapes_of, votes_of


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("全县干部下村，" * 8 + "成效明显。", "paragraph"),
        ("书记说：“党员亮了身份。”", "sentence"),
        ("三百名干部，二十个村，一条心", "open-clause"),
        ("青山县千名干部下村听民意纪实报告", "headline"),
        ("推进“三大工程”", "words"),
        ("首页", "word"),
        ("= = = =", "marks-only"),
        ("1.jpg", "no-han"),
    ],
)
def test_size_of_a_line(line: str, shape: str) -> None:
    """Each line has one shape that tells how much running text it is."""
    assert shapes_of(line)[0] == shape


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
    assert rule in [vote.rule for vote in votes_of(line, page_shape([line]))]


def test_running_text_matches_no_rule_on_credits() -> None:
    """A sentence that mentions a reporter or an editor is not a credit."""
    line = "会上，他对记者说，责任编辑是一份辛苦的工作，来源要写清楚。"
    assert not {"editor-credit", "author-key", "dateline-source"} & {v.rule for v in votes_of(line, page_shape([line]))}


def test_rule_names_are_unique() -> None:
    """A rule in lines.rule can be looked up: no two rules share a name."""
    names = [vote.rule for vote in load_rules().words]
    assert len(names) == len(set(names))
    assert not set(names) & set(load_rules().shapes)


def test_repeated_lines_are_seen_over_the_page() -> None:
    """A headline that the page prints again, alone or with a site's name behind it, is a repeated line."""
    shape = page_shape(["青山县千名干部下村-青山网", "首页", "青山县千名干部下村", "另一条新闻的标题在这里"])
    assert shape.repeated == {"青山县千名干部下村"}
