"""The records of a page. Offsets are Unicode code points of the page text, counted from 0, ``stop`` exclusive.

They are named tuples because a page has hundreds of them.
"""

from typing import NamedTuple

LABELS = (
    "nav", "ad", "title", "subtitle", "dateline", "byline", "body", "heading", "caption", "jump",
    "editor", "rights", "share", "related", "comment", "footer", "blank",
)  # fmt: skip
KEPT_LABELS = frozenset({"body", "heading", "caption"})


class Line(NamedTuple):
    """A line of the page text. ``stop`` excludes the terminator; ``hans`` and ``hant`` count evidence characters, and
    ``script`` says what they prove."""

    line_no: int
    start: int
    stop: int
    label: str
    kept: bool
    rule: str
    hans: int
    hant: int
    script: str


class Edit(NamedTuple):
    """A change from page text to canonical text. ``replacement`` is ``None`` for a deletion; an insertion is empty.

    ``rule`` names the rule, or several joined with ``+`` in the order in which they were applied.
    """

    start: int
    stop: int
    replacement: str | None
    rule: str


class Span(NamedTuple):
    """A part of a line (``label``), or the words from which a metadata value was read (``field``); never both."""

    start: int
    stop: int
    label: str | None
    field: str | None
    rule: str


class Loss(NamedTuple):
    """Damage in the page text that cannot be repaired."""

    start: int
    stop: int
    kind: str
