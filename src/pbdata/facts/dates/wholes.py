"""Words that name a time by themselves, with nothing behind them: 2014-09-30, 上世纪90年代, 上月, 昨日, 近几年, 今冬."""

import re
from collections.abc import Callable

from pbdata.chinese.calendar import day_after, iso_date, month_after
from pbdata.chinese.numerals import evaluate
from pbdata.chinese.rules import Rule, read_rules
from pbdata.datafiles import read_data
from pbdata.facts.dates.context import PARAGRAPH, UNKNOWN, Context, Known
from pbdata.facts.dates.ends import OPEN, End, end_of
from pbdata.facts.dates.parts import Ends, Part, days_of, months_of_quarter, number_of, read_part_alone
from pbdata.facts.dates.years import base_of

_WORDS = read_data(__package__, "words.yaml")
_NOWADAYS, _DAY_BEHIND = _WORDS["nowadays"], tuple(_WORDS["day_behind"])
(_DAY_IN_BRACKETS,) = read_rules(__package__, "last_days")
_SPEECH = 200
_CENTURIES = {"上世纪": 1900, "上个世纪": 1900, "本世纪": 2000}
# Decades from the thirties on are of the last century where nothing says otherwise.
_LONG_AGO = 30
PRINTED = Known(method="printed")


def read_whole(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> End | None:
    """Return the time that a rule's words name, or ``None`` where they name none; ``first`` is the other end of a stretch."""
    return _READ[rule.given["read"]](context, rule, match, first)


def _numeric(_: Context, rule: Rule, match: re.Match[str], __: End | None) -> End:
    year, month, day = int(match["year"]), int(match["month"]), match.groupdict().get("day")
    part = Part(match.end(), rule.name, month, month, None if day is None else int(day))
    return end_of(part, Known(year, method="printed"), "year")


def _years(_: Context, rule: Rule, match: re.Match[str], __: End | None) -> End:
    """2012—2015年, 2011-13年."""
    year, last = number_of(match["year"] or match["year3"]) or 0, number_of(match["year2"] or match["year4"]) or 0
    if last < 100:
        last += year - year % 100
    ends = _ordered(iso_date(year), iso_date(last))
    return End(match.end(), rule.name, ends, "interval", "year", Known(last, method="printed"))


def _decade(_: Context, rule: Rule, match: re.Match[str], __: End | None) -> End:
    """90年代 alone is of the last century; 20年代 alone may be of either."""
    first, last = _tens(match)
    printed = match["century"] or match["hundreds"]
    century = _century(match)
    known = PRINTED if printed else Known(method="context")
    ends = _ordered(iso_date(century + first), iso_date(century + last + 9)) if printed or last >= _LONG_AGO else None
    return End(match.end(), rule.name, ends, "interval", "year", known)


def _tens(match: re.Match[str]) -> tuple[int, int]:
    worth = evaluate(match["tens"])
    if worth is None:
        return 0, 0
    other = number_of(match["other"])
    return int(worth.value), int(other if other is not None else worth.value if worth.top is None else worth.top)


def _century(match: re.Match[str]) -> int:
    if match["hundreds"]:
        return int(match["hundreds"]) * 100
    words = match["century"]
    if not words:
        return _CENTURIES["上世纪"]
    return _CENTURIES.get(words) or (number_of(words.removesuffix("世纪")) or 0) * 100 - 100


def _joint(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End:
    known = context.published()
    ends = None
    if known.year is not None:
        first, last = _WORDS["joint_years"][match["word"]]
        ends = _ordered(iso_date(known.year + first), iso_date(known.year + last))
    return End(match.end(), rule.name, ends, "interval", "year", known)


def _season(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End:
    shift, season = _WORDS["relative_seasons"][match["word"]]
    first, last = _WORDS["seasons"][season]
    known = context.published()
    known = known if known.year is None else known._replace(year=known.year + shift)
    return end_of(Part(match.end(), rule.name, first, last), known, "year")


def _counted_month(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> End:
    base = base_of(context, rule, match.start(), first, PARAGRAPH)
    part = Part(match.end(), rule.name, 0, 0, *days_of(match))
    if base.year is None or base.month is None:
        return end_of(part, UNKNOWN, "year")
    year, month = month_after(base.year, base.month, _WORDS[rule.given["words"]][match["word"]])
    return end_of(part._replace(first=month, last=month), base._replace(year=year), "year")


def _this_year(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End:
    return end_of(Part(match.end(), rule.name), context.nearest(match.start()), "year")


def _counted_quarter(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End:
    known = context.published()
    part = Part(match.end(), rule.name, *months_of_quarter(1, match["edge"]))
    if known.year is None or known.month is None:
        return end_of(part, UNKNOWN, "year")
    quarter = (known.month - 1) // 3 + _WORDS["published_quarters"][match["word"]]
    first, last = months_of_quarter(quarter % 4 + 1, match["edge"])
    return end_of(part._replace(first=first, last=last), known._replace(year=known.year + quarter // 4), "year")


def _counted_day(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> End:
    """今天 in speech, and as 'nowadays', is no day that the publication gives; 今天（10月1日） is the day in brackets."""
    word, stop = match["word"], match.end()
    if context.text.startswith("（", stop) and (printed := _in_brackets(context, match)) is not None:
        return printed._replace(stop=stop, rule=rule.name)
    value = None
    if context.anchor is not None and not (
        word in _NOWADAYS and first is None and _is_nowadays(context.text, *match.span())
    ):
        value = day_after(context.anchor, _WORDS["published_days"][word])
    ends = None if value is None else (value, value)
    known = context.published() if value else UNKNOWN
    return End(stop, rule.name, ends, "day", "year", known, int(value[5:7]) if value else None)


def _in_brackets(context: Context, match: re.Match[str]) -> End | None:
    """The day that brackets behind a word print: （10月1日）, （1日）."""
    start, stop = match.span()
    part = read_part_alone(context.text, stop + 1)
    if part is not None and part.day is not None:
        return end_of(part, context.year_for(start, stop, part.first or 0, part.day), "year")
    bare = _DAY_IN_BRACKETS.pattern.match(context.text, stop + 1)
    day = number_of(bare["day"]) if bare else None
    if day is None:
        return None
    known = context.month_for(start, stop, day)
    month = known.month or 0
    return end_of(Part(stop, _DAY_IN_BRACKETS.name, month, month, day), known, "year")


def _is_nowadays(text: str, start: int, stop: int) -> bool:
    in_speech = text.rfind("“", max(0, start - _SPEECH), start) > text.rfind("”", max(0, start - _SPEECH), start)
    return in_speech or text[start - 1 : start] == "至" or not text.startswith(_DAY_BEHIND, stop)


def _last_years(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End | None:
    """近三年 begins three years before the publication."""
    known, count = context.published(), number_of(match["n"])
    if count is None:
        return None
    ends = None if known.year is None else _ordered(iso_date(known.year - count), iso_date(known.year))
    return End(match.end(), rule.name, ends, "interval", "year", known)


def _recent(context: Context, rule: Rule, match: re.Match[str], _: End | None) -> End:
    """近几年 ends with the publication and begins nobody says when."""
    fineness, anchor = rule.given["granularity"], context.anchor
    if anchor is None:
        return End(match.end(), rule.name, None, fineness, "year")
    last = iso_date(anchor.year) if fineness == "year" else anchor.iso()
    return End(match.end(), rule.name, None if last is None else (OPEN, last), "interval", "year", context.published())


def _years_ago(_: Context, rule: Rule, match: re.Match[str], __: End | None) -> End:
    return End(match.end(), rule.name, None, "year", "year")


def _ordered(first: str | None, last: str | None) -> Ends | None:
    return None if first is None or last is None or last < first else (first, last)


_READ: dict[str, Callable[[Context, Rule, re.Match[str], End | None], End | None]] = {
    "numeric": _numeric,
    "years": _years,
    "decade": _decade,
    "joint": _joint,
    "season": _season,
    "counted-month": _counted_month,
    "this-year": _this_year,
    "counted-quarter": _counted_quarter,
    "counted-day": _counted_day,
    "last-years": _last_years,
    "recent": _recent,
    "years-ago": _years_ago,
}
