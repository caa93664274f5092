"""The search in a browser."""

from typing import Any

import pytest

from tests.explorer.browser.conftest import Open

QUERIES = {
    "one character": ("盘", 1),
    "one traditional character": ("盤", 1),
    "four characters": ("一树两强", 1),
    "four traditional characters": ("一樹兩強", 1),
    "a mark": ("，", 5),
    "what no text holds": ("乱码没有", 0),
}


def search(page: Any, query: str) -> list[str]:
    """The titles that a search finds."""
    page.locator("#search input").fill(query)
    page.locator("#search input").press("Enter")
    page.wait_for_function("query => document.querySelector('#search .results').dataset.done === query", arg=query)
    titles: list[str] = page.locator("#search li a").all_inner_texts()
    return titles


@pytest.mark.parametrize("case", QUERIES)
def test_a_search_finds(open_page: Open, case: str) -> None:
    """From one character on, in both scripts, from a page that was opened as a file."""
    query, n = QUERIES[case]
    page = open_page("articles.html")
    assert len(search(page, query)) == n
    assert (page.locator("#search mark").count() > 0) == (n > 0)


def test_a_result_leads_to_its_words(open_page: Open) -> None:
    """The words are marked on the reading page, across the marks of facts, and the first is in sight."""
    page = open_page("articles.html")
    search(page, "「一樹兩強」主題活動")
    page.locator("#search li a").click()
    page.locator("mark.hit").first.wait_for()
    assert "“一树两强”主题活动" in "".join(page.locator("mark.hit").all_inner_texts())
    assert page.locator("mark.hit").first.is_visible()


def test_a_field_narrows_the_search(open_page: Open) -> None:
    """Titles alone, or texts alone."""
    page = open_page("articles.html")
    page.locator("#search select").select_option("title")
    assert search(page, "党旗") == ["暖了民心红了党旗"]
    page.locator("#search select").select_option("text")
    assert "暖了民心红了党旗" in search(page, "红了党旗")


def test_an_address_holds_the_search(open_page: Open) -> None:
    """It can be handed on."""
    page = open_page("articles.html?q=%E4%B8%80%E6%A0%91%E4%B8%A4%E5%BC%BA")
    page.locator("#search li a").wait_for()
    assert page.locator("#search li a").all_inner_texts() == ["暖了民心红了党旗"]
