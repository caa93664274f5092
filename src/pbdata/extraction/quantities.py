"""Numbers with what belongs to them: unit or classifier, approximator, range. 9.3万名, 1.4万余人次, 3至5名, 不低于1万元.

A quantity is a number that measures or counts. Numbers in names (三送, 四个意识, 320国道), codes (热线96333) and the article 一
are none. The words that decide stand in ``lexicons/units.yaml``, ``approximators.yaml`` and ``not_figures.yaml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from pbdata.extraction.numbers import Number, read_numbers

MEASURES = frozenset(("money", "area", "length", "weight", "volume", "energy", "temperature", "data"))
_RANGE_MARKS = frozenset(("至", "到", "-", "—", "–", "－", "~", "～", "——", "或", "、"))
_ORDINAL_UNITS = frozenset("位名届年次批个轮期")
_FIRST_OF = frozenset("个次批期轮")
_SHORT_QUOTE = 12
_OPEN, _CLOSE = "“‘《〈「『", "”’》〉」』"
_HALF_AFTER = frozenset(("年", "岁", "天", "斤", "亩", "里", "公里", "倍", "小时"))
_HALF_OF = ("月", "小时", "钟头", "学期", "世纪")
_MORE_BEHIND = frozenset(("duration", "money", "length", "area", "weight", "age"))
_NOT_MORE = frozenset("次名个种项元化样额款地")


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


class _Words(NamedTuple):
    classes: dict[str, str]
    begins_word: dict[str, frozenset[str]]
    digits_only: frozenset[str]
    before: dict[str, str]
    before_lasts: frozenset[str]
    not_before: dict[str, str]
    within: dict[str, str]
    after: dict[str, str]
    after_firsts: frozenset[str]
    names: dict[str, tuple[str, ...]]
    behind: frozenset[str]
    behind_one: frozenset[str]
    codes_before: tuple[str, ...]
    bare: frozenset[str]
    not_bare: tuple[str, ...]
    money: tuple[str, ...]


def _read(name: str) -> Any:
    return yaml.safe_load((files("pbdata.extraction") / "lexicons" / name).read_text("utf-8"))


@cache
def _words() -> _Words:
    units, approximators, other = (_read(f"{name}.yaml") for name in ("units", "approximators", "not_figures"))
    classes = {unit: name for name, listed in units["classes"].items() for unit in listed}
    classes |= {unit: "count" for unit in units["classes"]["rank"]}
    # What may come first behind a number, and behind 一, which is an article in front of classifiers.
    marks = frozenset("".join(_RANGE_MARKS)) | {" "} | frozenset("".join(approximators["within"]))
    firsts = frozenset(unit[0] for unit in classes) | frozenset(noun[0] for noun in other["counted_bare"]) | marks
    measured = frozenset(unit[0] for unit, kind in classes.items() if kind in MEASURES or kind == "duration") | marks
    names: dict[str, tuple[str, ...]] = {}
    for name in other["names"]:
        names[name[:2]] = (*names.get(name[:2], ()), name)
    return _Words(
        classes,
        {unit: frozenset(marks) for unit, marks in units["begins_word"].items()},
        frozenset(units["digits_only"]),
        approximators["before"],
        frozenset(word[-1] for word in approximators["before"]),
        approximators["not_before"],
        approximators["within"],
        approximators["after"],
        frozenset(word[0] for word in approximators["after"]),
        names,
        firsts,
        measured,
        tuple(other["codes_before"]),
        frozenset(other["counted_bare"]),
        tuple(other["not_bare_before"]),
        tuple(other["money_words"]),
    )


def read_quantities(text: str, dates: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Return the quantities of a text in order, none inside ``dates``: sorted ranges ``(start, stop)`` of the text."""
    found: list[Quantity] = []
    numbers = list(_likely(text, dates))
    i = 0
    while i < len(numbers):
        quantity, used = _quantity(text, numbers, i)
        if quantity is not None:
            found.append(quantity)
        i += used
    return found


def _likely(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers outside dates that something follows of which a quantity can be made."""
    words = _words()
    one, any_other = words.behind_one, words.behind
    k = 0
    for number in read_numbers(text):
        start, stop = number.start, number.stop
        while k < len(dates) and dates[k][1] <= start:
            k += 1
        if k < len(dates) and stop > dates[k][0]:
            continue
        if number.kind == "number" and stop - start == 1 and text[stop : stop + 1] not in (one if text[start] == "一" else any_other):
            continue
        yield number


def _quantity(text: str, numbers: Sequence[Number], i: int) -> tuple[Quantity | None, int]:
    """Read the quantity at number ``i``, and say how many numbers it takes."""
    number = numbers[i]
    joined = _range(text, numbers, i)
    if joined is not None:
        last, low = joined
        quantity = _with_unit(text, last, number.start)
        if quantity is not None and quantity.unit_class != "ordinal":
            return quantity._replace(value=low, value_max=last.top or last.value), 2
        return None, 2
    return _with_unit(text, number, number.start), 1


def _range(text: str, numbers: Sequence[Number], i: int) -> tuple[Number, int | float] | None:
    """3至5名, 2-3万元, 3年至5年: the second number and the lower end, in the same unit."""
    if i + 1 == len(numbers):
        return None
    first, second = numbers[i], numbers[i + 1]
    if second.start - first.stop > 5 or first.kind == "nominal" or second.kind == "ordinal":
        return None
    between = text[first.stop : second.start]
    low = first.value
    if between not in _RANGE_MARKS:
        # the unit may be printed with both numbers
        unit, mark = between[:-1], between[-1:]
        if mark not in _RANGE_MARKS or mark == "、" or not text.startswith(unit, second.stop) or unit not in _words().classes:
            return None
    elif between == "、" and not (_single(text, first) and _single(text, second) and second.value == first.value + 1):
        return None
    elif between != "、":
        scale = 10 if text[second.stop - 1] in "成折" and first.kind == "number" else _scale_at(text, second)
        if low < second.value / scale * 10 and scale > 1 and _scale_at(text, first) == 1:
            low = low * scale
    high = second.top or second.value
    if between == "或" or first.top is not None or low >= high or (first.kind != second.kind and first.kind == "percent"):
        return None
    return second, low


def _single(text: str, number: Number) -> bool:
    return number.stop - number.start == 1 and not text[number.start].isascii()


def _scale_at(text: str, number: Number) -> int:
    last = text[number.stop - 1]
    return {"万": 10**4, "亿": 10**8}.get(last, 1)


def _with_unit(text: str, number: Number, start: int) -> Quantity | None:
    words = _words()
    value, kind, at = number.value, number.kind, number.stop
    approximator, bound = number.more, words.within.get(number.more or "", "exact")
    if start and (text[start - 1] in "+＋" or text[start - 1].isascii() and text[start - 1].isalpha()):
        return None
    before = text[start - 1 : start]
    if before and (before in "数几" and text[start] in "十百千万亿" or text[max(0, start - 3) : start] in ("成千上", "成百上")):
        return None
    if kind in ("percent", "fraction"):
        unit = unit_class = None
        if text.startswith("点", at):
            return None
        if kind == "percent":
            unit_start = at - 1 if text[at - 1] in "%％‰成折半" else at
            unit_class, unit, printed = "percent", "%", text[unit_start:at] or None
            if printed == "半":
                printed = "成"
        else:
            unit_class, unit, printed, unit_start = "fraction", None, None, at
        return _bounded(text, start, unit_start, at, value, number.top, bound, approximator, printed, unit, unit_class, False)
    follower = text[at : at + 1]
    if follower == " " and at + 1 < len(text):
        at += 1
        follower = text[at]
    if approximator is None and follower in words.within and follower and not (follower == "几" and text[at - 1] not in "十百千万亿"):
        if _unit_at(text, at + 1) or text[at + 1 : at + 3] in words.bare:
            if follower != "来" or text[at - 1] in "十百千万":
                approximator, bound = follower, words.within[follower]
                at += 1
    unit = _unit_at(text, at)
    stop = at + len(unit)
    if not unit:
        return _without_unit(text, number, start, at, approximator, bound)
    digits = text[number.start].isascii() or (number.value >= 10 and number.stop - number.start > 1)
    if unit in words.digits_only and not digits or unit == "分" and before in "时点度":
        return None
    if unit == "年" and text[max(0, start - 2) : start] in ("公元", "元前"):
        return None
    if text[start : start + 1] in "一二" and number.stop - number.start == 1 and not _countable(text, start, stop, unit, approximator):
        return None
    if kind == "ordinal":
        if unit not in _ORDINAL_UNITS or (value == 1 and unit in _FIRST_OF) or _named(text, start + 1):
            return None
        ranked = unit in "位名" and not _is_han(text[stop : stop + 1])
        unit_class = "rank" if ranked else "ordinal"
        return Quantity(start, stop, start, at, stop, value, None, "exact", None, unit, unit, unit_class, False)
    if _named(text, start) or unit == "届" or (unit == "周" and text.startswith("年", stop)):
        return None
    unit_class = words.classes[unit]
    if text[start] in "两三四五六七八九十百千万" and _in_a_name(text, start, stop):
        return None
    if unit == "个" and text.startswith("半", stop):
        half = next((x for x in _HALF_OF if text.startswith(x, stop + 1)), None)
        if half:
            value, unit, stop = value + 0.5, "个" + half, stop + 1 + len(half)
            unit_class = "duration"
    elif text.startswith("半", stop) and unit in _HALF_AFTER and text[stop + 1 : stop + 2] not in "数天年个月山路岛":
        value, stop = value + 0.5, stop + 1
    if kind == "nominal" and (unit == "级" or unit_class != "count" and approximator is None and not _before(text, start)):
        return None
    printed = unit
    if text[stop : stop + 1] in ("（", "(", "/") and stop + 1 < len(text):
        # 2517个（名）, 1.2万批（次）: two classifiers for two kinds of things
        other = _unit_at(text, stop + 1)
        close = stop + 1 + len(other)
        if other and text[stop] != "/" and text[close : close + 1] in ("）", ")"):
            stop = close + 1
            printed = unit = text[at:stop]
    unit = {"块钱": "元", "元钱": "元", "元人民币": "元", "美金": "美元", "港币": "港元"}.get(unit, unit)
    if "多" in unit:  # 一个多月, 8分多钟
        approximator, bound, unit = "多", "slightly_over", unit.replace("多", "")
    return _bounded(
        text, start, at, stop, value, number.top, bound, approximator, printed, unit, unit_class, kind == "nominal"
    )


def _unit_at(text: str, at: int) -> str:
    """The longest unit that begins here and is not the beginning of another word."""
    classes, begins_word = _words().classes, _words().begins_word
    for length in (5, 4, 3, 2, 1):
        unit = text[at : at + length]
        if unit in classes and len(unit) == length:
            follower = text[at + length : at + length + 1]
            if not follower or follower not in begins_word.get(unit, ()):
                return unit
            return ""
    return ""


def _without_unit(text: str, number: Number, start: int, at: int, approximator: str | None, bound: str) -> Quantity | None:
    """20万党员, 3000干部, 挣了10多万: the noun, or a word of earning or spending, stands for the unit."""
    words = _words()
    if number.kind != "number" or isinstance(number.value, float) or _named(text, start):
        return None
    scaled = text[number.stop - 1] in "万亿"
    bare = next((text[at : at + n] for n in (5, 4, 3, 2) if text[at : at + n] in words.bare), None)
    if bare and (scaled or approximator or number.value >= 10):
        follows = text[at + len(bare) : at + len(bare) + 2]
        code = text[start - 2 : start] in words.codes_before or text[start - 1 : start] in _OPEN
        if follows in words.not_bare or (code and start > 0) or text[start] == "0":
            return None
        return _bounded(text, start, at, at, number.value, number.top, bound, approximator, None, None, "count", False)
    clause = text[max(0, start - 8) : start]
    if scaled and any(word in clause for word in words.money) and not _is_han(text[at : at + 1]):
        return _bounded(text, start, at, at, number.value, number.top, bound, approximator, None, None, "money", False)
    return None


def _is_han(mark: str) -> bool:
    return "一" <= mark <= "鿿"


def _countable(text: str, start: int, stop: int, unit: str, approximator: str | None) -> bool:
    """一 counts only as a measure (一元, 一亩, 一个月前), 二 only with measures: otherwise an article and a label."""
    unit_class = _words().classes[unit]
    if unit_class in MEASURES:
        return text[start - 1 : start] not in tuple("统唯同第每任单专") and not text.startswith("一", stop)
    if unit_class == "duration" and text[start] == "一":
        before, after = text[start - 1 : start], text[stop : stop + 1]
        if before and before in "每这那有新又同另任第统唯" or after == "一":
            return False
        return approximator is not None or (bool(after) and after in "后前内里多半左以之")
    return approximator is not None and unit_class == "duration"


def _named(text: str, start: int) -> bool:
    return text.startswith(_words().names.get(text[start : start + 2], ("\0",)), start)


def _in_a_name(text: str, start: int, stop: int) -> bool:
    """Whether a Han number stands in a short quotation that says more than the quantity: “四个一”, “三会一课”."""
    for at in range(start - 1, max(-1, start - _SHORT_QUOTE), -1):
        mark = text[at]
        if mark in _CLOSE or mark in "，。；！？\n":
            return False
        if mark in _OPEN:
            end = next((k for k in range(stop, min(len(text), at + _SHORT_QUOTE + 2)) if text[k] in _CLOSE), None)
            if end is None or any(m in "，。；！？" for m in text[at:end]):
                return False
            return (at, end) != (start - 1, stop)
    return False


def _before(text: str, start: int) -> str:
    """The approximator in front of a number, or nothing."""
    words = _words()
    for length in (4, 3, 2, 1):
        word = text[max(0, start - length) : start]
        if len(word) == length and word in words.before:
            outer = text[start - length - 1 : start - length]
            if outer and outer in words.not_before.get(word, ""):
                return ""
            if word in "上过" and text[start] not in "百千万亿半":
                return ""
            return word
    return ""


def _bounded(
    text: str,
    start: int,
    unit_start: int,
    unit_stop: int,
    value: int | float,
    top: int | float | None,
    bound: str,
    approximator: str | None,
    printed: str | None,
    unit: str | None,
    unit_class: str,
    nominal: bool,
) -> Quantity:
    """Make a quantity with the approximators around it. One inside the number counts before the others."""
    words = _words()
    number_start, stop = start, unit_stop
    if text[stop : stop + 1] in words.after_firsts:
        for length in (3, 2, 1):
            word = text[stop : stop + length]
            if word in words.after and len(word) == length:
                if word in "多余" and (
                    unit_class not in _MORE_BEHIND
                    or approximator is not None
                    or text[stop + 1 : stop + 2] in _NOT_MORE
                ):
                    continue
                stop += length
                if approximator is None:
                    approximator, bound = word, words.after[word]
                break
    if start and text[start - 1] in words.before_lasts:
        before = _before(text, start)
        start -= len(before)
        if before and approximator is None:
            approximator, bound = before, words.before[before]
    return Quantity(
        start, stop, number_start, unit_start, unit_stop, value, top, bound, approximator, printed, unit, unit_class, nominal
    )  # fmt: skip
