"""A reader with a real browser. Whatever goes wrong in a page that was opened fails the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
"""Opens a page: ``open_page(path, width=1280, scheme="light", locale="zh-CN", **of_the_context)``. The page is Playwright's."""


@pytest.fixture
def faults() -> list[str]:
    """What went wrong in the pages of a test: errors of scripts, of the console, and requests that leave the site."""
    return []


@pytest.fixture
def open_page(browser: Any, site: Path, faults: list[str]) -> Iterator[Open]:
    """Opens pages of the site of the committed package from their files; ends with no fault."""
    with readers(browser, faults) as opened:
        yield lambda path, **how: opened(site, path, **how)
    assert faults == []


class readers:  # noqa: N801
    """Opens pages of any site, and closes them in the end."""

    def __init__(self, browser: Any, faults: list[str]) -> None:
        self.browser, self.faults, self.contexts = browser, faults, list[Any]()

    def __enter__(self) -> Open:
        return self.open

    def __exit__(self, *_: object) -> None:
        for context in self.contexts:
            context.close()

    def open(
        self, site: Path, path: str, *, width: int = 1280, scheme: str = "light", locale: str = "zh-CN", **how: Any
    ) -> Any:
        """Open a page in a context of its own, as a reader with this screen, light and language sees it."""
        viewport = {"width": width, "height": 900}
        context = self.browser.new_context(viewport=viewport, color_scheme=scheme, locale=locale, **how)
        self.contexts.append(context)
        page = context.new_page()
        root = site.resolve().as_uri()
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), f"console: {said.text}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda sent: self._note(not sent.url.startswith(root), f"request: {sent.url}"))
        page.on("requestfailed", lambda sent: self._note(True, f"failed: {sent.url}"))
        page.goto(f"{root}/{path}")
        return page

    def _note(self, is_fault: bool, said: str) -> None:
        if is_fault:
            self.faults.append(said)
