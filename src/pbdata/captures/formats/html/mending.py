"""Slips of authors and editors that would make a browser show what nobody meant, put right before a page is parsed."""

import re

from pbdata.captures.formats.html.links import close_links

_STRUCK_OUT = re.compile(r"<(/?)(?:del|s|strike)(?=[\s>])[^>]*>", re.IGNORECASE)
_ESCAPED = re.compile(
    r"&lt;(/?(?:p|br|div|span|strong|b|font|img|a|section|h[1-6])(?:\s[^<>&]*)?/?)&gt;", re.IGNORECASE
)
_CDATA, _END_OF_CDATA = "<![CDATA[", re.compile(r"\]\](?:>|&gt;)")
# From so many escaped tags on, a page was escaped once too often, and does not speak of HTML.
ESCAPED_FROM = 3


def mend(html: str) -> str:
    """Return HTML without the marks of CDATA, with tags that were escaped as tags, with its links closed, and without
    strike-out that was left open."""
    if "&lt;" in html and len(_ESCAPED.findall(html)) >= ESCAPED_FROM:
        html = _ESCAPED.sub(r"<\1>", html)
    if "]]" in html:
        html = _END_OF_CDATA.sub("", html).replace(_CDATA, "")
    closings = _STRUCK_OUT.findall(html)
    if len(closings) != 2 * closings.count("/"):
        html = _STRUCK_OUT.sub("", html)
    return close_links(html)
