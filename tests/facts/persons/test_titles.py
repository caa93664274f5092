"""Posts and callings beside a name."""

import pytest

from pbdata.facts.persons.lexicon import title_kinds
from pbdata.facts.persons.titles import (
    after,
    before,
    head_before,
    kind_of,
    of_names,
    qualifier_start,
    shortest_head,
)


def printed(text: str, name: str = "李大山") -> list[str]:
    """The posts before the first mention of a name."""
    return [text[one.start : one.stop] for one in before(text, text.index(name))]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("昨天，信宜市农业局局长李大山", ["信宜市农业局局长"]),
        (
            "赣县政府办副主任、驻江口镇旱塘村“三送”工作队队长李大山",
            ["赣县政府办副主任", "驻江口镇旱塘村“三送”工作队队长"],
        ),
        ("在县委书记李大山", ["县委书记"]),
        ("市公安局对外联络处处长李大山", ["市公安局对外联络处处长"]),
        ("义和村第一书记李大山", ["义和村第一书记"]),
        ("涌现出全国道德模范李大山", ["全国道德模范"]),
        ("3位党员警察李大山", ["党员警察"]),
        ("水口镇中心学校（教办）校长李大山", ["水口镇中心学校（教办）校长"]),
        ("“好得很。”信宜市委书记李大山", ["信宜市委书记"]),
        ("来到李大山", []),
        ("李大山", []),
    ],
)
def test_posts_before_a_name(text: str, posts: list[str]) -> None:
    """A post reaches back over places and bodies, and no further than the verb, the mark or the number before it."""
    assert printed(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("李大山书记说", ["书记"]),
        ("李大山（村支书）", ["村支书"]),
        ("李大山，女，1970年出生，某村党支部书记。", ["某村党支部书记"]),
        ("李大山同志在贵州担任省委书记期间", ["省委书记"]),
        ("李大山爷爷说", []),
        ("李大山说，好。", []),
        ("李大山是英雄，大家说", ["英雄"]),
    ],
)
def test_posts_after_a_name(text: str, posts: list[str]) -> None:
    """A post may follow as an address, in brackets, behind a comma or a verb."""
    assert [text[one.start : one.stop] for one in after(text, 3)] == posts


def test_a_list_of_names_shares_its_post() -> None:
    """The names that 、 joins have the post before the first; a comma ends it."""
    text = "党员警察向翔飞、何会明，刘克庄"
    names = [(text.index(name), text.index(name) + 3) for name in ("向翔飞", "何会明", "刘克庄")]
    assert [len(found) for found in of_names(text, names)] == [1, 1, 0]


def test_a_known_place_opens_a_post() -> None:
    """Words before the first known place are no part of the post, save those that belong to it."""
    for text, expected in (("欢送信宜市市长李大山", "信宜市市长"), ("原信宜市市长李大山", "原信宜市市长")):
        start = text.index("李大山")
        ((post,),) = of_names(text, [(start, start + 3)], [text.index("信宜")])
        assert text[post.start : post.stop] == expected


def test_heads() -> None:
    """The longest known ending names the kind, the shortest is the word for the post; too short a text has none."""
    assert (kind_of("赤坎村党支部书记"), shortest_head("组织部部长"), head_before("记", 1), head_before("", 0)) == (
        "village", "部长", None, None,
    )  # fmt: skip
    assert kind_of("天气") is None


def test_a_qualifier_stops_at_words_and_not_inside_them() -> None:
    """和 between bodies ends a qualifier; within 和平 it does not."""
    assert qualifier_start("县委党校和乡党委", 6) == 5
    assert qualifier_start("和平县农业局", 4) == 0


def test_every_post_of_the_lists_is_found() -> None:
    """It is looked up by its last two characters, so that none may have fewer."""
    assert [title for title in title_kinds() if head_before(title, len(title)) != 0] == []
