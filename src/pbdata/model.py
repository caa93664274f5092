"""The records that pass between the stages: plain, immutable, without logic.

Offsets are Unicode code points, counted from 0, ``stop`` exclusive. Those of lines, edits, spans and losses count in the
page text; those of paragraphs count in the canonical text. A field that is ``None`` was not printed, or cannot be decided.

The small records are named tuples because a page has hundreds of them; the large ones are frozen dataclasses.
"""

from dataclasses import dataclass
from typing import NamedTuple

from pbdata.facts import Facts

LABELS = (
    "nav", "ad", "title", "subtitle", "dateline", "byline", "body", "heading", "caption", "jump",
    "editor", "rights", "share", "related", "comment", "footer", "blank",
)  # fmt: skip
KEPT_LABELS = frozenset({"body", "heading", "caption"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may choose. ``detectors`` names what finds facts: ``rules``, and ``lac`` where the extra ``ner`` is."""

    detectors: tuple[str, ...] = ("rules",)


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were captured, and what is known of where they came from.

    ``withheld`` holds stretches of its page text, ``(start, stop)``, that are taken out on request before anything is read.
    """

    data: bytes
    path: str | None = None
    media_type: str | None = None
    url: str | None = None
    withheld: tuple[tuple[int, int], ...] = ()


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


class Paragraph(NamedTuple):
    """A paragraph of the canonical text. ``section_no`` counts the sections; a run of headings opens one, 0 is above all."""

    paragraph_no: int
    kind: str
    section_no: int
    start: int
    stop: int


class Contributor(NamedTuple):
    """A named maker of the article. ``role`` is the role in simplified characters, ``role_printed`` as printed."""

    seq: int
    name: str
    role: str | None
    role_printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one capture prints of one article. The names are the columns of ``articles``, ``texts`` and ``contributors``.

    ``place_id`` and ``place_method`` are not printed: the detectors add them.
    """

    article_id: str
    title: str | None
    subtitle: str | None
    title_printed: str | None
    subtitle_printed: str | None
    section: str | None
    source: str | None
    site_name: str | None
    site_domain: str | None
    published: str | None
    published_date: str | None
    content_earliest: str | None = None
    content_latest: str | None = None
    content_method: str | None = None
    byline: str | None
    editor: str | None
    icp_number: str | None
    news_licence: str | None
    police_number: str | None
    script: str
    hans: int
    hant: int
    text: str
    text_printed: str
    paragraphs: tuple[Paragraph, ...]
    contributors: tuple[Contributor, ...]
    place_id: str | None = None
    place_method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """Everything that one capture gave. ``status`` is ``processed`` or ``rejected``, the latter with a ``reason``."""

    capture_id: str
    path: str | None
    media_type: str | None
    encoding: str | None
    bytes: int
    sha256: str
    status: str
    reason: str | None
    conversion: str | None
    page_text: str | None
    page_is_capture: bool
    lines: tuple[Line, ...] = ()
    edits: tuple[Edit, ...] = ()
    spans: tuple[Span, ...] = ()
    losses: tuple[Loss, ...] = ()
    article: Article | None = None
    facts: Facts = Facts()
