"""What the review server answers: the page, what it asks for, and the site of the explorer beside it."""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from pbdata import __version__
from pbdata.errors import PbdataError
from pbdata.keeping import folder_of
from pbdata.review.blind import BlindDesk
from pbdata.review.desk import Desk
from pbdata.review.web import Answer, Request, Response, as_json, said
from pbdata.review.words import words
from pbdata.review.writing import ConflictError

_PAGE = "review/"
_SHARED = ("site.css", "site.js", "reading.css", "icon.svg")
"""Files of the explorer that the page uses too."""
_MOST_ITEMS = 500
_ARTICLE_PAGE = re.compile(r"articles/a([0-9a-f]{16})\.html")
_MAIN = b'<main id="main" tabindex="-1">'
_LINK = (
    '<p class="note"><a href="../../review/?capture={capture}"><span class="t" lang="zh-Hans">审核本页</span>'
    '<span class="t" lang="en">Review this page</span></a></p>'
)
_Asked = Callable[[Request], Any]


def curating(desk: Desk, site: Path | None = None) -> Answer:
    """Answer for a curator. ``site`` is the folder of the explorer's site, which may be made meanwhile."""
    return _answering(
        {
            ("GET", "words"): lambda _: (
                words() | {"coder": None, "site": bool(site and (site / "index.html").is_file())}
            ),
            ("GET", "queue"): lambda asked: desk.queue(asked.query.get("kind"), _MOST_ITEMS),
            ("GET", "capture"): lambda asked: desk.capture(_text(asked.query, "id")),
            ("POST", "decide"): lambda asked: desk.decide(*_named(asked.data), _mapping(asked.data, "decision")),
            ("POST", "undo"): lambda _: desk.undo(),
        },
        site,
    )


def coding(desk: BlindDesk, coder: str) -> Answer:
    """Answer for a coder, who is shown pages alone: nothing that the program or others made of them, the explorer's site neither."""
    return _answering(
        {
            ("GET", "words"): lambda _: words() | {"coder": coder, "site": False},
            ("GET", "queue"): lambda _: {"pages": desk.pages()},
            ("GET", "capture"): lambda asked: desk.page(_text(asked.query, "id")),
            ("POST", "code"): lambda asked: desk.code(*_named(asked.data), _mapping(asked.data, "coding")),
        },
        None,
    )


def _answering(api: Mapping[tuple[str, str], _Asked], site: Path | None) -> Answer:
    def answer(request: Request) -> Response:
        folder, _, rest = request.path.partition("/")
        if folder == "api":
            return _asked(api, request, rest)
        if request.method != "GET":
            return said(HTTPStatus.METHOD_NOT_ALLOWED, "decisions are sent to api/.")
        if request.path == "":
            return Response(HTTPStatus.FOUND, "text/plain", b"", location=_PAGE)
        if request.path == _PAGE:
            return _file(folder_of(__package__) / "static", "review.html")
        if folder == "review":
            return _file(folder_of("pbdata.explorer" if rest in _SHARED else __package__) / "static", rest)
        if folder == "site" and site:
            return _with_way_here(rest, _file(site, rest or "index.html"))
        return said(HTTPStatus.NOT_FOUND, "there is nothing here.")

    return answer


def _asked(api: Mapping[tuple[str, str], _Asked], request: Request, name: str) -> Response:
    asked = api.get((request.method, name))
    if asked is None:
        return said(HTTPStatus.NOT_FOUND, f"there is no {request.method} {name}.")
    try:
        return as_json(asked(request))
    except ConflictError as error:
        return said(HTTPStatus.CONFLICT, str(error))
    except PbdataError as error:
        return said(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    except Exception as error:
        fault = f"{type(error).__name__}: {error}. This is a fault of pbdata {__version__}: please report it."
        return said(HTTPStatus.INTERNAL_SERVER_ERROR, fault)


def _file(folder: Path, name: str) -> Response:
    """A file of a folder, and of no other."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file():
        return said(HTTPStatus.NOT_FOUND, "there is no such file.")
    kind = guess_type(place.name)[0] or "application/octet-stream"
    kind = "text/javascript" if place.suffix == ".js" else kind
    return Response(HTTPStatus.OK, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, place.read_bytes())


def _with_way_here(name: str, response: Response) -> Response:
    """The page of an article with a link to where it is reviewed."""
    article = _ARTICLE_PAGE.fullmatch(name)
    if article is None:
        return response
    link = _LINK.format(capture=f"c{article[1]}").encode()
    return response._replace(body=response.body.replace(_MAIN, _MAIN + link, 1))


def _named(data: Any) -> tuple[str, str]:
    """The capture and the version of it that a decision is about."""
    return _text(data, "capture_id"), _text(data, "version", empty=True)


def _text(data: Any, key: str, *, empty: bool = False) -> str:
    value = data.get(key) if isinstance(data, Mapping) else None
    if not isinstance(value, str) or not (value or empty):
        raise PbdataError(f"`{key}` is missing. Reload the page.")
    return value


def _mapping(data: Any, key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if not isinstance(value, Mapping):
        raise PbdataError(f"`{key}` is missing. Reload the page.")
    return value
