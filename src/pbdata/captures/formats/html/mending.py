"""Slips of authors and editors that would make a browser show what nobody meant, put right before a page is parsed."""

import re

from pbdata.captures.formats.html.links import close_links

_STRUCK_OUT = re.compile(r"<(/?)(?:del|s|strike)(?=[\s>])[^>]*>", re.IGNORECASE)


def mend(html: str) -> str:
    """Return HTML without the marks of CDATA, with its links closed, and without strike-out that was left open."""
    if "]]>" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    closings = _STRUCK_OUT.findall(html)
    if len(closings) != 2 * closings.count("/"):
        html = _STRUCK_OUT.sub("", html)
    return close_links(html)
