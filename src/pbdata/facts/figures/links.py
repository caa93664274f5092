"""Whose figure it is, and of which programme: only where a clause, a heading or the title names one and no other.

It runs after the detectors of places and programmes, and fills what :func:`pbdata.facts.figures.finding.detect_figures` leaves
empty. Nearness alone ties nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

from pbdata.facts.reading import fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Figure, PlaceMention, ProgrammeMention

_Mention = TypeVar("_Mention", PlaceMention, ProgrammeMention)
_LONGEST = 80
_CLAUSE_MARKS = frozenset("，。；：！？,;!?\n")
_CLAUSE_MARK = re.compile("[，。；：！？,;!?\n]")


def link_figures(
    article: Article,
    figures: Sequence[Figure],
    places: Sequence[PlaceMention],
    programmes: Sequence[ProgrammeMention],
) -> tuple[Figure, ...]:
    """Return the figures with ``holder_place_id``, ``programme_id`` and ``programme_link`` where these can be told."""
    texts = dict(fields_of(article))
    near_places, near_programmes = _Mentions(places), _Mentions(programmes)
    headings = _named_by_headings(article, near_programmes)
    title = _only({one.programme_id for one in programmes if one.field == "title"})
    starts = [paragraph.start for paragraph in article.paragraphs]
    linked = []
    for figure in figures:
        start, stop = _clause(texts[figure.field], figure.start, figure.stop)
        holder = _only({one.place_id for one in near_places.within(figure.field, start, figure.start)})
        programme = _only({one.programme_id for one in near_programmes.within(figure.field, start, stop)})
        link = "clause" if programme else None
        if programme is None and figure.field == "text" and starts:
            section = article.paragraphs[bisect_right(starts, figure.start) - 1].section_no
            programme = headings.get(section)
            link = "section" if programme else None
        if programme is None and title is not None:
            programme, link = title, "article"
        if holder or programme:
            figure = figure._replace(holder_place_id=holder, programme_id=programme, programme_link=link)
        linked.append(figure)
    return tuple(linked)


class _Mentions(Generic[_Mention]):
    """Mentions by field, found by where they stand."""

    def __init__(self, mentions: Sequence[_Mention]) -> None:
        self._by_field: dict[str, list[_Mention]] = {}
        for one in sorted(mentions, key=lambda one: one.start):
            self._by_field.setdefault(one.field, []).append(one)
        self._starts = {field: [one.start for one in found] for field, found in self._by_field.items()}

    def within(self, field: str, start: int, stop: int) -> list[_Mention]:
        """The mentions that begin in a range of a field."""
        starts = self._starts.get(field, [])
        return self._by_field.get(field, [])[bisect_left(starts, start) : bisect_left(starts, stop)]


def _clause(text: str, start: int, stop: int) -> tuple[int, int]:
    first, last = max(0, start - _LONGEST), min(len(text), stop + _LONGEST)
    while start > first and text[start - 1] not in _CLAUSE_MARKS:
        start -= 1
    mark = _CLAUSE_MARK.search(text, stop, last)
    return start, mark.start() if mark else last


def _named_by_headings(article: Article, programmes: _Mentions[ProgrammeMention]) -> dict[int, str]:
    """The programme that the headings of each section name, if it is one."""
    named: dict[int, set[str]] = {}
    for paragraph in article.paragraphs:
        if paragraph.kind == "heading":
            inside = programmes.within("text", paragraph.start, paragraph.stop)
            named.setdefault(paragraph.section_no, set()).update(one.programme_id for one in inside)
    return {section: found for section, ids in named.items() if (found := _only(ids)) is not None}


def _only(found: set[str | None] | set[str]) -> str | None:
    """The one member of a set, or ``None`` where it has none or several."""
    return next(iter(found)) if len(found) == 1 else None
