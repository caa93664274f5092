"""What an element says by its tag and its attributes."""

import pytest

from pbdata.captures.formats.html.elements import PLAIN, VOID, element, link
from tests import cases


@pytest.mark.parametrize("case", cases("captures/html_elements.yaml"), ids=str)
def test_an_element_is_of_the_kind_of_its_tag_unless_it_is_hidden(case: dict[str, str]) -> None:
    """A tag that is not listed is inline; what its style or an attribute hides is unseen, but for the whole page."""
    assert element(case["tag"], case.get("attributes", ""))[0] == case["kind"]


def test_names_speak_before_the_landmark() -> None:
    """An element that says by its tag what it holds says so where its own names hint at nothing."""
    assert element("article", "")[1] == element("article", ' class="x"')[1] == ("hint-text",)
    assert element("article", ' class="comment"')[1] == ("hint-comment",)


def test_what_keeps_its_line_ends() -> None:
    """Preformatted is ``pre``, and what a style makes so."""
    assert element("pre", "")[2] and element("div", ' style="white-space: pre-wrap"')[2]
    assert not element("div", ' style="white-space: nowrap"')[2]


def test_an_inline_element_that_says_nothing_is_plain() -> None:
    """Those are the most of a page, and change nothing of what is around them."""
    assert element("b", "") == element("span", ' style="color:red"') == PLAIN
    assert element("span", ' class="source"') != PLAIN


def test_a_link_says_where_it_leads_to() -> None:
    """It says nothing by its names, and is unseen where it is hidden."""
    assert link(' class="nav" href="/a"') == ("link", (), False, "/a")
    assert link(' href="/a" style="display:none"')[0] == "unseen"


def test_what_holds_nothing_is_void() -> None:
    """Elements without an end are known by their tags."""
    assert {"br", "img", "meta"} <= VOID and "p" not in VOID
