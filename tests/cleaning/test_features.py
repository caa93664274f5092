"""What is seen of a single line."""

import pytest

from pbdata.cleaning.features import load_rules, repeated_lines, rules_of_page, shapes_of, words_of


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("全县干部下村，" * 8 + "成效明显。", "paragraph"),
        ("全县干部下村，" * 20 + "成效明显。", "long-paragraph"),
        ("全县干部下村，" * 8 + "成效", "cut-paragraph"),
        ("这样做对不对，群众怎么看？", "question"),
        ("2017-12-28 10:17", "digits"),
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
    assert len(rules.words) == len(set(rules.words))
    assert set(rules.words) < set(rules.votes)


def test_every_rule_that_a_page_can_show_has_votes() -> None:
    """Shapes, places and looks are all named in the rules' files."""
    lines = [
        "首页",
        "青山县下村",
        "2015-03-05 来源：青山日报",
        "全县干部下村，" * 8 + "成效明显。",
        "小标题",
        "全县干部下村，成效明显。",
    ]
    named = {name for names in rules_of_page(lines) for name in names}
    assert named <= set(load_rules().votes)


def test_repeated_lines_are_seen_over_the_page() -> None:
    """A headline that the page prints again, alone or with a site's name behind it, is a repeated line."""
    lines = ["青山县千名干部下村-青山网", "首页", "青山县千名干部下村", "另一条新闻的标题在这里"]
    assert repeated_lines(lines) == {"青山县千名干部下村"}


def test_a_line_knows_its_place() -> None:
    """A short line between two of running text is marked, and running text below a date."""
    text = "全县干部下村，成效明显，群众拍手叫好。"
    named = rules_of_page(["2015-03-05 08:30", text, "小标题", text])
    assert "between-text" in named[2]
    assert "text-below-date" in named[1]
    assert "date-above-text" in named[0]


def test_a_page_broken_by_width_is_noticed() -> None:
    """Where most long lines do not end a sentence, an open end is no sign of a heading."""
    wrapped = ["青山县召开动员大会，部署千名干部下村工作，要求每名干部联系五户群众，收集意见"] * 4
    assert {names[0] for names in rules_of_page(wrapped)} == {"broken-line"}
