"""Dates of publication as pages print them, in ISO 8601 at the printed precision; their forms are in rules.yaml."""

import re
from functools import cache
from typing import NamedTuple

from pbdata.chinese.calendar import iso_date
from pbdata.chinese.numerals import evaluate
from pbdata.chinese.rules import Rule, read_rules, rule
from pbdata.datafiles import read_data

# The rule of years of two digits; up to this one they are of this century.
SHORT_YEAR, THIS_CENTURY = "short-year", 50
# How far before a date the beginning of its key is looked for.
KEY = 24
# What every printed date holds: digits in two places, or beside the name of a month, or Han numerals before 年 or 月.
_SIGNS = re.compile(r"\d{1,2}\D{1,3}\d|\d{6}|[a-z],?\s\d{4}|[一二三四五六七八九十〇○零]{1,4}[年月]")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)

_Parts = dict[str, str | None]


class PrintedDate(NamedTuple):
    """A date and the range of its words.

    ``value`` is its ISO form, ``None`` where the calendar has no such day; ``is_possible`` tells whether calendar and clock
    have all that is printed: the day is given where only its clock cannot be.
    """

    start: int
    stop: int
    value: str | None
    is_possible: bool


class _Day(NamedTuple):
    year: int | None
    month: int
    day: int | None


class _Clock(NamedTuple):
    """A time of day as ISO 8601 gives it, empty where none is printed, and whether there is such a time."""

    value: str
    is_possible: bool


def find_dates(text: str, start: int, stop: int, *, keyed: bool = False) -> list[PrintedDate]:
    """Return the dates of a line in their order, each at its printed precision.

    ``YYYY-MM-DD`` with ``Thh:mm`` or ``Thh:mm:ss`` where a time is printed; ``YYYY-MM`` where the day is missing;
    ``--MM-DD`` where the year is, with or without a time. Years of the Republic (民国) become Gregorian ones. Where the year
    stands last, the day comes first unless only a month can stand there, or the clock is the American one with AM or PM.
    A day with lost digits (202071日) is not read. ``keyed`` says that a key of dates stands before the line.
    """
    if not _SIGNS.search(text, start, stop):
        return []
    found: list[PrintedDate] = []
    taken: set[int] = set()
    for one in read_rules(__package__, "dates"):
        for match in one.pattern.finditer(text, start, stop):
            is_free = taken.isdisjoint(range(*match.span()))
            if is_free and (date := _read(one, match, stop, keyed)) is not None:
                found.append(date)
                taken.update(range(date.start, date.stop))
    return sorted(found)


def _read(one: Rule, match: re.Match[str], stop: int, keyed: bool) -> PrintedDate | None:
    """Return the date that a rule reads; ``None`` where it lacks what it needs or its words are none."""
    clock = rule(__package__, "clocks", "clock").pattern.match(match.string, match.end(), stop)
    parts = {**(clock.groupdict() if clock else {}), **{k: v for k, v in match.groupdict().items() if v}}
    day = _day(one, parts) if _has_what_it_needs(one, match, parts, keyed) else None
    if day is None:
        return None
    value, is_possible = _iso(day, parts)
    if day.year is None and value is None:
        return None
    printed = match[0] + (clock[0] if clock else "")
    return PrintedDate(match.start(), match.start() + len(printed.rstrip()), value, is_possible)


def _has_what_it_needs(one: Rule, match: re.Match[str], parts: _Parts, keyed: bool) -> bool:
    """Whether a key of dates, or for some a clock, stands beside a form that is too common for a date without."""
    needs = one.given.get("needs")
    if needs is None or keyed or needs == "clock or key" and parts.get("hour") is not None:
        return True
    return _has_key(match.string, match.start())


def _day(one: Rule, parts: _Parts) -> _Day | None:
    """Return the day that the parts give in our calendar; ``None`` where one of them is printed and is no number."""
    year, month = _number(parts.get("year")), _number(parts.get("month"))
    printed_day = parts.get("day") or parts.get("day_before_clock")
    day = _number(printed_day)
    if month is None or parts.get("year") and year is None or printed_day and day is None:
        return None
    if one.name == SHORT_YEAR and year is not None and year > THIS_CENTURY and parts.get("hour") is None:
        return None
    if one.given.get("order") == "day-first" and day is not None and (month > 12 or day <= 12 and _is_american(parts)):
        month, day = day, month
    return _Day(None if year is None else _our_year(one, year), month, day)


def _our_year(one: Rule, year: int) -> int:
    if one.name == SHORT_YEAR:
        return year + (2000 if year <= THIS_CENTURY else 1900)
    return year + int(one.given.get("era", 0))


def _iso(day: _Day, parts: _Parts) -> tuple[str | None, bool]:
    """Return a day with its clock in ISO form, and whether calendar and clock have all of it."""
    if day.year is None:
        value = iso_date(2000, day.month, day.day)
        return value and f"-{value[4:]}", value is not None
    value = iso_date(day.year, day.month, day.day)
    time = _clock(parts) if day.day is not None else _Clock("", True)
    return value and value + time.value, value is not None and time.is_possible


def _number(words: str | None) -> int | None:
    if not words:
        return None
    if _WORD.fullmatch(words):
        return _words()["english_months"].index(words) + 1
    worth = evaluate(words)
    return worth.value if worth and worth.top is None and isinstance(worth.value, int) else None


def _clock(parts: _Parts) -> _Clock:
    hour, minute, second = parts.get("hour"), parts.get("minute"), parts.get("second")
    if hour is None or minute is None:
        return _Clock("", True)
    half = (parts.get("half") or parts.get("half_after") or "").replace(".", "").lower()
    clock = int(hour)
    if half in _words()["afternoon"] and clock < 12 or half == "中午" and clock < 10:
        clock += 12
    elif half in _words()["after_midnight"] and clock == 12:
        clock = 0
    moment = iso_date(2000, 1, 1, clock, int(minute))
    if moment is None or second and int(second) > 59:
        return _Clock("", False)
    return _Clock(moment[10:] + (f":{second}" if second else ""), True)


def _is_american(parts: _Parts) -> bool:
    return (parts.get("half") or parts.get("half_after") or "")[:1] in ("A", "a", "P", "p")


def _has_key(text: str, at: int) -> bool:
    """Whether a key of dates stands right before a place, or in the line above it."""
    return rule(__package__, "keys", "before-a-date").pattern.search(text, max(0, at - KEY), at) is not None


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_data(__package__, "words.yaml")
    return words
