"""Blind coding in the browser, and the agreement that comes of it."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pbdata.cli import app
from tests.explorer.browser.test_pages import serious
from tests.review.browser.conftest import Open
from tests.review.browser.test_reviewing import label, select, told


def code(page: Any, keys: str) -> None:
    """Give the first lines their labels, a key each; blank lines are passed over."""
    page.locator("#line-0 .number").click()
    for number, key in enumerate(keys, 1):
        page.keyboard.press(key)
        told(page, f"{number} of")


@pytest.mark.slow
def test_two_coders_work_blind_and_are_compared(open_review: Open, root: Path) -> None:
    """Neither sees a label, and `pbdata agree` says how far they agree."""
    for coder, keys in {"li": "nnntd", "wang": "tnntd"}.items():
        page = open_review(coder)
        assert f"Blind coding: {coder}" in page.locator("#brand").inner_text()
        assert {label(page, line) for line in range(8)} == {""}
        assert page.locator("mark.fact").count() == 0
        code(page, keys)
        select(page, 3, 0, 6)
        page.locator(".words-card select").first.select_option("title")
        page.wait_for_selector("dl.fields dd:has-text('桐陂县')")
    ran = CliRunner().invoke(app, ["agree", "li", "wang", "--root", str(root)])
    lines = {tuple(line.split()[:2]): line.split() for line in ran.stdout.splitlines()}
    assert lines["lines", "label"][2:4] == ["5", "0.800"]
    assert lines["articles", "title"][2:4] == ["1", "1.000"]


@pytest.mark.slow
def test_a_coding_is_taken_back(open_review: Open) -> None:
    """Step by step."""
    page = open_review("li")
    code(page, "nn")
    page.keyboard.press("z")
    told(page, "Undone")
    assert [label(page, line) for line in (0, 1)] == ["Navigation", ""]


@pytest.mark.slow
def test_a_coders_page_is_open_to_everybody(open_review: Open) -> None:
    """axe-core finds nothing serious."""
    page = open_review("li")
    code(page, "n")
    assert serious(page) == []
