"""What is answered to whom."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from pbdata.review.blind import BlindDesk
from pbdata.review.desk import Desk
from pbdata.review.routes import coding, curating
from pbdata.review.web import Answer, Request, Response
from tests.review.corpus import FIRST, SETTINGS, shelf


def ask(answer: Answer, method: str, path: str, data: Any = None, **query: str) -> Response:
    return answer(Request(method, path, query, data))


def told(response: Response) -> Any:
    return json.loads(response.body)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the page of an article."""
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "index.html").write_text("overview", "utf-8")
    (folder / f"articles/a{FIRST[1:]}.html").write_text('<main id="main" tabindex="-1">', "utf-8")
    return folder


@pytest.fixture
def answer(tmp_path: Path, site: Path) -> Answer:
    """The answers to a curator."""
    return curating(Desk(shelf(tmp_path / "corpus"), SETTINGS), site)


def test_the_page_and_its_files_are_served(answer: Answer) -> None:
    """Its own scripts, and the style of the explorer."""
    assert ask(answer, "GET", "").location == "review/"
    assert ask(answer, "GET", "review/").media_type == "text/html; charset=utf-8"
    for name, kind in {"review.js": "text/javascript", "review.css": "text/css", "site.css": "text/css"}.items():
        response = ask(answer, "GET", f"review/{name}")
        assert (response.status, response.media_type) == (HTTPStatus.OK, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    ["review/../routes.py", "review/nothing.js", "site/../corpus/data/raw/manifest.yaml", "elsewhere", "api/nothing"],
)
def test_nothing_else_is_served(path: str, answer: Answer) -> None:
    """No file of another folder."""
    assert ask(answer, "GET", path).status == HTTPStatus.NOT_FOUND


def test_the_page_of_an_article_leads_to_its_review(answer: Answer) -> None:
    """And the site is served as it is otherwise."""
    assert ask(answer, "GET", "site/index.html").body == b"overview"
    assert (
        f'href="../../review/?capture={FIRST}"'.encode() in ask(answer, "GET", f"site/articles/a{FIRST[1:]}.html").body
    )


def test_a_decision_is_taken_and_taken_back(answer: Answer) -> None:
    """With the version of what was seen; an old version is a conflict, and what does not fit is told."""
    seen = told(ask(answer, "GET", "api/capture", id=FIRST))
    decision = {"kind": "lines", "first": 0, "last": 0, "label": "nav"}
    sent = {"capture_id": FIRST, "version": seen["version"], "decision": decision}
    made = told(ask(answer, "POST", "api/decide", sent))
    assert made["lines"][0]["label"] == "nav"
    assert ask(answer, "POST", "api/decide", sent).status == HTTPStatus.CONFLICT
    wrong = sent | {"version": made["version"], "decision": decision | {"label": "bodi"}}
    refused = ask(answer, "POST", "api/decide", wrong)
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "bodi" in told(refused)["error"]
    assert told(ask(answer, "POST", "api/undo", {}))["version"] == seen["version"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"capture_id": FIRST},
        {"capture_id": 7, "version": ""},
        {"capture_id": FIRST, "version": "", "decision": []},
    ],
)
def test_a_broken_request_is_told(data: Any, answer: Answer) -> None:
    """Whatever is sent, the answer says what is missing."""
    response = ask(answer, "POST", "api/decide", data)
    assert response.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "missing" in told(response)["error"]


def test_a_fault_of_the_program_is_told(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page can say so, and the server goes on."""
    monkeypatch.setattr(Desk, "capture", lambda *_: 1 / 0)
    response = ask(answer, "GET", "api/capture", id=FIRST)
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "please report it" in told(response)["error"]
    assert ask(answer, "GET", "api/words").status == HTTPStatus.OK


def test_a_coder_can_ask_for_nothing_but_pages(tmp_path: Path) -> None:
    """No queue of the program, no decision, no site; the page says who codes."""
    answer = coding(BlindDesk(shelf(tmp_path / "corpus"), "li"), "li")
    assert told(ask(answer, "GET", "api/words"))["coder"] == "li"
    assert set(told(ask(answer, "GET", "api/queue"))) == {"pages"}
    assert ask(answer, "GET", "site/index.html").status == HTTPStatus.NOT_FOUND
    assert ask(answer, "POST", "api/decide", {}).status == HTTPStatus.NOT_FOUND
    made = ask(
        answer,
        "POST",
        "api/code",
        {"capture_id": FIRST, "version": "", "coding": {"lines": [{"first": 0, "last": 0, "label": "nav"}]}},
    )
    assert told(made)["coding"]["lines"] == [{"first": 0, "last": 0, "label": "nav"}]
