"""What a date in a text is read against: the day of publication, and the dates that stand before it."""

from typing import NamedTuple

from pbdata.chinese.calendar import Anchor, anchor_of, year_of
from pbdata.facts.dates.grammar import feast_of

# In front of, or behind, a date these say that it was still to come.
_FUTURE = ("将", "拟", "计划", "预计", "定于", "前", "力争", "确保", "截止")
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


class Context:
    """A text that is read from left to right, its day of publication, and the last date that was read."""

    def __init__(self, text: str, anchor: Anchor | None) -> None:
        self.text = text
        self.anchor = anchor
        self._last: tuple[int, Anchor] | None = None

    def remember(self, found: FoundDate) -> None:
        """Keep a date for those behind it."""
        known = anchor_of(found.value.partition("/")[0]) if found.value else None
        if known is not None:
            self._last = (found.start, known)

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
        near = self.text[max(0, start - 6) : start]
        return self.text.startswith(_FUTURE, stop) or any(word in near for word in _FUTURE)

    def published(self, start: int, stop: int, value: str | None, granularity: str, rule: str) -> FoundDate:
        """Return a date whose value follows from the day of publication; without one it has no value."""
        if self.anchor is None or value is None:
            return FoundDate(start, stop, None, granularity, None, None, rule)
        return FoundDate(start, stop, value, granularity, self.anchor.iso(), "published", rule)

    def festival(self, name: str, start: int, stop: int) -> FoundDate:
        """Return a festival in the year of a date before it in its sentence, or of the publication."""
        near = self.before(start, "。\n")
        known = near or self.anchor
        value = feast_of(name, known.year) if known else None
        if near is None and value is not None and self.anchor is not None:
            year = year_of(self.anchor, int(value[5:7]), int(value[8:10]), self.looks_ahead(start, stop))
            value = feast_of(name, year)
        if value is None or known is None:
            return FoundDate(start, stop, None, "day", None, None, "festival")
        return FoundDate(start, stop, value, "day", known.iso(), "context" if near else "published", "festival")
