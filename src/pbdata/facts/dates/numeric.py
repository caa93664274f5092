"""Dates that begin with a number: 2012年6月28日, 9月26日, 26日, 90年代, 七一, 十三五."""

import re

from pbdata.chinese.calendar import festivals, month_before, safe_date, year_of
from pbdata.facts.dates.context import Context, FoundDate
from pbdata.facts.dates.grammar import ABSOLUTE, DAYS, DECADE, PARTIAL, QUARTER, meaning_of, number_of, quarter_of

_EVERY_YEAR = ("每年", "每年的", "历年", "常年", "往年")
_NO_DAY_BEHIND = ("每月", "每", "第", "的", "了", "天")


def read_numeric(context: Context, start: int) -> FoundDate | None:
    """Return the date whose numbers begin at a place, or ``None`` if there is none."""
    text = context.text
    if match := ABSOLUTE.match(text, start):
        return _absolute(match)
    if match := DECADE.match(text, start):
        return _decade(context, match)
    if feast := _feast(context, start):
        return feast
    if start and text[start - 1] in "第.·点":
        return None
    if text.endswith(_EVERY_YEAR, 0, start):
        return None
    match = PARTIAL.match(text, start)
    if match and match.end() > start and (match["m"] or match["m1"]):
        return _month(context, match)
    if (match := DAYS.match(text, start)) and not text.endswith(_NO_DAY_BEHIND, 0, start):
        return _day(context, match)
    if match := QUARTER.match(text, start):
        return _quarter(context, match)
    return None


def _absolute(match: re.Match[str]) -> FoundDate:
    start, stop = match.span()
    if match["iy"]:
        written = f"{match['iy']}-{int(match['im']):02}-{int(match['id']):02}"
        return FoundDate(start, stop, written, "day", None, "printed", "absolute")
    year = number_of(match["y"])
    other = match["y2"] or match["y3"]
    if other:
        return FoundDate(start, stop, f"{year:04}/{number_of(other):04}", "interval", None, "printed", "interval")
    value, granularity = meaning_of(year, match)
    return FoundDate(start, stop, value, granularity, None, "printed", "absolute")


def _decade(context: Context, match: re.Match[str]) -> FoundDate | None:
    start, stop = match.span()
    before = context.text[max(0, start - 4) : start]
    if match["c"]:
        century = int(match["c"]) * 100
    elif before.endswith(("上世纪", "20世纪", "二十世纪")):
        start -= 4 if before.endswith(("20世纪",)) else 3
        century = 1900
    elif before.endswith("19世纪"):
        start, century = start - 4, 1800
    else:
        century = 1900
    first = century + number_of(match["n"])
    method = "printed" if start < match.start() or match["c"] else "context"
    return FoundDate(start, stop, f"{first}/{first + 9}", "interval", None, method, "decade")


def _feast(context: Context, start: int) -> FoundDate | None:
    """七一, “十一”, 十三五: numbers that name a day or a plan, in quotation marks or in front of a telling word."""
    text = context.text
    words = festivals()
    for length in (3, 2):
        name = text[start : start + length]
        stop = start + length
        quoted = text[start - 1 : start] in ("“", "‘") and text[stop : stop + 1] in ("”", "’")
        if name in words.plans and (quoted or (length == 3 and text.startswith(words.plan_before, stop))):
            return FoundDate(start - quoted, stop + quoted, words.plans[name], "interval", None, "printed", "plan")
        if name in words.numeric and (quoted or text.startswith(words.numeric_before, stop)):
            if text[start - 1 : start] == "第" or text.startswith(
                ("路", "中学", "村", "学校", "小学", "广场", "运动", "精神", "奖", "工程"), stop + quoted
            ):
                return None
            return context.festival(name, start - quoted, stop + quoted)
    return None


def _month(context: Context, match: re.Match[str]) -> FoundDate:
    """9月26日, 1月至8月: the year is that of a date before it in the sentence, or follows from the publication."""
    start, stop = match.span()
    near = context.before(start, "。！？\n")
    month = number_of(match["m"] or match["m1"])
    day = number_of(match["d"]) if match["d"] else None
    if near is not None:
        year, anchor, method = near.year, near.iso(), "context"
    elif context.anchor is not None:
        year, anchor, method = (
            year_of(context.anchor, month, day, context.looks_ahead(start, stop)),
            context.anchor.iso(),
            "published",
        )
    else:
        granularity = "interval" if match["m2"] or match["d2"] or match["m1"] else "day" if day else "month"
        return FoundDate(start, stop, None, granularity, None, None, "partial")
    value, granularity = meaning_of(year, match)
    if value is None:
        return FoundDate(start, stop, None, granularity, None, None, "partial")
    return FoundDate(start, stop, value, granularity, anchor, method, "partial")


def _day(context: Context, match: re.Match[str]) -> FoundDate | None:
    """26日: in the month of a date before it in the paragraph, or the last such day before the publication."""
    start, stop = match.span()
    day = number_of(match["d"])
    granularity = "interval" if match["d2"] else "day"
    near = context.before(start, "\n")
    anchor = context.anchor
    if near is not None and near.month is not None:
        year, month, known, method = near.year, near.month, near.iso(), "context"
    elif anchor is not None and anchor.month is not None and anchor.day is not None:
        back = month_before(anchor, 0 if day <= anchor.day or context.looks_ahead(start, stop) else 1)
        year, month = back or (anchor.year, anchor.month)
        known, method = anchor.iso(), "published"
    else:
        return FoundDate(start, stop, None, granularity, None, None, "day-of-month")
    if safe_date(year, month, day) is None:
        return FoundDate(start, stop, None, granularity, None, None, "day-of-month")
    value = f"{year:04}-{month:02}-{day:02}"
    if match["d2"]:
        value = f"{value}/{year:04}-{month:02}-{number_of(match['d2']):02}"
    return FoundDate(start, stop, value, granularity, known, method, "day-of-month")


def _quarter(context: Context, match: re.Match[str]) -> FoundDate:
    start, stop = match.span()
    if context.anchor is None:
        return FoundDate(start, stop, None, "interval", None, None, "quarter")
    value = quarter_of(context.anchor.year, number_of(match["quarter"]))
    return FoundDate(start, stop, value, "interval", context.anchor.iso(), "published", "quarter")
