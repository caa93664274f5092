"""Parts of a name that the text gives one by one: each explained, or each with a run of items of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, takewhile
from operator import itemgetter

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE, PHRASE
from pbdata.facts.programmes.items import SHORT, Item
from pbdata.facts.programmes.lists import list_after, list_in_marks
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import Slogan, tokens
from pbdata.facts.programmes.spots import FAR, Listed, bracket_stop, line_stop, window
from pbdata.facts.reading import Field

_FAR = 8 * FAR
_CLAUSE_END = re.compile(f"[{CLAUSE}]")


class Explanations:
    """What stands behind words of a field and explains them (三村，即…), found once for each word."""

    def __init__(self, field: Field) -> None:
        self.text = field.text
        self._field = field
        self._found: dict[str, list[tuple[int, re.Match[str]]]] = {}

    def near(self, name: Name, token: str) -> re.Match[str] | None:
        """What leads to the items of a part of a name, where the part begins a phrase not far from a mention."""
        found = self._of(token)
        k = bisect_left(found, name.start - _FAR, key=itemgetter(0))
        return found[k][1] if k < len(found) and found[k][0] + len(token) <= name.stop + _FAR else None

    def _of(self, token: str) -> list[tuple[int, re.Match[str]]]:
        if token not in self._found:
            text, explains = self.text, rule(__package__, "definitions", "explains").pattern
            self._found[token] = [
                (at, match)
                for at in self._field.occurrences.of(token)
                if (at == 0 or not text[at - 1].isalnum()) and (match := explains.match(text, at + len(token)))
            ]
        return self._found[token]


def by_parts(explanations: Explanations, name: Name, slogan: Slogan) -> Listed | None:
    """The items where the text explains the parts of a slogan one by one: 三村，即…。三联，即…。三扶，即…."""
    written = tokens(name.name)
    if len(written) != len(slogan.parts):
        return None
    found: list[Item] = []
    for token, part in zip(written, slogan.parts, strict=True):
        items = _items_of_part(explanations, name, token, part)
        if not items:
            return None
        found += items
    return Listed(found, "by-parts")


def _items_of_part(explanations: Explanations, name: Name, token: str, part: tuple[int, str]) -> list[Item] | None:
    text, match = explanations.text, explanations.near(name, token)
    if match is None:
        return None
    start = match.end()
    stop = bracket_stop(text, start, line_stop(text, start))
    if part[0] > 1 and text.startswith("“", start):
        last = text.find("”", start, stop)
        return list_in_marks(text, start + 1, last, Slogan((part,))) if last > 0 else None
    if part[0] > 1:
        return list_after(text, start, stop, Slogan((part,)), explicit=True)
    close = _CLAUSE_END.search(text, start, stop)
    end = close.start() if close else stop
    return [Item(start, end, text[start:end])] if end > start else None


def by_letters(explanations: Explanations, name: Name) -> Listed | None:
    """The items where the text explains each letter of a name: “亮”就是亮身份…。“比”就是比贡献…."""
    found: list[Item] = []
    for letter in name.key:
        items = _items_of_part(explanations, name, letter, (1, letter))
        if not items or letter not in items[0].words or len(items[0].words) > SHORT:
            return None
        found += items
    return Listed(found, "by-parts")


def by_runs(field: Field, name: Name, slogan: Slogan) -> Listed | None:
    """The runs behind a mention that repeat one stem each, as often as announced: 送…、送…、送…，并同…、同…、同…."""
    if any(number < 2 for number, _ in slogan.parts):
        return None
    stop = min(window(field, name)[1], line_stop(field.text, name.stop))
    found: list[Item] = []
    for number, stem in slogan.parts:
        run = _run(_phrases(field.text, found[-1].stop if found else name.stop, stop, stem), number, stem)
        if not run:
            return None
        found += run
    return Listed(found, "by-parts")


def _phrases(text: str, start: int, stop: int, stem: str) -> list[Item]:
    """The phrases of a stretch, also parted at a joint before the stem: 送良种和送义诊."""
    joint = re.compile(rf"[{PHRASE}]|(?:以及|和|及|与|并)(?={re.escape(stem)})")
    marks = [(start, start), *(match.span() for match in joint.finditer(text, start, stop)), (stop, stop)]
    ranges = [(begin, end) for (_, begin), (end, _) in pairwise(marks) if end > begin]
    return [Item(begin, end, text[begin:end]) for begin, end in ranges]


def _run(phrases: Sequence[Item], number: int, stem: str) -> list[Item]:
    """The first run of exactly ``number`` phrases with a stem, which opens all but the first."""
    for at, phrase in enumerate(phrases):
        if stem not in phrase.words:
            continue
        rest = list(takewhile(lambda one: one.words.startswith(stem), phrases[at + 1 :]))
        if len(rest) == number - 1:
            begin = phrase.words.rindex(stem)
            return [Item(phrase.start + begin, phrase.stop, phrase.words[begin:]), *rest]
    return []
