"""The calendar behind the dates of an article: festivals, five-year plans, and what a partial date means on a given day."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from pbdata.datafiles import read_data

# A day without a year that lies more than a month after the publication was in the year before.
_AHEAD = timedelta(days=31)
_SHORTEST_MOON = 29
# Within so many years there is a 29 February.
_CYCLE = 9


class Festivals(NamedTuple):
    """The words of ``festivals.yaml``; ``moving`` gives month and day by year, ``counted`` another festival and days behind it."""

    fixed: dict[str, str]
    numeric: frozenset[str]
    numeric_before: tuple[str, ...]
    certain: frozenset[str]
    counted: dict[str, tuple[str, int]]
    moons: dict[str, str]
    moving: dict[str, dict[int, str]]
    plans: dict[str, str]
    plan_before: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all festivals."""
        return frozenset({*self.fixed, *self.counted, *self.moving})


class Anchor(NamedTuple):
    """The day from which relative dates are counted; ``month`` and ``day`` are ``None`` where it is known less well."""

    year: int
    month: int | None
    day: int | None

    def iso(self) -> str:
        """The anchor as an ISO 8601 date, at the precision at which it is known."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


@cache
def festivals() -> Festivals:
    """Read the lexicon of festivals once."""
    data = read_data(__package__, "festivals.yaml")
    moving = {name: {year: str(day) for year, day in days.items()} for name, days in data["moving"].items()}
    return Festivals(
        fixed=data["fixed"],
        numeric=frozenset(data["numeric"]),
        numeric_before=tuple(data["numeric_before"]),
        certain=frozenset(data["certain"]),
        counted={name: (entry["from"], entry["days"]) for name, entry in data["counted"].items()},
        moons=data["moons"],
        moving=moving,
        plans=data["plans"],
        plan_before=tuple(data["plan_before"]),
    )


def feast_day(name: str, year: int) -> str | None:
    """Return the ISO day of a festival in a year, or ``None`` where the calendar does not say."""
    words = festivals()
    if name in words.counted:
        other, days = words.counted[name]
        day = feast_day(other, year)
        return None if day is None else (date.fromisoformat(day) + timedelta(days)).isoformat()
    known = words.fixed.get(name) or words.moving.get(name, {}).get(year)
    return f"{year:04}-{known}" if known else None


def lunar_day(year: int, month: int, day: int) -> str | None:
    """Return the ISO day of a day of the lunar year that begins in a year, or ``None`` where the calendar does not say.

    It knows the first month, which begins with 春节 and has 29 days at least, and the days that are festivals.
    """
    if month == 1 and 1 <= day <= _SHORTEST_MOON and (first := feast_day("春节", year)) is not None:
        return (date.fromisoformat(first) + timedelta(day - 1)).isoformat()
    name = festivals().moons.get(f"{month}-{day}")
    return None if name is None else feast_day(name, year)


def anchor_of(published: str | None) -> Anchor | None:
    """Return the anchor that a printed publication date gives, or ``None`` where it names no year, or a day that there is not."""
    if not published or not published[:4].isdecimal():
        return None
    parts = published[:10].split("-")
    month, day = (int(parts[i]) if len(parts) > i and parts[i].isdecimal() else None for i in (1, 2))
    return Anchor(int(parts[0]), month, day) if iso_date(int(parts[0]), month, day) else None


def year_of(anchor: Anchor, month: int, day: int | None, ahead: bool) -> int:
    """Return the year of a month, or of a day in it, that is printed without one.

    It is the year of the anchor, or where there is no such day then (29 February), or where it would be more than a month ahead
    of the anchor, the last year before; where the words speak of the future (``ahead``), always that of the anchor.
    """
    if anchor.month is None or ahead:
        return anchor.year
    now = date(anchor.year, anchor.month, anchor.day or 28)
    for year in range(anchor.year, anchor.year - _CYCLE, -1):
        if iso_date(year, month, day) and date(year, month, day or 1) - now <= _AHEAD:
            return year
    return anchor.year


@lru_cache(maxsize=8192)
def iso_date(
    year: int, month: int | None = None, day: int | None = None, hour: int | None = None, minute: int | None = None
) -> str | None:
    """Return a time as ISO 8601 at the precision of its parts (2014, 2014-09, 2014-09-29, 2014-09-29T10:17), or ``None``.

    It is ``None`` where there is no such month, day or time: 2014-02-30, 2014-13, 24:60. An hour needs its day, and a minute
    that is not known is 0. Every date that is printed leaves through here.
    """
    try:
        moment = datetime(year, month or 1, day or 1, hour or 0, minute or 0)
    except ValueError:
        return None
    if month == 0 or day == 0:
        return None
    if hour is not None:
        return moment.isoformat(timespec="minutes")
    return moment.date().isoformat()[: 4 if month is None else 7 if day is None else 10]


def day_after(anchor: Anchor, days: int) -> str | None:
    """The ISO date some days after the anchor, or ``None`` where its day is not known."""
    if anchor.month is None or anchor.day is None:
        return None
    try:
        return (date(anchor.year, anchor.month, anchor.day) + timedelta(days)).isoformat()
    except OverflowError:
        return None


def end_of_month(year: int, month: int, days: int) -> tuple[str, str] | None:
    """The first and the last of the last days of a month, or ``None`` where it has not so many."""
    if iso_date(year, month) is None:
        return None
    length = monthrange(year, month)[1]
    first, last = iso_date(year, month, length - days + 1), iso_date(year, month, length)
    return None if first is None or last is None or days < 1 else (first, last)


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month some months after a month."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1
