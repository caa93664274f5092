"""From HTML to page text: one line per block, and how each line looked on the page.

The DOM is built and serialized by resiliparse (Lexbor), and the well-formed result is read token by token: asking every
DOM node from Python is dearer.
"""

import re
from typing import NamedTuple

from resiliparse.parse.html import HTMLTree

from pbdata.captures.formats.html.links import unwrapped
from pbdata.captures.formats.html.looks import find_looks
from pbdata.captures.formats.html.mending import mend
from pbdata.captures.formats.html.metadata import read_metadata
from pbdata.captures.formats.html.reader import Reader
from pbdata.captures.formats.html.taming import tame
from pbdata.captures.formats.page_text import DOCUMENT_TITLE

# What breaks a line, in nearly every page.
_BREAKS = re.compile(r"<(?:p|br|div|li|t[dr]|h[1-6]|dd|pre|section|article)(?=[\s/>])", re.IGNORECASE)


class HtmlPage(NamedTuple):
    """The page text of an HTML capture, each line with its ``\\n``.

    ``looks[i]`` names what is seen of line ``i`` beyond its words (looks.py). ``meta`` holds what the page tells programs
    about itself: its ``title``, and what metadata.py reads.
    """

    text: str
    looks: list[tuple[str, ...]]
    meta: dict[str, str]


def render(html: str) -> HtmlPage:
    """Render HTML to page text, one line per block, the document's title first. Never raises.

    Scripts, styles, comments and hidden elements give no text; entities are decoded; a run of white space becomes one
    space. The cells of a table row make one line, long ones more. Time and memory are linear in the size of the page.
    """
    reader = Reader(keep_line_ends=not _BREAKS.search(html))
    reader.read(_serialized(mend(tame(html))))
    meta = read_metadata(reader.meta_tags, reader.scripts)
    title = reader.title
    if title:
        meta["title"] = title
    looks = find_looks(unwrapped(reader.blocks), reader.parents, meta)
    words = [block.words for block in reader.blocks]
    if title:
        words.insert(0, title)
        looks.insert(0, DOCUMENT_TITLE)
    return HtmlPage("".join(f"{line}\n" for line in words), looks, meta)


def _serialized(html: str) -> str:
    try:
        return str(HTMLTree.parse(html))
    except UnicodeEncodeError:
        return str(HTMLTree.parse(html.encode("utf-8", "replace").decode()))
