"""The one place where the format of a capture is told, and where each format is read."""

import mimetypes
from collections.abc import Callable
from functools import cache

from pbdata.captures.encoding import begins_as_text
from pbdata.captures.formats.markdown import read_markdown
from pbdata.captures.formats.mhtml import html_of
from pbdata.captures.formats.page_text import PageText
from pbdata.captures.formats.text import read_text
from pbdata.chinese.rules import first_match, read_rules

UNKNOWN = "application/octet-stream"
TEXT, HTML = "text/plain", "text/html"


def _html(decoded: str) -> PageText:
    from pbdata.captures.formats.html.rendering import render  # Its parser is loaded for pages that need it.

    page = render(decoded)
    return PageText(page.text, page.looks)


def _mhtml(decoded: str) -> PageText:
    return _html(html_of(decoded))


FORMATS: dict[str, Callable[[str], PageText]] = {
    TEXT: read_text,
    "text/markdown": read_markdown,
    HTML: _html,
    "application/xhtml+xml": _html,
    "multipart/related": _mhtml,
}
"""How the text of a capture becomes page text, by media type: a row for each format that is read."""


def sniff(data: bytes, name: str | None = None) -> str:
    """Return the media type of a capture: by how it opens (rules.yaml), then by the ending of its name, else text.

    Bytes that are no text and have no telling name are ``application/octet-stream``.
    """
    head = begins_as_text(data)
    found = first_match(read_rules(__package__, "openings"), head) if head is not None else None
    if found:
        return str(found[0].given["media_type"])
    guess, compression = _endings().guess_type(name or "")
    if guess and not compression and guess != UNKNOWN:
        return guess
    return UNKNOWN if head is None else TEXT


@cache
def _endings() -> mimetypes.MimeTypes:
    """The endings of names that Python itself knows, and none of this machine, so that every machine gives the same answer."""
    return mimetypes.MimeTypes()


def is_read(media_type: str) -> bool:
    """Whether captures of a media type can be read."""
    return media_type in FORMATS


def read(decoded: str, media_type: str) -> PageText:
    """Return the page text of a capture of a format that is read, from its decoded text. Never raises for what a page prints."""
    return FORMATS[media_type](decoded)
