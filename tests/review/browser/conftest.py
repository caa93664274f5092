"""The review page in a real browser, on a small corpus: served, opened, and watched for faults."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pbdata.review.blind import BlindDesk
from pbdata.review.desk import Desk
from pbdata.review.routes import coding, curating
from pbdata.review.web import Answer, Server
from tests.review.corpus import SETTINGS, corpus, shelf

Open = Callable[..., Any]
"""Opens the review page: ``open_review(coder=None, query="", width=1400, scheme="light", locale="en-GB")``."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of two pages."""
    return corpus(tmp_path)


@pytest.fixture
def open_review(browser: Any, root: Path) -> Iterator[Open]:
    """Serves a desk and opens its page; ends with no error of a script, of the console, or of a request elsewhere."""
    faults: list[str] = []
    servers: dict[str | None, Server] = {}
    contexts: list[Any] = []

    def note(is_fault: bool, said: str) -> None:
        if is_fault and "409" not in said:  # A conflict is told by the page.
            faults.append(said)

    def answer(coder: str | None) -> Answer:
        if coder:
            return coding(BlindDesk(shelf(root), coder), coder)
        desk = Desk(shelf(root), SETTINGS, "li")
        desk.begin()
        return curating(desk)

    def open_review(
        coder: str | None = None, query: str = "", *, width: int = 1400, scheme: str = "light", locale: str = "en-GB"
    ) -> Any:
        if coder not in servers:
            servers[coder] = Server(answer(coder), "secret", 0)
            Thread(target=servers[coder].serve_forever, args=(0.05,), daemon=True).start()
        address = servers[coder].address
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: note(said.type in ("error", "warning"), f"console: {said.text}"))
        page.on("pageerror", lambda error: note(True, f"script: {error}"))
        page.on("request", lambda sent: note(not sent.url.startswith(address), f"request: {sent.url}"))
        page.goto(f"{address}review/{query}")
        page.wait_for_selector(".lines > .line")
        return page

    yield open_review
    for context in contexts:
        context.close()
    for server in servers.values():
        server.shutdown()
        server.server_close()
    assert faults == []
