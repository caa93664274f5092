"""Which lines tell facts about the article, and the day of publication that they print."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.metadata.page import HeadLine, Page, Value
from pbdata.metadata.printed_dates import PrintedDate, find_date

# How far above the text and below it a line may stand in for a missing dateline, and how long it may be.
ABOVE, BELOW = 8, 4
LONGEST = 80
_NEVER_DATELINE = frozenset({"body", "heading", "caption", "footer", "rights", "dateline"})
_SENTENCE = re.compile("[。；]")
_ZONES = {"head": 0, "text": 1, "after": 2, "before": 3}
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}年|民国")


class Dateline(NamedTuple):
    """A line that tells facts about the article, and the day that it prints."""

    line: HeadLine
    date: PrintedDate | None


def find_datelines(page: Page) -> list[Dateline]:
    """Return the dateline lines: those of the head first, then those after the text, then any other.

    Where none of them holds a date, a line close to the text that prints a day stands in for one: below
    the title rather than above it, above the text rather than below it.
    """
    text = page.text
    labelled = sorted(page.labelled("dateline"), key=lambda x: _ZONES[x.zone])
    datelines = [Dateline(x, find_date(text, x.start, x.stop)) for x in labelled if not _is_today(text, x)]
    if any(x.date for x in datelines):
        return datelines
    above = page.lines[max(0, page.first - ABOVE) : page.first]
    for line in (*reversed(above), *page.lines[page.last : page.last + BELOW]):
        if line.label in _NEVER_DATELINE or line.stop - line.start > LONGEST:
            continue
        words = text[line.start : line.stop]
        if not _YEAR.search(words) or _SENTENCE.search(words) or _is_today(text, line):
            continue
        date = find_date(text, line.start, line.stop)
        if date and date.value[0] != "-" and len(date.value) >= len("2014-09-29"):
            return [*datelines, Dateline(line._replace(zone="head"), date)]
    return datelines


def _is_today(text: str, line: HeadLine) -> bool:
    """Whether a line prints the day of the visit, the weather or a welcome."""
    words = text[line.start : line.stop]
    return any(map(words.__contains__, dateline_words()["today"]))


def read_date(text: str, datelines: Sequence[Dateline]) -> list[Value]:
    """Read the day of publication: in the best zone that prints one, a day with a clock or a word that says when, else the first.

    The same day with a time from elsewhere in that zone is finer, and taken.
    """
    dates = [(line, date) for line, date in datelines if date]
    if not dates:
        return []
    zone = dates[0][0].zone
    dates = [(line, date) for line, date in dates if line.zone == zone]
    first = next((date for line, date in dates if _says_when(text, line, date)), dates[0][1])
    finer = (d for _, d in dates if d.value.startswith(first.value) and len(d.value) > len(first.value))
    date = next(finer, first)
    return [Value("published", date.start, date.stop, "printed-date", date.value)]


def _says_when(text: str, line: HeadLine, date: PrintedDate) -> bool:
    words = text[line.start : line.stop]
    return "T" in date.value or any(map(words.__contains__, dateline_words()["date_keys"]))


@cache
def dateline_words() -> dict[str, list[str]]:
    """Read words/source.yaml: the words of datelines and of sources."""
    words: dict[str, list[str]] = read_data(__package__, "words/source.yaml")
    return words
