"""Lists in running text."""

from pbdata.facts.programmes.items import is_open
from pbdata.facts.programmes.lists import list_after, list_before, list_in_marks, numbered_list
from pbdata.facts.programmes.slogans import Slogan

THREE = Slogan(((3, "送"),))
FREE = Slogan(((3, "工程"),))


def words(items: object) -> list[str] | None:
    return [item.words for item in items] if isinstance(items, list) else None


def test_the_strongest_mark_that_keeps_the_number_divides() -> None:
    """Semicolons before commas; white space where nothing else divides."""
    text = "送学习，送思想；送发展，送钱物；送温暖，送和谐"
    assert words(list_in_marks(text, 0, len(text), THREE)) == text.split("；")
    assert words(list_in_marks("送学 送物 送暖", 0, 8, THREE)) == ["送学", "送物", "送暖"]


def test_a_list_ends_with_its_number_or_its_clause() -> None:
    """What follows the announced number, or the clause, is no item."""
    text = "送学，送物，送暖，送医。"
    assert words(list_after(text, 0, len(text), THREE, explicit=True)) == ["送学", "送物", "送暖"]
    text = "连心、强基和模范，成效好。"
    assert words(list_after(text, 0, len(text), FREE, explicit=True)) == ["连心", "强基", "模范"]


def test_the_first_item_is_freed_of_what_leads_to_it() -> None:
    """The others show where it begins: by their first character, their length, or the verb before it."""
    for text in (
        "以一枚徽章、一份手册、一顶帽子",
        "这是县里推进连心、强基、模范",
        "建立健全领导挂点抓、部门牵头抓、干部蹲点抓",
    ):
        slogan = Slogan(((3, "一"),)) if "一枚" in text else FREE
        items = words(list_before(text, 0, len(text), slogan, adjacent=True))
        assert items is not None
        assert items[0] in ("一枚徽章", "连心", "领导挂点抓")


def test_results_are_no_items() -> None:
    """Pieces that hold figures are what was reached, not what is done."""
    text = "送出20件、送达30件、送到40件"
    assert list_before(text, 0, len(text), THREE, adjacent=True) is None


def test_numbered_parts_count_from_one_and_stop_at_the_number() -> None:
    """As many as announced, at once or with the stem; one more or fewer, and there is no list."""
    text = "。一是送学到家，好。二是送物到手，好。三是送暖到心，好。"
    assert words(numbered_list(text, 0, len(text), 3, THREE)) == ["送学到家", "送物到手", "送暖到心"]
    assert numbered_list(text, 0, len(text), 4, THREE) is None


def test_open_lists() -> None:
    """等 behind the last item says that there are more."""
    items = list_in_marks("送学、送物、送暖等", 0, 8, THREE)
    assert items is not None
    assert is_open("送学、送物、送暖等", items)
    assert not is_open("送学、送物、送暖。", items)
