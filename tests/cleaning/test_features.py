"""What is seen of lines: their shapes and places."""

import pytest

from pbdata.cleaning.features import repeated_lines, rules_of_page, shapes_of
from pbdata.cleaning.wording import load_rules


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
    line = "青山县召开动员大会，部署{}名干部下村工作，要求每名干部联系五户群众，收集意见"
    wrapped = [line.format(number) for number in "一二三四"]
    assert {names[0] for names in rules_of_page(wrapped)} == {"broken-line"}


def test_a_line_is_among_words_if_more_than_two_of_the_four_around_it_are() -> None:
    """Lines at an edge have too few neighbours, and what is further away does not count."""
    named = rules_of_page(["首页", "新闻", "政务", "服务", "互动"])
    assert [i for i, names in enumerate(named) if "among-words" in names] == [1, 2, 3]


def test_a_page_without_lines_has_no_rules() -> None:
    """There is nothing to see on an empty page."""
    assert rules_of_page([]) == []
