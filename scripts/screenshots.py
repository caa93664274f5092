#!/usr/bin/env python3
"""Take the screenshots of the documents, in both languages, into docs/images (`make screenshots`).

They show the site of this repository's package, and the review page on a copy of its data. A chromium is found on the
path or named in PBDATA_CHROMIUM.

Example: scripts/screenshots.py
"""

import argparse
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from pbdata.access.loading import open_package
from pbdata.explorer.site import explore
from pbdata.model.capture import Settings
from pbdata.review.desk import Desk
from pbdata.review.routes import curating
from pbdata.review.shelf import Shelf
from pbdata.review.web import Server

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
LANGUAGES = {"en-GB": ".png", "zh-CN": ".zh.png"}
"""The endings of the files by the reader's locale."""
ARTICLE = "articles/aef3e59ff5bfb1351.html"
"""An article on 三送."""
REVIEWED = "review/?capture=ce9cb860bd69bb803"


class Shot(NamedTuple):
    """A picture: its name, the page's address in the site, what a reader does there, and the window in CSS pixels."""

    name: str
    address: str
    act: Callable[[Page], None] = lambda _: None
    width: int = 1280
    height: int = 860
    dark: bool = False
    scale: float = 1


def main() -> None:
    """Write every picture anew, and name it with its size."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        site = Path(folder) / "site"
        explore(open_package(ROOT), site)
        found = os.environ.get("PBDATA_CHROMIUM") or shutil.which("chromium")
        chromium = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for locale, ending in LANGUAGES.items():
            for shot in EXPLORED:
                _write(f"{shot.name}{ending}", _taken(chromium, shot, site.as_uri(), locale))
            with _reviewing(Path(folder) / locale, site) as address:
                _write(f"{REVIEW.name}{ending}", _taken(chromium, REVIEW, address, locale))
        chromium.close()


def _taken(chromium: Browser, shot: Shot, site: str, locale: str) -> bytes:
    """The picture as PNG."""
    context = chromium.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        locale=locale,
        reduced_motion="reduce",
        device_scale_factor=shot.scale,
    )
    page = context.new_page()
    page.goto(f"{site.rstrip('/')}/{shot.address}")
    shot.act(page)
    picture = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return picture


def _write(name: str, picture: bytes) -> None:
    """Write it with a palette, which is enough for pages of text and takes a third of the bytes."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(dither=Image.Dither.NONE)
    few.save(IMAGES / name, optimize=True)
    print(f"wrote {(IMAGES / name).relative_to(ROOT)}: {(IMAGES / name).stat().st_size} bytes")


@contextmanager
def _reviewing(folder: Path, site: Path) -> Iterator[str]:
    """Serves the review page of a copy of the dataset in a new folder; gives its address."""
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("tables", "annotation"))
    settings = Settings()
    desk = Desk(Shelf(folder, settings), settings, "li")
    desk.begin()
    with Server(curating(desk, site), "secret", 0) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.address
        server.shutdown()


def _found(page: Page) -> None:
    page.locator("#search ol mark").first.wait_for()


def _its_facts(page: Page) -> None:
    page.get_by_role("tab").nth(1).click()


def _why_a_line_is_struck(page: Page) -> None:
    """The lines are scrolled to the top of their panel."""
    page.locator("#page").evaluate(
        "panel => panel.scrollTo(0, panel.querySelector('ol').offsetTop - panel.offsetTop - 12)"
    )
    page.locator("#line-2 .why").hover()


def _a_question(page: Page) -> None:
    page.locator("#q4").evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 32)")


def _a_decision(page: Page) -> None:
    """A heading was taken for a title, and is made a heading again."""
    page.locator("#line-51 .number").click()
    for key in "th":
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.keyboard.press(key)
        page.wait_for_selector("#page:not([aria-busy])")


EXPLORED = (
    Shot("overview", "index.html", height=1000),
    Shot("articles", "articles.html?q=三送", _found),
    Shot("reading", ARTICLE, _its_facts),
    Shot("page", ARTICLE, _why_a_line_is_struck),
    Shot("programme", "programmes/g471bed21b23756d3.html", height=1000),
    Shot("question", "questions.html#q4", _a_question, height=640),
    Shot("phone", ARTICLE, width=390, height=844, dark=True, scale=2),
)
REVIEW = Shot("review", REVIEWED, _a_decision)


if __name__ == "__main__":
    main()
