"""What a curator does in the browser: a key a decision, lines by dragging, words by selecting, and the page made again."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.corrections.reading import correction_path
from tests.explorer.browser.test_pages import serious
from tests.review.browser.conftest import Open
from tests.review.corpus import FIRST

ONE = f"?capture={FIRST}"


def label(page: Any, line: int) -> str:
    return str(page.locator(f"#line-{line} .label").inner_text()).split("\n")[0]


def told(page: Any, words: str) -> None:
    """Wait until the page says so."""
    page.locator("#told", has_text=words).wait_for()
    settled(page)


def settled(page: Any) -> None:
    """Wait until the page is made again."""
    page.wait_for_selector("#page:not([aria-busy])")


def select(page: Any, line: int, start: int, stop: int) -> None:
    """Select characters of a line, as by a mouse."""
    page.evaluate(
        """([line, start, stop]) => {
            const node = document.querySelector(`#line-${line} .words`).firstChild;
            getSelection().setBaseAndExtent(node, start, node, stop);
        }""",
        [line, start, stop],
    )
    page.wait_for_selector(".words-card")


def test_a_line_is_corrected_with_a_key_and_the_page_is_made_again(open_review: Open, root: Path) -> None:
    """The YAML is there at once, the rows that changed are shown, and a key takes it back."""
    page = open_review(query=ONE)
    assert label(page, 0) == "Title"
    page.locator("#line-0 .number").click()
    page.keyboard.press("n")
    told(page, "The page was made again in")
    assert label(page, 0) == "Navigation"
    assert yaml.safe_load(correction_path(root, FIRST).read_text("utf-8"))["lines"][0]["label"] == "nav"
    assert "lines.label" in page.locator(".changed").inner_text()
    page.keyboard.press("z")
    told(page, "Undone")
    assert label(page, 0) == "Title"
    assert not correction_path(root, FIRST).exists()


@pytest.mark.slow
def test_lines_are_chosen_by_dragging_and_with_the_keyboard(open_review: Open) -> None:
    """Dragging over labels, or the arrow keys with Shift."""
    page = open_review(query=ONE)
    first, last = (page.locator(f"#line-{line} .label").bounding_box() for line in (1, 3))
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 5, steps=4)
    page.mouse.up()
    assert page.locator(".line.chosen").count() == 3
    page.locator(".lines").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".line.chosen").get_attribute("id") == "line-4"
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert page.locator(".line.chosen").count() == 3
    page.keyboard.press("Shift+ArrowUp")
    assert page.locator(".line.chosen").count() == 2


@pytest.mark.slow
def test_a_field_is_corrected_by_selecting_its_words(open_review: Open, root: Path) -> None:
    """The words get their place on the page."""
    page = open_review(query=ONE)
    select(page, 0, 0, 9)
    page.locator(".words-card select").first.select_option("source")
    told(page, "The page was made again in")
    (row,) = yaml.safe_load(correction_path(root, FIRST).read_text("utf-8"))["fields"]
    assert (row["field"], row["value"], row["span"]) == ("source", "中共桐陂县委组织部", [0, 9])


@pytest.mark.slow
def test_a_fact_is_accepted_changed_rejected_and_added(open_review: Open, root: Path) -> None:
    """From the line on which it stands."""
    page = open_review(query=ONE)
    page.locator("#line-8 .number").click()
    card = page.locator(".fact-card", has_text="219个").first
    card.get_by_role("button", name="Accept").click()
    told(page, "cells changed: 1")
    card.locator("summary").click()
    card.locator("select[name=measure]").select_option("rank")
    card.get_by_role("button", name="Save").click()
    told(page, "The page was made again in")
    assert "Rank" in card.inner_text()
    card.get_by_role("button", name="Reject").click()
    settled(page)
    select(page, 6, 4, 8)
    page.locator(".words-card select").nth(1).select_option("dates")
    page.locator(".words-card select[name=granularity]").select_option("day")
    page.locator(".words-card").get_by_role("button", name="Add").click()
    page.wait_for_function("() => document.querySelector('#line-6 mark.date') !== null")
    decisions = [row["decision"] for row in yaml.safe_load(correction_path(root, FIRST).read_text("utf-8"))["facts"]]
    assert decisions == ["reject", "add"]


@pytest.mark.slow
def test_two_windows_at_once_lose_nothing(open_review: Open, root: Path) -> None:
    """The second is told, sees what the first decided, and decides again."""
    one, other = open_review(query=ONE), open_review(query=ONE)
    one.locator("#line-1 .number").click()
    one.keyboard.press("v")
    told(one, "The page was made again in")
    other.locator("#line-2 .number").click()
    other.keyboard.press("v")
    told(other, "Another window has changed this page")
    assert label(other, 1) == "Advertisement"
    other.locator("#line-2 .number").click()
    other.keyboard.press("v")
    told(other, "The page was made again in")
    lines = yaml.safe_load(correction_path(root, FIRST).read_text("utf-8"))["lines"]
    assert sorted(row["lines"] for row in lines) == [[1, 1], [2, 2]]


@pytest.mark.slow
def test_the_queue_goes_on_to_the_next_item(open_review: Open) -> None:
    """With a key to accept and a key to skip; what is decided leaves it."""
    page = open_review()
    page.wait_for_selector(".items button[aria-current]")
    first = page.locator(".items button[aria-current]").inner_text()
    page.keyboard.press("s")
    page.wait_for_function(
        "(first) => document.querySelector('.items button[aria-current]').innerText !== first", arg=first
    )
    second = page.locator(".items button[aria-current]").inner_text()
    page.keyboard.press("a")
    page.wait_for_function(
        "(second) => document.querySelector('.items button[aria-current]').innerText !== second", arg=second
    )
    texts = page.locator(".items button").all_inner_texts()
    assert first not in texts and second not in texts


@pytest.mark.slow
def test_single_keys_can_be_switched_off(open_review: Open, root: Path) -> None:
    """Who dictates or presses keys by accident decides nothing."""
    page = open_review(query=ONE)
    page.locator("#single").uncheck()
    page.locator("#line-1 .number").click()
    page.keyboard.press("v")
    page.locator("#single").check()
    page.locator("#reason").fill("vvv")
    assert not correction_path(root, FIRST).exists()


LOOKS = {"a screen": (1400, "light", "en-GB"), "a phone at night": (390, "dark", "zh-CN")}


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_the_page_is_open_to_everybody(open_review: Open, look: str) -> None:
    """It fits the screen, and axe-core finds nothing serious, with lines and facts chosen."""
    width, scheme, locale = LOOKS[look]
    page = open_review(query=ONE, width=width, scheme=scheme, locale=locale)
    page.locator("#line-8 .number").click()
    page.wait_for_selector(".fact-card")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
