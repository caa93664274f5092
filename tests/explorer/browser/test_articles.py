"""The list of the articles in a browser: filters, sorting, and an address that shows the same again."""

from typing import Any

from tests.explorer.browser.conftest import Open


def titles(page: Any) -> list[str]:
    """The titles that the list shows."""
    found: list[str] = page.locator("#list tbody tr td:first-child").all_inner_texts()
    return found


def test_the_newest_stands_first(open_page: Open) -> None:
    """Articles are listed from the newest, those without a date last."""
    assert titles(open_page("articles.html")) == [
        "暖了民心红了党旗",
        "红色基因代代传 向心合力日日增",
        "贵州各级党组织和广大党员引领同步小康新征程（图）",
        "信宜市千名党员干部进百村入万户",
        "“四轮驱动”聚力党建 和谐盘州 春色满园",
    ]


def test_filters_narrow_the_list(open_page: Open) -> None:
    """A part of a title, a time and a place with all that lies in it are filters, and they add up."""
    page = open_page("articles.html", locale="en-US")
    page.get_by_label("Place").select_option(label="贵州省 (2)")
    assert len(titles(page)) == 2
    page.get_by_label("From").fill("2012")
    assert titles(page) == ["贵州各级党组织和广大党员引领同步小康新征程（图）"]
    page.get_by_role("searchbox", name="Title", exact=True).fill("党旗")
    assert titles(page) == []
    page.get_by_label("Place").select_option("")
    assert titles(page) == ["暖了民心红了党旗"]


def test_the_address_keeps_what_is_shown(open_page: Open) -> None:
    """The address of a filtered list opens it again."""
    page = open_page("articles.html", locale="en-US")
    page.get_by_label("Programme").select_option(label="三送 (1)")
    shown, fragment = titles(page), page.url.partition("#")[2]
    assert len(shown) == 1
    assert titles(open_page(f"articles.html#{fragment}")) == shown


def test_headings_sort(open_page: Open) -> None:
    """A heading sorts by its column, says so, and sorts the other way the second time."""
    page = open_page("articles.html", locale="en-US")
    heading = page.get_by_role("columnheader", name="Date")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    newest = titles(page)[0]
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert titles(page)[3] == newest
