"""Which lines tell facts about the article, and which days they print."""

from bisect import bisect_left
from collections.abc import Iterator

from pbdata.chinese.characters import HAN, is_han
from pbdata.chinese.rules import read_rules, rule
from pbdata.cleaning.names import is_institution
from pbdata.metadata.page import ZONES, Dateline, HeadLine, Page, RankedDay
from pbdata.metadata.printed_dates import PrintedDate, find_dates
from pbdata.model.page import KEPT_LABELS
from pbdata.patterns import compiled

# How far above the text and below it a line may stand in for a missing dateline, and how long it may be.
ABOVE, BELOW = 16, 4
LONGEST = 80
# So many lines at the head of what was taken for text may tell facts after all, and so many at its end.
AMID, SIGNATURE = 10, 2
# A day that is glued to the first line stands in so much of it.
GLUED = 32
# What may be a name glued to a day.
NAME = 4
# The ranks of a day without a key: with a clock or beside other facts, or alone. What ranks behind is only taken for want of
# better.
PUBLICATION, BESIDE_FACTS, PLAIN = 0, 1, 2
_NEVER_DATELINE = frozenset({"body", "heading", "caption", "rights", "dateline"})
_OTHER_MATTER = frozenset({"related", "comment"})
_DAY = len("2014-09-29")
# More characters than a second date and a name have.
_SAYS_SOMETHING = compiled(f"{__name__}.says-something", f"(?:[^{HAN}]*[{HAN}]){{{NAME + len('年月日星期一') + 1}}}")


def find_datelines(page: Page) -> list[Dateline]:
    """Return the dateline lines: those of the head first, then those after the text, then any other.

    Where none of them holds a date, a line close to the text that prints a day stands in for one: below
    the title rather than above it, above the text rather than below it; at last one that was taken for text.
    """
    labelled = sorted(page.numbers.get("dateline", ()), key=lambda i: ZONES[page.zone(i)])
    datelines = [_dateline(page, i) for i in labelled if not _is_today(page, i)]
    if any(x.days for x in datelines):
        return datelines
    return [*datelines, *(list(_stand_in(page)) or _amid_text(page) or _signed_off(page) or _at_start(page))]


def _dateline(page: Page, i: int) -> Dateline:
    line = page.lines[i]
    is_property = rule(__package__, "datelines", "property").pattern.search(page.words(i)) is not None
    if line.zone != "after" or is_property:
        return Dateline(i, page.zone(i), tuple(_days(page, i)))
    text, comments = page.text, page.numbers.get("comment", ())
    is_comment = rule(__package__, "datelines", "comment").pattern.search(text, line.start, line.stop) is not None
    is_keyed = any(field.kind == "source" for field in page.fields(i))
    if is_comment or not is_keyed and bisect_left(comments, page.last) < bisect_left(comments, i):
        return Dateline(i, line.zone, ())
    # Among other articles, a day alone is theirs.
    is_own = is_keyed or page.is_own(i)
    days = [day for day in _days(page, i) if day.rank != PLAIN or is_own and _ends(text, line, day.date)]
    return Dateline(i, line.zone, tuple(days))


def _days(page: Page, i: int) -> Iterator[RankedDay]:
    """Yield the days of a line that may be the day of publication, as the words before each and the line say; the key of the
    first may stand in the line above."""
    text, line = page.text, page.lines[i]
    before = page.lines[i - 1].start if i and page.words(i - 1)[-1] in "：:|" else line.start
    is_factual = rule(__package__, "datelines", "facts").pattern.search(text, line.start, line.stop)
    for date in find_dates(text, line.start, line.stop):
        keys = (one for one in read_rules(__package__, "date_keys") if one.pattern.search(text, before, date.start))
        key = next(keys, None)
        before = date.stop
        date = _with_year_above(page, i, date)
        if key is None:
            yield RankedDay(date, BESIDE_FACTS if is_factual or "T" in (date.value or "") else PLAIN)
        elif "rank" in key.given:
            yield RankedDay(date, key.given["rank"])


def _with_year_above(page: Page, i: int, date: PrintedDate) -> PrintedDate:
    """Return a month and day with the year that the line above prints alone."""
    year = rule(__package__, "datelines", "year").pattern.fullmatch(page.words(i - 1)) if i else None
    if year is None or date.value is None or date.value[0] != "-" or date.start > page.lines[i].start:
        return date
    return date._replace(value=f"{year['year']}{date.value[1:]}")


def _is_today(page: Page, i: int) -> bool:
    """Whether a line prints the day of the visit, the weather or a welcome, and not that of publication beside it."""
    if rule(__package__, "datelines", "today").pattern.search(page.words(i)) is None:
        return False
    return all(day.rank != PUBLICATION for day in _days(page, i))


def _stand_in(page: Page) -> Iterator[Dateline]:
    """Yield the line close to the text that prints a day, and nothing that makes it the day of something else."""
    above = range(max(0, page.first - ABOVE), page.first)
    below = range(page.last, min(page.last + BELOW, len(page.lines)))
    for i in (*reversed(above), *below):
        line = page.lines[i]
        if line.label in _NEVER_DATELINE or line.stop - line.start > LONGEST or _is_today(page, i):
            continue
        if line.label == "footer" and not _signs(page, i):
            continue
        if i >= page.last and (line.label in _OTHER_MATTER or not page.is_own(i)):
            return
        is_paper = rule(__package__, "no_title", "paper-and-day").pattern.match(page.words(i)) is not None
        days = tuple(day for day in _dateline(page, i).days if is_paper or _stands_alone(page.text, line, day.date))
        if days and not any(mark in page.words(i) for mark in "。；"):
            yield Dateline(i, "head", days[:1])
            return


def _signs(page: Page, i: int) -> bool:
    """Whether a line right below the text ends in the day, as a signature does."""
    days = find_dates(page.text, page.lines[i].start, page.lines[i].stop)
    return i == page.last and len(days) == 1 and days[0].stop == page.lines[i].stop


def _amid_text(page: Page) -> list[Dateline]:
    """Return the line among the first or the last of the text that is no more than a day, or tells when the article was
    published."""
    first, last = page.first, page.last
    for i in (*range(first, min(first + AMID, last)), *range(max(first, last - SIGNATURE), last)):
        line = page.lines[i]
        if line.stop - line.start > LONGEST or any(mark in page.words(i) for mark in "。；"):
            continue
        for day in _days(page, i):
            is_bare = (day.date.start, day.date.stop) == (line.start, line.stop)
            if day.rank == PUBLICATION or is_bare and _stands_alone(page.text, line, day.date):
                return [Dateline(i, "head", (day,))]
    return []


def _signed_off(page: Page) -> list[Dateline]:
    """Return the second line below the text where it is no more than a day, below the institution that signs with it."""
    i = page.last + 1
    if i >= len(page.lines) or not is_institution(page.words(i - 1).split("：")[0]):
        return []
    line = page.lines[i]
    days = [day for day in _days(page, i) if (day.date.start, day.date.stop) == (line.start, line.stop)]
    return [Dateline(i, "head", tuple(days))] if days else []


def _at_start(page: Page) -> list[Dateline]:
    """Return the first line of the text where it begins with a whole day that a blank parts from the rest."""
    for i in range(min(page.first + 1, len(page.lines))):
        line = page.lines[i]
        dates = (
            find_dates(page.text, line.start, min(line.stop, line.start + GLUED)) if line.label in KEPT_LABELS else []
        )
        if dates and _stands_alone(page.text, line, dates[0]) and not _has_han(page.text[line.start : dates[0].start]):
            return [Dateline(i, "head", (RankedDay(dates[0], PLAIN),))] if page.text[dates[0].stop].isspace() else []
    return []


def _has_han(words: str) -> bool:
    return any(map(is_han, words))


def _ends(text: str, line: HeadLine, date: PrintedDate) -> bool:
    """Whether nothing is said behind a date: numbers, a second date, a name at most."""
    return _SAYS_SOMETHING.match(text, date.stop, line.stop) is None


def _stands_alone(text: str, line: HeadLine, date: PrintedDate) -> bool:
    """Whether a date is a whole day, and no part of the words behind it, as that of an event is."""
    if date.value is not None and (date.value[0] == "-" or len(date.value) < _DAY):
        return False
    return line.stop - date.stop <= NAME or not is_han(text[date.stop])
