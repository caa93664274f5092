"""What a sign behind a number makes of it: %, ‰, 分之, 又, a stroke, 成, 折, 打, and K or M."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pbdata.chinese.number_runs import RUN, WORDS
from pbdata.chinese.numerals import DIGITS, HALF_WIDTH, HAN_DIGITS, Worth, evaluate
from pbdata.patterns import compiled

_LOWEST = compiled(
    f"{__name__}.lowest", rf"\s?分\s?之\s?(?P<sign>[负-])?\s*(?P<run>{RUN})(?P<thousand>\s?[kKＫ](?![A-Za-z]))?"
)
_OVER = re.compile(rf"\s?[/／]\s?(?P<run>[{DIGITS}]{{1,9}})(?![{DIGITS}/／年月日.-])")
_MIXED = compiled(
    f"{__name__}.mixed",
    rf"""\s?又\s?(?:
        (?P<low>{RUN})\s?分\s?之\s?(?P<high>{RUN})
        | (?P<above>[{DIGITS}]+)\s?[/／]\s?(?P<below>[{DIGITS}]+)
    )
    | [ ](?P<over>[{DIGITS}]{{1,2}})[/／](?P<under>[{DIGITS}]{{1,2}})(?![{DIGITS}/／年月日.-])""",
    re.VERBOSE,
)
_TENTH = re.compile(rf"半|\s?(?P<digit>[{DIGITS}{HAN_DIGITS}])(?!个)")
_NOT_BEHIND = {
    sign: WORDS[name] for sign, name in (("成", "not_tenths"), ("折", "not_discounts"), ("打", "not_dozens"))
}
_POWERS = frozenset("百佰千仟万萬亿億")
_THOUSANDS = {"k": 10**3, "K": 10**3, "Ｋ": 10**3, "M": 10**6}
# A fraction with a stroke has a smaller number above it; 2012/6 is a date.
_LARGEST_ABOVE = 1000


class Signed(NamedTuple):
    """What a number with its sign is: where it stops, its value and kind, and ``top`` of neighbouring digits."""

    stop: int
    value: int | float
    kind: str
    top: int | float | None = None


class _Run(NamedTuple):
    text: str
    start: int
    stop: int
    sign: int
    worth: Worth


def with_sign(text: str, start: int, stop: int, worth: Worth) -> Signed | None:
    """Read the sign behind a run of numerals; ``None`` where there is none, or where it belongs to another word."""
    sign = stop + text.startswith(" ", stop)
    read = _READERS.get(text[sign : sign + 1])
    return read(_Run(text, start, stop, sign, worth)) if read else None


def is_part_of_word(text: str, at: int) -> bool:
    """Whether 成, 折 or 打 at a place begins another word: 三成立, 7折页."""
    follower = text[at + 1 : at + 2]
    return bool(follower) and follower in _NOT_BEHIND[text[at]]


def clean(value: int | float) -> int | float:
    """Take away what binary division adds, and the point of a whole number."""
    value = round(value, 12)
    return int(value) if float(value).is_integer() else value


def _percent(run: _Run) -> Signed:
    return Signed(run.sign + 1, run.worth.value, "percent", run.worth.top)


def _permille(run: _Run) -> Signed:
    top = run.worth.top
    return Signed(run.sign + 1, clean(run.worth.value / 10), "percent", None if top is None else clean(top / 10))


def _parts(run: _Run) -> Signed | None:
    """百分之七十五 is a percentage, 三分之一 a fraction; 千分之五 is .5 %."""
    low = _LOWEST.match(run.text, run.stop)
    high = evaluate(low["run"]) if low else None
    if low is None or high is None or not run.worth.value:
        return None
    sign = -1 if low["sign"] else 1
    whole = run.text[run.start : run.stop]
    if not _POWERS.issuperset(whole):
        return Signed(low.end(), sign * high.value / run.worth.value, "fraction")
    times = sign * (1000 if low["thousand"] else 1)
    value, top = (None if end is None else clean(100 * times * end / run.worth.value) for end in high)
    return Signed(low.end(), value or 0, "percent", top)


def _mixed(run: _Run) -> Signed | None:
    """五又四分之三, 1又3/4, 4 1/2."""
    mixed = _MIXED.match(run.text, run.stop)
    if mixed is None:
        return None
    low = evaluate(mixed["low"] or mixed["below"] or mixed["under"])
    high = evaluate(mixed["high"] or mixed["above"] or mixed["over"])
    if low is None or high is None or not low.value:
        return None
    return Signed(mixed.end(), run.worth.value + high.value / low.value, "fraction")


def _over(run: _Run) -> Signed | None:
    """3/2 is a fraction; 24/7 and 2012/6 are none of news prose."""
    over = _OVER.match(run.text, run.stop)
    value = run.worth.value
    if over is None or run.text[run.start - 1 : run.start] in ("/", "／"):
        return None
    below = int(over["run"].translate(HALF_WIDTH))
    if not below or isinstance(value, float) or value >= _LARGEST_ABOVE:
        return None
    return Signed(over.end(), value / below, "fraction")


def _tenths(run: _Run) -> Signed | None:
    """七成 is 70 %, 六成半 65 %, 五成五 55 %, 六七成 60 to 70 %."""
    if run.worth.value > 10 or is_part_of_word(run.text, run.sign):
        return None
    value, stop = run.worth.value * 10, run.sign + 1
    more = _TENTH.match(run.text, stop)
    if more:
        stop = more.end()
        tail = evaluate(more["digit"]) if more["digit"] else None
        value += 5 if tail is None else tail.value
    return Signed(stop, clean(value), "percent", None if run.worth.top is None else clean(run.worth.top * 10))


def _discount(run: _Run) -> Signed | None:
    """七折 is 70 %, 六五折 and 65折 are 65 %, 9.5折 is 95 %."""
    if is_part_of_word(run.text, run.sign):
        return None
    value = run.worth.value
    return Signed(run.sign + 1, clean(value * 10 if value <= 10 else value), "percent")


def _dozens(run: _Run) -> Signed | None:
    if is_part_of_word(run.text, run.sign):
        return None
    return Signed(run.sign + 1, clean(run.worth.value * 12), "number")


def _thousands(run: _Run) -> Signed | None:
    """40k, 2.5M; but not 5km, 3MB and 三K."""
    text, sign = run.text, run.sign
    behind = text[sign + 1 : sign + 2]
    if (
        not text[run.stop - 1].isdigit()
        or (sign > run.stop and text[sign] == "k")
        or (behind.isascii() and behind.isalnum())
        or behind == "²"
    ):
        return None
    return Signed(sign + 1, clean(run.worth.value * _THOUSANDS[text[sign]]), "number")


_READERS: dict[str, Callable[[_Run], Signed | None]] = {
    **dict.fromkeys("%％", _percent),
    "‰": _permille,
    "分": _parts,
    **dict.fromkeys("又0123456789０１２３４５６７８９", _mixed),
    **dict.fromkeys("/／", _over),
    "成": _tenths,
    "折": _discount,
    "打": _dozens,
    **dict.fromkeys(_THOUSANDS, _thousands),
}
