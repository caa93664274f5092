"""Dates of publication as pages print them, in ISO 8601 at the printed precision."""

import re
from typing import NamedTuple

_TIME = (
    r"(?:[T\s|｜/·,，]{0,4}(?:(?P<half>上午|下午|晚上|晚|凌晨|中午|[AaPp]\.?[Mm]\.?)\s*)?(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{2})分?"
    r"(?:(?:\s*[:：]\s*|(?<=分))(?P<second>\d{2})(?!\d)秒?)?(?:\s*(?P<half_after>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?)?"
)
_WEEKDAY = r"(?:\s*[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?"
_FULL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-/.年\s]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*日?"
    + _WEEKDAY
    + _TIME
)
_MINGUO = re.compile(
    rf"民国\s*(?P<year>\d{{2,3}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_WEEKDAY}{_TIME}"
)
# 104年3月12日; 发布日期：104-03-12: three digits below 130 count the years of the Republic.
_MINGUO_UNNAMED = re.compile(
    rf"(?<![\d.\-/])(?P<year>1[0-2]\d)\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_WEEKDAY}{_TIME}"
)
_MINGUO_KEYED = re.compile(
    rf"(?:日期|时间)\s*[：:]?\s*(?P<year>1[0-2]\d)[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_WEEKDAY}{_TIME}"
)
_IN_CHARACTERS = re.compile(
    r"(?P<year>[一二][〇○零一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_MINGUO_IN_CHARACTERS = re.compile(
    r"民国(?P<year>[一二三四五六七八九十百〇○零]{1,5})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "○": 0, "零": 0}
_MONTH_ONLY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*月(?!\s*\d)")
_NO_YEAR = re.compile(
    r"(?<![\d\-/.年:：第])(?P<month>\d{1,2})\s*[-/月]\s*(?P<day>\d{1,2})(?![\d/-]|\s*版)\s*日?" + _TIME
)
_MINGUO_OFFSET = 1911
# What a line must hold for a pattern to be tried, the pattern, and what its years are counted from.
_PATTERNS = (
    ("民国", _MINGUO, _MINGUO_OFFSET),
    ("民国", _MINGUO_IN_CHARACTERS, _MINGUO_OFFSET),
    ("20", _FULL, 0),
    ("19", _FULL, 0),
    ("年", _IN_CHARACTERS, 0),
    ("年", _MINGUO_UNNAMED, _MINGUO_OFFSET),
    ("期", _MINGUO_KEYED, _MINGUO_OFFSET),
    ("时间", _MINGUO_KEYED, _MINGUO_OFFSET),
    ("月", _MONTH_ONLY, 0),
    ("-", _NO_YEAR, 0),
    ("月", _NO_YEAR, 0),
    ("/", _NO_YEAR, 0),
)
_AFTERNOON = ("下午", "晚上", "晚", "中午")


class PrintedDate(NamedTuple):
    """A date in ISO form and the range of its words."""

    start: int
    stop: int
    value: str


def find_date(text: str, start: int, stop: int) -> PrintedDate | None:
    """Return the first date of a line at its printed precision, or ``None``.

    ``YYYY-MM-DD`` with ``Thh:mm`` or ``Thh:mm:ss`` where a time is printed; ``YYYY-MM`` where the day is missing;
    ``--MM-DD`` where the year is, with or without a time; Republican years (民国) are turned into Gregorian ones. Impossible
    dates are passed over; so is a day with lost digits (202071日).
    """
    words = text[start:stop]
    for mark, pattern, offset in _PATTERNS:
        if mark not in words:
            continue
        for match in pattern.finditer(text, start, stop):
            value = _iso({name: _arabic(part) for name, part in match.groupdict().items()}, offset)
            if value:
                first = match.start("year") if pattern is _MINGUO_KEYED else match.start()
                return PrintedDate(first, match.start() + len(match[0].rstrip()), value)
    return None


def _arabic(part: str | None) -> str | None:
    """Turn a number in Chinese characters (二〇一八, 一百零三, 二十) into digits; digits stay."""
    if part is None or part[0] not in _DIGITS and part[0] not in "十百":
        return part
    if not set(part) & set("十百"):
        return "".join(str(_DIGITS[c]) for c in part)
    total, digit = 0, 0
    for c in part:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
    return str(total + digit)


def _iso(parts: dict[str, str | None], offset: int) -> str | None:
    month = int(parts["month"] or 0)
    day = int(parts.get("day") or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    date = f"{month:02d}-{day:02d}" if parts.get("day") else f"{month:02d}"
    year = parts.get("year")
    date = f"{int(year) + offset}-{date}" if year else f"--{date}"
    hour, minute, second = parts.get("hour"), parts.get("minute"), parts.get("second")
    if hour is None or minute is None or not year:
        return date
    half = (parts.get("half") or parts.get("half_after") or "").replace(".", "").lower()
    clock = int(hour) + (12 if (half in _AFTERNOON or half == "pm") and int(hour) < 12 else 0)
    if half == "am" and clock == 12:
        clock = 0
    if clock > 23 or int(minute) > 59:
        return date
    return f"{date}T{clock:02d}:{minute}" + (f":{second}" if second else "")
