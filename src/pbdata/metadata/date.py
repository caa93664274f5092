"""The day of publication that a page prints."""

from collections.abc import Iterator
from typing import NamedTuple

from pbdata.metadata.datelines import PLAIN
from pbdata.metadata.page import ZONES, Page, Value
from pbdata.metadata.printed_dates import PrintedDate, find_dates

# The rules of a day of publication: of one that is, of one of which day or clock cannot be, and of one from a wire opening.
PRINTED, IMPOSSIBLE, WIRE = "printed-date", "impossible-date", "wire-date"


class _Day(NamedTuple):
    """A day and its place in the order of days; ``order`` begins with what no finer print of it may differ in."""

    order: tuple[bool, int, int, bool]
    date: PrintedDate


def read_date(page: Page) -> Iterator[Value]:
    """Yield the day of publication: what the page calls so, else a day with a clock or in a line with other facts, else the
    first below the title; of the head rather than from below the text. Where no line tells one, the wire opening does.

    The same day with a time from elsewhere is finer, and taken. A day that the calendar does not have is no day of
    publication, but no other takes its place: its value is ``None``.
    """
    title = max((i for i in page.numbers.get("title", ()) if i < page.first), default=0)
    days = [
        _Day((day.rank > PLAIN, ZONES[line.zone], day.rank, line.number < title), day.date)
        for line in page.datelines
        for day in line.days
    ]
    best = min(days, key=lambda day: day.order, default=None)
    if best is None:
        yield from _of_opening(page)
    elif best.date.value is None:
        yield Value("published", best.date.start, best.date.stop, IMPOSSIBLE)
    else:
        beside = [day.date for day in days if day.order[:2] == best.order[:2]]
        date = next((date for date in beside if _is_finer(date, best.date.value)), best.date)
        yield Value("published", date.start, date.stop, PRINTED if date.is_possible else IMPOSSIBLE, date.value)


def _is_finer(date: PrintedDate, value: str) -> bool:
    return date.value is not None and date.value.startswith(value) and len(date.value) > len(value)


def _of_opening(page: Page) -> Iterator[Value]:
    openings = [part for part in page.parts if part.label == "wire"]
    for date in (date for part in openings for date in find_dates(page.text, part.start, part.stop)):
        yield Value("published", date.start, date.stop, WIRE if date.is_possible else IMPOSSIBLE, date.value)
        return
