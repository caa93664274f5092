"""HTML on which any parser works by the square of the page's size, made harmless before it is parsed.

Three things do that: formatting elements left open, which the standard opens again in every later block; elements with
thousands of attributes, each compared with all before it; and choices of thousands of options. None carries words of the page,
so nothing readable is lost.
"""

import re

MAX_OPEN = 200
MAX_ATTRIBUTES = 1000
MAX_OPTIONS = 1000
# No page of the usual kind closes fewer tags than this share, or has a tag of more characters than this.
CLOSED_FROM = 0.4
LONG_TAG = 10_000

_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^>]*>", re.IGNORECASE)
_OPTION = re.compile(r"<option\b[^>]*>[^<]*(?:</option\s*>)?", re.IGNORECASE)
_TAG = re.compile("<[a-zA-Z][^\\s/]*")


def tame(html: str) -> str:
    """Return HTML without what would make parsing it quadratic: nearly all pages come back as they are."""
    if _has_long_tag(html):
        html = ">".join([_without_attributes(piece) for piece in html.split(">")])
    if html.count("</") < CLOSED_FROM * html.count(">"):
        closings = _FORMATTING.findall(html)
        if len(closings) - 2 * closings.count("/") > MAX_OPEN:
            html = _FORMATTING.sub("", html)
    if html.count("<option") + html.count("<OPTION") > MAX_OPTIONS:
        html = _OPTION.sub("", html)
    return html


def _has_long_tag(html: str) -> bool:
    """Whether there may be one: whatever is as long as a long tag covers one of these windows whole."""
    window = LONG_TAG // 2
    return any(html.find(">", start, start + window) < 0 for start in range(0, len(html) - window, window))


def _without_attributes(piece: str) -> str:
    if len(piece) <= LONG_TAG:
        return piece
    tag = _TAG.search(piece)
    return piece[: tag.end()] if tag and len(piece[tag.end() :].split()) > MAX_ATTRIBUTES else piece
