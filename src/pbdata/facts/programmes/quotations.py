"""A quotation as rules judge it: in its sentence, shortened to what decides, with the head noun behind it marked.

开展“党史天天讲”、“颂歌献给党”等5项活动 is read as 开展“党史天天讲”…⟨活动⟩. rules.yaml describes the form.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.facts.reading import Field

_BEFORE = 24
_BEHIND = 16
_NEAR = 14
_BETWEEN = 8
_LONGEST_HEAD = 14
_LIST_MARKS = re.compile("[、，；]")
_OTHER_MARKS = re.compile("[“”》\n]")


class Head(NamedTuple):
    """The head noun behind a quotation: what stands between, where it ends, and whether others share it."""

    noun: str
    between: str
    stop: int
    listed: bool


class Quotation(NamedTuple):
    """A quotation as it stands: the words that rules see, what stands before it in the text, and its head noun."""

    words: str
    before: str
    head: Head | None


class Quotations:
    """The quotations of a field. ``headings`` are the spans of its headings, in order."""

    def __init__(self, field: Field, headings: Sequence[tuple[int, int]]) -> None:
        self._text = field.text
        self._headings = headings
        self.quotes = field.quotes

    def read(self, index: int, *, countable: bool) -> Quotation:
        """Return a quotation as it stands; ``countable`` says that its words are a number with a stem."""
        quote = self.quotes[index]
        head = self._head(index, countable=countable)
        first = self._first_of_list(index)
        before = _OTHER_MARKS.split(self._text[max(0, first - _BEFORE) : first])[-1]
        heading = "# " if self._is_in_heading(quote.start) else ""
        close = "》" if quote.mark == "《" else "”"
        mark = "《" if quote.mark == "《" else "“"
        words = f"{heading}{before}{mark}{quote.inner}{close}{self._behind(quote, head)}"
        return Quotation(words, before, head)

    def _is_in_heading(self, at: int) -> bool:
        number = bisect_left(self._headings, (at + 1, 0)) - 1
        return number >= 0 and at < self._headings[number][1]

    def _behind(self, quote: Quoted, head: Head | None) -> str:
        if head is None:
            return _OTHER_MARKS.split(self._text[quote.stop : quote.stop + _BEHIND])[0]
        return f"{head.between}{'…' * head.listed}⟨{head.noun}⟩"

    def _head(self, index: int, *, countable: bool) -> Head | None:
        """The head noun behind a quotation, or behind the list of quotations that it opens."""
        text, quote = self._text, self.quotes[index]
        feast = _between("feast").match(text, quote.stop)
        head = (
            _noun("head", text, feast.end() if feast else quote.stop, _BETWEEN)
            or _at_once("system", text, quote.stop)
            or _at_once("of", text, quote.stop)
        )
        if head is None and (countable or _is_balanced(quote.inner)):
            other = _noun("numeral-head", text, quote.stop, _BETWEEN // 2)
            head = other if other and (countable or other.noun == "建设") else None
        if head:
            return head
        last = self._last_of_list(index)
        head = _noun("head", text, last.stop, _BETWEEN) if last is not quote else None
        return head._replace(between="", listed=True) if head else None

    def _last_of_list(self, index: int) -> Quoted:
        """The last quotation of the list that a quotation opens."""
        return self.quotes[self._lasts[index]]

    def _first_of_list(self, index: int) -> int:
        """Where the list of quotations begins that a quotation continues: an introducing verb stands before its first."""
        return self.quotes[self._firsts[index]].start

    @cached_property
    def _lasts(self) -> list[int]:
        """For each quotation the number of the last of its list."""
        lasts = list(range(len(self.quotes)))
        for index in reversed(range(len(lasts))):
            after = self._next_listed(index)
            lasts[index] = index if after is None else lasts[after]
        return lasts

    @cached_property
    def _firsts(self) -> list[int]:
        """For each quotation the number of the first of its list."""
        firsts: list[int] = []
        for index in range(len(self.quotes)):
            before = self._listed_before(index)
            firsts.append(index if before is None else firsts[before])
        return firsts

    def _next_listed(self, index: int) -> int | None:
        one = self.quotes[index]
        for number in range(index + 1, len(self.quotes)):
            other = self.quotes[number]
            if other.start - one.stop > _NEAR:
                return None
            if other.mark == "“" and other.start >= one.stop and other.depth == one.depth:
                return number if self._are_listed(one, other) else None
        return None

    def _listed_before(self, index: int) -> int | None:
        one = self.quotes[index]
        for number in range(index - 1, -1, -1):
            other = self.quotes[number]
            if other.depth == one.depth and one.start - other.stop > _NEAR:
                return None
            if other.mark == "“" and other.depth == one.depth:
                return number if other.stop <= one.start and self._are_listed(other, one) else None
        return None

    def _are_listed(self, one: Quoted, next_one: Quoted) -> bool:
        between = self._text[one.stop : next_one.start]
        if one.inner[-1:] in ENDS:
            return False  # An utterance is no item of a list.
        return len(between) <= _NEAR and bool(rule(__package__, "between", "list").pattern.fullmatch(between))


def has_head(text: str, at: int) -> bool:
    """Whether a head noun stands at an offset, so that the short slogan before it is a name without marks too."""
    return _between("head").match(text, at) is not None


def _is_balanced(inner: str) -> bool:
    """Whether the words are a slogan of like parts: 比发展、讲奉献、重实干."""
    parts = _LIST_MARKS.split(inner)
    return len(parts) > 1 and len({len(part) for part in parts}) == 1 and len(parts[0]) > 2


def _at_once(name: str, text: str, start: int) -> Head | None:
    """A noun that is a head only right behind a quotation: “首问负责”制, “落地快打”的工作机制."""
    match = _between(name).match(text, start)
    return Head(match["noun"], text[start : match.start("noun")], match.end(), False) if match else None


@cache
def _between(name: str) -> re.Pattern[str]:
    return rule(__package__, "between", name).pattern


def _noun(name: str, text: str, start: int, reach: int) -> Head | None:
    """The first head noun behind a quotation, where nothing between the two gives it to another phrase."""
    match = _between(name).search(text, start, start + reach + _LONGEST_HEAD)
    if match is None:
        return None
    between = text[start : match.start()].removeprefix(" ")
    etc = _between("etc").search(between)
    if etc:
        between = between[: etc.start()]
    if len(between) > reach or _between("break").search(between):
        return None
    return Head(match[0], between, match.end(), etc is not None)
