"""The calendar behind the dates of an article: festivals, five-year plans, and what a partial date means on a given day."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data

# A day without a year that lies more than a month after the publication was in the year before.
_AHEAD = timedelta(days=31)


class Festivals(NamedTuple):
    """The words of ``festivals.yaml``; ``moving`` gives month and day by year."""

    fixed: dict[str, str]
    numeric: frozenset[str]
    numeric_before: tuple[str, ...]
    moving: dict[str, dict[int, str]]
    plans: dict[str, str]
    plan_before: tuple[str, ...]


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
        data["fixed"], frozenset(data["numeric"]), tuple(data["numeric_before"]), moving, data["plans"],
        tuple(data["plan_before"]),
    )  # fmt: skip


def anchor_of(published: str | None) -> Anchor | None:
    """Return the anchor that a printed publication date gives, or ``None`` where it names no year."""
    if not published or not published[:4].isdigit():
        return None
    parts = published[:10].split("-")
    month, day = (int(parts[i]) if len(parts) > i and parts[i].isdigit() else None for i in (1, 2))
    return Anchor(int(parts[0]), month, day)


def year_of(anchor: Anchor, month: int, day: int | None, ahead: bool) -> int:
    """Return the year of a month, or of a day in it, that is printed without one.

    It is the year of the anchor, or the year before where that would be more than a month ahead of the anchor and the
    words do not speak of the future (``ahead``).
    """
    if anchor.month is None or ahead:
        return anchor.year
    now = date(anchor.year, anchor.month, anchor.day or 28)
    then = safe_date(anchor.year, month, day or 1)
    return anchor.year - 1 if then is not None and then - now > _AHEAD else anchor.year


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


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_before(anchor: Anchor, days: int) -> str | None:
    """The ISO date some days before the anchor, or ``None`` where its day is not known."""
    if anchor.month is None or anchor.day is None:
        return None
    return (date(anchor.year, anchor.month, anchor.day) - timedelta(days=days)).isoformat()


def month_before(anchor: Anchor, months: int) -> tuple[int, int] | None:
    """Year and month some months before the anchor, or ``None`` where its month is not known."""
    if anchor.month is None:
        return None
    index = anchor.year * 12 + anchor.month - 1 - months
    return index // 12, index % 12 + 1
