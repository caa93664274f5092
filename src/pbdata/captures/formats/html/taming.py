"""HTML on which any parser works by the square of the page's size, made harmless before it is parsed.

Three things do that: formatting elements left open, which the standard opens again in every later block; elements with
thousands of attributes, each compared with all before it; and choices of thousands of options. None carries words of the page,
so nothing readable is lost.
"""

import re
from collections.abc import Iterator

MAX_OPEN = 200
MAX_ATTRIBUTES = 1000
MAX_OPTIONS = 1000
# No page of the usual kind closes fewer tags than this share, or has a tag of more characters than this.
CLOSED_FROM = 0.4
LONG_TAG = 10_000

_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^>]*>", re.IGNORECASE)
_MARKS = re.compile("</|<option|<OPTION")
_OPTION = re.compile(r"<option\b[^>]*>[^<]*(?:</option\s*>)?", re.IGNORECASE)
_TAG = re.compile("<[a-zA-Z][^\\s/]*")


def tame(html: str) -> str:
    """Return HTML without what would make parsing it quadratic: nearly all pages come back as they are."""
    html = _without_attributes(html)
    marks = _MARKS.findall(html)
    closed = marks.count("</")
    if closed < CLOSED_FROM * html.count(">"):
        closings = _FORMATTING.findall(html)
        if len(closings) - 2 * closings.count("/") > MAX_OPEN:
            html = _FORMATTING.sub("", html)
    if len(marks) - closed > MAX_OPTIONS:
        html = _OPTION.sub("", html)
    return html


def _without_attributes(html: str) -> str:
    """Return HTML in which no tag has thousands of attributes."""
    kept, last = [], 0
    for start, stop in _long_stretches(html):
        tag = _TAG.search(html, start, stop)
        if tag and len(html[tag.end() : stop].split()) > MAX_ATTRIBUTES:
            kept.append(html[last : tag.end()])
            last = stop
    return "".join([*kept, html[last:]]) if kept else html


def _long_stretches(html: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between two ``>`` where it is longer than a tag: it covers one of the windows that are looked at whole."""
    window, last = LONG_TAG // 2, 0
    for at in range(0, len(html) - window, window):
        if at >= last and html.find(">", at, at + window) < 0:
            stop = html.find(">", at + window)
            start, last = html.rfind(">", 0, at) + 1, stop if stop >= 0 else len(html)
            if last - start > LONG_TAG:
                yield start, last
