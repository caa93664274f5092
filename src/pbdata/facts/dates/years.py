"""The year that words name: printed, in two digits, of the Republic, or counted from another (去年, 次年)."""

import re
from collections.abc import Callable

from pbdata.chinese.rules import Rule
from pbdata.chinese.sentences import SENTENCE
from pbdata.datafiles import read_data
from pbdata.facts.dates.context import UNKNOWN, Context, Known
from pbdata.facts.dates.ends import End
from pbdata.facts.dates.parts import number_of

# Year 1 of the Republic is 1912.
_REPUBLIC = 1911
_LONGEST_REPUBLIC = 150
# A year of two digits is the last one before the publication, or lies at most so many years ahead.
_AHEAD = 5
_FAR_AHEAD = 30
_WORDS = read_data(__package__, "words.yaml")


def known_year(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> Known | None:
    """Return the year that a rule's words name, ``None`` where they name none; ``first`` is the other end of the stretch."""
    return _READ[rule.given["read"]](context, rule, match, first)


def base_of(context: Context, rule: Rule, at: int, first: End | None, within: str) -> Known:
    """The year and month from which a rule's words count: those of the publication, of a date before them, or of the nearer."""
    if first is not None and (
        rule.given["from"] != "published" or (rule.given.get("after_first") and first.known.anchor)
    ):
        return first.known._replace(month=first.month)
    if rule.given["from"] == "published":
        return context.published()
    return context.near(at, within) if rule.given["from"] == "context" else context.nearest(at, within)


def reads_year(rule: Rule) -> bool:
    """Whether a rule's words name a year, with which a date may go on."""
    return rule.given["read"] in _READ


def _printed(_: Context, __: Rule, match: re.Match[str], ___: End | None) -> Known:
    years = (words for name, words in match.groupdict().items() if name.startswith("year") and words)
    return Known(year=number_of(next(years)), method="printed")


def _early(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> Known:
    """789年; in traditional script 111年 is of the Republic."""
    if match["before"]:
        return UNKNOWN
    known = _printed(context, rule, match, first)
    if known.year is not None and known.year < _LONGEST_REPUBLIC and not match["year"]:
        return known._replace(year=_REPUBLIC + known.year) if context.traditional else UNKNOWN
    return known


def _short(context: Context, _: Rule, match: re.Match[str], __: End | None) -> Known:
    """79年 in 2021 is 1979: the last such year, or one soon to come. In traditional script it may be of the Republic."""
    digits = match["year"]
    number = number_of(digits if digits.isascii() else f"〇{digits}")
    if context.anchor is None or number is None or context.traditional:
        return UNKNOWN
    latest = context.anchor.year + (_FAR_AHEAD if context.looks_ahead(*match.span()) else _AHEAD)
    return Known(latest - (latest - number) % 100, None, context.anchor.iso(), "published")


def _republican(_: Context, __: Rule, match: re.Match[str], ___: End | None) -> Known:
    number = number_of(match["n"])
    return UNKNOWN if number is None else Known(year=_REPUBLIC + number, method="printed")


def _lost(*_: object) -> Known:
    return UNKNOWN


def _counted(context: Context, rule: Rule, match: re.Match[str], first: End | None) -> Known | None:
    base = base_of(context, rule, match.start(), first, SENTENCE)
    if base.year is None:
        return None if rule.given.get("needs_date") else UNKNOWN
    return base._replace(year=base.year + _WORDS[rule.given["words"]][match["word"]], month=None)


_READ: dict[str, Callable[[Context, Rule, re.Match[str], End | None], Known | None]] = {
    "printed": _printed,
    "early": _early,
    "short": _short,
    "republican": _republican,
    "lost": _lost,
    "counted": _counted,
}
