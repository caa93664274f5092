"""One end of a stretch of time, or the whole of a date: what words name, as days, months or years of the calendar."""

from typing import NamedTuple

from pbdata.facts.dates.context import UNKNOWN, FoundDate, Known
from pbdata.facts.dates.parts import Ends, Part, ends_of

OPEN = ".."
_FINENESS = ("year", "month", "day")


class End(NamedTuple):
    """A time that words name: its first and last day, month or year, ``None`` where nothing says them.

    ``known`` is the year that was counted with, ``part`` what was read of it, and ``says`` the largest unit that the words
    themselves say, or ``start`` where they count from the start of the stretch (至次年3月).
    """

    stop: int
    rule: str
    ends: Ends | None
    granularity: str
    says: str
    known: Known = UNKNOWN
    month: int | None = None
    part: Part | None = None

    def found(self, start: int) -> FoundDate:
        """Return it as a date that begins at a place."""
        value = None if self.ends is None else "/".join(self.ends if self.granularity == "interval" else self.ends[:1])
        anchor, method = (self.known.anchor, self.known.method) if value else (None, None)
        return FoundDate(start, self.stop, value, self.granularity, anchor, method, self.rule)


def end_of(part: Part, known: Known, says: str, *, rule: str | None = None) -> End:
    """Return the end that a part of a year names; its rule is that of the part unless one is given."""
    return End(
        stop=part.stop,
        rule=rule or part.rule,
        ends=None if known.year is None else ends_of(known.year, part),
        granularity=part.granularity,
        says=says,
        known=known,
        month=part.first,
        part=part,
    )


def can_join(first: End, last: End) -> bool:
    """Whether two ends make one stretch: the second leaves open no more than the first says, and neither is open itself."""
    if any(end.ends is not None and OPEN in end.ends for end in (first, last)):
        return False
    if last.says in ("year", "start"):
        return True
    return _fineness(first) >= _FINENESS.index(last.says)


def join(first: End, last: End) -> End:
    """Return the stretch between two ends; it has no value where one of them has none, or where it runs backwards."""
    if (
        first.says in ("month", "day")
        and last.says == "year"
        and "published" in (first.known.method, last.known.method)
    ):
        first = _before(first, last)
    ends = None
    if first.ends is not None and last.ends is not None and first.ends[0] <= last.ends[1]:
        ends = first.ends[0], last.ends[1]
    known = last.known if first.known.anchor is None and last.known.anchor is not None else first.known
    return last._replace(rule=first.rule, ends=ends, granularity="interval", known=known, says=first.says)


def _before(first: End, last: End) -> End:
    """A start without its year lies before an end that has one: 12月28日至明年1月3日."""
    if first.part is None or first.month is None or last.known.year is None:
        return first
    year = last.known.year - (last.month is not None and first.month > last.month)
    return first._replace(ends=ends_of(year, first.part), known=last.known)


def _fineness(end: End) -> int:
    """0 for an end that names a year, 1 for months, 2 for days."""
    if end.granularity in _FINENESS:
        return _FINENESS.index(end.granularity)
    return 0 if end.month is None else 1
