"""Numbers with what belongs to them: unit or classifier, approximator, range. 9.3万名, 1.4万余人次, 3至5名, 不低于1万元.

A quantity is a number that measures or counts. Numbers in names (三送, 四个意识, 320国道), codes (热线96333), vague numbers
(几十, 数百) and the article 一 are none.
"""

from collections.abc import Iterator, Sequence
from string import ascii_letters
from typing import NamedTuple

from pbdata.chinese.numbers import Number, read_numbers
from pbdata.chinese.numerals import HAN_DIGITS
from pbdata.facts.figures.units import (
    MEASURES,
    OPENING,
    RANGE_MARKS,
    RATIO_MARKS,
    SHORT_QUOTE,
    approximator_before,
    is_name,
    is_within_a_name,
    unit_at,
    unit_words,
)

_ORDINAL_UNITS = frozenset("位名届年次批个轮期")
# 第一次 and 第一个 are 'the first' and count nothing.
_FIRST_OF = frozenset("个次批期轮")
_HALF_AFTER = frozenset(("年", "岁", "天", "斤", "亩", "里", "公里", "倍", "小时"))
_HALF_OF = ("月", "小时", "钟头", "学期", "世纪")
_MORE_BEHIND = frozenset(("duration", "money", "length", "area", "weight", "age"))
_NOT_MORE = frozenset("次名个种项元化样额款地")
# What may stand before a number that is a part of a name, or vague.
_SUSPECT = frozenset("+＋数几上" + ascii_letters)
_LABELLED = frozenset("组队班")
_LABELS = frozenset("村社屯寨区")
_SAME_UNIT = {"块钱": "元", "元钱": "元", "元人民币": "元", "美金": "美元", "港币": "港元"}
_SCALES = {"万": 10**4, "亿": 10**8, "成": 10, "折": 10}


class Quantity(NamedTuple):
    """A quantity where it stands; ``start`` and ``stop`` hold its approximators, ``number_start`` to ``unit_stop`` do not."""

    start: int
    stop: int
    number_start: int
    unit_start: int
    unit_stop: int
    value: int | float
    value_max: int | float | None
    bound: str
    approximator: str | None
    unit_printed: str | None
    unit: str | None
    unit_class: str
    nominal: bool


def read_quantities(text: str, dates: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Return the quantities of a text in order, none inside ``dates``: sorted ranges ``(start, stop)`` of the text."""
    found: list[Quantity] = []
    numbers = list(_likely(text, dates))
    i = 0
    while i < len(numbers):
        last = i + 1 == len(numbers)
        low = None if last else _low_end(text, numbers, i)
        quantity = None if last else _ratio(text, numbers[i], numbers[i + 1])
        if quantity is not None:
            i += 2
        elif low is None:
            quantity = _quantity(text, numbers[i], numbers[i].start)
            i += 1
        else:
            quantity = _range(text, low, numbers[i], numbers[i + 1])
            i += 2
        if quantity is not None:
            found.append(quantity)
    return found


def _likely(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers outside dates that something follows of which a quantity can be made."""
    words = unit_words()
    k = 0
    for number in read_numbers(text):
        start, stop = number.start, number.stop
        while k < len(dates) and dates[k][1] <= start:
            k += 1
        if k < len(dates) and stop > dates[k][0]:
            continue
        alone = number.kind == "number" and stop - start == 1 and text[start - 1 : start] not in RATIO_MARKS
        if alone and text[stop : stop + 1] not in (words.behind_one if text[start] == "一" else words.behind):
            continue
        yield number


def _low_end(text: str, numbers: Sequence[Number], i: int) -> int | float | None:
    """3至5名, 2-3万元, 3年至5年: the lower end of a range that number ``i`` begins, in the unit of the next; else ``None``."""
    first, second = numbers[i], numbers[i + 1]
    if second.start - first.stop > 5 or first.kind == "nominal" or second.kind == "ordinal" or first.top is not None:
        return None
    between = text[first.stop : second.start]
    low = first.value
    if between == "、":
        follow = _single(text, first) and _single(text, second) and second.value == first.value + 1
        return low if follow else None
    if between in RANGE_MARKS:
        scale = _SCALES.get(text[second.stop - 1], 1)
        if (
            scale > 1
            and first.kind == "number"
            and text[first.stop - 1] not in _SCALES
            and low < second.value / scale * 10
        ):
            low = low * scale
    else:  # the unit may be printed with both numbers
        unit, mark = between[:-1], between[-1:]
        if (
            mark not in RANGE_MARKS
            or mark == "、"
            or unit not in unit_words().classes
            or not text.startswith(unit, second.stop)
        ):
            return None
    mixed = first.kind == "percent" and second.kind != "percent"
    return low if low < (second.top or second.value) and not mixed else None


def _ratio(text: str, first: Number, second: Number) -> Quantity | None:
    """按1:2配套, 3比2的比例: the first part divided by the second, where the words say that it is a ratio and no score or time."""
    if second.start - first.stop != 1 or text[first.stop] not in RATIO_MARKS or not second.value:
        return None
    near = text[max(0, first.start - 6) : first.start] + text[second.stop : second.stop + 4]
    if not any(word in near for word in ("比例", "配比", "配套", "之比", "比为", "按")):
        return None
    start, stop = first.start, second.stop
    return Quantity(
        start, stop, start, stop, stop, first.value / second.value, None, "exact", None, None, None, "ratio", False
    )


def _single(text: str, number: Number) -> bool:
    return number.stop - number.start == 1 and not text[number.start].isascii()


def _range(text: str, low: int | float, first: Number, second: Number) -> Quantity | None:
    quantity = _quantity(text, second, first.start)
    if quantity is None or quantity.unit_class in ("ordinal", "rank"):
        return None
    return quantity._replace(value=low, value_max=second.top or second.value)


def _quantity(text: str, number: Number, start: int) -> Quantity | None:
    """Read what stands around a number. ``start`` is where the surface begins, which may be another number."""
    if start and text[start - 1] in _SUSPECT and (_is_glued(text, start) or _is_vague(text, start)):
        return None
    if number.kind in ("percent", "fraction"):
        return _part(text, number, start)
    at, more = _past_more(text, number)
    unit = unit_at(text, at)
    if not unit:
        return _without_unit(text, number, start, at, more)
    if is_name(text, start) or not _counts(text, number, start, at, unit, more):
        return None
    if number.kind == "ordinal":
        return _ordinal(text, number, at, unit)
    return _with_unit(text, number, start, at, unit, more)


def _is_glued(text: str, start: int) -> bool:
    """A number behind a letter or a plus is a part of a name: A4, 1+3, 党建+5."""
    return text[start - 1] in "+＋" or text[start - 1].isascii()


def _is_vague(text: str, start: int) -> bool:
    """几十, 数百, 成千上万 say no number."""
    if text[start] not in "十百千万亿":
        return False
    return text[start - 1] in "数几" or text.endswith(("成千上", "成百上"), 0, start)


def _part(text: str, number: Number, start: int) -> Quantity | None:
    """A percentage or a fraction."""
    at = number.stop
    if number.kind == "fraction":
        return _bounded(text, number, start, at, at, number.value, number.more, None, None, "fraction")
    if text.startswith("点", at):
        return None
    unit_start = at - 1 if text[at - 1] in "%％‰成折" else at
    printed = text[unit_start:at] or ("成" if text[at - 1] == "半" else None)
    return _bounded(text, number, start, unit_start, at, number.value, number.more, printed, "%", "percent")


def _past_more(text: str, number: Number) -> tuple[int, str | None]:
    """Where the unit may begin, and the approximator in front of it: 1.4万余人次, 30多名, 十来户."""
    words = unit_words()
    at, more = number.stop, number.more
    follower = text[at : at + 1]
    if follower == " ":
        at += 1
        follower = text[at : at + 1]
    fits = more is None and follower and follower in words.within
    if fits and (follower not in "几来" or text[at - 1] in "十百千万亿"):
        behind = unit_at(text, at + 1) or text[at + 1 : at + 3] in words.bare
        return (at + 1, follower) if behind else (at, more)
    return at, more


def _counts(text: str, number: Number, start: int, at: int, unit: str, more: str | None) -> bool:
    """Whether a number with a unit counts anything, and is no name, label or article."""
    words = unit_words()
    mark, length = text[start], number.stop - number.start
    digits = mark.isascii() or (number.value >= 10 and length > 1)
    before = text[start - 1] if start else ""
    stop = at + len(unit)
    if unit in words.digits_only and not digits:
        return False
    if number.kind != "ordinal" and unit == "届":
        return False  # 十八届三中全会
    if (unit == "分" and before and before in "时点度") or (unit == "周" and text.startswith("年", stop)):
        return False
    if unit in _LABELLED and before in _LABELS:
        return False  # 金峰村1组
    if unit == "年" and text[max(0, start - 2) : start] in ("公元", "元前"):
        return False
    if length > 1 and number.top is None and all(one in HAN_DIGITS for one in text[number.start : number.stop]):
        return False  # 三五里 is some
    half = unit == "个" and text.startswith("半", stop)
    if mark in "一二" and length == 1 and not half and not _is_measured(text, start, stop, words.classes[unit], more):
        return False
    if number.kind == "nominal":
        counting = words.classes[unit] == "count" and unit != "级"
        if not counting and more is None and not approximator_before(text, start):
            return False
        return not is_within_a_name(text, start, stop, 2 * SHORT_QUOTE)
    return not (mark in "两三四五六七八九十百千万" and is_within_a_name(text, start, stop))


def _is_measured(text: str, start: int, stop: int, unit_class: str, more: str | None) -> bool:
    """一 counts only as a measure (一元, 一亩, 一个月前), 二 only with measures: otherwise an article and a label."""
    before, after = text[start - 1] if start else "", text[stop : stop + 1]
    if unit_class in MEASURES:
        return not (before and before in "统唯同第每任单专") and after != "一"
    if unit_class != "duration":
        return False
    if text[start] == "二":
        return more is not None
    if after == "一" or (before and before in "每这那有新又同另任第统唯"):
        return False
    return more is not None or (bool(after) and after in "后前内里多半左以之")


def _ordinal(text: str, number: Number, at: int, unit: str) -> Quantity | None:
    """第四位, 第二年, 第八届. With a noun behind it, 第一位 is no rank."""
    if unit not in _ORDINAL_UNITS or (number.value == 1 and unit in _FIRST_OF) or is_name(text, number.start + 1):
        return None
    stop = at + len(unit)
    unit_class = "rank" if unit in "位名" and not _is_han(text[stop : stop + 1]) else "ordinal"
    return Quantity(
        number.start, stop, number.start, at, stop, number.value, None, "exact", None, unit, unit, unit_class, False
    )


def _with_unit(text: str, number: Number, start: int, at: int, unit: str, more: str | None) -> Quantity:
    unit_class, value, stop = unit_words().classes[unit], number.value, at + len(unit)
    printed = unit
    follower = text[stop : stop + 1]
    if follower == "半":
        half = next((x for x in _HALF_OF if text.startswith(x, stop + 1)), "") if unit == "个" else ""
        if half:  # 一个半月
            value, unit, unit_class, stop = value + 0.5, "个" + half, "duration", stop + 1 + len(half)
            printed = text[at:stop]
        elif unit in _HALF_AFTER and text[stop + 1 : stop + 2] not in tuple("数天年个月山路岛"):
            value, stop = value + 0.5, stop + 1  # 三年半
    elif follower and follower in "（(":
        # 2517个（名）, 1.2万批（次）: two classifiers for two kinds of things
        close = stop + 1 + len(unit_at(text, stop + 1))
        if close > stop + 1 and text[close : close + 1] in ("）", ")"):
            stop = close + 1
            printed = unit = text[at:stop]
    if "次" in unit and unit_class == "count":  # 人（次）
        unit_class = "event"
    if "多" in unit:  # 一个多月, 8分多钟
        more, unit = "多", unit.replace("多", "")
    unit = _SAME_UNIT.get(unit, unit)
    return _bounded(text, number, start, at, stop, value, more, printed, unit, unit_class)


def _without_unit(text: str, number: Number, start: int, at: int, more: str | None) -> Quantity | None:
    """20万党员, 3000干部, 挣了10多万: the noun, or a word of earning or spending, stands for the unit."""
    words = unit_words()
    if number.kind != "number" or isinstance(number.value, float) or is_name(text, start):
        return None
    scaled = text[number.stop - 1] in "万亿"
    bare = next((text[at : at + n] for n in (5, 4, 3, 2) if text[at : at + n] in words.bare), None)
    if bare and (scaled or more or number.value >= 10):
        before = text[start - 1] if start else ""
        code = text[max(0, start - 2) : start] in words.codes_before or (bool(before) and before in OPENING)
        if code or text[start] == "0" or text[at + len(bare) : at + len(bare) + 2] in words.not_bare:
            return None
        return _bounded(text, number, start, at, at, number.value, more, None, None, "count")
    clause = text[max(0, start - 8) : start]
    if scaled and any(word in clause for word in words.money) and not _is_han(text[at : at + 1]):
        return _bounded(text, number, start, at, at, number.value, more, None, None, "money")
    return None


def _is_han(mark: str) -> bool:
    return "一" <= mark <= "鿿"


def _bounded(
    text: str, number: Number, start: int, unit_start: int, stop: int, value: int | float, more: str | None,
    printed: str | None, unit: str | None, unit_class: str,
) -> Quantity:  # fmt: skip
    """Make a quantity with the approximators around it. One inside the number counts before the others."""
    words = unit_words()
    number_start, unit_stop = start, stop
    approximator, bound = more, words.within[more] if more else "exact"
    if text[stop : stop + 1] in words.after_firsts:
        word = _approximator_behind(text, stop, unit_class, approximator)
        stop += len(word)
        if word and approximator is None:
            approximator, bound = word, words.after[word]
    if start and text[start - 1] in words.before_lasts:
        word = approximator_before(text, start)
        start -= len(word)
        if word and approximator is None:
            approximator, bound = word, words.before[word]
    return Quantity(
        start, stop, number_start, unit_start, unit_stop, value, number.top, bound, approximator, printed, unit, unit_class,
        number.kind == "nominal",
    )  # fmt: skip


def _approximator_behind(text: str, stop: int, unit_class: str, approximator: str | None) -> str:
    """左右 in 3年左右, 多 in 两年多; nothing where 多 belongs to what follows."""
    words = unit_words()
    for length in (3, 2, 1):
        word = text[stop : stop + length]
        if word in words.after and len(word) == length:
            belongs = approximator is None and unit_class in _MORE_BEHIND and text[stop + 1 : stop + 2] not in _NOT_MORE
            if word not in "多余" or belongs:
                return word
    return ""
