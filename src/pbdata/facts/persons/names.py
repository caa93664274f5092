"""Spots the strings of a text that are names of persons.

A string is taken for a name by adding up bits: those of its characters (name_characters), of what stands before and after
it (context), and of its coming again.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import pbdata.facts.persons.behind as following
import pbdata.facts.persons.context as preceding
from pbdata.chinese.characters import HAN
from pbdata.chinese.occurrences import Occurrences
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.facts.persons.behind import COUNTED, GRAMMAR, LISTED, SPOKEN, VERB, WORD
from pbdata.facts.persons.context import least_bits, places_for_names, spaced_names
from pbdata.facts.persons.lexicon import characters, word_set
from pbdata.facts.persons.modelled import MODEL, only_modelled
from pbdata.facts.persons.name_characters import (
    STRONG,
    likelihood,
    may_be_both,
    shapes_at,
    stands_in_a_word,
    surname_bits,
)
from pbdata.facts.persons.spotted import BESIDE, THRESHOLD, THRESHOLD_BESIDE, Spotted
from pbdata.facts.persons.strings import (
    LONGEST_ITEM,
    SURE,
    ends_otherwise,
    has_title_inside,
    is_eponym,
    is_item,
    is_surname_alone,
    joins_or_tells_time,
    tears_a_verb,
)
from pbdata.facts.persons.transcribed import goes_on, stands_at_a_dot, transcribed_names
from pbdata.patterns import compiled

_THRESHOLD_SURE = 11  # where the surname is rarely anything else, or where what follows speaks for a person
_BEFORE_SENTENCES = frozenset((*ENDS, *"；”\n", ""))
_OPENING = ("paragraph", "clause", "verb")
_KNOWN = {2: 2, 3: 25}
_AGAIN, _AGAIN_AT_MOST, _AGAIN_AT_MOST_SHORT = 1.5, 5.0, 3.0
_FRAMED = 6  # a word between a post and a verb of speech (书记武林说)
_ACTS = 2  # whoever opens a clause and 从, 正, 把 follows
_RATHER_FOLLOWS = -5  # the last character is likelier to stand behind a name
_UNLIKELY = -6
# With fewer bits up to its end, a name is too light, whatever stands behind it and however often it comes.
_HOPELESS = THRESHOLD_BESIDE - _AGAIN_AT_MOST - COUNTED
_WITH_TITLE = "surname-before-a-title"
_LONG_LIST = compiled(f"{__name__}.long-list", f"、[{HAN}]{{2,3}}、[{HAN}]{{2,3}}、")
_ITEM = compiled(f"{__name__}.item", f"[{HAN}]+")


class Spotting(NamedTuple):
    """The names of a text, in order; and what looks like one and is refused, with the rule that refuses it."""

    names: list[Spotted]
    refused: list[Spotted]


def spot_names(text: str, model: Collection[tuple[int, int]] = (), occurrences: Occurrences | None = None) -> Spotting:
    """Return the names in a text, in order and apart from each other; the rule ``maker`` is for those after 记者 and the like.

    ``model`` has the places where a model sees names: where one begins weighs for a name, and what only the model sees
    must still look like one. ``occurrences`` are those of the text, where somebody else looks for words in it too.
    """
    spotter = _Spotter(text, {start for start, _ in model}, occurrences or Occurrences(text))
    found = transcribed_names(text)
    transcribed = {
        at
        for name in {text[one.start : one.stop] for one in found}
        for start in spotter.occurrences.of(name)
        for at in range(start, start + len(name))
    }
    last = (0, "")
    for match in places_for_names().finditer(text):
        start = match.start()
        if start < last[0] or start in transcribed:
            continue
        shapes = spotter.shapes(start)
        name = spotter.heaviest(start, shapes, last) if shapes else None
        if name is not None and name.stop not in transcribed:
            found.append(name)
            last = (name.stop, name.rule)
    found += _spaced(text, found)
    taken = {name.start for name in found}
    found += [name for name in _listed(text, found) if name.start not in taken]
    found += only_modelled(text, model, found)
    return Spotting(sorted(found), spotter.refused)


class _Spotter:
    """Weighs the names that could begin at the places of one text."""

    def __init__(self, text: str, modelled: Collection[int], occurrences: Occurrences) -> None:
        self.refused: list[Spotted] = []
        self._text = text
        self._modelled = modelled
        self.occurrences = occurrences
        self._without: dict[str, set[str]] = {}
        self._known = word_set("known")
        self._least = least_bits()

    def heaviest(self, start: int, shapes: Sequence[tuple[float, str]], last: tuple[int, str]) -> Spotted | None:
        """Weigh the names that could begin at a place and return the heaviest that is heavy enough."""
        text = self._text
        if is_surname_alone(text, start):
            return None
        kind, before = preceding.before(text, start, last)
        short_place_ends = characters("short_place_ends")
        weighed = []
        for shape, name in shapes:
            if shape + before + (_FRAMED if kind == "title" else 0) < _HOPELESS:
                continue
            stop = start + len(name)
            after = following.after(text, stop)
            weight = shape + before + after
            if name[1:] in short_place_ends or tears_a_verb(text, start, stop):
                weight += _RATHER_FOLLOWS
            if joins_or_tells_time(text, start, stop) and not self._is_whole(name):
                weight += _RATHER_FOLLOWS
            if kind == "title" and after >= SPOKEN and may_be_both(name):
                weight += _FRAMED
            acts = kind in _OPENING and after == GRAMMAR and text[stop : stop + 1] in characters("acting_after")
            weight += _ACTS if acts and len(name) > 2 else 0
            least = _least(kind, name, after, opens=len(name) > 2 and _opens(text[start - 1 : start], after))
            if weight >= least - _AGAIN_AT_MOST:
                weighed.append((weight, least, name))
        while weighed and (best := self._by_count(start, kind, weighed)) is not None:
            why = self._refuses(best)
            if why is None:
                return best
            self.refused.append(best._replace(rule=why))
            if why != _WITH_TITLE:
                return None
            weighed = [one for one in weighed if len(one[2]) != best.stop - best.start]
        return None

    def shapes(self, start: int) -> list[tuple[float, str]]:
        """Return the names that could begin here by their characters alone, with their bits: most often none."""
        text, known = self._text, self._known
        if text[start : start + 3] in known:
            return [(_KNOWN[3], text[start : start + 3])]
        model = MODEL if start in self._modelled else 0
        possible = shapes_at(text, start, self._least[text[start - 1 : start]] - model)
        if not possible:
            return []
        return [
            (bits + model + (_KNOWN[2] if name in known else 0), name)
            for bits, name in possible
            if not ends_otherwise(name)
        ]

    def _by_count(self, start: int, kind: str, weighed: Sequence[tuple[float, int, str]]) -> Spotted | None:
        """The heaviest name, by how often each comes in the text, where that can make a difference."""
        after_names = characters("after_names")
        weight, least, name = weighed[0]
        if len(weighed) == 1 and weight >= least and name[-1] not in after_names:
            return Spotted(start, start + len(name), weight, kind)
        best, shorter = None, ""
        for weight, least, name in weighed:
            again = _AGAIN * (self.occurrences.count(name) - 1)
            weight += min(_AGAIN_AT_MOST if len(name) > 2 else _AGAIN_AT_MOST_SHORT, again)
            weight += _RATHER_FOLLOWS if shorter and self._stands_without(shorter, name) else 0
            if len(name) > 2 and name[-1] in after_names and not self._is_whole(name):
                weight += _RATHER_FOLLOWS
            if weight >= least and (best is None or weight >= best.bits):
                best = Spotted(start, start + len(name), weight, kind)
            shorter = name
        return best

    def _is_whole(self, name: str) -> bool:
        """Whether a name comes again and its beginning never without its end: 王新来, twice, and never 王新 alone."""
        return 1 < self.occurrences.count(name) == self.occurrences.count(name[:-1])

    def _stands_without(self, shorter: str, name: str) -> bool:
        """Whether the shorter name stands without the end of the longer one, and not as part of a third: 刘兴水、刘兴隆."""
        if self.occurrences.count(shorter) <= self.occurrences.count(name):
            return False
        return not self._ends_without(shorter) <= {name[len(shorter)]}

    def _ends_without(self, name: str) -> set[str]:
        """The characters behind a name with which it would be less likely one."""
        if name not in self._without:
            ends = {self._text[at + len(name) : at + len(name) + 1] for at in self.occurrences.of(name)}
            self._without[name] = {end for end in ends if likelihood(name + end) < likelihood(name)}
        return self._without[name]

    def _refuses(self, name: Spotted) -> str | None:
        """Why a name that is heavy enough is none after all: it is part of something longer, or no name but a surname."""
        text, start, stop = self._text, name.start, name.stop
        if stop - start == 2 and text[start:stop] in self._known:
            return None
        if text[start - 1 : start] == "《" and text[stop : stop + 1] == "》":
            return "title-of-a-work"
        if text[start : start + 2] in self._known and is_eponym(text, start + 2):
            return "eponym"
        if has_title_inside(text, start, stop):
            return _WITH_TITLE
        if stands_in_a_word(text, start, stop):
            return "in-a-word"
        if stands_at_a_dot(text, start, stop):
            return "beside-a-dot"
        return "cut-short" if name.rule != "maker" and goes_on(text, start, stop) else None


def _opens(mark: str, after: int) -> bool:
    """Whether the mark before a name and what follows it show that the name opens a sentence, or a clause that goes on."""
    return mark in _BEFORE_SENTENCES or (mark == "，" and after >= WORD)


def _least(kind: str, name: str, after: int, *, opens: bool) -> int:
    if kind in BESIDE or after in (LISTED, COUNTED):
        # 党员修渠引水: where nothing behind speaks for a person, a surname that is a word needs more.
        doubtful = kind == "title" and (after < GRAMMAR or after == VERB) and surname_bits(name[0]) < STRONG
        return THRESHOLD + max(after, 0) if doubtful and len(name) == 2 else THRESHOLD_BESIDE
    if kind in _OPENING and (opens or surname_bits(name[0]) >= SURE or after >= SPOKEN):
        return _THRESHOLD_SURE
    return THRESHOLD


def _spaced(text: str, found: Sequence[Spotted]) -> list[Spotted]:
    """Names of two characters that are printed as wide as those of three: 李 强."""
    spaced: list[Spotted] = []
    matches = list(spaced_names().finditer(text)) if " " in text else []
    ahead = deque(sorted(enumerate(found), key=lambda pair: pair[1].stop) if matches else ())
    number, last = -1, Spotted(0, 0, 0, "")
    for match in matches:
        while not spaced and ahead and ahead[0][1].stop <= match.start():
            number, last = max((number, last), ahead.popleft())
        kind, before = preceding.before(text, match.start(), (last.stop, last.rule))
        bits = likelihood(match[1] + match[2]) + before + following.after(text, match.end())
        if bits >= THRESHOLD_BESIDE:
            last = Spotted(match.start(), match.end(), bits, kind)
            spaced.append(last)
    return spaced


def _listed(text: str, found: Sequence[Spotted]) -> Iterator[Spotted]:
    """All items of a list of at least four of which more than half look like names (李彬、欧光权、安作成、成名尧)."""
    first = _LONG_LIST.search(text)
    if first is None:
        return
    told = {one[:2] for one in found}
    for run in rule(__package__, "names", "listed").pattern.finditer(text, max(0, first.start() - LONGEST_ITEM)):
        items = [match.span() for match in _ITEM.finditer(text, run.start(), run.end())]
        if sum(item in told or is_item(text, *item) for item in items) * 2 > len(items):
            named = (
                item
                for item in items
                if surname_bits(text[item[0]]) > _UNLIKELY and not ends_otherwise(text[slice(*item)])
            )
            yield from (Spotted(start, stop, THRESHOLD, "list") for start, stop in named)
