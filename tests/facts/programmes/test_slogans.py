"""What numeral slogans announce."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.facts.programmes.slogans import abbreviates, bare, counts, fits, may_fit, numerals, read_slogan, slogan_of


@pytest.mark.parametrize(
    ("name", "written", "announced"),
    [
        ("三送", "3 送", {3}),
        ("两个永远", "2 永远", {2}),
        ("一树两强", "1 树;2 强", {3}),
        ("四帮四促", "4 帮;4 促", {4, 8}),
        ("四个一", "4 一", {4}),
        ("五位一体", "5 位;1 体", {5}),
        ("群众工作九法", "9 法", {9}),
        ("四统一、一通报", "4 统一;1 通报", {5}),
        ("十七查十七看", "17 查;17 看", {17, 34}),
        ("三大工程", "3 工程", {3}),
    ],
)
def test_counts_and_stems(name: str, written: str, announced: set[int]) -> None:
    """Each count is read with its stem, and so is how many items may follow."""
    slogan = read_slogan(name)
    assert slogan is not None
    assert (numerals(slogan), set(counts(slogan))) == (written, announced)


@pytest.mark.parametrize(
    "name", ["书记项目", "千百万", "一二三", "三千里江山", "一二三工作", "80年代看深圳，90年代看浦东", "党建+", ""]
)
def test_other_names_announce_nothing(name: str) -> None:
    """Words without a count, bare numbers and years are no slogans."""
    assert read_slogan(name) is None


@pytest.mark.parametrize(
    ("name", "items", "verdict"),
    [
        ("一树两强", ["党员树旗帜", "组织强堡垒", "党建强活力"], True),
        ("四帮四促", ["帮学习，促统一", "帮发展，促增收", "帮困难，促进位", "帮矛盾，促和谐"], True),
        ("三送", ["送政策", "送温暖"], False),
        ("三送", ["送政策", "给温暖", "送服务"], False),
        ("三大工程", ["连心", "强基", "模范"], False),
    ],
)
def test_items_keep_number_and_stems(name: str, items: list[str], verdict: bool) -> None:
    """A list fits with the number and the stems; a stem that no item repeats proves nothing."""
    slogan = read_slogan(name)
    assert slogan is not None
    assert fits(slogan, items) is verdict


def test_initials() -> None:
    """One character from each item in turn; two items are too few to prove it."""
    assert abbreviates("帮、联、驻", ["部门帮县", "处长联乡", "干部驻村"])
    assert not abbreviates("帮联驻", ["处长联乡", "部门帮县", "干部驻村"])
    assert not abbreviates("联户", ["联村联户", "为民富户"])
    assert bare("“帮、联、驻”") == "帮联驻"


def test_a_head_noun_is_no_stem() -> None:
    """五个一工程 announces five ones, 三大工程 three of what is not said."""
    slogans = [slogan_of("五个一工程"), slogan_of("三大工程"), slogan_of("书记项目")]
    assert [slogan and slogan.parts for slogan in slogans] == [((5, "一"),), ((3, "工程"),), None]


@pytest.mark.parametrize("name", ["三送", "一树两强", "两帮两促", "两个永远", "四个一", "两查问", "三大工程"])
@given(items=st.lists(st.text("送树强帮促永远一1查问工程", max_size=5), max_size=5))
def test_what_fits_may_fit(name: str, items: list[str]) -> None:
    """A list that keeps a slogan stands in no stretch that is said to hold too few of its characters."""
    slogan, text = slogan_of(name), "、".join(items)
    assert slogan is not None
    assert may_fit(slogan, text, 0, len(text)) or not fits(slogan, items)
