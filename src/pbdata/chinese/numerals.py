"""What a run of numerals is worth: digits, Han numerals and chains of both (9.3万, 三亿五千万, 1千2百亿, 一百五, 二〇一七).

Written Chinese counts in sections of four places (万 亿 兆); within a section 千 百 十 stand in this order, each with its digit.
Values are exact: decimals are fractions until the end.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pbdata.patterns import compiled

HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DIGITS = {digit: value for value, digits in enumerate(
    ("零〇○", "一壹弌", "二两贰貳兩弍", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
) for digit in digits}  # fmt: skip
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SECTIONS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

HAN_DIGITS = "".join(_DIGITS)
HAN_SCALES = "".join((*_SCALES, *_SECTIONS))
HAN_NUMERALS = HAN_DIGITS + HAN_SCALES + "".join(_TENS)
DIGITS = "0-9０-９"

# A longer run is a code, or damage.
_LONGEST = 60
# One form for each sign, so that the grammar below names it once.
_ONE_FORM = str.maketrans(
    {digit: "零一二三四五六七八九"[value] for digit, value in _DIGITS.items()}
    | {"拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿", "廿": "二十", "卅": "三十", "卌": "四十"}
)
_GROUP = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_DIGIT = r"[一二三四五六七八九]|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_SECTION = compiled(
    f"{__name__}.section",
    rf"""(?P<round>[0-9]*[1-9]0+(?=零))?           # 500零五
         零* (?:(?P<thousands>{_DIGIT}|^)千)?
         零* (?:(?P<hundreds>{_DIGIT}|^|(?<=零))百)? 零*
         (?:(?P<tens>{_DIGIT}|)十)?
         零* (?P<rest>{_DIGIT})? (?P<open>零*)""",
    re.VERBOSE,
)
# 两 is a digit in front of a scale, or alone; behind a numeral it is a weight: 三十两.
_WEIGHT = re.compile("[^.点一]两(?![百佰千仟万萬亿億点])")
_LATER_POINT = re.compile(r"[^0-9.].*\.")

_ONES = {mark: value for value in range(10) for mark in ("零一二三四五六七八九"[value], str(value))}
_HUNDREDS = frozenset("百千")
_BEGIN_NOTHING = frozenset("百千万亿兆")

_Exact = int | Fraction


class Worth(NamedTuple):
    """The value of a run; ``top`` is the other end where two neighbouring digits give a range (五六十: 50 and 60)."""

    value: int | float
    top: int | float | None = None


@lru_cache(maxsize=8192)
def evaluate(run: str) -> Worth | None:
    """Return what a run of numerals is worth, or ``None`` where it is no number (十二五, 百千).

    ``run`` holds digits, Han numerals, at most one 点 with digits behind it, and no approximator.
    """
    run = "".join(run.translate(HALF_WIDTH).split())
    if len(run) > _LONGEST or _WEIGHT.search(run):
        return None
    if run.isascii():
        return _ascii(run)
    whole, point, decimals = run.partition("点")
    if point:
        return _with_point(whole, decimals)
    if all(mark in _DIGITS for mark in run):
        return _spelled(run)
    value = _chain(run)
    if value is not None:
        return Worth(_shortest(value))
    return _neighbours(run) or _spelled_in_sections(run)


def exact_quotient(mantissa: int, places: int) -> int | float:
    """The mantissa divided by ten to the power of its places, whole where it comes out whole."""
    scale: int = 10**places
    whole, rest = divmod(mantissa, scale)
    return mantissa / scale if rest else whole


def _shortest(value: _Exact) -> int | float:
    return int(value) if value.denominator == 1 else value.numerator / value.denominator


def _ascii(run: str) -> Worth | None:
    try:
        number = float(run.replace(",", ""))
    except ValueError:
        return None
    return Worth(int(number) if number.is_integer() and abs(number) < 1e15 else number)


def _spelled(run: str) -> Worth:
    """二〇一七 is 2017; two neighbouring digits (七八个) are a range."""
    values = [_DIGITS[mark] for mark in run]
    if len(values) == 2 and values[0] and values[1] == values[0] + 1:
        return Worth(values[0], values[1])
    return Worth(int("".join(map(str, values))))


def _spelled_in_sections(run: str) -> Worth | None:
    """二五六万 is 2560000, as newspapers spell digits."""
    digits, mark = run[:-1], run[-1:]
    if mark not in _SECTIONS or not all(digit in _DIGITS for digit in digits):
        return None
    return Worth(int(_spelled(digits).value) * _SECTIONS[mark])


def _with_point(whole: str, decimals: str) -> Worth | None:
    """三点一四, 三点五万: digits behind the point, then scales that multiply it all."""
    spelled = ""
    while decimals and (decimals[0] in _DIGITS or decimals[0].isdecimal()):
        spelled += str(_DIGITS.get(decimals[0], decimals[0]))
        decimals = decimals[1:]
    left = evaluate(whole)
    if left is None or left.top is not None or not spelled or isinstance(left.value, float):
        return None
    scale = 1
    for mark in decimals:
        scale *= _SECTIONS.get(mark) or _SCALES.get(mark) or 0
    return Worth(exact_quotient(int(f"{left.value}{spelled}") * scale, len(spelled))) if scale else None


def _neighbours(run: str) -> Worth | None:
    """三四百: two digits that follow each other stand for the two ends of a range."""
    for i in range(len(run) - 1):
        low, high = _DIGITS.get(run[i]), _DIGITS.get(run[i + 1])
        if low and high and (high == low + 1 or (low, high) == (3, 5)):
            bottom, top = _chain(run[: i + 1] + run[i + 2 :]), _chain(run[:i] + run[i + 1 :])
            return None if bottom is None or top is None else Worth(_shortest(bottom), _shortest(top))
    return None


def _chain(run: str) -> _Exact | None:
    """The value of a chain of numbers and scales, or ``None`` where two numbers stand side by side."""
    run = _GROUP.sub("", run).translate(_ONE_FORM)
    return None if _LATER_POINT.search(run) else _sections(run)


def _sections(run: str) -> _Exact | None:
    """What stands before the last of the largest section marks counts in it; what stands behind is less than it."""
    mark = max((mark for mark in run if mark in _SECTIONS), key=_SECTIONS.__getitem__, default="")
    if not mark:
        return _section(run)
    left, _, right = run.rpartition(mark)
    unit = _SECTIONS[mark]
    above = _sections(left) if left else 1
    if above is None or right[:1] in _BEGIN_NOTHING:
        return None
    if len(right) == 1 and right in _ONES:
        return above * unit + _ONES[right] * unit // 10  # 三万二 is 32000
    below = _sections(right) if right else 0
    return None if below is None or below >= unit else above * unit + below


def _section(run: str) -> _Exact | None:
    """The value of one section: 千, 百 and 十 with their digits, and what is left."""
    match = _SECTION.fullmatch(run)
    if match is None or (match["rest"] == run.rstrip("零") and match["open"]):
        return None
    value, last = _exact(match["round"] or "0"), 1
    for name, scale in (("thousands", 1000), ("hundreds", 100), ("tens", 10)):
        digit = match[name]
        if digit is not None:
            value, last = value + _exact(digit or "1") * scale, scale
    rest = match["rest"] or "0"
    if rest in _ONES and run[-2:-1] in _HUNDREDS:
        return value + _ONES[rest] * last // 10  # 一百五 is 150
    return value + _exact(rest)


def _exact(digits: str) -> _Exact:
    return Fraction(digits) if "." in digits else _ONES.get(digits) or int(digits)
