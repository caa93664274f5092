"""The public suites of dates: the parsers' specs of Recognizers-Text, and the tests of JioNLP.

What docs/facts/dates.md means by a date is asked: a day, a month, a year, or a stretch of them with printed ends. Left out are

* clock times, weeks and days of the week, what comes back, lengths of time (20天后), vague words (最近), and stretches counted in
  days from the day of speaking (近三年 as 2014-03-22 to 2017-03-21), which pbdata reads otherwise by design or not at all;
* digits that say neither 年, 月, 日, 号 nor year-month-day in full: 2018, 6·30, 20240307, and day first (13.5.2015);
* a number of two digits with 年 alone, which may be a length (24年);
* years of a reign, which Recognizers-Text takes for years of the sun (雍正二十三年, though there were thirteen);
* the lunar calendar, and days without 日, which may be of it (八月十五): Recognizers-Text expects 农历2015年十月初一 as 1 October,
  and festivals that follow the moon likewise;
* in Recognizers-Text, what it marks as unsupported in Python; in JioNLP, what it calls ``blur`` (the ends of 年初 are each system's
  convention), and days of speaking before 1995, when no web page was written.

The day of the made page is the day of speaking. Words that leave the year or month open (9月30日, 29日) may be taken for the last
or for the next such day: Recognizers-Text gives both, and to the values of JioNLP the neighbours are added.
Words alone stand, for all systems, at the head of a clause, …，全县召开大会。, for a line that holds nothing but a date is a page's
date line; festivals with 期间, without which they may be names (清明祭奠活动).
A value is its first day and the days that may be its last: the suite's ends are in part the day behind a stretch (2016-10: up to
2016-11-01) and in part its last printed day or year (2016到2018: up to 2018-01-01).
"""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from suite_pages import Case, Found, facts_in

Value = tuple[str, tuple[str, ...]]

CLAUSE = "，全县召开大会。"
DURING = "期间"
_PARSERS = ("DateParser", "DatePeriodParser", "HolidayParser")
_END = r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)){0,2}"
_TIMEX = re.compile(rf"{_END}|\({_END},{_END},P\d+[YMD]\)")
_LUNAR = re.compile(
    r"[农農阴陰][历曆]|月[廿一二三四五六七八九十]+(?![一二三四五六七八九十日号個个月至到])|初[一二三四五六七八九十]|[正腊臘冬]月|大年|闰|除夕|春节|元宵|清明|端午|七夕|中秋|重阳|生肖|甲|乙|丙|丁|戊|己|庚|辛|壬|癸"
)
_OTHER = re.compile(r"[周週]|星期|礼拜|禮拜|工作日|天[后後前]|全天|最近|月初|神龙|康熙|雍正|^[1-9]\d年$|[，、]")
_DIGITS = re.compile(r"[\d\W从到至]+")
_FULL = re.compile(r"(?<!\d)\d{4}([-./])\d{1,2}\1\d{1,2}(?!\d)")
_OPEN_YEAR = re.compile(r"[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+[日号]?")
_OPEN_MONTH = re.compile(r"[\d一二三四五六七八九十]+[日号]")
_EARLIEST = 1995
_CHINA = timezone(timedelta(hours=8))


def recognizers_dates(specs: Path) -> dict[str, list[Case[list[Value]]]]:
    """Return the cases of the parsers of dates, stretches and festivals in the folder ``Specs/DateTime/Chinese``."""
    return {name: list(_recognizers_cases(specs / f"{name}.json")) for name in _PARSERS}


def jionlp_dates(tests: Path) -> dict[str, list[Case[list[Value]]]]:
    """Return the cases of the file ``test_time_parser.py`` that name whole days."""
    cases: list[Case[list[Value]]] = []
    for node in ast.walk(ast.parse(tests.read_text("utf-8"))):
        if isinstance(node, ast.List) and len(node.elts) == 3 and isinstance(node.elts[2], ast.Dict):
            cases += _jionlp_case(*node.elts)
    return {"dates": cases}


def dates_in(case: Case[list[Value]], _: str) -> list[Found[list[Value]]]:
    """Return the dates that pbdata reads in a case, those with a value."""
    facts = [one for one in facts_in(case.text, case.day, "dates") if one.value.value]
    return [Found(start, stop, [value]) for start, stop, fact in facts for value in _days(fact.value)]


def same_days(one: list[Value], other: list[Value]) -> bool:
    """Whether some value of one agrees with some value of the other: the first day is one, and a last day is."""
    return any(a[0] == b[0] and not set(a[1]).isdisjoint(b[1]) for a in one for b in other)


def _days(value: str) -> Iterator[Value]:
    first, _, last = value.partition("/")
    if re.match(r"\d{4}", first) and (not last or re.match(r"\d{4}", last)):
        begin, stop = _span(last or first)
        ends = {begin, _before(stop)} if last else {_before(stop)}
        yield _span(first)[0], tuple(sorted(ends))


def _span(unit: str) -> tuple[str, str]:
    """Return the first day of a day, month or year, and the first day behind it."""
    year, month, day = (*map(int, unit.split("-")), 0, 0)[:3]
    if day:
        return unit, str(date(year, month, day) + timedelta(days=1))
    if month:
        return f"{unit}-01", f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return f"{unit}-01-01", f"{year + 1:04}-01-01"


def _before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def _recognizers_cases(path: Path) -> Iterator[Case[list[Value]]]:
    for spec in json.loads(path.read_text("utf-8-sig")):
        unsupported = "python" in (spec.get("NotSupported", "") + spec.get("NotSupportedByDesign", "")).lower()
        day = spec["Context"]["ReferenceDateTime"][:10]
        words = [spec["Input"][one["Start"] : one["Start"] + one["Length"]] for one in spec["Results"]]
        if unsupported or not all(map(_is_meant, words)):
            continue
        expected = [
            Found(
                one["Start"],
                one["Start"] + one["Length"],
                [value for key in ("PastResolution", "FutureResolution") for value in _resolved(one["Value"][key])],
            )
            for one in spec["Results"]
            if _TIMEX.fullmatch(one["Value"]["Timex"]) and not _is_rolling(one["Value"], day)
        ]
        if expected and len(expected) == len(spec["Results"]):
            sentence = _sentence(spec["Input"], expected, path.stem.startswith("Holiday"))
            yield Case(sentence, day, tuple(one for one in expected if one.value), tuple(one[:2] for one in expected))


def _resolved(resolution: dict[str, str]) -> Iterator[Value]:
    """Return the value of a resolution; none of a day that does not exist."""
    if "date" in resolution and resolution["date"] > "0001-01-01":
        yield resolution["date"], (resolution["date"],)
    if "startDate" in resolution:
        yield resolution["startDate"], (resolution["endDate"], _before(resolution["endDate"]))


def _is_rolling(value: dict[str, Any], day: str) -> bool:
    ends = {day, str(date.fromisoformat(day) + timedelta(days=1))}
    past = value["PastResolution"]
    return not past or ("startDate" in past and bool(ends & {past["startDate"], past["endDate"]}))


def _jionlp_case(words: ast.expr, base: ast.expr, result: ast.expr) -> Iterator[Case[list[Value]]]:
    try:
        text, time = ast.literal_eval(words), ast.literal_eval(result)
    except ValueError:
        return
    day = _jionlp_day(base)
    if day is None or time.get("definition") != "accurate" or time["type"] not in ("time_point", "time_span"):
        return
    start, stop = time["time"]
    whole = start.endswith("00:00:00") and stop.endswith("23:59:59")
    if whole and _is_meant(text) and not _counted(day, start[:10], stop[:10]):
        expected = (Found(0, len(text), list(_with_neighbours(text, start[:10], stop[:10]))),)
        yield Case(_sentence(text, expected, text.endswith("节")), day, expected)


def _is_meant(words: str) -> bool:
    """Whether words are of the shapes that are asked."""
    bare = _FULL.sub("", words)
    full = bare != words and not re.search(r"\d", bare)
    return not (_LUNAR.search(words) or _OTHER.search(words)) and (full or not _DIGITS.fullmatch(words))


def _sentence(text: str, expected: Sequence[Found[Any]], festival: bool) -> str:
    """Return the text, and a clause behind it where it is nothing but the words expected."""
    alone = any(one.start == 0 and one.stop == len(text) for one in expected)
    return text + (DURING if festival else "") + CLAUSE if alone else text


def _with_neighbours(words: str, start: str, stop: str) -> Iterator[Value]:
    """Return the days of a stretch, and those a year or a month before and after where the words leave these open."""
    first, last = date.fromisoformat(start), date.fromisoformat(stop)
    yield start, (stop,)
    for step in (-1, 1):
        if _OPEN_YEAR.fullmatch(words) or words.endswith("节"):
            yield str(first.replace(year=first.year + step)), (str(last.replace(year=last.year + step)),)
        elif _OPEN_MONTH.fullmatch(words):
            day = str((first.replace(day=15) + step * timedelta(days=30)).replace(day=min(first.day, 28)))
            day = day[:8] + start[8:]
            yield day, (day,)


def _counted(day: str, start: str, stop: str) -> bool:
    """Whether it is a stretch that begins or ends with the day of speaking."""
    return start != stop and day in (start, stop, _before(start), str(date.fromisoformat(stop) + timedelta(days=1)))


def _jionlp_day(base: ast.expr) -> str | None:
    """Return the day of speaking of a test: seconds, the parts of a date, a call of datetime, or the name of seconds."""
    seconds = {"_ts_1": 1623604000, "_ts_2": 1630480532}
    parts = base.args if isinstance(base, ast.Call) else base.elts if isinstance(base, ast.List) else ()
    numbers = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, int)]
    if len(numbers) >= 3:
        day = date(*numbers[:3])
    elif isinstance(base, ast.Name) and base.id in seconds:
        day = datetime.fromtimestamp(seconds[base.id], _CHINA).date()
    elif isinstance(base, ast.Constant) and isinstance(base.value, int | float):
        day = datetime.fromtimestamp(base.value, _CHINA).date()
    else:
        return None
    return str(day) if day.year >= _EARLIEST else None
