"""Dates of publication as pages print them, in ISO 8601 at the printed precision; their forms are in rules.yaml."""

import re
from collections.abc import Iterator
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
# What every printed date holds: two digits, or two Han numerals before 年 or 月.
_SIGNS = re.compile(r"\d{1,2}\D{1,3}\d|\d{6}|[一二三四五六七八九十〇○零]{1,4}[年月]")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


class PrintedDate(NamedTuple):
    """A date and the range of its words.

    ``value`` is its ISO form, ``None`` where the calendar has no such day; ``is_possible`` tells whether calendar and clock
    have all that is printed: the day is given where only its clock cannot be.
    """

    start: int
    stop: int
    value: str | None
    is_possible: bool


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
    for one in read_rules(__package__, "dates"):
        for match in one.pattern.finditer(text, start, stop):
            if not any(date.start < match.end() and match.start() < date.stop for date in found):
                found += _read(one, match, stop, keyed)
    return sorted(found)


def _read(one: Rule, match: re.Match[str], stop: int, keyed: bool) -> Iterator[PrintedDate]:
    text = match.string
    clock = rule(__package__, "clocks", "clock").pattern.match(text, match.end(), stop)
    parts = {**(clock.groupdict() if clock else {}), **{k: v for k, v in match.groupdict().items() if v}}
    needs = one.given.get("needs")
    if needs == "clock" and parts.get("hour") is None and not keyed:
        return
    if needs == "key" and not keyed and not _has_key(text, match.start()):
        return
    numbers = _numbers(parts)
    if numbers is None:
        return
    year, month, day = numbers
    if year is not None and one.name == SHORT_YEAR:
        year += 2000 if year <= THIS_CENTURY else 1900
    if one.given.get("order") == "day-first" and day is not None and (month > 12 or day <= 12 and _is_american(parts)):
        month, day = day, month
    end = match.end() + len((clock[0] if clock else "").rstrip())
    start, end = match.start(), max(match.start() + len(match[0].rstrip()), end)
    if year is None:
        value = iso_date(2000, month, day)
        if value:
            yield PrintedDate(start, end, f"-{value[4:]}", True)
        return
    value = iso_date(year + one.given.get("era", 0), month, day)
    time = _clock(parts) if day is not None else _Clock("", True)
    yield PrintedDate(start, end, value and value + time.value, value is not None and time.is_possible)


def _numbers(parts: dict[str, str | None]) -> tuple[int | None, int, int | None] | None:
    """Return year, month and day; ``None`` where one of them is printed and is no number."""
    year, month = _number(parts.get("year")), _number(parts.get("month"))
    printed_day = parts.get("day") or parts.get("day_before_clock")
    day = _number(printed_day)
    if month is None or parts.get("year") and year is None or printed_day and day is None:
        return None
    return year, month, day


def _number(words: str | None) -> int | None:
    if not words:
        return None
    if _WORD.fullmatch(words):
        return _words()["english_months"].index(words) + 1
    worth = evaluate(words)
    return worth.value if worth and worth.top is None and isinstance(worth.value, int) else None


def _clock(parts: dict[str, str | None]) -> _Clock:
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


def _is_american(parts: dict[str, str | None]) -> bool:
    return (parts.get("half") or parts.get("half_after") or "")[:1] in ("A", "a", "P", "p")


def _has_key(text: str, at: int) -> bool:
    """Whether a key of dates stands right before a place, or in the line above it."""
    return rule(__package__, "keys", "before-a-date").pattern.search(text, max(0, at - KEY), at) is not None


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_data(__package__, "words.yaml")
    return words
