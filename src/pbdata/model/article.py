"""The records of an article. Offsets are Unicode code points of the canonical text, counted from 0, ``stop`` exclusive.

A field that is ``None`` was not printed, or cannot be decided.
"""

from dataclasses import dataclass
from typing import NamedTuple


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

    ``place_id`` and ``place_method`` are not printed: the detectors add them; ``review_status`` says what a curator did.
    """

    article_id: str
    title: str | None
    subtitle: str | None
    title_printed: str | None
    subtitle_printed: str | None
    section: str | None = None
    source: str | None = None
    site_name: str | None = None
    site_domain: str | None = None
    published: str | None
    published_date: str | None
    content_earliest: str | None = None
    content_latest: str | None = None
    content_method: str | None = None
    byline: str | None = None
    editor: str | None = None
    icp_number: str | None = None
    news_licence: str | None = None
    police_number: str | None = None
    script: str
    hans: int
    hant: int
    text: str
    text_printed: str
    paragraphs: tuple[Paragraph, ...]
    contributors: tuple[Contributor, ...]
    place_id: str | None = None
    place_method: str | None = None
    review_status: str = "machine"
