"""What every format gives: the text of a page, and how its lines looked."""

from typing import NamedTuple

DOCUMENT_TITLE = ("tag-title",)
"""The looks of the line that holds the document's title, which no reader of the page sees on it."""


class PageText(NamedTuple):
    """The text of a page, one line a block.

    ``looks[i]`` names what is seen of line ``i`` beyond its words; it is ``None`` where a format shows nothing but words.
    """

    text: str
    looks: list[tuple[str, ...]] | None
