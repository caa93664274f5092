"""Where the names of townships and villages begin."""

import pytest

from pbdata.facts.places.locality_names import find_list, is_within_township, name_begins, village_begins


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
    at = village_begins(run, before, following, "村")
    assert (None if at is None else run[at:]) == name


def test_nothing_begins_where_a_boundary_ends() -> None:
    """An ending directly after a boundary is a word of its own."""
    assert name_begins("吃住在", False) is None
    assert name_begins("挂帮四格", False) == 2


def test_a_village_within_the_name_of_a_township_is_none() -> None:
    """柞村镇 is a township and no village."""
    assert is_within_township("柞村", "镇添")
    assert not is_within_township("鹅婆村", "果农")


def test_a_list_of_villages() -> None:
    """Each item of a list has to have a name that villages have."""
    words = "来到胜利、仓房、文王三个村，"
    found = find_list(words, words.index("村"), words.index("村") + 1, 0)
    assert [words[start:stop] for start, stop in found] == ["胜利", "仓房", "文王"]
    words = "推进了解、调查、处理三个村"
    assert find_list(words, len(words) - 1, len(words), 0) == []
