"""Every number of a text, and its value: digits and Han numerals, points, signs, fractions, percentages, 折, 成 and 半.

This is the grammar of numbers alone; what they count, and whether they count at all, is for
:mod:`pbdata.facts.figures.finding`. The marks follow GB/T 15835-2011 (出版物上数字用法) and common usage.
"""

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from pbdata.chinese.number_runs import ARABIC, BEGIN_WORDS, HAN, RUN, WORDS
from pbdata.chinese.number_signs import is_part_of_word, with_sign
from pbdata.chinese.numerals import DIGITS, HALF_WIDTH, HAN_NUMERALS, evaluate, exact_quotient
from pbdata.chinese.rules import either
from pbdata.chinese.sentences import PHRASE
from pbdata.patterns import compiled

# A run of marks is looked for first, by its first mark: one set of characters is what ``re`` finds fast.
_MARK = rf"[{DIGITS}{HAN_NUMERALS}.．半对俩仨]"
_MARKS = re.compile(f"{_MARK}{_MARK}*")
# Most numbers are plain: digits with at most one scale, or one Han numeral. They are read without the rest of the grammar.
_GOES_ON = rf"{DIGITS}{HAN_NUMERALS}.．,，多余几来点eE^%％‰分又/／成折打半个kKM \u3000"
_NUMBER = compiled(
    f"{__name__}.number",
    rf"""
      (?P<plain>[0-9]+) (?:\.(?P<places>[0-9]+))? (?P<scale>[万亿]?) (?P<cent>%?) (?![{_GOES_ON}])
    | (?P<one>{HAN}) (?![{_GOES_ON}])
    | (?P<fixed>对折|百分百(?!之)|半百(?![货姓])|俩(?![百千万])|仨)
    | (?P<power>{ARABIC}(?:[eEｅ]|\^)[+－-]?[{DIGITS}]+)
    | (?P<run>{RUN})
    | (?P<half>半(?={either(WORDS["halves"])}))
    """,
    re.VERBOSE,
)
_MIXED_POINT = re.compile(rf"[{HAN_NUMERALS}][.．][{HAN_NUMERALS}]")
_CARRIES_ON = frozenset(
    "0123456789０１２３４５６７８９.．,，多余几来点eE^%％‰分又/／成折打半个kKM \u3000第" + HAN_NUMERALS
)
# No number of a text is longer, in characters; what is longer is a code, or damage.
_LONGEST = 20
_CHAIN = re.compile(r"[0-9]+(?:,[0-9]+)+")
_MORE = "多余几来"
_ORDINAL = "第"
_MINUS = "-－−"
_FIXED = {
    "对折": (50, "percent"),
    "百分百": (100, "percent"),
    "半百": (50, "number"),
    "俩": (2, "number"),
    "仨": (3, "number"),
}
_BEFORE = frozenset("第负零下 -－−")
# Behind these 负 is no sign: 减负1800万元, 肩负3项任务.
_BEARING = frozenset("减抱胜自担背承欺肩辜身")
_BARE = frozenset("百千万亿兆佰仟萬億")
_SINGLE = {mark: int(worth.value) for mark in HAN_NUMERALS if (worth := evaluate(mark))} | {"": 1}
# The marks that are no part of a word (as 千 is in 千瓦) where they stand alone.
_ALONE = {mark: value for mark, value in _SINGLE.items() if mark and mark not in BEGIN_WORDS}
# A unit between a number and the hyphen that joins it to the next is no longer: 2000元/月-3000元/月.
_LONGEST_UNIT = 5


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
        if start >= at and text[end : end + 1] not in _CARRIES_ON and text[start - 1 : start] != ",":
            # Most runs are one mark or digits alone, with nothing behind them that goes on.
            run = text[start:end]
            value = _ALONE.get(run)
            if value is None and run.isascii() and run.isdecimal() and len(run) <= _LONGEST:
                value = int(run)
            if value is not None:
                kind = "nominal" if text[start] in _BARE else "number"
                number = Number(start, end, value, kind, None, None)
                yield _signed(text, number, at) if start and text[start - 1] in _BEFORE else number
                at = end
                continue
        while max(start, at) < end:
            start = max(start, at)
            match = _NUMBER.match(text, start)
            number_here = match and not _is_in_wrong_groups(text, *match.span()) and _read(text, match)
            if number_here:
                yield _signed(text, number_here, at) if start and text[start - 1] in _BEFORE else number_here
                at = number_here.stop
            else:
                start = match.end() if match else start + 1
                if match and start - match.start() > _LONGEST:
                    at = start


def _read(text: str, match: re.Match[str]) -> Number | None:
    start, stop = match.span()
    if match["plain"]:
        return _plain(match)
    if match["one"]:
        return Number(start, stop, _SINGLE[match["one"]], "nominal" if match["one"] in _BARE else "number", None, None)
    if match["fixed"]:
        return Number(start, stop, *_FIXED[match["fixed"]], None, None)
    if match["power"]:
        power = _power(match["power"])
        return None if power is None else Number(start, stop, power, "number", None, None)
    return _half(text, start) if match["half"] else _run(text, match)


def _plain(match: re.Match[str]) -> Number | None:
    digits, places, scale = match["plain"], match["places"] or "", match["scale"]
    if len(digits) + len(places) > _LONGEST:
        return None
    value = exact_quotient(int(digits + places) * _SINGLE[scale], len(places))
    return Number(match.start(), match.end(), value, "percent" if match["cent"] else "number", None, None)


def _power(words: str) -> int | float | None:
    """12e-1, 2^5; nothing where it is too large to be meant."""
    words = words.translate(HALF_WIDTH).replace(",", "").replace("－", "-").replace("ｅ", "e")
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


def _half(text: str, start: int) -> Number:
    """半数, 半成, 半折, 半打, and 半 in front of a unit."""
    stop = start + 1
    follower = text[stop : stop + 1]
    if follower == "数":
        return Number(start, stop + 1, 0.5, "fraction", None, None)
    if follower in ("成", "折") and not is_part_of_word(text, stop):
        return Number(start, stop + 1, 5 if follower == "成" else 50, "percent", None, None)
    if follower == "打":
        return Number(start, stop + 1, 6, "number", None, None)
    return Number(start, stop, 0.5, "number", None, None)


def _run(text: str, match: re.Match[str]) -> Number | None:
    start, stop, run = match.start(), match.end(), match[0]
    if len(run) > 2 * _LONGEST:
        return None
    if run == "一" and text.startswith("半", stop):
        return Number(start, stop + 1, 0.5, "fraction", None, None)
    more = None
    if run not in _SINGLE and not run.isascii():
        if _MIXED_POINT.search(run):
            run = run.replace("．", "点").replace(".", "点")
        more = next((word for word in _MORE if word in run), None)
        run = run.replace("个", "").replace(more or "个", "").replace("俩", "两")
    worth = evaluate(run)
    if worth is None:
        return _shorter(match)
    if more is None and run[-1] in "十拾廿卅百千" and text.startswith("几", stop):
        # 十几, 二十几: the word for some more belongs to the number. Others (十余名) are left to who reads the unit.
        more, stop = "几", stop + 1
    signed = with_sign(text, start, stop, worth) if more is None else None
    if signed:
        return Number(start, signed.stop, signed.value, signed.kind, signed.top, None)
    return Number(start, stop, worth.value, "nominal" if _BARE.issuperset(run) else "number", worth.top, more)


def _is_in_wrong_groups(text: str, start: int, stop: int) -> bool:
    """1,23,456 is grouped as no number is: no part of it is one. 1,2,3 is a list."""
    is_behind = text[start - 1 : start] == "," and text[start - 2 : start - 1].isdigit()
    if not is_behind and not (text[stop : stop + 1] == "," and text[stop + 1 : stop + 2].isdigit()):
        return False
    while start and (text[start - 1].isdigit() or text[start - 1] == ","):
        start -= 1
    chain = _CHAIN.match(text, start)
    return chain is not None and any(len(part) > 2 for part in chain[0].split(",")[1:])


def _shorter(match: re.Match[str]) -> Number | None:
    """A run that is no number as a whole (十二五, 5 6): read what its beginning gives."""
    run, start = match[0], match.start()
    for stop in range(len(run) - 1, 0, -1):
        worth = evaluate(run[:stop]) if run[stop - 1] not in "多余几来个点 " else None
        if worth is not None:
            return Number(start, start + stop, worth.value, "number", worth.top, None)
    return None


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
    is_minus = before == "负" and text[at - 1 : at] not in _BEARING
    if is_minus or (before in _MINUS and not _joins(text, at, floor)):
        return _negative(number, at)
    if before == "下" and text[at - 1 : at] == "零" and at - 1 >= floor:
        return _negative(number, at - 1)
    return number


def _negative(number: Number, start: int) -> Number:
    return number._replace(start=start, value=-number.value, top=None if number.top is None else -number.top)


def _joins(text: str, at: int, floor: int) -> bool:
    """Whether a hyphen joins two numbers or words, as in 3-5 and 2000元-3000元, and is no sign."""
    before = text[at - 1 : at]
    if not at or not before:
        return False
    if before.isdigit() or before in HAN_NUMERALS or before in "%％)）-－—年月日":
        return True
    if before.isascii() and before.isalnum():
        return True
    unit = text[floor:at] if floor else ""
    return 0 < len(unit) <= _LONGEST_UNIT and not any(mark in f"{PHRASE} {WORDS['signs_behind']}" for mark in unit)
