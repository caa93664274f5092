"""Items that stand apart from one another."""

from pbdata.facts.programmes.parts import Headings, items_behind_plus, items_with_common_ending
from pbdata.facts.reading import Field


def test_headings_define_only_with_number_and_stem() -> None:
    """As many headings with the stem as announced; one too few and there is nothing."""
    text = "学习驱动 一\n作风驱动 二\n产业驱动 三"
    headings = [(0, 6), (7, 13), (14, 20)]
    items = Headings(Field("text", text), headings).items("三轮驱动")
    assert items is not None
    assert [item.words for item in items] == ["学习", "作风", "产业"]
    assert Headings(Field("text", text), headings[:2]).items("三轮驱动") is None


def test_what_follows_a_plus() -> None:
    """In a list, or once a paragraph; once alone is nothing."""
    text = "党建+旅游。\n又说。\n党建+治理。"
    items = items_behind_plus(Field("text", text), "党建+")
    assert items is not None
    assert [item.words for item in items] == ["旅游", "治理"]
    assert items_behind_plus(Field("text", "党建+旅游。"), "党建+") is None


def test_items_that_end_in_the_name() -> None:
    """At least three items, each with words of its own."""
    items = items_with_common_ending(Field("text", "组织先进连连看、文艺连连看、温情连连看等活动。"), "连连看")
    assert items is not None
    assert [item.words for item in items] == ["先进连连看", "文艺连连看", "温情连连看"]
    assert items_with_common_ending(Field("text", "先进连连看、文艺连连看。"), "连连看") is None
