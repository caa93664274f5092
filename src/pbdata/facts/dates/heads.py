"""The date that begins at a place: one end, or two with 至 between them."""

from pbdata.chinese.calendar import month_after
from pbdata.chinese.rules import first_match, read_rules, rule
from pbdata.facts.dates.context import UNKNOWN, Context, FoundDate, Known
from pbdata.facts.dates.ends import End, can_join, end_of, join
from pbdata.facts.dates.feasts import feast_at
from pbdata.facts.dates.parts import Part, ends_of, number_of, read_part, read_part_alone
from pbdata.facts.dates.wholes import PRINTED, read_whole
from pbdata.facts.dates.years import known_year, reads_year

_HEADS = read_rules(__package__, "heads")
_THIS_MONTH = "this-month"
_LONGEST_MONTH = 31
_DAYS = read_rules(__package__, "days")
_LAST_DAYS = read_rules(__package__, "last_days")
_TO = rule(__package__, "joins", "to")


def read_date(context: Context, at: int) -> FoundDate | None:
    """Return the date that begins at a place, both its ends where it is a stretch; ``None`` if none begins there."""
    first = _read_end(context, at, None)
    if first is None:
        return None
    between = _TO.pattern.match(context.text, first.stop)
    last = _read_end(context, between.end(), first) if between else None
    if last is not None and can_join(first, last):
        first = join(first, last)
    return first.found(at)


def _read_end(context: Context, at: int, first: End | None) -> End | None:
    return (
        _plan(context, at) or _head(context, at, first) or _part_alone(context, at, first) or _day(context, at, first)
    )


def _plan(context: Context, at: int) -> End | None:
    feast = feast_at(context.text, at)
    if feast is None or feast.plan is None:
        return None
    begin, end = feast.plan.split("/")
    return End(feast.stop, "plan", (begin, end), "interval", "year", PRINTED)


def _head(context: Context, at: int, first: End | None) -> End | None:
    if _HEADS.match_none(context.text, at):
        return None
    for head in _HEADS:
        match = head.pattern.match(context.text, at)
        if match is None or (first is None and head.given.get("last")):
            continue
        if not reads_year(head):
            end = read_whole(context, head, match, first)
        else:
            known = known_year(context, head, match, first)
            says = "start" if first is not None and head.given.get("from") in ("context", "nearest") else "year"
            end = None if known is None else _behind_year(context, match.end(), known, head.name, says)
        if end is not None:
            return end
    return None


def _behind_year(context: Context, at: int, known: Known, rule: str, says: str) -> End:
    """The year alone, or the part of it that stands behind."""
    part = read_part(context.text, at)
    if part is not None and part.rule == _THIS_MONTH:
        month = context.published().month or 0
        part = part._replace(first=month, last=month)
    return end_of(part or Part(at, rule), known, says, rule=rule)


def _part_alone(context: Context, at: int, first: End | None) -> End | None:
    part = read_part_alone(context.text, at, last=first is not None)
    if part is None:
        return None
    if first is not None:
        known = _behind(first, part)
    elif part.past:
        known = _last_year_of(context, at, part)
    else:
        known = context.nearest(at)
    return end_of(part, known, "month")


def _behind(first: End, part: Part) -> Known:
    """The year of the end of a stretch: 11月至3月 ends in the year behind."""
    known = first.known
    if known.year is None or first.month is None or part.first is None or part.first >= first.month:
        return known
    return known._replace(year=known.year + 1)


def _last_year_of(context: Context, at: int, part: Part) -> Known:
    month, day = part.first or 0, part.day
    ends = None if context.anchor is None or month else ends_of(context.anchor.year, part)
    if ends is not None:
        month, day = int(ends[0][5:7]), int(ends[0][8:10])
    return context.year_for(at, part.stop, month, day)


def _day(context: Context, at: int, first: End | None) -> End | None:
    """26日: in the month of a date before it, or the last such day before the publication."""
    if first is not None and first.granularity != "day":
        return None
    days = _DAYS if first is None else _LAST_DAYS
    matched = None if days.match_none(context.text, at) else first_match(days, context.text, at)
    if matched is None:
        return None
    head, match = matched
    if head.given.get("adjacent") and not context.is_adjacent(at):
        return None
    day = number_of(match["day"])
    if day is None or not 1 <= day <= _LONGEST_MONTH:
        return None
    known = context.month_for(*match.span(), day) if first is None else _month_behind(first, day)
    month = known.month or 0
    return end_of(Part(match.end(), head.name, month, month, day), known, "day")


def _month_behind(first: End, day: int) -> Known:
    """The month of the end of a stretch: 24日至5日 ends in the month behind."""
    if first.ends is None or first.known.year is None or first.month is None:
        return UNKNOWN
    begins_later = int(first.ends[0][8:10]) > day
    year, month = month_after(first.known.year, first.month, begins_later)
    return first.known._replace(year=year, month=month)
