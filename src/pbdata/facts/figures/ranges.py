"""Two numbers that are one quantity: the ends of a range (3至5名, 2-3万元, 四到五千元, 百分之三到五), and the parts of a ratio."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pbdata.chinese.numbers import Number
from pbdata.chinese.numerals import evaluate
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.units import RANGE_MARKS, RATIO_MARKS, unit_at

_JOINT = re.compile(r"(?P<unit>\S{0,5}?)\s*(?P<mark>至|到|[-—–－~～]{1,2}|、)\s*")
_LONGEST_JOINT = 8
_SCALE_MARKS = re.compile(r"[十百千万亿成折‰]+$")
_SHARES = {"成": 10, "折": 10, "‰": 0.1}
# A ratio is told from a score and a time by one of these.
_RATIO_WORDS = ("比例", "配比", "配套", "之比", "比为", "按", "比率", "占比", "比值", "比重")
_RATIO_BEHIND = ("比例", "配比", "配套", "比率", "分成")
_NEAR_BEFORE, _NEAR_BEHIND = 6, 4
# 1、2组 and 2、3号 are labels.
_LABELLED = frozenset(("组", "队", "班", "号", "级", "类", "期", "届", "年", "月", "日", "条", "款", "项"))


class Range(NamedTuple):
    """The two ends of a range, in the unit of the upper one, and the kind of number that both are."""

    low: int | float
    high: int | float
    kind: str


def range_of(text: str, first: Number, second: Number) -> Range | None:
    """Return the range that two numbers, one behind the other, are the ends of, or ``None``."""
    if first.kind == "nominal" or second.kind == "ordinal" or first.top is not None:
        return None
    between = text[first.stop : second.start]
    joint = _JOINT.fullmatch(between) if 0 < len(between) <= _LONGEST_JOINT else None
    if joint is None:
        return None
    if joint["mark"] == "、":
        return _neighbours(text, first, second) if between == "、" else None
    kind = "percent" if first.kind == "percent" and text.startswith("百分之", first.start) else second.kind
    low: int | float = first.value
    if joint["unit"]:
        if not unit_at(joint["unit"], 0) or not text.startswith(joint["unit"], second.stop):
            return None
    else:
        low = _scaled(text, first, second)
    high = second.value if second.top is None else second.top
    is_mixed = first.kind == "percent" and kind != "percent"
    return Range(low, high, kind) if low < high and not is_mixed else None


def _neighbours(text: str, first: Number, second: Number) -> Range | None:
    """两、三户, 2、3名 and 5、6万元 are two or three; 1、2组 and the end of a longer list are not."""
    unit = unit_at(text, second.stop)
    is_pair = first.stop - first.start == 1 and first.kind == second.kind == "number"
    is_list = text[first.start - 1 : first.start] == "、" or text[second.stop : second.stop + 1] == "、"
    if not is_pair or is_list or not unit:
        return None
    if text[first.start].isascii() and unit in _LABELLED:
        return None
    low = _scaled(text, first, second)
    # Both ends are counted in ones, or in the same scale.
    return Range(low, second.value, second.kind) if low * (first.value + 1) == second.value * first.value else None


def _scaled(text: str, first: Number, second: Number) -> int | float:
    """The lower end with the scale that it leaves to the upper one: 2-3万元, 四到五千元, 五到六成, 2-3‰."""
    marks = _SCALE_MARKS.search(text, second.start, second.stop)
    if marks is None or first.kind != "number" or _SCALE_MARKS.search(text, first.start, first.stop):
        return first.value
    for at in range(max(marks.start(), second.start + 1), marks.end()):
        ahead, scale = evaluate(text[second.start : at]), _scale(text[at : marks.end()])
        if ahead is not None and scale is not None and first.value < ahead.value:
            return first.value * scale
    return first.value


def _scale(marks: str) -> int | float | None:
    worth = evaluate(marks)
    return _SHARES.get(marks) if worth is None else worth.value


def ratio(text: str, numbers: Sequence[Number], i: int) -> tuple[int, Quantity | None]:
    """How many numbers from ``i`` on are the parts of a ratio, and the quantity that two of them are (按1:2配套, 3比2的比例).

    The first part is divided by the second, where the words say that it is a ratio and no score or time. Three parts
    (2.3:45.1:52.6) are no quantity.
    """
    end = i + 1
    while end < len(numbers) and text[numbers[end - 1].stop : numbers[end].start] in RATIO_MARKS:
        end += 1
    if end == i + 1:
        return 1, None
    first, last = numbers[i], numbers[end - 1]
    before, behind = text[max(0, first.start - _NEAR_BEFORE) : first.start], text[last.stop : last.stop + _NEAR_BEHIND]
    is_called = any(word in before for word in _RATIO_WORDS) or any(word in behind for word in _RATIO_BEHIND)
    if end > i + 2 or not last.value or not is_called or before[-1:] in RANGE_MARKS:
        return end - i, None
    return 2, Quantity(
        start=first.start,
        stop=last.stop,
        number_start=first.start,
        unit_start=last.stop,
        unit_stop=last.stop,
        value=first.value / last.value,
        value_max=None,
        bound="exact",
        approximator=None,
        unit_printed=None,
        unit=None,
        unit_class="ratio",
        nominal=False,
    )
