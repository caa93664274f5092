"""Every kind of page in a browser: no error, no request, nothing that shuts a reader out, on a screen and on a phone."""

from pathlib import Path
from typing import Any

import pytest

from tests.explorer.browser.conftest import Open

KINDS = {
    "overview": "index.html",
    "articles": "articles.html",
    "a year": "years/2012.html",
    "an article": "articles/a*.html",
    "programmes": "programmes.html",
    "a programme": "programmes/g*.html",
    "places": "places.html",
    "a place": "places/z0b387a4580ee1e9a.html",
    "people": "persons.html",
    "a person": "persons/x*.html",
    "outlets": "outlets.html",
    "an outlet": "outlets/x*.html",
    "questions": "questions.html",
    "codebook": "codebook.html",
    "a table": "tables/figures.html",
    "downloads": "downloads.html",
    "cite": "cite.html",
}
"""A page of each kind, the first that fits."""

_AXE = {"resultTypes": ["violations"], "preload": False}
"""The pages let nothing be fetched, the style sheets neither, which axe-core would read once more."""

LOOKS = {"a screen": (1280, "light", "en-US"), "a phone at night": (390, "dark", "zh-CN")}


def path_of(kind: str, site: Path) -> str:
    """The path of a page of a kind."""
    return min(site.glob(KINDS[kind])).relative_to(site).as_posix()


def serious(page: Any) -> list[str]:
    """What axe-core finds that is serious or worse."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in axe.run(page, options=_AXE).response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["overview", "a programme"])
def test_a_page_is_open_to_everybody(open_page: Open, site: Path, kind: str, look: str) -> None:
    """It opens from its file without an error or a request, fits the screen, and axe-core finds nothing serious."""
    width, scheme, locale = LOOKS[look]
    page = open_page(path_of(kind, site), width=width, scheme=scheme, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_open_to_everybody(open_page: Open, site: Path, kind: str) -> None:
    """So does each kind of page, in both lights and both languages, on the narrowest screens too."""
    for width, scheme, locale in [*LOOKS.values(), (320, "light", "en-US"), (1280, "dark", "zh-CN")]:
        page = open_page(path_of(kind, site), width=width, scheme=scheme, locale=locale)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious(page) == []


def test_the_language_is_kept(open_page: Open) -> None:
    """A reader of English gets English, changes to Chinese, and stays with it on the next page."""
    page = open_page("index.html", locale="en-US")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Articles", exact=True).is_visible()
    page.get_by_role("button", name="中文").click()
    page.get_by_role("link", name="文章", exact=True).first.click()
    page.wait_for_url("**/articles.html")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.get_by_role("heading", level=1).inner_text() == "文章"


def test_the_light_is_kept(open_page: Open) -> None:
    """A page follows the system until the reader chooses, and then the next one follows the reader."""
    page = open_page("index.html", scheme="dark", locale="en-US")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    light = page.evaluate(ground)
    assert light != dark
    page.get_by_role("link", name="Codebook", exact=True).click()
    page.wait_for_url("**/codebook.html")
    assert page.evaluate(ground) == light


def test_without_a_script_both_languages_are_there(open_page: Open) -> None:
    """Where no script runs the texts stand in both languages, and the articles are found by their years."""
    page = open_page("articles.html", java_script_enabled=False)
    heading = page.get_by_role("heading", level=1)
    assert heading.get_by_text("文章").is_visible()
    assert heading.get_by_text("Articles").is_visible()
    page.get_by_role("link", name="2017", exact=True).click()
    page.get_by_role("link", name="暖了民心红了党旗").wait_for(state="visible")


def test_the_keyboard_reaches_the_content(open_page: Open) -> None:
    """The first stop of the tab key skips what stands on every page."""
    page = open_page("index.html", locale="en-US")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_policy_holds_for_files(open_page: Open, faults: list[str]) -> None:
    """A script in a page that came from ``file://`` does not run, and the browser says that the policy forbids it."""
    page = open_page("index.html")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/x'}))")
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None
    said = [one for one in faults if one.startswith("console: ")]
    assert [part for one in said for part in ("script-src 'self'", "img-src 'self'") if part in one] == [
        "script-src 'self'",
        "img-src 'self'",
    ]
    faults.clear()


def test_a_page_can_be_printed(open_page: Open, tmp_path: Path) -> None:
    """It is printed to a PDF."""
    page = open_page("programmes/" + "g7467ed761f474e0c.html")
    assert page.pdf(format="A4").startswith(b"%PDF")
