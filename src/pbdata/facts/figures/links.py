"""Whose figure it is, and of which programme: only where a clause, a heading or the title names one and no other.

It runs after the detectors of places and programmes, and fills what :func:`pbdata.facts.figures.finding.find_figures` leaves
empty. Nearness alone ties nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from pbdata.chinese.sentences import PHRASE
from pbdata.facts.reading import Reading, Rows
from pbdata.model.article import Article
from pbdata.model.facts import Figure, PersonMention

_LONGEST = 80
# Between an age and the person whose it is stands no more than a post or a role.
_LONGEST_TITLE = 16
_PART = re.compile(rf"[{PHRASE}\d和与同]")


def link_figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures with ``holder_place_id``, ``programme_id`` and ``programme_link`` where these can be told."""
    headings = _named_by_headings(reading.article, reading.rows("programme_mentions", "text"))
    title = _only([one.programme_id for one in reading.rows("programme_mentions", "title")])
    starts = [paragraph.start for paragraph in reading.article.paragraphs]
    mentions = {
        field: [reading.rows(f"{kind}_mentions", field) for kind in ("place", "programme", "person")]
        for field in reading.fields
    }
    linked = []
    for figure in reading.table("figures"):
        places, programmes, persons = mentions[figure.field]
        begin, end = reading.fields[figure.field].sentences.clause(figure.start)
        start, stop = max(begin, figure.start - _LONGEST), min(max(end, figure.stop), figure.stop + _LONGEST)
        near = places.beginning(start, figure.start)
        holder = _only([one.place_id for one in near]) if near else None
        near = programmes.beginning(start, stop)
        programme = _only([one.programme_id for one in near]) if near else None
        link = "clause" if programme else None
        if programme is None and figure.field == "text" and starts:
            section = reading.article.paragraphs[bisect_right(starts, figure.start) - 1].section_no
            programme = headings.get(section)
            link = "section" if programme else None
        if programme is None and title is not None:
            programme, link = title, "article"
        if holder or programme:
            figure = figure._replace(holder_place_id=holder, programme_id=programme, programme_link=link)
        if figure.unit_class == "age":
            figure = _of_person(figure, reading.fields[figure.field].text, persons.beginning(start, stop))
        linked.append(figure)
    return tuple(linked)


def _of_person(figure: Figure, text: str, persons: Sequence[PersonMention]) -> Figure:
    """83岁的老党员刘自明, 村支书李大山今年70岁: an age counts the person beside whom it stands, without the post."""
    start = figure.stop + text.startswith("的", figure.stop)
    behind = next((one for one in persons if one.start >= figure.stop), None)
    if behind and (behind.start > start + _LONGEST_TITLE or _PART.search(text, start, behind.start)):
        behind = None
    person = behind or next((one for one in persons if one.stop == figure.counted_stop), None)
    if person is None:
        return figure
    return figure._replace(counted=person.surface, counted_start=person.start, counted_stop=person.stop)


def _named_by_headings(article: Article, programmes: Rows) -> dict[int, str]:
    """The programme that the headings of each section name, if it is one."""
    named: dict[int, set[str | None]] = {}
    for paragraph in article.paragraphs:
        if paragraph.kind == "heading":
            inside = programmes.beginning(paragraph.start, paragraph.stop)
            named.setdefault(paragraph.section_no, set()).update(one.programme_id for one in inside)
    return {section: found for section, ids in named.items() if (found := _only(ids)) is not None}


def _only(found: Collection[str | None]) -> str | None:
    """The one member of what was found, or ``None`` where it has none or several."""
    members = {*found}
    return next(iter(members)) if len(members) == 1 else None
