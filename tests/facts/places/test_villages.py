"""Where the names of townships and villages begin."""

import pytest

from pbdata.facts.places.around import Around
from pbdata.facts.places.names import find_locals
from pbdata.facts.places.spots import Found, Spot, printed_row
from pbdata.facts.places.villages import is_within_township, judge_village, name_begins


@pytest.mark.parametrize(
    ("run", "before", "following", "name"),
    [
        ("鹅婆", "township", "果农", "鹅婆"),
        ("来到大安", None, "，", "大安"),
        ("工作在", None, "、", None),
        ("义和", None, "第一书", "义和"),
        ("随处可见走", "township", "入户", None),
        ("的汪桥", "township", "，", "汪桥"),
        ("落后", None, "小组", None),
        ("干部和", None, "民", None),
        ("贫困", "township", "，", None),
        ("富裕", "township", "党支部", "富裕"),
    ],
)
def test_a_village_begins_after_the_last_boundary(
    run: str, before: str | None, following: str, name: str | None
) -> None:
    """Where a name begins, or that there is none, follows from what stands before and after."""
    around = Around()
    opening = f"。{before or ''}"
    if before:
        spot = Spot((printed_row("某地", before, None),), ("某地",), True, 1, "name", None, None)
        around.pass_by(Found(1, len(opening), before, "by-hand", spot))
    words = f"{opening}{run}村{following}"
    (local, *_) = find_locals(words, [(1, len(opening))] if before else [])
    at, case = judge_village(words, len(opening), local, around)
    assert (run[at:] if case.takes else None) == name


def test_nothing_begins_where_a_boundary_ends() -> None:
    """An ending directly after a boundary is a word of its own."""
    assert name_begins("吃住在", False) is None
    assert name_begins("挂帮四格", False) == 2


def test_a_village_within_the_name_of_a_township_is_none() -> None:
    """柞村镇 is a township and no village."""
    assert is_within_township("柞村", "镇添")
    assert not is_within_township("鹅婆村", "果农")
