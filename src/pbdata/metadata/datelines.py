"""Which lines tell facts about the article, and the day of publication that they print."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import read_rules, rule
from pbdata.chinese.sentences import SENTENCE
from pbdata.metadata.page import HeadLine, Page, Value
from pbdata.metadata.printed_dates import PrintedDate, find_dates

# The rules of a day of publication: of one that is, and of one of which day or clock cannot be.
PRINTED, IMPOSSIBLE = "printed-date", "impossible-date"
# How far above the text and below it a line may stand in for a missing dateline, and how long it may be.
ABOVE, BELOW = 8, 4
LONGEST = 80
# What may be a name glued to a day.
NAME = 4
# The ranks of a day without a key: with a clock or beside other facts, or alone. What ranks behind is only taken for want of better.
BESIDE_FACTS, PLAIN = 1, 2
_NEVER_DATELINE = frozenset({"body", "heading", "caption", "footer", "rights", "dateline"})
# Below these labels, what is dated is another article or a comment.
_OTHER_MATTER = frozenset({"related", "comment"})
_ZONES = {"head": 0, "text": 1, "after": 2, "before": 3}
_DAY = len("2014-09-29")


class DatedDay(NamedTuple):
    """A printed date and its rank as the day of publication, the lowest first (``date_keys`` in rules.yaml)."""

    date: PrintedDate
    rank: int


class Dateline(NamedTuple):
    """A line that tells facts about the article, and the days that it prints, but for those of something else."""

    line: HeadLine
    days: tuple[DatedDay, ...]


def find_datelines(page: Page) -> list[Dateline]:
    """Return the dateline lines: those of the head first, then those after the text, then any other.

    Where none of them holds a date, a line close to the text that prints a day stands in for one: below
    the title rather than above it, above the text rather than below it.
    """
    labelled = sorted(page.labelled("dateline"), key=lambda x: _ZONES[x.zone])
    datelines = [_dateline(page, line) for line in labelled if not _is_today(page, line)]
    if any(x.days for x in datelines):
        return datelines
    return [*datelines, *_stand_in(page)]


def read_date(page: Page, datelines: Sequence[Dateline]) -> Iterator[Value]:
    """Yield the day of publication: what the page calls so, else a day with a clock or in a line with other facts, else the
    first; of the head rather than from below the text. Where no line tells one, the wire opening does.

    The same day with a time from elsewhere is finer, and taken. A day that the calendar does not have is no day of
    publication, but no other takes its place.
    """
    ranked = [(day.rank > PLAIN, _ZONES[line.zone], day.rank) for line, days in datelines for day in days]
    dates = [day.date for _, days in datelines for day in days]
    if not dates:
        dates = [date for part in page.parts if part.label == "wire" for date in find_dates(page.text, *part[:2])][:1]
        ranked = [(False, 0, 0) for _ in dates]
    if not dates:
        return
    best = min(range(len(dates)), key=ranked.__getitem__)
    date = dates[best]
    if date.value:
        zone = [other for other, rank in zip(dates, ranked, strict=True) if rank[:2] == ranked[best][:2]]
        date = next(
            (d for d in zone if d.value and d.value.startswith(date.value) and len(d.value) > len(date.value)), date
        )
    yield Value("published", date.start, date.stop, PRINTED if date.is_possible else IMPOSSIBLE, date.value)


def _dateline(page: Page, line: HeadLine) -> Dateline:
    if line.zone != "after":
        return Dateline(line, tuple(_days(page.text, line)))
    if _is_other_matter(page, line) or rule(__package__, "datelines", "comment").pattern.search(page.text, *line[:2]):
        return Dateline(line, ())
    return Dateline(
        line, tuple(day for day in _days(page.text, line) if day.rank != PLAIN or _ends(page.text, line, day.date))
    )


def _days(text: str, line: HeadLine) -> Iterator[DatedDay]:
    before = line.start
    is_factual = rule(__package__, "datelines", "facts").pattern.search(text, line.start, line.stop)
    for date in find_dates(text, line.start, line.stop):
        key = next(
            (one for one in read_rules(__package__, "date_keys") if one.pattern.search(text, before, date.start)), None
        )
        before = date.stop
        if key is None:
            yield DatedDay(date, BESIDE_FACTS if is_factual or "T" in (date.value or "") else PLAIN)
        elif "rank" in key.given:
            yield DatedDay(date, key.given["rank"])


def _is_other_matter(page: Page, line: HeadLine) -> bool:
    """Whether a line below the text stands under the comments or other articles, or at their side."""
    at = bisect_left(page.lines, line)
    return any(x.label in _OTHER_MATTER for x in page.lines[page.last : at])


def _is_today(page: Page, line: HeadLine) -> bool:
    """Whether a line prints the day of the visit, the weather or a welcome."""
    return rule(__package__, "datelines", "today").pattern.search(page.text, line.start, line.stop) is not None


def _stand_in(page: Page) -> Iterator[Dateline]:
    """Yield the line close to the text that prints a day, and nothing that makes it the day of something else."""
    above = page.lines[max(0, page.first - ABOVE) : page.first]
    below = page.lines[page.last : page.last + BELOW]
    for line in (*reversed(above), *below):
        if line.label in _NEVER_DATELINE or line.stop - line.start > LONGEST or _is_today(page, line):
            continue
        is_below = bool(below) and line.start >= below[0].start
        if is_below and (line.label in _OTHER_MATTER or _is_other_matter(page, line)):
            return
        days = tuple(day for day in _dateline(page, line).days if _stands_alone(page.text, line, day.date))
        if days and not any(mark in page.text[line.start : line.stop] for mark in SENTENCE[:2] + "；"):
            yield Dateline(line._replace(zone="head"), days[:1])
            return


def _ends(text: str, line: HeadLine, date: PrintedDate) -> bool:
    """Whether nothing is said behind a date: numbers, a second date, a name at most."""
    return sum(map(is_han, text[date.stop : line.stop])) <= NAME + len("年月日星期一")


def _stands_alone(text: str, line: HeadLine, date: PrintedDate) -> bool:
    """Whether a date is a whole day, and no part of the words behind it, as that of an event is."""
    if date.value is not None and (date.value[0] == "-" or len(date.value) < _DAY):
        return False
    return line.stop - date.stop <= NAME or not is_han(text[date.stop])
