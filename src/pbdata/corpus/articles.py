"""The record of an article, from the values that its head prints and from its text."""

from collections.abc import Sequence

from pbdata.cleaning.names import name_of
from pbdata.metadata.headmatter import HeadMatter
from pbdata.metadata.page import Value
from pbdata.metadata.title import JOINED_LINES
from pbdata.model.article import Article, Contributor, Paragraph
from pbdata.model.ids import article_id
from pbdata.normalization.edits import replay
from pbdata.normalization.page import NormalizedPage
from pbdata.normalization.script import script_of

_PRINTED_TWICE = ("title", "subtitle")
_OF_ITS_OWN = frozenset({*_PRINTED_TWICE, "published"})
_CORNERS = frozenset("「」『』﹁﹂﹃﹄")


def make_article(
    sha256: str,
    page_text: str,
    page: NormalizedPage,
    head: HeadMatter,
    text: str,
    text_printed: str,
    kinds: Sequence[str],
    evidence: tuple[int, int],
) -> Article:
    """Return the article of a page from its head matter and its texts.

    ``text`` and ``text_printed`` are the replays of all edits and of the structural ones, ``kinds`` those of the paragraphs of
    the first, ``evidence`` counts the characters that prove a script. A value goes to the column of its name.
    """
    values = {value.field: _printed(page_text, page, value) for value in head.values}
    canonical = {v.field: _canonical(page_text, page, v) for v in head.values if v.field in _PRINTED_TWICE}
    published = next((value.value for value in head.values if value.field == "published"), None)
    return Article(
        article_id=article_id(sha256),
        title=canonical.get("title"),
        subtitle=canonical.get("subtitle"),
        title_printed=values.get("title"),
        subtitle_printed=values.get("subtitle"),
        published=published,
        published_date=day_of(published),
        script=script_of(*evidence),
        hans=evidence[0],
        hant=evidence[1],
        text=text,
        text_printed=text_printed,
        paragraphs=_paragraphs(text, kinds),
        contributors=tuple(
            Contributor(
                i,
                name_of(_words(page_text, page, (m.start, m.stop))),
                m.role,
                _words(page_text, page, m.role_range) if m.role_range else None,
            )
            for i, m in enumerate(head.makers, 1)
        ),
        **{field: value for field, value in values.items() if field not in _OF_ITS_OWN},
    )


def day_of(published: str | None) -> str | None:
    """The day of a date that has one: of ``2014-09-29T10:30``, and not of ``2014-09`` or ``--09-29``."""
    return published[:10] if published and len(published) >= 10 and published[0] != "-" else None


def _canonical(page_text: str, page: NormalizedPage, value: Value) -> str:
    """A title in the characters of the normalized page. Corner quotation marks stay: a title is looked up as it is printed."""
    words = page.text[value.start : value.stop]
    printed = page_text[page.to_page(value.start) : page.to_page(value.stop)]
    if not _CORNERS.isdisjoint(printed):
        at_page = (page_text[page.to_page(at)] for at in range(value.start, value.stop))
        words = "".join(mark if mark in _CORNERS else one for one, mark in zip(words, at_page, strict=True))
    return _title(words, value)


def _printed(page_text: str, page: NormalizedPage, value: Value) -> str:
    if value.value is not None:
        return value.value
    if value.field in _PRINTED_TWICE:
        return _title(page_text[page.to_page(value.start) : page.to_page(value.stop)], value)
    return _words(page_text, page, (value.start, value.stop))


def _words(page_text: str, page: NormalizedPage, place: tuple[int, int]) -> str:
    """Return what the page prints at a place of the normalized text, mended, and without the glosses of a mirror."""
    start, stop = page.to_page(place[0]), page.to_page(place[1])
    if page.positions is None:
        return _one_line(page_text[start:stop])
    mended = sorted(page.repairs + [edit for edit in page.edits if edit.rule == "gloss"])
    return _one_line(replay(page_text, [(start, stop)], (e for e in mended if start <= e.start and e.stop <= stop)))


def _title(words: str, value: Value) -> str:
    """A title in one line; the name of a document that is broken over several is one word."""
    return _one_line("".join(line.strip() for line in words.splitlines()) if value.rule == JOINED_LINES else words)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _paragraphs(text: str, kinds: Sequence[str]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    at = section = 0
    before = ""
    for number, (words, kind) in enumerate(zip(text.split("\n"), kinds, strict=True)):
        if kind == "heading" != before:
            section += 1
        paragraphs.append(Paragraph(number, kind, section, at, at + len(words)))
        at += len(words) + 1
        before = kind
    return tuple(paragraphs)
