"""Character references that stand in the text, &nbsp; and &#8220;, because they were escaped twice or never read; and the marks of
CDATA."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from pbdata.model.page import Edit

# The reference of an ampersand may hide another one. Some names are also known without their semicolon or ampersand.
_REFERENCE = re.compile(
    r"""(?P<marks> <!\[CDATA\[|\]\]> ) | (?: &(?:amp[;；])* | (?<![0-9a-zA-Z&])(?=(?:nbsp|[lr]dquo|mdash|hellip)[;；]) ) (?:
      (?P<number>\#\d{2,7}|\#[xX][0-9a-fA-F]{2,6}) (?:[;；]|(?![0-9a-zA-Z]))
    | (?P<name>[a-zA-Z]{2,8}[0-9]{0,2})[;；]
    | (?P<bare>nbsp|[lr][ds]quo|[mn]dash|hellip|middot|ensp|emsp)(?![0-9a-zA-Z=])
    )""",
    re.VERBOSE,
)
# Every reference holds an ampersand or is one of the names that are known without it; marks of CDATA come in pairs.
_SIGNS = ("&", "]]>", "nbsp", "ldquo", "rdquo", "mdash", "hellip")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def entity_edits(text: str) -> list[Edit]:
    """Return the edits, rule ``entity``, that put the characters in the place of their references; each puts one there at least."""
    return list(_edits(text)) if any(map(text.__contains__, _SIGNS)) else []


def _edits(text: str) -> Iterator[Edit]:
    for match in _REFERENCE.finditer(text):
        reference = match["number"] or match["name"] or match["bare"]
        if match["name"] and f"{reference};" not in html5:
            continue
        characters = " " if match["marks"] else _CONTROL.sub(" ", unescape(f"&{reference};"))
        yield Edit(match.start(), match.end(), characters, "entity")
