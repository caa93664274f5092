"""What a run of numerals is worth: digits, Han numerals and chains of both (9.3万, 三亿五千万, 1千2百亿, 一百五, 二〇一七).

The grammar is that of written Chinese: a digit, a scale (十 百 千), and sections of four places (万 亿 兆). Values are exact:
decimals are kept as a whole number and its places until the end.
"""

import re
from typing import NamedTuple

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
_TOKEN = re.compile(r"(\d+(?:,\d{3})*)(?:\.(\d+))?|\.(\d+)|(\S)")


class Worth(NamedTuple):
    """The value of a run; ``top`` is the other end where two neighbouring digits give a range (五六十: 50 and 60)."""

    value: int | float
    top: int | float | None = None


def evaluate(run: str) -> Worth | None:
    """Return what a run of numerals is worth, or ``None`` where it is no number (十二五, 百千).

    ``run`` holds digits, Han numerals, at most one 点 with Han digits behind it, and no approximator.
    """
    run = "".join(run.translate(HALF_WIDTH).split())
    if len(run) > _LONGEST:
        return None
    if run.isascii():
        return _ascii(run)
    whole, point, decimals = run.partition("点")
    if point:
        return _with_point(whole, decimals)
    if all(mark in _DIGITS for mark in run):
        return _spelled(run)
    if "零" not in run and not any(mark in _SCALES or mark in _SECTIONS or mark in _TENS for mark in run):
        return None
    plain = _chain(run)
    if plain is not None:
        return Worth(plain)
    return _neighbours(run)


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


def _with_point(whole: str, decimals: str) -> Worth | None:
    spelled = ""
    while decimals and decimals[0] in _DIGITS:
        spelled += str(_DIGITS[decimals[0]])
        decimals = decimals[1:]
    left = evaluate(whole)
    if left is None or left.top is not None or not spelled or isinstance(left.value, float):
        return None
    scale = 1
    for mark in decimals:
        scale *= _SECTIONS.get(mark) or _SCALES.get(mark) or 0
    return Worth(exact_quotient(int(f"{left.value}{spelled}") * scale, len(spelled))) if scale else None


def exact_quotient(mantissa: int, places: int) -> int | float:
    """The mantissa divided by ten to the power of its places, whole where it comes out whole."""
    scale: int = 10**places
    value, rest = divmod(mantissa, scale)
    return mantissa / scale if rest else value


def _neighbours(run: str) -> Worth | None:
    """三四百: two digits that follow each other stand for the two ends of a range."""
    for i in range(len(run) - 1):
        low, high = _DIGITS.get(run[i]), _DIGITS.get(run[i + 1])
        if low and high and (high == low + 1 or (low, high) == (3, 5)):
            bottom, top = _chain(run[: i + 1] + run[i + 2 :]), _chain(run[:i] + run[i + 1 :])
            return None if bottom is None or top is None else Worth(bottom, top)
    return None


def _chain(run: str) -> int | float | None:
    """Add up a chain of numbers and scales, or return ``None`` where two numbers stand side by side."""
    total = section = 0  # both in units of 10**-places
    places = 0
    current: int | None = None
    unit = 1  # of the scale before the current number
    after_scale = ended_with_section = False
    for match in _TOKEN.finditer(run):
        whole, decimals, bare, mark = match.groups()
        if mark is None or mark in _DIGITS or mark in _TENS:
            if mark is not None and mark in _DIGITS and _DIGITS[mark] == 0:
                after_scale = False
                if current is not None and current % 100 == 0 and current:  # 500零五
                    section, current = section + current, None
                continue
            if mark is not None and mark in _TENS:
                if current is not None:
                    return None
                section += _TENS[mark] * 10**places
                after_scale, ended_with_section, unit = False, False, 10
                continue
            if current is not None:
                return None
            decimals = decimals or bare or ""
            if decimals and (places or total or section):
                return None
            places = places or len(decimals)
            digits = (whole or "").replace(",", "") + decimals if mark is None else str(_DIGITS[mark])
            current = int(digits) * (1 if decimals else 10**places)
            ended_with_section = False
            if after_scale and len(digits) > 1:
                after_scale = False
        elif mark in _SCALES:
            # 一百百 and 一十百 are no numbers: scales go down within a section.
            if current is None and (section or total) and mark not in "十拾":
                return None
            section += (10**places if current is None else current) * _SCALES[mark]
            current, unit, after_scale, ended_with_section = None, _SCALES[mark], True, False
        elif mark in _SECTIONS:
            section += current or 0
            if ended_with_section:  # 3万亿
                total *= _SECTIONS[mark]
            elif section:
                total = (
                    (total + section) * _SECTIONS[mark]
                    if _outranks(total, mark, places)
                    else total + section * _SECTIONS[mark]
                )
            else:
                total += 10**places * _SECTIONS[mark]
            section, current, unit, after_scale, ended_with_section = 0, None, _SECTIONS[mark], True, True
        else:
            return None
    if current is not None:
        # 一百五 is 150, 三万二 is 32000: a last digit right behind a scale counts tenths of it.
        section += current * unit // 10 if after_scale and unit >= 100 else current
    return exact_quotient(total + section, places)


def _outranks(total: int, mark: str, places: int) -> bool:
    """一万二千亿: the later scale is the larger one and takes in all that stands before it."""
    ceiling: int = _SECTIONS[mark] * 10**places
    return 0 < total < ceiling
