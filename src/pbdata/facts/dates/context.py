"""What a date in a text is read against: the day of publication, and the dates that stand before it."""

from typing import NamedTuple

from pbdata.chinese.calendar import Anchor, anchor_of, month_after, year_of
from pbdata.chinese.sentences import SENTENCE
from pbdata.datafiles import read_data

PARAGRAPH = "\n"
_WORDS = read_data(__package__, "words.yaml")
_AHEAD = (tuple(_WORDS["ahead_before"]), tuple(_WORDS["ahead_behind"]))
_NEAR = 6
_LONGEST = 1000


class FoundDate(NamedTuple):
    """Words of a text that name a time; the fields are the columns of ``dates`` with the same names."""

    start: int
    stop: int
    value: str | None
    granularity: str
    anchor: str | None
    anchor_method: str | None
    rule: str
    refused: bool = False


class Known(NamedTuple):
    """A year, perhaps a month in it, that words leave open or name; the date that it was counted from, and how.

    ``year`` is ``None`` where nothing says it.
    """

    year: int | None = None
    month: int | None = None
    anchor: str | None = None
    method: str | None = None


UNKNOWN = Known()


class Context:
    """A text that is read from left to right, its day of publication, and the last date that was read.

    ``traditional`` says that the page is in traditional script, where a short year may be one of the Republic.
    """

    def __init__(self, text: str, anchor: Anchor | None, *, traditional: bool = False) -> None:
        self.text = text
        self.anchor = anchor
        self.traditional = traditional
        self._last: tuple[int, Anchor] | None = None
        self._stop = 0

    def remember(self, found: FoundDate) -> None:
        """Keep a date for those behind it."""
        self._stop = found.stop
        known = anchor_of(found.value.partition("/")[0]) if found.value else None
        if known is not None:
            self._last = (found.start, known)

    def is_adjacent(self, at: int) -> bool:
        """Whether nothing but one mark stands between a place and the last date."""
        return self._stop == at - 1

    def before(self, at: int, within: str) -> Anchor | None:
        """Return the last date before a place, if none of the marks ``within`` stands between, such as ``。`` or a line end."""
        if self._last is None:
            return None
        start, known = self._last
        if at - start > _LONGEST or any(mark in self.text[start:at] for mark in within):
            return None
        return known

    def looks_ahead(self, start: int, stop: int) -> bool:
        """Whether the words around a date speak of something to come."""
        before, behind = _AHEAD
        near = self.text[max(0, start - _NEAR) : start]
        return self.text.startswith(behind, stop) or any(word in near for word in before)

    def published(self) -> Known:
        """The year and month of the publication."""
        if self.anchor is None:
            return UNKNOWN
        return Known(self.anchor.year, self.anchor.month, self.anchor.iso(), "published")

    def near(self, at: int, within: str = SENTENCE) -> Known:
        """The year and month of the last date before a place."""
        known = self.before(at, within)
        return UNKNOWN if known is None else Known(known.year, known.month, known.iso(), "context")

    def nearest(self, at: int, within: str = SENTENCE) -> Known:
        """The year and month of the last date before a place, or else of the publication."""
        known = self.near(at, within)
        return self.published() if known.year is None else known

    def year_for(self, start: int, stop: int, month: int, day: int | None) -> Known:
        """The year of a month, or of a day in it, that is printed without one."""
        near = self.near(start)
        if near.year is not None or self.anchor is None:
            return near
        year = year_of(self.anchor, month, day, self.looks_ahead(start, stop))
        return self.published()._replace(year=year)

    def month_for(self, start: int, stop: int, day: int) -> Known:
        """The year and month of a day that is printed without them: those of a date before it, or of the last such day."""
        near, anchor = self.near(start, PARAGRAPH), self.anchor
        if near.month is not None:
            return near
        if anchor is None or anchor.month is None or anchor.day is None:
            return UNKNOWN
        back = day > anchor.day and not self.looks_ahead(start, stop)
        year, month = month_after(anchor.year, anchor.month, -back)
        return self.published()._replace(year=year, month=month)
