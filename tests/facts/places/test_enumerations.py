"""Lists of bare names whose kind stands at their end."""

import pytest

from pbdata.facts.places.enumerations import find_division_lists, find_enumeration, may_close_a_list
from pbdata.facts.places.lexicon import load_lexicon
from pbdata.facts.places.names import find_locals


@pytest.mark.parametrize(
    ("words", "names", "level"),
    [
        ("来到胜利、仓房、文王三个村", ["胜利", "仓房", "文王"], "village"),
        ("桃坪、李河、周湾3个村", ["桃坪", "李河", "周湾"], "village"),
        ("联系了石坡、巡检和寺耳三个镇", ["石坡", "巡检", "寺耳"], "township"),
        ("走访石坡、古城等乡镇", ["石坡", "古城"], "township"),
        ("来到石坡、寺耳两镇", ["石坡", "寺耳"], "township"),
        ("推进了解、调查、处理三个村", [], None),
        ("开展调研、座谈、走访三个镇", [], None),
        ("共有十个镇", [], None),
    ],
)
def test_most_items_have_names_of_the_kind(words: str, names: list[str], level: str | None) -> None:
    """The items are bare names; a list of other words is none."""
    found = find_enumeration(words, len(words), 0)
    assert [words[start:stop] for start, stop in (found.items if found else [])] == names
    assert (found.level if found else None) == level


@pytest.mark.parametrize("kind", load_lexicon().list_kinds)
@pytest.mark.parametrize("count", ["三个", "3", "两", "等"])
def test_no_list_is_overlooked(kind: str, count: str) -> None:
    """What stands directly before an ending tells at once that no list closes there; before each kind it may."""
    words = f"来到周庄、驼龙{count}{kind}，"
    assert [may_close_a_list(words, local.suffix) for local in find_locals(words, [])] == [True]


def test_most_endings_close_no_list() -> None:
    """Before the ending of a name stands what counts nothing."""
    assert not may_close_a_list("来到鹅婆村", 4)


def test_what_another_name_covers_is_no_item() -> None:
    """The first item begins behind the name of the township that stands before it."""
    words = "石坡镇桃坪、李河、周湾三个村"
    found = find_enumeration(words, len(words), 3)
    assert found is not None and words[slice(*found.items[0])] == "桃坪"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("长沙市岳麓、天心、芙蓉三个区", ["岳麓", "天心", "芙蓉"]),
        ("南山、福田和罗湖三区排名前三", ["南山", "福田", "罗湖"]),
        ("建设和管理三区联动", None),
        ("南山、福田和罗湖区", None),
    ],
)
def test_a_list_of_districts(words: str, names: list[str] | None) -> None:
    """Bare names of districts count where their number and their kind stand behind them."""
    found = [[words[start:stop] for start, stop in items] for items in find_division_lists(words)]
    assert found == ([names] if names else [])
