"""Definitions, each with the rule that found it."""

import pytest

from pbdata.chinese.quotes import read_quoted
from pbdata.facts.programmes.definitions import define, define_by_headings, slogan_of
from pbdata.facts.programmes.names import Name, quoted_names, unquoted_names


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("以“送学、送物、送暖”为主要内容，开展“三送”工作。", "in-front"),
        ("“三送”工作包括送学、送物和送暖。", "behind"),
        ("“三区”（东区、西区、南区）建设。", "brackets"),
        ("开展“三送”工作。要做到“送学上门、送物到家、送暖入心”。", "same-stems"),
        ("“送学上门，实行联系”机制。“送联”好。", None),
        ("开展“三个主动”活动。一是主动学。二是主动干。三是主动想。", "numbered"),
        ("先进连连看、文艺连连看、温情连连看等活动。看“连连看”。", "common-ending"),
        ("开展“三送”工作，受欢迎。", None),
    ],
)
def test_the_rule_of_a_definition(text: str, rule: str | None) -> None:
    """One definition by the rule that words prove, or none."""
    quotes = read_quoted(text)
    names = [*quoted_names(text, quotes, []), *unquoted_names(text)]
    assert [one.rule for one in define(text, names, quotes)] == ([rule] if rule else [])


def test_a_definition_reaches_from_its_first_item_to_its_last() -> None:
    """Span and items agree, and 等 makes it open where the number is not announced."""
    text = "开展“党建+”工作，推动党建+项目、+扶贫、+治理等工作。"
    quotes = read_quoted(text)
    (one,) = define(text, list(quoted_names(text, quotes, [])), quotes)
    assert text[one.start : one.stop] == "项目、+扶贫、+治理"
    assert (one.items[0].start, one.items[-1].stop, one.exhaustive) == (one.start, one.stop, False)


def test_headings_define_only_with_number_and_stem() -> None:
    """As many headings with the stem as announced; one too few and there is nothing."""
    text = "学习驱动 一\n作风驱动 二\n产业驱动 三"
    headings = [(0, 6), (7, 13), (14, 20)]
    name = Name(0, 4, "三轮驱动", "slogan", None, True, "numeral")
    items = define_by_headings(name, text, headings)
    assert items is not None
    assert [item.words for item in items] == ["学习", "作风", "产业"]
    assert define_by_headings(name, text, headings[:2]) is None


def test_a_head_noun_is_no_stem() -> None:
    """五个一工程 announces five ones, 三大工程 three of what is not said."""
    slogans = [slogan_of("五个一工程"), slogan_of("三大工程"), slogan_of("书记项目")]
    assert [slogan and slogan.parts for slogan in slogans] == [((5, "一"),), ((3, "工程"),), None]
