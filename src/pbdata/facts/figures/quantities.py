"""Numbers with what belongs to them: unit or classifier, approximator, range. 9.3万名, 1.4万余人次, 3至5名, 不低于1万元.

A quantity is a number that measures or counts. Numbers in names (三送, 四个意识, 320国道), codes (热线96333), vague numbers
(几十, 数百) and the article 一 are none: :mod:`pbdata.facts.figures.refusals` says why.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pbdata.chinese.characters import is_han
from pbdata.chinese.number_signs import clean
from pbdata.chinese.numbers import Number
from pbdata.chinese.rules import read_rules, rule
from pbdata.facts.figures.nouns_behind import noun_behind
from pbdata.facts.figures.quantity import Quantity, Unit, quantity
from pbdata.facts.figures.ranges import range_of, ratio
from pbdata.facts.figures.refusals import refusal
from pbdata.facts.figures.units import (
    MEASURES,
    OPENING,
    RANGE_MARKS,
    RATIO_MARKS,
    approximator_before,
    spaced_unit_at,
    unit_at,
    unit_words,
)

Refuse = Callable[[int, int, str], None]

_ORDINAL_UNITS = frozenset("位名届年次批个轮期天")
# 第一次 and 第一个 are 'the first', 第二天 is the next day: they count nothing.
_FIRST_OF = {**dict.fromkeys("个次批期轮", 1), "天": 2}
_HAVE_FRACTIONS = frozenset(("multiple", "duration", "area", "weight", "volume"))
_NOT_HALF = frozenset("数天年个月山路岛")
# What may stand between a number and another that says nothing by itself: 3比2, 3至5名, 5块6.
_JOINTS = RATIO_MARKS | RANGE_MARKS | frozenset("块米")
_MOST_BLANKS = 3
_LONGEST_BARE, _LEAST_BARE, _LEAST_THOUSANDS = 5, 10, 1000
_MONEY_BEFORE = 8
_HEAT_BEFORE = 8
_RANK_BEFORE = 16


def read_quantities(
    text: str, numbers: Iterable[Number], dates: Sequence[tuple[int, int]] = (), refuse: Refuse | None = None
) -> list[Quantity]:
    """Return the quantities of a text in order, none inside ``dates``: sorted ranges ``(start, stop)`` of the text.

    ``numbers`` are those of the text. ``refuse`` is told of each quantity that is no figure, and of the rule.
    """
    taken = sorted([*dates, *_addresses(text)])
    reader = _Reader(text, list(_likely(text, numbers, taken)), refuse)
    return list(reader.read())


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    name = "address" if "@" in text else "web-address" if "//" in text or "www" in text else None
    if name:
        for match in rule(__package__, "addresses", name).pattern.finditer(text):
            yield match.span()


def _likely(text: str, numbers: Iterable[Number], taken: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers outside dates and addresses that something follows of which a quantity can be made."""
    words = unit_words()
    k = 0
    for number in numbers:
        start, stop = number.start, number.stop
        while k < len(taken) and taken[k][1] <= start:
            k += 1
        if k < len(taken) and stop > taken[k][0]:
            continue
        alone = number.kind == "number" and stop - start == 1 and text[start - 1 : start] not in _JOINTS
        if alone and text[stop : stop + 1] not in (words.behind_one if text[start] == "一" else words.behind):
            continue
        yield number


class _Reader:
    """Reads the quantities of one text, number by number."""

    def __init__(self, text: str, numbers: Sequence[Number], refuse: Refuse | None) -> None:
        self._text = text
        self._numbers = numbers
        self._refuse = refuse

    def read(self) -> Iterator[Quantity]:
        at = i = 0
        while i < len(self._numbers):
            found, used = self._next(i) if self._numbers[i].start >= at else (None, 1)
            if found is not None:
                yield found
                at = found.stop
            i += used

    def _next(self, i: int) -> tuple[Quantity | None, int]:
        """The quantity that begins with number ``i``, if there is one, and how many numbers are done with."""
        used, found = ratio(self._text, self._numbers, i)
        if used > 1:
            return found, used
        number = self._numbers[i]
        if i + 1 < len(self._numbers):
            ends = range_of(self._text, number, self._numbers[i + 1])
            if ends is not None:
                upper = self._numbers[i + 1]._replace(kind=ends.kind)
                found = self._single(i + 1, upper, number.start)
                if found is None or found.unit_class in ("ordinal", "rank"):
                    return None, 2
                return found._replace(value=ends.low, value_max=ends.high), 2
        return self._single(i, number, number.start), 1

    def _single(self, i: int, number: Number, start: int) -> Quantity | None:
        """Read what stands around a number. ``start`` is where the surface begins, which may be another number."""
        found = self._candidate(i, number, start)
        if found is None:
            return None
        refused_by = refusal(self._text, number, found)
        if refused_by is None:
            return found
        if self._refuse is not None:
            self._refuse(found.start, found.stop, refused_by)
        return None

    def _candidate(self, i: int, number: Number, start: int) -> Quantity | None:
        text = self._text
        if number.kind in ("percent", "fraction"):
            return _part(text, number, start)
        at, more = _past_more(text, number)
        printed = spaced_unit_at(text, at) or unit_at(text, at)
        if number.kind == "ordinal":
            return _ordinal(text, number, at, printed)
        if not printed:
            return _without_unit(text, number, start, at, more)
        return self._with_unit(i, number, start, at, printed, more)

    def _with_unit(self, i: int, number: Number, start: int, at: int, printed: str, more: str | None) -> Quantity:
        text, words = self._text, unit_words()
        unit, value, stop = printed.replace(" ", ""), number.value, at + len(printed)
        unit_class = words.classes[unit]
        follower = text[stop : stop + 1]
        if follower == "半":
            unit, half = _with_half(text, unit, stop)
            if half:
                value, stop, unit_class = value + 0.5, stop + half, words.classes[unit]
                printed = text[at:stop] if half > 1 else printed
        elif follower in ("（", "("):
            # 2517个（名）, 1.2万批（次）: two classifiers for two kinds of things
            close = stop + 1 + len(unit_at(text, stop + 1))
            if close > stop + 1 and text[close : close + 1] in ("）", ")"):
                stop = close + 1
                printed = unit = text[at:stop]
        elif unit in words.parts or unit in words.tailed:
            value, end = self._parts(i, value, unit, stop)
            if end > stop:
                stop, printed = end, text[at:end]
                unit, unit_class = ("元", "money") if unit == "块" else (unit, unit_class)
        unit_class = _class_by_words(text, start, unit, unit_class)
        if "多" in unit:  # 一个多月, 8分多钟
            more, unit = "多", unit.replace("多", "")
        named = Unit(at, stop, printed, words.same.get(unit, unit), unit_class)
        return quantity(text, number, start, named, value=value, more=more)

    def _parts(self, i: int, value: int | float, unit: str, stop: int) -> tuple[int | float, int]:
        """12元5角, 3斤2两: smaller units of one sum that follow at once; 5块6, 1米75: tenths without one."""
        text, words = self._text, unit_words()
        parts = words.parts.get(unit, {})
        for k in range(i + 1, len(self._numbers)):
            number = self._numbers[k]
            part = unit_at(text, number.stop)
            if text[stop : number.start] not in ("", "零", "又") or number.kind != "number" or number.top is not None:
                break
            length = number.stop - number.start
            if part in parts:
                value, stop = clean(value + number.value * parts[part]), number.stop + len(part)
            elif not part and unit in words.tailed and length <= 2 and isinstance(number.value, int):
                return clean(value + number.value / 10**length), number.stop
            else:
                break
        return value, stop


def _class_by_words(text: str, start: int, unit: str, unit_class: str) -> str:
    """人（次） counts events; 度 is one of the thermometer where 温 or 氏 stands before it."""
    if "次" in unit and unit_class == "count":
        return "event"
    is_of_heat = unit == "度" and any(word in text[max(0, start - _HEAT_BEFORE) : start] for word in "温氏")
    return "temperature" if is_of_heat else unit_class


def _with_half(text: str, unit: str, stop: int) -> tuple[str, int]:
    """The unit in front of 半 and how many characters the half has: 三年半, 3吨半, 一个半月, 两个半小时."""
    words = unit_words()
    if unit == "个":
        whole = next((one for one in words.half_of if text.startswith(one, stop + 1)), "")
        return ("个" + whole, 1 + len(whole)) if whole else (unit, 0)
    has_half = words.classes[unit] in MEASURES or unit in words.halved
    return (unit, 1) if has_half and text[stop + 1 : stop + 2] not in _NOT_HALF else (unit, 0)


def _part(text: str, number: Number, start: int) -> Quantity | None:
    """A percentage or a fraction."""
    at = number.stop
    if number.kind == "fraction":
        words, name = unit_words(), unit_at(text, at)
        if words.classes.get(name) in _HAVE_FRACTIONS:  # 2又1/2小时, 三分之二亩
            has = Unit(at, at + len(name), name, words.same.get(name, name), words.classes[name])
            return quantity(text, number, start, has, more=number.more)
        return quantity(text, number, start, Unit(at, at, None, None, "fraction"), more=number.more)
    if text.startswith("点", at):
        return None
    unit_start = at - 1 if text[at - 1] in "%％‰成折" else at
    printed = text[unit_start:at] or ("成" if text[at - 1] == "半" else None)
    return quantity(text, number, start, Unit(unit_start, at, printed, "%", "percent"), more=number.more)


def _past_more(text: str, number: Number) -> tuple[int, str | None]:
    """Where the unit may begin, and the approximator in front of it: 1.4万余人次, 30多名, 十来户."""
    words = unit_words()
    at, more = number.stop, number.more
    follower = text[at : at + 1]
    while follower == " " and at < number.stop + _MOST_BLANKS:
        at += 1
        follower = text[at : at + 1]
    fits = more is None and follower and follower in words.within
    if fits and (follower not in "几来" or text[at - 1] in "十百千万亿"):
        behind = unit_at(text, at + 1) or text[at + 1 : at + 3] in words.bare or _persons_at(text, at + 1)
        return (at + 1, follower) if behind else (at, more)
    return at, more


def _ordinal(text: str, number: Number, at: int, unit: str) -> Quantity | None:
    """第四位, 第二年, 第八届; 位列全省第二. With a noun behind it, 第一位 is no rank."""
    if not unit:
        return _rank(text, number)
    if unit not in _ORDINAL_UNITS or number.value <= _FIRST_OF.get(unit, 0):
        return None
    stop = at + len(unit)
    is_rank = unit in "位名" and not (stop < len(text) and is_han(text[stop]))
    return quantity(text, number, number.start, Unit(at, stop, unit, unit, "rank" if is_rank else "ordinal"))


def _rank(text: str, number: Number) -> Quantity | None:
    """第二 without a unit ranks behind a word of ranking: 位列五县一区第二."""
    stop = number.stop
    window = max(0, number.start - _RANK_BEFORE), stop + 1
    ends = {match.end() for one in read_rules(__package__, "ranks") for match in one.pattern.finditer(text, *window)}
    if not ends or max(ends) < stop:
        return None
    return quantity(text, number, number.start, Unit(stop, stop, None, None, "rank"))


def _without_unit(text: str, number: Number, start: int, at: int, more: str | None) -> Quantity | None:
    """20万党员, 3000干部, 挣了10多万, $20, 三打: a noun, a word of earning or spending, or a sign stands for the unit."""
    words = unit_words()
    sign = next((sign for sign in words.signs if text.endswith(sign, 0, start)), "")
    if sign:
        unit = Unit(at, at, sign, words.signs[sign], "money")
        return quantity(text, number, start - len(sign), unit, more=more)
    if isinstance(number.value, float):
        return None
    if _is_of_persons(text, number, start, at, more) or text[at - 1] == "打":
        return quantity(text, number, start, Unit(at, at, None, None, "count"), more=more)
    clause = text[max(0, start - _MONEY_BEFORE) : start]
    is_money = (
        number.kind == "number" and text[number.stop - 1] in "万亿" and any(word in clause for word in words.money)
    )
    is_money = is_money or "个" in text[start : number.stop]  # 两个亿
    if is_money and not (at < len(text) and is_han(text[at])):
        return quantity(text, number, start, Unit(at, at, None, None, "money"), more=more)
    return None


def _is_of_persons(text: str, number: Number, start: int, at: int, more: str | None) -> bool:
    """Whether a large number stands in front of persons or bodies: 20万党员, 30多干部, 上万贫困群众."""
    words, last = unit_words(), text[number.stop - 1]
    if number.kind == "nominal" and more is None and not approximator_before(text, start):
        return False
    if last not in "百千万亿" and more is None and number.value < _LEAST_BARE:
        return False
    if _is_code(text, start) or (_is_year(number) and more is None):
        return False
    for length in range(_LONGEST_BARE, 1, -1):
        if text[at : at + length] in words.bare:
            return not text.startswith(words.not_bare, at + length)
    is_large = last in "百千万亿" or more is not None or number.value >= _LEAST_THOUSANDS
    return is_large and _persons_at(text, at)


def _persons_at(text: str, at: int) -> bool:
    """Whether a noun for persons begins at a place: 受灾群众, 华商, 快递员."""
    words = unit_words()
    if text.startswith(words.persons, at):
        return True
    noun = noun_behind(text, at)
    if noun is None or noun[0] != at:
        return False
    is_person = noun[1] - at > 1 and text[noun[1] - 1] in words.person_ends
    return text.endswith(words.persons, *noun) or (is_person and not text.endswith(words.no_persons, *noun))


def _is_year(number: Number) -> bool:
    """2019最美教师: four figures that may be a year."""
    return number.stop - number.start == 4 and number.kind == "number" and 1900 <= number.value < 2100


def _is_code(text: str, start: int) -> bool:
    """Whether a number is the code of something: 电话96333, 01."""
    if text.endswith(unit_words().codes_before, 0, start) or text[start] == "0":
        return True
    return start > 0 and text[start - 1] in OPENING
