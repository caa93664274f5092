"""The named rules by which a number with a unit is no figure: names, labels, articles, vague numbers.

Rules that follow from the words alone stand in ``rules.yaml``; those that ask for the unit or the value stand here.
"""

from collections.abc import Callable
from typing import NamedTuple

from pbdata.chinese.numbers import Number
from pbdata.chinese.numerals import HAN_DIGITS
from pbdata.chinese.rules import read_rules
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.units import MEASURES, SHORT_QUOTE, is_within_a_name, unit_words

_ARTICLES = "一二"
_SMALL_NUMERALS = "两三四五六七八九十百千万"
# 一 behind these, or in front of those, is an article: 每一天, 这一年; 统一元. 一年后 measures.
_BEFORE_ARTICLE = frozenset("每这那有新又同另任第统唯")
_BEFORE_MEASURE = frozenset("统唯同第每任单专")
# 二人 and 二个 are two, 二人转 and 二人世界 are words.
_OF_TWO, _NOT_TWO = frozenset("人名位个件间座辆户张"), frozenset("转世组台")
_BEHIND_DURATION = frozenset("后前内里多半左以之")
_BEFORE_TIMES = ("翻", "翻了")


class Candidate(NamedTuple):
    """A number in a text, and the quantity that it would be."""

    text: str
    number: Number
    quantity: Quantity

    @property
    def first(self) -> str:
        """The first character of the number."""
        return self.text[self.quantity.number_start]

    @property
    def before(self) -> str:
        """The character in front of the number."""
        return self.text[self.quantity.number_start - 1 : self.quantity.number_start]

    @property
    def behind(self) -> str:
        """The character behind the unit."""
        return self.text[self.quantity.unit_stop : self.quantity.unit_stop + 1]

    @property
    def length(self) -> int:
        """How many characters the number has."""
        return self.number.stop - self.number.start


def refusal(text: str, number: Number, quantity: Quantity) -> str | None:
    """Return the name of the rule by which a quantity is no figure, or ``None``."""
    rules = read_rules(__package__, "refusals")
    for rule in () if rules.match_none(text, quantity.number_start) else rules:
        if quantity.unit_class not in rule.given.get("spared", ()) and rule.pattern.match(text, quantity.number_start):
            return rule.name
    if quantity.unit_printed is None or number.kind in ("percent", "fraction"):
        return None
    if number.kind != "nominal" and text[number.start].isascii() and text[quantity.number_start].isascii():
        return None  # The tests refuse numbers in Han numerals alone.
    candidate = Candidate(text, number, quantity)
    for name, test in _TESTS.items():
        if test(candidate):
            return name
    return None


def _needs_digits(one: Candidate) -> bool:
    """四面, 三门 and 十分 are words; 4面 counts."""
    is_counted = one.first.isascii() or (one.number.value >= 10 and one.length > 1)
    is_halved = one.quantity.value != one.number.value
    return not is_counted and not is_halved and (one.quantity.unit_printed or "") in unit_words().digits_only


def _is_some(one: Candidate) -> bool:
    """三五里 is some miles; 二七八公顷 spells its digits."""
    run = one.text[one.number.start : one.number.stop]
    return one.length == 2 and one.number.top is None and all(mark in HAN_DIGITS for mark in run)


def _is_article(one: Candidate) -> bool:
    """一 counts only as a measure (一元, 一亩, 一倍, 一个月前), 二 only with measures: otherwise an article and a label."""
    printed = one.quantity.unit_printed or ""
    if one.first not in _ARTICLES or one.length > 1 or one.quantity.value != one.number.value:
        return False
    unit_class = one.quantity.unit_class
    if one.first == "二" and printed in _OF_TWO:
        return one.behind in _NOT_TWO
    if unit_class in MEASURES:
        return one.before in _BEFORE_MEASURE or one.behind == "一"
    if unit_class == "multiple":
        return printed != "倍" and not one.text.endswith(_BEFORE_TIMES, 0, one.quantity.number_start)
    return unit_class != "duration" or _is_article_of_time(one)


def _is_article_of_time(one: Candidate) -> bool:
    """每一天, 又一年: no length of time, as 一个月 is in 为期一个月."""
    has_more = one.quantity.approximator is not None and one.quantity.start == one.quantity.number_start
    if one.first == "二":
        return not has_more
    if one.behind == "一" or one.before in _BEFORE_ARTICLE:
        return True
    if one.text.endswith(unit_words().measuring, 0, one.quantity.start):
        return False  # 为期一个月
    return not has_more and one.behind not in _BEHIND_DURATION


def _is_bare_power(one: Candidate) -> bool:
    """百级, 千里: a bare 百, 千 or 万 counts in front of classifiers (千名党员) and behind approximators alone."""
    if one.number.kind != "nominal" or one.quantity.approximator is not None:
        return False
    return one.quantity.unit_class != "count" or one.quantity.unit == "级"


def _is_within_a_name(one: Candidate) -> bool:
    """Whether it stands in a short quotation that says more than it: 四个一 in “四个一”工程, but not “十件”实事."""
    if one.number.kind == "nominal":
        longest = 2 * SHORT_QUOTE
    elif one.first in _SMALL_NUMERALS:
        longest = SHORT_QUOTE
    else:
        return False
    return is_within_a_name(one.text, one.quantity.number_start, one.quantity.unit_stop, longest)


_TESTS: dict[str, Callable[[Candidate], bool]] = {
    "needs-digits": _needs_digits,
    "some": _is_some,
    "article": _is_article,
    "bare-power": _is_bare_power,
    "within-a-name": _is_within_a_name,
}
