"""Dates of publication as pages print them, in ISO 8601 at the printed precision."""

import re
from typing import NamedTuple

_TIME = r"(?:[T\s]*(?:(?P<half>上午|下午|晚上|晚)\s*)?(?P<hour>\d{1,2})\s*[:：时]\s*(?P<minute>\d{2})分?(?:\s*[:：]\s*(?P<second>\d{2})(?!\d))?)?"
_FULL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-/.年\s]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*日?(?:\s*(?:星期|周)[一二三四五六日天])?"
    + _TIME
)
_MINGUO = re.compile(r"民国\s*(?P<year>\d{2,3})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日" + _TIME)
_MONTH_ONLY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*月(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d\-/.年:：])(?P<month>\d{1,2})\s*[-/月]\s*(?P<day>\d{1,2})(?![\d/-])\s*日?" + _TIME)
_MINGUO_OFFSET = 1911


class PrintedDate(NamedTuple):
    """A date in ISO form and the range of its words."""

    start: int
    stop: int
    value: str


def find_date(text: str, start: int, stop: int) -> PrintedDate | None:
    """Return the first date of a line at its printed precision, or ``None``.

    ``YYYY-MM-DD`` with ``Thh:mm`` or ``Thh:mm:ss`` where a time is printed; ``YYYY-MM`` where the day is missing;
    ``--MM-DD`` where the year is, with or without a time; Republican years (民国) are turned into Gregorian ones. Impossible dates are passed over.
    """
    for pattern, offset in ((_MINGUO, _MINGUO_OFFSET), (_FULL, 0), (_MONTH_ONLY, 0), (_NO_YEAR, 0)):
        for match in pattern.finditer(text, start, stop):
            value = _iso(match.groupdict(), offset)
            if value:
                return PrintedDate(match.start(), match.start() + len(match[0].rstrip()), value)
    return None


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
    clock = int(hour) + (12 if parts.get("half") in ("下午", "晚上", "晚") and int(hour) < 12 else 0)
    if clock > 23 or int(minute) > 59:
        return date
    return f"{date}T{clock:02d}:{minute}" + (f":{second}" if second else "")
