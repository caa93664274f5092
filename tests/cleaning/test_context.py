"""How a line stands to the story of its page."""

from pbdata.cleaning.context import lines_above_longest_run, mark_days, mark_facts, mark_order, mark_strangers
from pbdata.cleaning.named import Named


def test_facts_of_a_table_are_marked() -> None:
    """Lines between two keys of a table that stand close together are marked, and the line below a bare key."""
    lines = ["索引号：", "0001", "发文字号：青政发〔2020〕3号", "青山县规则", "正文"]
    named = Named([["dateline-key"], [], ["dateline-key"], [], []])
    mark_facts(lines, named)
    assert named == [
        ["dateline-key", "among-facts"],
        ["among-facts", "after-key"],
        ["dateline-key", "among-facts"],
        [],
        [],
    ]


def test_a_line_knows_whether_text_stands_above_and_below() -> None:
    """What stands above or below all running text is marked; text behind the article does not count, nor does a line with a stop."""
    sizes = ["word", "paragraph", "paragraph", "words", "sentence"]
    named = Named([[size] for size in sizes])
    named.put("rights-notice", [4])
    mark_order(["首页", "甲", "乙", "相关阅读", "未经许可不得转载。"], sizes, named)
    assert [names[1:] for names in named] == [["above-all-text"], [], [], ["below-all-text"], ["rights-notice"]]


def test_headings_of_one_length_are_twins() -> None:
    """Lines without a stop that follow a full stop are marked, and those that are as long as another one."""
    lines = ["甲。", "抓班子带队伍", "乙。", "兴产业富百姓", "丙。", "一句长得多的小标题站在这里", "丁。"]
    sizes = ["paragraph", "words", "paragraph", "words", "paragraph", "phrase", "paragraph"]
    named = Named([[size] for size in sizes])
    mark_order(lines, sizes, named)
    assert [names[1:] for names in named[1::2]] == [
        ["after-full-stop", "has-twin"],
        ["after-full-stop", "has-twin"],
        ["after-full-stop"],
    ]


def test_the_text_of_another_story_is_a_stranger() -> None:
    """Running text behind the end of an article that shares nothing with the title is marked; without such an end it is not."""
    behind = Named([[], [], ["related-head"], [], ["date-and-time"], [], []])
    mark_strangers(behind, {0: True, 1: False, 5: False, 6: False})
    assert [i for i, names in enumerate(behind) if "stranger-text" in names] == [5, 6]
    inside = Named([[], [], [], [], [], [], []])
    mark_strangers(inside, {0: True, 1: False, 5: False, 6: False})
    assert not any(inside)


def test_where_nothing_tells_the_title_it_stands_above_the_longest_text() -> None:
    """Lines of a title's size close above the longest run of running text may be the title."""
    lines = [
        "甲标题甲标题甲标题",
        "短短一句。",
        "栏目",
        "乙标题乙标题乙标题",
        "很长的一段文字。" * 9,
        "又一段文字。" * 9,
    ]
    sizes = ["phrase", "sentence", "word", "phrase", "paragraph", "paragraph"]
    assert lines_above_longest_run(lines, sizes) == {0, 3}


def test_the_kind_of_a_key_is_told_to_the_line_below() -> None:
    """Below the key of an editor stands an editor, below that of a source a source."""
    named = Named([[], [], [], []])
    mark_facts(["责编：", "何小岚", "来源：", "青山日报"], named)
    assert named == [[], ["after-editor-key"], [], ["after-source-key"]]


def test_the_only_day_above_the_text_is_marked() -> None:
    """The one day above the text is marked with the day of the week beside it; of two days none is, nor is a calendar."""
    only = Named([["above-all-text", "date-alone"], ["above-all-text", "today"], []])
    mark_days(["2020年10月30日", "星期五", "正文"], only)
    assert ["only-day" in names for names in only] == [True, True, False]
    two = Named([["above-all-text", "date-alone"], ["above-all-text", "date-and-time"]])
    mark_days(["2020年10月30日", "发布时间：2020-10-29"], two)
    assert not any("only-day" in names for names in two)
    calendar = Named([["above-all-text", "today", "date-and-time"]])
    mark_days(
        [
            "今天是：2020年10月30日",
        ],
        calendar,
    )
    assert "only-day" not in calendar[0]


def test_a_day_on_two_lines_is_marked() -> None:
    """A year on one line and month and day on the next are one day."""
    named = Named([["above-all-text"], ["above-all-text"], ["above-all-text"]])
    mark_days(["2021", "04-23", "要闻"], named)
    assert ["only-day" in names for names in named] == [True, True, False]
