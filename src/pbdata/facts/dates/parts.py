"""The part of a year that words name: its months, a day, a feast; and the days that it is of a given year."""

import re
from typing import NamedTuple

from pbdata.chinese.calendar import end_of_month, feast_day, iso_date, lunar_day
from pbdata.chinese.numerals import evaluate
from pbdata.chinese.rules import Rule, Rules, read_rules
from pbdata.datafiles import read_data
from pbdata.facts.dates.feasts import feast_at

_WORDS = read_data(__package__, "words.yaml")
_WITHIN = read_rules(__package__, "within")
_ALONE = Rules(f"{__package__}.alone", (rule for rule in _WITHIN if rule.given.get("alone")))
_LAST = Rules(f"{__package__}.last", (rule for rule in _WITHIN if rule.given.get("alone") or rule.given.get("last")))

_MOONS = {"正": 1, "冬": 11, "腊": 12}

Ends = tuple[str, str]


class Part(NamedTuple):
    """Months from ``first`` to ``last`` (13 and 14 are of the year behind), or a day in a month, a feast, a day of the moon
    (month and day, 0 where nothing says them); with none of these, the whole year.

    ``past`` says that of the days without a year the last one before the publication is meant.
    """

    stop: int
    rule: str
    first: int | None = None
    last: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_days: int | None = None
    feast: str | None = None
    moon: tuple[int, int] | None = None
    past: bool = False

    @property
    def granularity(self) -> str:
        """How finely the words name the time."""
        if self.moon is not None:
            return "day" if self.moon[1] else "month"
        if self.last_day is not None or self.last_days is not None:
            return "day" if self.last_days == 1 else "interval"
        if self.day is not None or self.feast is not None:
            return "day"
        if self.first is None:
            return "year"
        return "month" if self.first == self.last else "interval"


def read_part(text: str, at: int) -> Part | None:
    """Return the part of a year that begins at a place behind the words of the year, with or without 的."""
    for start in (at, at + 1) if text.startswith("的", at) else (at,):
        if (part := _read(text, start, _WITHIN)) is not None:
            return part
    return None


def read_part_alone(text: str, at: int, *, last: bool = False) -> Part | None:
    """Return the part of a year that words name which do not say the year; ``last``: at the end of a stretch."""
    part = _read(text, at, _LAST if last else _ALONE)
    return None if part is not None and part.first == 0 and part.day is None else part


def ends_of(year: int, part: Part) -> Ends | None:
    """The first and the last of the days, months or years that a part is of a year; ``None`` where there are none such."""
    if part.feast is not None or part.moon is not None:
        day = lunar_day(year, *part.moon) if part.moon is not None else feast_day(part.feast or "", year)
        return None if day is None else (day, day)
    if part.last_days is not None:
        return end_of_month(year, part.last or 0, part.last_days)
    first = iso_date(year, part.first, part.day)
    last = iso_date(*_month_of(year, part.last), part.day if part.last_day is None else part.last_day)
    return None if first is None or last is None else (first, last)


def days_of(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """The day in a month that words name, the last of its first days, and the number of its last ones; 0 where there is none."""
    words = match.groupdict()
    day, first_days, last_days = (
        number_of(words[name]) or 0 if words.get(name) else None for name in ("day", "first_days", "last_days")
    )
    return (day, None, last_days) if first_days is None else (1, first_days, None)


def number_of(words: str | None) -> int | None:
    """The whole number that digits or Han numerals write; 元 is the first."""
    if words is None:
        return None
    worth = evaluate("一" if words == "元" else words)
    return int(worth.value) if worth is not None and worth.top is None else None


def _read(text: str, at: int, rules: Rules) -> Part | None:
    for rule in () if rules.match_none(text, at) else rules:
        match = rule.pattern.match(text, at)
        if match is not None and (part := _part(rule, match)) is not None:
            return part
    feast = feast_at(text, at, behind_year=rules is _WITHIN)
    return None if feast is None or feast.plan else Part(feast.stop, "festival", feast=feast.name, past=True)


def _part(rule: Rule, match: re.Match[str]) -> Part | None:
    if "moon" in match.groupdict():
        return Part(match.end(), rule.name, moon=_moon(match), past=True)
    months = _months(rule, match)
    if months is None:
        return None
    first, last = months
    return Part(match.end(), rule.name, first, last, *days_of(match), past=rule.given.get("past", False))


def _months(rule: Rule, match: re.Match[str]) -> tuple[int, int] | None:
    """The first and last month that a rule's words name: 0 for a month that there is not, ``None`` where they name none."""
    words = match.groupdict()
    if "word" in words:
        months = _WORDS[rule.given["words"]][words["word"]]
        return (months[0], months[1]) if isinstance(months, list) else (months, months)
    if "quarter" in words:
        return _quarters(
            words["quarter"].rstrip("个").replace("首", "元"),
            words["last_quarter"],
            words["edge"] or words["short_edge"],
        )
    if "quarters" in words:
        return 1, 3 * (number_of(words["quarters"]) or 0)
    if "months" in words:
        count = number_of(words["months"]) or 0
        return (1, count) if 1 <= count <= 12 else None
    if "last_months" in words:
        count = number_of(words["last_months"]) or 0
        return (13 - count, 12) if 1 <= count <= 12 else None
    if "month" in words:
        return _run(words["month"])
    first, last = rule.given["months"]
    return first, last


def _quarters(first: str, last: str | None, edge: str | None) -> tuple[int, int]:
    begin, end = months_of_quarter(number_of(first) or 0, edge), months_of_quarter(number_of(last or first) or 0, edge)
    return begin[0], end[1]


def months_of_quarter(quarter: int, edge: str | None = None) -> tuple[int, int]:
    """The first and last month of a quarter, or of its edge: 一季度末 is March."""
    first, last = quarter * 3 - 2, quarter * 3
    return (first, first) if edge == "初" else (last, last) if edge else (first, last)


def _run(words: str) -> tuple[int, int]:
    """7月 is a month, 七八月 are two."""
    worth = evaluate("一" if words == "元" else words)
    if worth is None or not isinstance(worth.value, int) or not 1 <= worth.value <= 12:
        return 0, 0
    return worth.value, worth.value if worth.top is None else int(worth.top)


def _month_of(year: int, month: int | None) -> tuple[int, int | None]:
    """Month 13 is the first of the year behind."""
    return (year + 1, month - 12) if month is not None and month > 12 else (year, month)


def _moon(match: re.Match[str]) -> tuple[int, int]:
    """Month and day of the moon; 大年初一 is of the first month. One that is printed with its year is not counted."""
    month = next((words for name, words in match.groupdict().items() if name.endswith("moon") and words), "正")
    day = (match["moon_day"] or "").removeprefix("初")
    if match["moon_year"] or "闰" in match[0]:
        return 0, number_of(day) or 0
    return _MOONS.get(month) or number_of(month) or 0, number_of(day) or 0
