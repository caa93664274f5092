"""What of a page is the text of a link: what leads to another page, and no more than its author meant."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pbdata.captures.formats.html.looks import PROSE, RUNNING_FROM, Block

# From so many paragraphs of running text on, a link is wrapped around an article, and is no pointer to one.
WRAPPED_FROM = 2

_LINK = re.compile(r"<(?:a(?=[\s>])|(/)a\s*>)", re.IGNORECASE)
_LINK_OR_BLOCK = re.compile(
    r"""<(?P<closing>/?) (?P<tag> a | address | article | blockquote | body | center | d[dlt] | div | fieldset | form | h[1-6]
      | html | li | ol | p | pre | section | t(?: able | body | d | h | r ) | ul ) (?=[\s/>]) [^>]*>""",
    re.IGNORECASE | re.VERBOSE,
)
_PROSE = re.compile(f"[{PROSE}]")
_ADDRESS = re.compile(r' href="(?:\s*+(?i:javascript:|void|about:blank)|\s*([^"#][^"]*)")')


def address_of(attributes: str) -> str:
    """Return where an anchor leads to; nothing if it stays on its page: no address, ``#top``, ``javascript:``."""
    found = _ADDRESS.search(attributes)
    return found[1] or "" if found else ""


def close_links(html: str) -> str:
    """Return HTML in which each link that was left open is closed before the next block begins or its own block ends."""
    closings = _LINK.findall(html)
    if len(closings) == 2 * closings.count("/"):
        return html
    cuts = [0, *_left_open(html), len(html)]
    return "</a>".join(html[start:stop] for start, stop in zip(cuts, cuts[1:], strict=False))


def _left_open(html: str) -> Iterator[int]:
    """Yield the places of the tags before which a link that was left open is to be closed."""
    is_open, boundary, depth = False, -1, 0
    for match in _LINK_OR_BLOCK.finditer(html):
        closing, tag = match["closing"], match["tag"].lower()
        if tag != "a":
            depth += -1 if closing else 1
            boundary = match.start() if boundary < 0 else boundary
            if is_open and depth < 0:
                yield boundary
                is_open = False
        else:
            if is_open and not closing and boundary >= 0:
                yield boundary
            is_open, boundary, depth = not closing, -1, 0
    if is_open and boundary >= 0:
        yield boundary


def unwrapped(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks, those of an article that a link is wrapped around no longer linked."""
    paragraphs = Counter(
        block.address
        for block in blocks
        if block.address and len(block.words) >= RUNNING_FROM and _PROSE.search(block.words)
    )
    wrapped = {address for address, count in paragraphs.items() if count >= WRAPPED_FROM}
    if not wrapped:
        return blocks
    return [block._replace(linked=0.0) if block.address in wrapped else block for block in blocks]
