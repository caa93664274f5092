"""What is withheld of a page: its characters stand as blocks, and all others stay where they are."""

import re
from collections.abc import Iterable

BLOCK = "\u2588"

_CHARACTER = re.compile(r"[^\r\n]")


def withhold(page_text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the page text with each character of the spans, but line ends, as a block. Offsets stay what they are."""
    for start, stop in spans:
        page_text = page_text[:start] + _CHARACTER.sub(BLOCK, page_text[start:stop]) + page_text[stop:]
    return page_text
