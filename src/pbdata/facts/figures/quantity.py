"""A quantity: a number with its unit and its approximators, and how one is made where the words around a number are known."""

from typing import NamedTuple

from pbdata.chinese.numbers import Number
from pbdata.facts.figures.units import approximator_before, unit_words

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


class Unit(NamedTuple):
    """The unit of a quantity: where it stands, as printed, in the one form of it, and its class."""

    start: int
    stop: int
    printed: str | None
    name: str | None
    unit_class: str


def quantity(
    text: str, number: Number, start: int, unit: Unit, *, value: int | float | None = None, more: str | None = None
) -> Quantity:
    """Make a quantity with the approximators around it; ``more`` is one inside the number, which counts before the others.

    ``start`` is where its first number begins, ``value`` its value where it is not that of the number.
    """
    words = unit_words()
    first, stop = start, unit.stop
    approximator, bound = more, words.within[more] if more else "exact"
    behind = (
        _approximator_behind(text, stop, unit.unit_class, more) if text[stop : stop + 1] in words.after_firsts else ""
    )
    if behind:
        stop += len(behind)
        if approximator is None:
            approximator, bound = behind, words.after[behind]
    before = approximator_before(text, start) if start and text[start - 1] in words.before_lasts else ""
    if before:
        first -= len(before)
        if approximator is None:
            approximator, bound = before, words.before[before]
    return Quantity(
        start=first,
        stop=stop,
        number_start=start,
        unit_start=unit.start,
        unit_stop=unit.stop,
        value=number.value if value is None else value,
        value_max=number.top,
        bound=bound,
        approximator=approximator,
        unit_printed=unit.printed,
        unit=unit.name,
        unit_class=unit.unit_class,
        nominal=number.kind == "nominal",
    )


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
