"""Every number of a text, and its value: digits and Han numerals, points, signs, fractions, percentages, 折, 成 and 半.

This is the grammar of numbers alone; what they count, and whether they count at all, is for
:mod:`pbdata.facts.figures.finding`. The marks follow GB/T 15835-2011 (出版物上数字用法) and common usage.
"""

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from pbdata.chinese.numerals import (
    DIGITS,
    HALF_WIDTH,
    HAN_DIGITS,
    HAN_NUMERALS,
    HAN_SCALES,
    Worth,
    evaluate,
    exact_quotient,
)

_ARABIC = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[1-9][0-9]{{0,2}}(?: [0-9]{{3}}){{2,}}(?![0-9])|[０-９]{{1,3}}(?:[，,][０-９]{{3}})+(?![０-９])|[{DIGITS}]+)"
    rf"(?:[.．][{DIGITS}]+)?"
)
# 千瓦 is a unit, 百分点 and 零下 are words: their first character is no number.
_WORDS = rf"(?!千(?:瓦|克|伏|卡|赫|帕|焦)|(?<=[{DIGITS}])千米|百分点|(?<![{HAN_NUMERALS}{DIGITS}])万一|零下)"
_SCALE = rf"{_WORDS}[{HAN_SCALES}]"
_HAN = rf"{_WORDS}[{HAN_NUMERALS}]"
_MORE = r"(?:多|余|几|来)"
_RUN = (
    rf"(?:{_ARABIC}(?![eE^][+-]?[{DIGITS}])|[.．][{DIGITS}]+|{_HAN})"
    rf"(?:(?:(?<=[{HAN_SCALES}])(?:[0-9]{{1,4}}(?![0-9])(?:\.[0-9]+)?))|\s?{_HAN}|(?:\s?点\s?|(?<=[{HAN_NUMERALS}])[.．])(?=[{HAN_DIGITS}]+(?!\s?[十分]))|{_MORE}(?={_SCALE}))*"
)
# Most numbers are plain: digits with at most one scale, or one Han numeral. They are read without the rest of the grammar.
# A run of marks is looked for first, because one small set of characters is what ``re`` finds fast.
_MARKS = re.compile(rf"[{DIGITS}{HAN_NUMERALS}.．半对俩仨]+")
_GOES_ON = rf"{DIGITS}{HAN_NUMERALS}.．,，多余几来点eE^%％‰分又/／成折打半kKM \u3000"
_PLAIN = rf"(?P<plain>[0-9]+)(?:\.(?P<places>[0-9]+))?(?P<scale>[万亿]?)(?P<cent>%?)(?![{_GOES_ON}])|(?P<one>{_HAN})(?![{_GOES_ON}])"
_NUMBER = re.compile(
    rf"{_PLAIN}|(?P<fixed>对折|百分百(?!之)|[俩仨])|(?P<power>{_ARABIC}(?:[eE][+-]?[0-9]+|\^[+-]?[0-9]+))"
    rf"|(?P<run>{_RUN})(?P<rest>\s?[又分/／%％‰成折打kKM]|半(?=[^一-鿿]|$))?"
    r"|(?P<half>半(?=数|打|[个年天小月日成折斤公里亩米岁周]))"
)
_LOWEST = re.compile(rf"\s?(?P<sign>[负-])?\s?(?P<run>{_RUN})")
_MIXED_POINT = re.compile(rf"[{HAN_NUMERALS}][.．][{HAN_NUMERALS}]")
_PARTS = re.compile(r"\s?分\s?之")
_OVER = re.compile(rf"\s?[/／]\s?(?P<run>[{DIGITS}]{{1,9}})(?![{DIGITS}/／年月日.-])")
_MIXED = re.compile(
    rf"\s?又\s?(?:(?P<low>{_RUN})\s?分\s?之\s?(?P<high>{_RUN})|(?P<above>[{DIGITS}]+)\s?[/／]\s?(?P<below>[{DIGITS}]+))"
)
_PARTS_OF = {"百": ("percent", 1), "千": ("percent", 10), "万": ("percent", 100)}
_TENTHS = re.compile(rf"(?P<half>半)|\s?(?P<digit>[{DIGITS}{HAN_DIGITS}](?!个))")
_NOT_TENTHS = "为立员功果绩长熟效本就交都型"
_NOT_DISCOUNT = "不叠页扇合返射磨断腾线旧价算"
_NOT_DOZEN = "击造开破响扮工架算赢败印通牌磨听扰铁好了着到出过卡折仗"
_CARRIES_ON = frozenset(
    "0123456789０１２３４５６７８９.．,，多余几来点eE^%％‰分又/／成折打半kKM \u3000第" + HAN_NUMERALS
)
# No number of a text is longer, in characters; what is longer is a code, or damage.
_LONGEST = 20
_ORDINAL = "第"
_MINUS = "-－−"
_FIXED = {"对折": (50, "percent"), "百分百": (100, "percent"), "俩": (2, "number"), "仨": (3, "number")}
_BEFORE = frozenset("第负零下 -－−")
_BEGINS_WORD = frozenset("千百万零")
_BARE = frozenset("百千万亿兆佰仟萬億")
_SINGLE = {mark: int(worth.value) for mark in HAN_NUMERALS if (worth := evaluate(mark))} | {"": 1}


class Number(NamedTuple):
    """A number where it stands. ``kind``: number, ordinal, percent (70 for 七成), fraction or nominal (千 in 千名党员).

    ``top`` closes a range of neighbouring digits (七八个); ``more`` is an approximator inside or behind (80余万, 十几).
    """

    start: int
    stop: int
    value: int | float
    kind: str
    top: int | float | None
    more: str | None


def find_numbers(text: str) -> list[tuple[int, int, int | float, str]]:
    """Return each number of a text as ``(start, stop, value, kind)``; see :class:`Number` for the kinds.

    >>> find_numbers("增长百分之七十五，约三分之一")
    [(2, 8, 75, 'percent'), (10, 14, 0.3333333333333333, 'fraction')]
    """
    return [number[:4] for number in read_numbers(text)]


def read_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text, in order and without overlap."""
    at = 0
    for place in _MARKS.finditer(text):
        start, end = place.span()
        if start >= at and text[end : end + 1] not in _CARRIES_ON:
            # Most runs are one mark or digits alone, with nothing behind them that goes on.
            value = _simple(text[start:end])
            if value is not None:
                kind = "nominal" if text[start] in _BARE else "number"
                number = Number(start, end, value, kind, None, None)
                yield _signed(text, number, at) if start and text[start - 1] in _BEFORE else number
                at = end
                continue
        while max(start, at) < end:
            start = max(start, at)
            match = _NUMBER.match(text, start)
            found = match and (_plain(text, match, at) or _read(text, match, at))
            if found:
                yield found
                at = found.stop
            else:
                start = match.end() if match else start + 1
                if match and start - match.start() > _LONGEST:
                    at = start


def _simple(run: str) -> int | None:
    """The value of digits alone, or of one Han numeral that cannot begin a word (千 in 千瓦)."""
    if run.isascii():
        return int(run) if run.isdecimal() and len(run) <= _LONGEST else None
    return _SINGLE.get(run) if run not in _BEGINS_WORD else None


def _plain(text: str, match: re.Match[str], floor: int) -> Number | None:
    digits, places, scale, cent, one = match.group("plain", "places", "scale", "cent", "one")
    start, stop = match.span()
    value: int | float
    if one is not None:
        value = _SINGLE[one]
        kind = "nominal" if one in _BARE else "number"
    elif digits is not None and len(digits) + len(places or "") <= _LONGEST:
        value = exact_quotient(int(digits + (places or "")) * _SINGLE[scale], len(places or ""))
        kind = "percent" if cent else "number"
    else:
        return None
    number = Number(start, stop, value, kind, None, None)
    return _signed(text, number, floor) if start and text[start - 1] in _BEFORE else number


def _read(text: str, match: re.Match[str], floor: int) -> Number | None:
    start = match.start()
    if match["fixed"]:
        value, kind = _FIXED[match["fixed"]]
        return Number(start, match.end(), value, kind, None, None)
    run = (
        match["run"] and match["run"].replace("．", "点").replace(".", "点")
        if _MIXED_POINT.search(match["run"] or "")
        else match["run"]
    )
    if run is None:
        if match["half"]:
            return _half(text, match)
        power = _power(match["power"]) if match["power"] else None
        return None if power is None else _signed(text, Number(start, match.end(), power, "number", None, None), floor)
    if len(run) > 2 * _LONGEST:
        return None
    more = None
    for word in "多余几来":
        if word in run:
            more, run = word, run.replace(word, "")
            break
    stop = match.end("run")
    worth = evaluate(run)
    if worth is None:
        return _shorter(text, match, floor)
    if more is None:
        more, stop = _some(text, run, stop)
    if match["rest"] and more is None:
        read = _with_rest(text, start, stop, worth)
        if read is not None:
            return _signed(text, read, floor)
    kind = "nominal" if _BARE.issuperset(run) else "number"
    if run == "一" and text.startswith("半", stop):
        return Number(start, stop + 1, 0.5, "fraction", None, None)
    return _signed(text, Number(start, stop, worth.value, kind, worth.top, more), floor)


def _half(text: str, match: re.Match[str]) -> Number:
    """半数, 半成, 半折, 半打, and 半 in front of a unit."""
    start, stop = match.span()
    follower = text[stop : stop + 1]
    if follower == "数":
        return Number(start, stop + 1, 0.5, "fraction", None, None)
    if follower and follower in "成折" and not _blocked(text, stop):
        return Number(start, stop + 1, 5 if follower == "成" else 50, "percent", None, None)
    if follower == "打":
        return Number(start, stop + 1, 6, "number", None, None)
    return Number(start, stop, 0.5, "number", None, None)


def _power(words: str) -> int | float | None:
    """12e-1, 2^5; nothing where it is too large to be meant."""
    words = words.translate(HALF_WIDTH).replace(",", "")
    base, caret, exponent = words.partition("^")
    if len(words) > _LONGEST or len(exponent) > 3:
        return None
    try:
        value = float(base) ** int(exponent) if caret else float(words)
    except (OverflowError, ZeroDivisionError):
        return None
    if not isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _shorter(text: str, match: re.Match[str], floor: int) -> Number | None:
    """A run that is no number as a whole (十二五, 5 6): read what its beginning gives."""
    run = match["run"]
    for stop in range(len(run) - 1, 0, -1):
        worth = evaluate(run[:stop]) if run[stop - 1] not in "多余几来点 " else None
        if worth is not None:
            start = match.start()
            return _signed(text, Number(start, start + stop, worth.value, "number", worth.top, None), floor)
    return None


def _some(text: str, run: str, stop: int) -> tuple[str | None, int]:
    """十几, 二十几: the word for some more belongs to the number. Others (十余名) are left to who reads the unit."""
    if run[-1] in "十拾廿卅百千" and text.startswith("几", stop):
        return "几", stop + 1
    return None, stop


def _with_rest(text: str, start: int, stop: int, worth: Worth) -> Number | None:
    """Read what turns a number into a fraction, a percentage, a discount or dozens."""
    at = stop + text.startswith(" ", stop)
    mark = text[at : at + 1]
    value = worth.value
    if mark in "%％":
        return Number(start, at + 1, value, "percent", worth.top, None)
    if mark == "‰":
        return Number(start, at + 1, _clean(value / 10), "percent", None, None)
    if mark == "分" and (parts := _PARTS.match(text, stop)) and (low := _LOWEST.match(text, parts.end())):
        return _fraction(text, start, stop, value, low)
    if mark == "又" and (mixed := _MIXED.match(text, stop)):
        low_worth, high = evaluate(mixed["low"] or mixed["below"]), evaluate(mixed["high"] or mixed["above"])
        if low_worth and high and low_worth.value:
            return Number(start, mixed.end(), value + high.value / low_worth.value, "fraction", None, None)
    if mark in "/／" and (over := _OVER.match(text, stop)) and text[start - 1 : start] not in ("/", "／"):
        below = int(over["run"].translate(HALF_WIDTH))
        # 24/7 and 2012/6 are no fractions of news prose; 3/2 is one.
        if below and isinstance(value, int) and value < 1000:
            return Number(start, over.end(), value / below, "fraction", None, None)
    if mark == "成" and value <= 10 and text[at + 1 : at + 2] not in _NOT_TENTHS:
        return _tenths(text, start, at + 1, worth)
    if mark == "成" and value <= 10 and text[at + 1 : at + 2] == "":
        return _tenths(text, start, at + 1, worth)
    if mark == "折" and not _blocked(text, at):
        return Number(start, at + 1, _discount(value), "percent", None, None)
    if mark == "打" and (not text[at + 1 : at + 2] or text[at + 1] not in _NOT_DOZEN):
        return Number(start, at + 1, _clean(value * 12), "number", None, None)
    if mark == "半" and value >= 1 and worth.top is None:
        return None
    if (
        mark in ("k", "K", "M")
        and at == stop
        and not re.match(r"[A-Za-z0-9²]", text[at + 1 : at + 2])
        and text[stop - 1] in "0123456789０１２３４５６７８９"
    ):
        return Number(start, at + 1, _clean(value * (1000 if mark in "kK" else 10**6)), "number", None, None)
    return None


def _blocked(text: str, at: int) -> bool:
    follower = text[at + 1 : at + 2]
    return bool(follower) and follower in (_NOT_DISCOUNT if text[at] == "折" else _NOT_TENTHS)


def _fraction(text: str, start: int, stop: int, value: int | float, low: re.Match[str]) -> Number | None:
    """百分之七十五 is a percentage, 三分之一 a fraction; 千分之五 is .5 %."""
    high = evaluate(low["run"])
    if high is None or not value:
        return None
    sign = -1 if low["sign"] else 1
    end = low.end()
    whole = text[start:stop]
    if whole in _PARTS_OF:
        kind, divisor = _PARTS_OF[whole]
        top = None if high.top is None else _clean(high.top / divisor)
        return Number(start, end, _clean(sign * high.value / divisor), kind, top, None)
    return Number(start, end, sign * high.value / value, "fraction", None, None)


def _tenths(text: str, start: int, stop: int, worth: Worth) -> Number:
    """七成 is 70 %, 六成半 65 %, 五成五 55 %, 六七成 60 to 70 %."""
    value = worth.value * 10
    more = _TENTHS.match(text, stop)
    if more:
        stop = more.end()
        tail = evaluate(more["digit"]) if more["digit"] else None
        value += 5 if tail is None else tail.value
    return Number(start, stop, _clean(value), "percent", None if worth.top is None else _clean(worth.top * 10), None)


def _discount(value: int | float) -> int | float:
    """七折 is 70 %, 六五折 and 65折 are 65 %, 9.5折 is 95 %."""
    return _clean(value * 10 if value <= 10 else value)


def _clean(value: int | float) -> int | float:
    """Take away what binary division adds, and the point of a whole number."""
    value = round(value, 12)
    return int(value) if float(value).is_integer() else value


def _signed(text: str, number: Number, floor: int) -> Number:
    """Put a sign or 第 before a number into it."""
    at = number.start - 1
    if at > floor and text[at] == " " and text[at - 1] in "负第":
        at -= 1
    if at < floor:
        return number
    before = text[at]
    if before == _ORDINAL:
        return number._replace(start=at, kind="ordinal")
    if before == "负" or (before in _MINUS and not _joins(text, at)):
        top = None if number.top is None else -number.top
        return number._replace(start=at, value=-number.value, top=top)
    if before == "下" and text[at - 1 : at] == "零" and at - 1 >= floor:
        return number._replace(start=at - 1, value=-number.value)
    return number


def _joins(text: str, at: int) -> bool:
    """Whether a hyphen stands between two numbers, letters or marks of percentage, as in 3-5, and is no sign."""
    before = text[at - 1 : at]
    return at > 0 and (
        before.isdigit()
        or before in HAN_NUMERALS
        or before in "%％)）-－—年月日"
        or before.isascii()
        and before.isalnum()
    )
