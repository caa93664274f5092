"""Whose figure it is, and of which programme: only where a clause, a heading or the title names one and no other.

It runs after the detectors of places and programmes, and fills what :func:`pbdata.extraction.figures.detect_figures` leaves
empty. Nearness alone ties nothing.
"""

from bisect import bisect_right
from collections.abc import Sequence

from pbdata.extraction.mentions import fields_of
from pbdata.facts import Figure, PlaceMention, ProgrammeMention
from pbdata.model import Article

_CLAUSE_MARKS = frozenset("，。；：！？,;!?\n")


def link_figures(
    article: Article,
    figures: Sequence[Figure],
    places: Sequence[PlaceMention],
    programmes: Sequence[ProgrammeMention],
) -> tuple[Figure, ...]:
    """Return the figures with ``holder_place_id``, ``programme_id`` and ``programme_link`` where these can be told."""
    texts = dict(fields_of(article))
    headings = _named_by_headings(article, programmes)
    title = _only({one.programme_id for one in programmes if one.field == "title"})
    starts = [paragraph.start for paragraph in article.paragraphs]
    linked = []
    for figure in figures:
        start, stop = _clause(texts[figure.field], figure.start, figure.stop)
        holder = _only(
            {
                one.place_id
                for one in places
                if one.field == figure.field and start <= one.start and one.stop <= figure.start
            }
        )
        programme = _only(
            {one.programme_id for one in programmes if one.field == figure.field and start <= one.start < stop}
        )
        link = "clause" if programme else None
        if programme is None and figure.field == "text" and starts:
            section = article.paragraphs[bisect_right(starts, figure.start) - 1].section_no
            programme = headings.get(section)
            link = "section" if programme else None
        if programme is None and title is not None:
            programme, link = title, "article"
        linked.append(figure._replace(holder_place_id=holder, programme_id=programme, programme_link=link))
    return tuple(linked)


def _clause(text: str, start: int, stop: int) -> tuple[int, int]:
    while start and text[start - 1] not in _CLAUSE_MARKS:
        start -= 1
    while stop < len(text) and text[stop] not in _CLAUSE_MARKS:
        stop += 1
    return start, stop


def _named_by_headings(article: Article, programmes: Sequence[ProgrammeMention]) -> dict[int, str]:
    """The programme that the headings of each section name, if it is one."""
    named: dict[int, set[str | None]] = {}
    for paragraph in article.paragraphs:
        if paragraph.kind == "heading":
            inside = {
                one.programme_id
                for one in programmes
                if one.field == "text" and paragraph.start <= one.start < paragraph.stop
            }
            named.setdefault(paragraph.section_no, set()).update(inside)
    return {section: found for section, ids in named.items() if (found := _only(ids)) is not None}


def _only(found: set[str | None] | set[str]) -> str | None:
    """The one member of a set, or ``None`` where it has none or several."""
    return next(iter(found)) if len(found) == 1 else None
