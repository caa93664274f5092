"""The records of a capture: the bytes that go into the pipeline, what a caller may choose, and all that comes out."""

from dataclasses import dataclass

from pbdata.model.article import Article
from pbdata.model.correction import Corrected, Unfit
from pbdata.model.facts import Facts
from pbdata.model.page import Edit, Line, Loss, Span
from pbdata.model.topic import Topic, Verdict


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may choose. ``detectors`` names what finds facts: ``rules``, and ``lac`` where the extra ``ner`` is.

    A capture of more than ``max_bytes``, or with a page text of more than ``max_characters``, is rejected: no article is so
    long, and none is to hold up a build. The longest of news pages have some ten thousand characters, whole books half a million.
    With a ``topic``, an article that is not of it is rejected before its facts are read.
    """

    detectors: tuple[str, ...] = ("rules",)
    max_bytes: int = 20_000_000
    max_characters: int = 400_000
    topic: Topic | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """Everything that one capture gave. ``status`` is ``processed`` or ``rejected``, the latter with a ``reason``.

    ``corrected`` is what came of a curator's decisions, ``unfit`` those that were left out because they do not fit.
    Where a topic was asked for, ``topic`` is what was judged of the article, and the ``reason`` of a processed capture tells it.
    """

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
    corrected: tuple[Corrected, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    topic: Verdict | None = None
