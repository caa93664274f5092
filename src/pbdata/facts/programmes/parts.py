"""Items that stand apart from one another: once a heading, once a paragraph, behind a + each, or each ending in the name."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.programmes.items import Item, trim_lead
from pbdata.facts.programmes.lists import list_after, repeats
from pbdata.facts.programmes.slogans import Slogan, counts, fits, slogan_of
from pbdata.facts.programmes.spots import FAR
from pbdata.facts.reading import Field
from pbdata.patterns import compiled

_LONGEST_PARTS = 20 * FAR
_FEWEST = 3
_LINE = re.compile("[^\n]+")
_AFTER_STEM = compiled(f"{__name__}.after-stem", f"[^{HAN}]|$")
_PLUS_WORD = rf"[{HAN}“”]{{2,14}}?"
_PLUS_ALONE = compiled(f"{__name__}.plus-alone", f"{_PLUS_WORD}(?=[{CLAUSE}])")
_HEADING_CLAUSE = re.compile(f"[{CLAUSE}—]")


class Headings:
    """The headings of a field, in order, which may be what a programme consists of."""

    def __init__(self, field: Field, spans: Sequence[tuple[int, int]]) -> None:
        self._field = field
        self._spans = spans
        self._holding: dict[str, set[int]] = {}

    def items(self, name: str) -> list[Item] | None:
        """Return the items where as many headings as a name announces repeat its stem: 四轮驱动, and four headings with 驱动."""
        slogan = slogan_of(name) if len(self._spans) >= _FEWEST else None
        most = max(counts(slogan), default=0) if slogan else 0
        if slogan is None or not _FEWEST <= most <= len(self._spans):
            return None
        text = self._field.text
        stems = [stem for _, stem in slogan.parts]
        holding = [self._with(stem) for stem in stems]
        if any(len(numbers) > most for numbers in holding):
            return None
        chosen = [self._spans[number] for number in sorted(set().union(*holding))]
        if not fits(slogan, [text[start:stop] for start, stop in chosen]):
            return None
        return [_heading_item(text, start, stop, stems) for start, stop in chosen]

    def _with(self, stem: str) -> set[int]:
        """The numbers of the headings that hold a stem."""
        if stem not in self._holding:
            found = ((bisect_left(self._spans, (at + 1,)) - 1, at) for at in self._field.occurrences.of(stem))
            self._holding[stem] = {k for k, at in found if k >= 0 and at + len(stem) <= self._spans[k][1]}
        return self._holding[stem]


def _heading_item(text: str, start: int, stop: int, stems: Sequence[str]) -> Item:
    """The words of a heading before its stem, where the stem closes the phrase; else its first clause."""
    for stem in stems:
        at = text.find(stem, start, stop)
        if at - start >= 2 and _AFTER_STEM.match(text, at + len(stem), stop):
            return Item(start, at, text[start:at])
    comma = _HEADING_CLAUSE.search(text, start, stop)
    end = comma.start() if comma else stop
    return Item(start, end, text[start:end])


def items_opening_paragraphs(text: str, start: int, slogan: Slogan) -> list[Item] | None:
    """Return the items that open the paragraphs at ``start``, one each, as many as a slogan announces.

    The paragraphs are counted (一是…, （一）…), whatever stands between them, or follow one another; the items repeat the stem.
    """
    lines = list(_LINE.finditer(text, start, start + _LONGEST_PARTS))
    for name in ("counted-opening", "opening", "clause-opening"):
        openings = _openings(name, lines)
        words = [item.words for item in openings]
        keeps = repeats if name == "clause-opening" else fits
        for number in counts(slogan) - {2}:
            if keeps(slogan, words[:number]) and not fits(slogan, words[1 : number + 1]):
                return openings[:number]
    return None


def _openings(name: str, lines: Sequence[re.Match[str]]) -> list[Item]:
    """What opens the lines by one rule: of those that are counted only these, of others up to the first that does not."""
    pattern = rule(__package__, "paragraphs", name).pattern
    found: list[Item] = []
    for line in lines:
        match = pattern.match(line[0])
        if match:
            found.append(Item(line.start() + match.start("item"), line.start() + match.end("item"), match["item"]))
        elif name != "counted-opening":
            break
    return found


def items_behind_plus(field: Field, stem: str) -> list[Item] | None:
    """Return what follows the sign with which a stem such as 党建+ ends, in a list or once a paragraph."""
    text, places = field.text, field.occurrences.of(stem)
    for start in places:
        match = _plus_list(len(stem)).match(text, start)
        if match:
            first, *rest = re.finditer("[^、，]+", match["list"])
            cuts = [(first, 0), *((one, len(stem) if one[0].startswith(stem) else 1) for one in rest)]
            spans = [(match.start("list") + one.start() + cut, match.start("list") + one.end()) for one, cut in cuts]
            return [Item(*span, text[slice(*span)]) for span in spans]
    opening = (start + len(stem) for start in places if start == 0 or text[start - 1] == "\n")
    once = [match for at in opening if (match := _PLUS_ALONE.match(text, at))]
    return [Item(*match.span(), match[0]) for match in once] if len(once) > 1 else None


@cache
def _plus_list(length: int) -> re.Pattern[str]:
    """The pattern of a stem of so many characters and the words of a list behind it, each with the stem or its sign before it."""
    return re.compile(
        rf"(?P<stem>.{{{length}}})(?P<list>{_PLUS_WORD}(?:[、，](?:(?P=stem)|\+){_PLUS_WORD})+)(?=等|[{CLAUSE}])"
    )


def items_with_common_ending(field: Field, name: str) -> list[Item] | None:
    """Return the list whose items all end in the name: 先进典型连连看、文艺汇演连连看 for 连连看."""
    text, listed = field.text, field.occurrences.of(name + "、") if len(name) >= 3 else ()
    if not listed:
        return None
    at = listed[0]
    ending = re.escape(name)
    pattern = re.compile(rf"(?:[{HAN}]{{2,8}}{ending}、){{2,}}[{HAN}]{{2,8}}{ending}")
    match = pattern.search(text, max(0, at - 8), at + FAR)
    if match is None:
        return None
    start = trim_lead(text, match.start(), text.index("、", match.start()))
    return list_after(text, start, match.end(), None, explicit=True)
