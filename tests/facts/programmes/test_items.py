"""One item of a list, and several that look like one list."""

import pytest

from pbdata.facts.programmes.items import are_alike, are_figures, even, item_at


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“送政策”", "送政策"),
        ("政策宣传等工作", "政策宣传"),
        ("送服务项目三方面内容", "送服务项目"),
        ("并送义诊", "送义诊"),
        ("并行推进", "并行推进"),
        ("人人平等", "人人平等"),
        ("学“三讲”", "学“三讲”"),
        ("、", None),
    ],
)
def test_an_item_is_freed_of_its_frame(text: str, words: str | None) -> None:
    """Marks, joints, 等 and a count of the list are no part of an item; what only looks so stays."""
    item = item_at(text, 0, len(text))
    assert (item.words if item else None) == words


@pytest.mark.parametrize(
    ("text", "stems", "first"),
    [
        ("镇上探索出学有标兵、干有榜样", ["有"], "学有标兵"),
        ("我们采取联人心带风气、联班子带队伍", ["联", "带"], "联人心带风气"),
        ("从组织设置标准化、活动场所规范化、党员管理精细化", ["化"], "组织设置标准化"),
    ],
)
def test_stems_show_where_the_first_item_begins(text: str, stems: list[str], first: str) -> None:
    """The others hold the stem at one place; so does the first."""
    stops = [index for index, mark in enumerate(text) if mark == "、"]
    pieces = list(zip([0, *(stop + 1 for stop in stops)], [*stops, len(text)], strict=True))
    items = even(text, pieces, stems, first=False)
    assert items is not None
    assert items[0].words == first


def test_what_looks_like_one_list() -> None:
    """Three or more, of like length, none of them a count of parts or a verb; results with figures are none."""
    assert are_alike(["连心", "强基", "模范"])
    assert not are_alike(["连心", "强基"])
    assert not are_alike(["五好家庭", "美德在农家", "四是利用"])
    assert are_figures(["送出20件", "送达30件", "送医"])
