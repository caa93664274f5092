"""What a sentence says about its figures: modality, measure, what they are counted per, and the time they hold for.

All of it is inferred from words of the same clause or sentence, by the rules of docs/facts/figures.md; nothing is taken from
farther away. The words stand in ``words.yaml``, the rules in ``rules.yaml``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import read_rules, rule
from pbdata.chinese.sentences import CLAUSE, Sentences
from pbdata.datafiles import read_data
from pbdata.facts.figures.quantity import Quantity
from pbdata.model.facts import Date
from pbdata.patterns import compiled

_LONGEST_CLAUSE = 60
_LONGEST_BEHIND = 18
_NOT_THRESHOLDS = frozenset(("percent", "fraction", "duration"))


class Telling(NamedTuple):
    """What is inferred for a figure; the fields are the columns of ``figures`` with the same names."""

    measure: str | None
    modality: str
    per: str | None
    period_start: str | None
    period_stop: str | None
    period_kind: str | None


class _Modality(NamedTuple):
    """A word that tells a modality, and what stands beside it where it is a part of another word (共产党, 将军, 为了)."""

    tells: str
    not_before: str
    not_behind: str
    only_behind: str | None


class _Measure(NamedTuple):
    """A measure that a figure has where a pattern is found in the words of a place (``before``, ``verbs``, ``noun``, ``per``)."""

    pattern: re.Pattern[str]
    place: str
    measure: str | None


class _Words(NamedTuple):
    modality: re.Pattern[str]
    modality_of: dict[str, _Modality]
    behind: re.Pattern[str]
    behind_of: dict[str, str]
    sums: frozenset[str]
    since: tuple[str, ...]


@cache
def _words() -> _Words:
    data = read_data(__package__, "words.yaml")
    beside = data["modality_beside"]
    modality_of = {
        word: _Modality(name, *(beside.get(word, {}).get(key, default) for key, default in _BESIDE.items()))
        for name, words in data["modality"].items()
        for word in words
    }
    return _Words(
        modality=_any_of("modality", modality_of),
        modality_of=modality_of,
        behind=_any_of("behind", data["modality_behind"]),
        behind_of=data["modality_behind"],
        sums=frozenset(data["sums"]),
        since=tuple(data["since"]),
    )


_BESIDE: Mapping[str, str | None] = {"not_before": "", "not_behind": "", "only_behind": None}


def _any_of(name: str, words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words, the longest first. It begins with the set of their first characters, and then asks for one of the
    second characters, which makes it fast."""
    singles = "".join(word for word in words if len(word) == 1)
    by_first: dict[str, list[str]] = {}
    for word in sorted((word for word in words if len(word) > 1), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    seconds = "".join(sorted({rest[0] for found in by_first.values() for rest in found}))
    tails = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in by_first.items())
    one = f"|(?<=[{singles}])" if singles else ""
    return compiled(f"{__name__}.{name}", f"[{''.join(by_first)}{singles}](?:(?=[{seconds}])(?:{tails}){one})")


class Teller:
    """Answers for the figures of one field, in order. ``dates`` are those of the field."""

    def __init__(self, text: str, sentences: Sentences, dates: Sequence[Date]) -> None:
        self._text = text
        self._sentences = sentences
        self._dates = [date for date in dates if date.value and not date.value.startswith("..")]
        self._date_starts = [date.start for date in self._dates]
        self._sentence = self._scanned = 0
        self._mark: str | None = None
        self._sum, self._sum_goes_on = -1, False
        self._before: tuple[int, str | None] = (-1, None)

    def tell(self, quantity: Quantity, noun: tuple[int, int] | None) -> Telling:
        """Return what is inferred for a quantity with the noun that it counts. Call it in the order of the text."""
        start = quantity.start
        self._read_up_to(start)
        clause = max(self._sentences.clause(start)[0], start - _LONGEST_CLAUSE)
        per = self._per(self._text[clause:start], quantity)
        measure = self._measure(quantity, per, noun, clause)
        self._before = (self._sentence, measure)
        return Telling(measure, self._modality(quantity), per, *self._period(quantity, per, measure))

    def _read_up_to(self, start: int) -> None:
        """Find the sentence of a quantity; read the words of modality between the last quantity and this."""
        sentence = self._sentences.sentence(start)[0]
        if sentence != self._sentence:
            self._sentence, self._mark, self._scanned = sentence, None, sentence
            self._sum, self._sum_goes_on = -1, False
        words = _words()
        for match in words.modality.finditer(self._text, self._scanned, start):
            if not _part_of_word(self._text, match):
                self._mark = match[0]
                if self._mark in words.sums:
                    # 共258人 sums up this number alone, 共撤换52名 also what follows.
                    self._sum = match.end()
                    self._sum_goes_on = self._sum_goes_on or not self._text[self._sum].isdecimal()
        self._scanned = start

    def _per(self, before: str, quantity: Quantity) -> str | None:
        found = None
        if "每" in before or "均" in before or "年" in before:
            for match in rule(__package__, "per", "in-front").pattern.finditer(before):
                found = match[0]
        if found:
            return found
        behind = rule(__package__, "per", "behind").pattern.match(self._text, quantity.unit_stop)
        return behind[1] if behind else None

    def _measure(self, quantity: Quantity, per: str | None, noun: tuple[int, int] | None, clause: int) -> str | None:
        text, start = self._text, quantity.start
        follows = noun is None or noun[0] >= start
        before = rule(__package__, "per", "trailing").pattern.sub("", text[clause:start])
        words = {
            "before": before,
            "verbs": before if noun is None or follows else text[clause : noun[0]],
            "noun": text[noun[0] : noun[1]] if noun else "",
            "per": per or "",
        }
        for one in _measures(quantity.unit_class):
            if one.pattern.search(words[one.place]):
                return one.measure
        sentence, last = self._before
        goes_on = not words["verbs"] and sentence == self._sentence and last in ("flow", "stock")
        return last if goes_on and not follows else "stock"

    def _modality(self, quantity: Quantity) -> str:
        text, stop, words = self._text, quantity.stop, _words()
        if quantity.nominal and quantity.approximator is None:
            return "nominal"
        if (
            stop > quantity.unit_stop
            and quantity.unit_class not in _NOT_THRESHOLDS
            and quantity.bound in ("at_least", "at_most")
            and text[stop : stop + 1] not in CLAUSE + "、"
        ):
            return "threshold"
        if self._mark is not None:
            return words.modality_of[self._mark].tells
        match = words.behind.search(text, stop, min(stop + _LONGEST_BEHIND, self._sentences.clause(stop)[1]))
        return words.behind_of[match[0]] if match else "achieved"

    def _period(
        self, quantity: Quantity, per: str | None, measure: str | None
    ) -> tuple[str | None, str | None, str | None]:
        if measure is None:
            return None, None, None
        k = bisect_left(self._date_starts, quantity.start) - 1
        if k >= 0 and self._date_starts[k] >= self._sentence:
            return self._period_of(self._dates[k])
        if per is not None and ("每年" in per or per == "年" or per.startswith("年均")):
            return None, None, "annual"
        if measure in ("flow", "stock") and (self._sum_goes_on or self._sum == quantity.start):
            return None, None, "cumulative"
        return None, None, None

    def _period_of(self, date: Date) -> tuple[str | None, str | None, str | None]:
        first, _, last = (date.value or "").partition("/")
        before, behind = self._text[date.start - 2 : date.start], self._text[date.stop : date.stop + 4]
        if behind.startswith(_words().since):
            return first, None, "since"
        if (date.granularity == "day" and not behind.startswith("期间")) or before.endswith(("到", "至", "截止")):
            return first, last or first, "point"
        return first, last or first, "interval"


@cache
def _measures(unit_class: str) -> tuple[_Measure, ...]:
    """The rules of measures that units of a class may have."""
    return tuple(
        _Measure(one.pattern, one.given.get("in", "noun"), one.given["measure"])
        for one in read_rules(__package__, "measures")
        if unit_class in one.given.get("classes", (unit_class,))
    )


def _part_of_word(text: str, match: re.Match[str]) -> bool:
    """Whether characters around a telling word make another word of it: 共产党, 将军, 为了, 三年计划."""
    at, end = match.span()
    before, follower = text[at - 1 : at] if at else "", text[end : end + 1]
    beside = _words().modality_of[match[0]]
    if beside.only_behind is not None and follower not in beside.only_behind:
        return True
    return bool(before and before in beside.not_before) or bool(follower and follower in beside.not_behind)
