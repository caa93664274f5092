"""The reading page in a browser."""

from typing import Any

import pytest

from tests.explorer.browser.conftest import Open

PAGE = "articles/aef3e59ff5bfb1351.html"
LINK = "#w-f015360682ab19bf9 a"
"""The words 67.6万份."""


def fragment(page: Any) -> str:
    found: str = page.evaluate("decodeURIComponent(location.hash)")
    return found


def test_a_fact_leads_to_its_row_and_back(open_page: Open) -> None:
    """A click on words opens the panel of facts at their row; the row leads back to the words."""
    page = open_page(PAGE)
    page.locator(LINK).click()
    assert fragment(page) == "#figures-f015360682ab19bf9"
    row = page.locator("#figures-f015360682ab19bf9")
    assert row.is_visible()
    assert "676000" in row.inner_text()
    row.get_by_role("link", name="67.6万份").click()
    assert fragment(page) == "#w-f015360682ab19bf9"
    page.locator("#w-f015360682ab19bf9.current").wait_for()


def test_a_permanent_address_opens_the_row(open_page: Open) -> None:
    """From elsewhere an address with a row's anchor shows it, with its words marked."""
    page = open_page(f"{PAGE}#figures-f015360682ab19bf9")
    assert page.locator("#figures-f015360682ab19bf9").is_visible()
    assert page.locator("#w-f015360682ab19bf9.current").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_links_work_without_scripts(open_page: Open, scripts: bool) -> None:
    """On a phone, or where no script runs, words and rows are linked all the same."""
    page = open_page(PAGE, width=390, java_script_enabled=scripts)
    page.locator(LINK).click()
    assert page.url.endswith("#figures-f015360682ab19bf9")
    page.locator("#figures-f015360682ab19bf9 th a").click()
    assert page.url.endswith("#w-f015360682ab19bf9")


def test_removed_lines_are_struck_through(open_page: Open) -> None:
    """The navigation left the text: its line is struck, and label and rule show on hover and on focus."""
    page = open_page(PAGE)
    line = page.locator("#line-2")
    struck = line.locator("del")
    assert "当前位置" in struck.inner_text()
    assert "line-through" in struck.evaluate("one => getComputedStyle(one).textDecorationLine")
    rule = line.locator(".why code")
    assert line.locator(".why b").inner_text() == "导航"
    assert not rule.is_visible()
    line.hover()
    assert rule.is_visible()
    page.mouse.move(0, 0)
    line.locator(".n").focus()
    assert rule.is_visible()
    assert rule.inner_text() == "breadcrumb"


def test_changes_show_before_and_after(open_page: Open) -> None:
    """A comma of half width became one of full width."""
    edit = open_page(PAGE).locator("#line-11 .edit").nth(1)
    assert (edit.locator("del").inner_text(), edit.locator("ins").inner_text()) == (",", "，")


def test_lines_and_paragraphs_are_linked_both_ways(open_page: Open) -> None:
    """A kept line leads to its paragraph, and the paragraph to the line."""
    page = open_page(PAGE)
    page.locator("#line-11 .to").click()
    assert fragment(page) == "#p1"
    page.locator("#p1 .from").first.click()
    assert fragment(page) == "#line-11"
    page.locator("#p1 p").hover(position={"x": 5, "y": 5})
    assert "paired" in page.locator("#line-11").get_attribute("class")


def test_the_arrows_walk_the_page(open_page: Open) -> None:
    """The lines are one stop of the tab key; arrows go from line to line and from change to change."""
    page = open_page(PAGE)
    page.locator("#line-0 .n").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash") == "#line-1"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "span-1"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "span-0"


def test_kinds_are_hidden_and_shown(open_page: Open) -> None:
    """By mouse and by key; what is hidden is neither marked nor a stop of the keyboard."""
    page = open_page(PAGE)
    mark = page.locator("#w-f015360682ab19bf9")
    line = "one => getComputedStyle(one).textDecorationLine"
    assert mark.evaluate(line) == "underline"
    page.locator("#show-figures").uncheck()
    assert mark.evaluate(line) == "none"
    assert page.locator(LINK).get_attribute("tabindex") == "-1"
    page.keyboard.press("1")
    assert mark.evaluate(line) == "underline"
    page.keyboard.press("0")
    assert page.locator(".kinds :checked").count() == 0


def test_all_facts_of_some_words_are_told(open_page: Open) -> None:
    """Where facts overlap, the words under the keyboard tell each of them."""
    page = open_page(PAGE)
    page.locator("mark mark a").first.focus()
    assert page.locator("#here a").count() >= 2


def test_labels_follow_the_language(open_page: Open) -> None:
    """Codes and headings of rows change with the language of the page."""
    page = open_page(f"{PAGE}#facts-figures", locale="en-US")
    heading = page.locator("#facts-figures thead th").first
    assert heading.inner_text() == "Value"
    page.get_by_role("button", name="中文").click()
    assert heading.inner_text() == "数值"


def test_the_metadata_lead_to_the_page(open_page: Open) -> None:
    """A value shows the words that print it."""
    page = open_page(f"{PAGE}#about")
    page.locator("#about .printed-in").first.click()
    assert page.locator("ol.page .part:target").is_visible()


def test_citations_are_there(open_page: Open) -> None:
    """One is open; another is shown by its name."""
    page = open_page(f"{PAGE}#citing")
    assert "[N/OL]" in page.locator("#cite-gbt7714").inner_text()
    page.get_by_text("BibTeX").click()
    assert "@online{aef3e59ff5bfb1351" in page.locator("#cite-bibtex").inner_text()


def test_printing_shows_all(open_page: Open) -> None:
    """On paper no panel is hidden."""
    page = open_page(PAGE)
    page.emulate_media(media="print")
    assert all(panel.is_visible() for panel in page.locator(".panel").all())


@pytest.mark.parametrize("address", ["#%", "?lang=constructor"])
def test_an_address_that_is_badly_written_does_no_harm(open_page: Open, address: str) -> None:
    """The page stands, in a language that it has."""
    page = open_page(f"articles/a1c0e34607db3383c.html{address}")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("width", [1280, 700])
def test_a_title_breaks_inside_no_word(open_page: Open, width: int) -> None:
    """It has the width of the page, and breaks at its blanks where it needs several lines."""
    title = open_page("articles/a1c0e34607db3383c.html", width=width).locator("h1")
    lines = title.evaluate(
        "one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    )
    assert lines == 1
