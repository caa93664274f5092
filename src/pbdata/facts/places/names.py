"""Where words could name a place: forms of the gazetteer's names, and words that end like a township or village.

What is found here is a candidate. Whether it is taken, and which place it is, needs the article (``finding``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import rule
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.lexicon import crosses_word, load_lexicon, opens
from pbdata.facts.places.name_lists import load_townships, load_villages
from pbdata.patterns import compiled

_NOT_HAN = compiled(f"{__name__}.not-han", f"[^{HAN}〇]")
_ONE = frozenset("村镇乡街")
_OFFICE = "办事处"
_REACH = 10
# A full name that begins within a short one is no longer or shorter than these.
_LONGEST_WITHIN, _SHORTEST_FULL = 6, 3


class Form(NamedTuple):
    """A form of a division's name in the words of a field.

    ``kind`` is ``full``, ``bare`` (威宁), ``district`` (云岩) or ``country``. The words may end before the name does: 茂名市委
    prints 茂名 and means 茂名市.
    """

    start: int
    stop: int
    name: str
    kind: str


class Local(NamedTuple):
    """Words that end like a township or a village; the name begins at ``run`` at the earliest and ends in ``ending``."""

    run: int
    suffix: int
    stop: int
    ending: str


class Refused(NamedTuple):
    """Words that look like a place and are none, and the rule that says so."""

    start: int
    stop: int
    rule: str


def find_forms(words: str, refused: list[Refused] | None = None) -> list[Form]:
    """Return the forms of divisions' names in words, the longest at each place, in order and without overlap.

    Those that are parts of other words go to ``refused``.
    """
    automaton, kinds = _automaton()
    found: list[Form] = []
    last = -1
    for _, start, stop in automaton.find_matches_as_indexes(words):
        if start < last:
            continue
        name = words[start:stop]
        kind = kinds[name]
        form = _in_full(words, start) if len(name) == 2 and kind != "full" else None
        form = form or Form(start, stop, name, kind)
        why = _why_not(words, form, last)
        if why is not None:
            if refused is not None:
                refused.append(Refused(form.start, form.stop, why))
            continue
        if _ends_early(words, form):
            form = Form(form.start, form.stop - 1, form.name, form.kind)
        found.append(form)
        last = form.stop
    return found


def _in_full(words: str, start: int) -> Form | None:
    """The full name that begins within a short one of two characters (和|安徽省, not 和安)."""
    start += 1
    if words[start : start + _SHORTEST_FULL] not in _beginnings_of_full():
        return None
    full = load_gazetteer().full
    for size in range(_LONGEST_WITHIN, _SHORTEST_FULL - 1, -1):
        name = words[start : start + size]
        if name in full:
            return Form(start, start + len(name), name, "full")
    return None


def _why_not(words: str, form: Form, last: int) -> str | None:
    """The rule by which a form is part of other words; ``last`` is where the form before it ends."""
    lexicon = load_lexicon()
    start, stop, name, kind = form
    after = words[stop : stop + 1]
    follows = name in lexicon.not_before and after in lexicon.not_before[name]
    if follows or words[stop - 1 : stop + 1] in lexicon.over_the_end:
        return "what-follows"
    if name in lexicon.not_after and words[start - 1 : start] in lexicon.not_after[name]:
        return "what-goes-before"
    if _pattern("site").match(words, stop):
        return "site"
    if kind == "full":
        # A name of two characters with an ending is often the end of another word (示范县, 主任县).
        short = len(name) == 2 and name[-1] in "省市县区旗州盟"
        return "end-of-a-word" if short and start != last and not opens(words, start) else None
    if start != last and len(name) == 2 and crosses_word(words, start) and crosses_word(words, stop):
        return "between-two-words"
    if _goes_on_abroad(words, name, stop):
        return "foreign-name"
    if _pattern("no-division").match(words, stop):
        return "street-or-village"
    if name[-1] in "镇乡" and start != last and _ends_township(words, stop, longer_than=len(name)):
        return "ends-a-township"
    if name[0] in "镇乡" and _ends_township(words, start + 1):
        return "begins-in-a-township"
    if words[start : stop + 2] in load_townships() or words[start : stop + 3] in load_townships():
        return "begins-a-township"
    return "begins-a-village" if _begins_village(words, start, stop) else None


def _goes_on_abroad(words: str, name: str, stop: int) -> bool:
    """Whether a name is the beginning of one from another language (安吉拉)."""
    letters = load_lexicon().transliteration
    after = words[stop : stop + 1]
    if len(name) != 2 or after not in letters or not letters.issuperset(name):
        return False
    return not crosses_word(words, stop + 1) and not _begins_township(words, stop)


def _ends_early(words: str, form: Form) -> bool:
    """Whether the ending of a name belongs to what follows (信宜|市委, but 蓬安县|长梁乡)."""
    if (
        form.kind != "full"
        or form.name[-1] not in "省市县"
        or not _pattern("head-of-a-division").match(words, form.stop)
    ):
        return False
    return form.name[:-1] in load_gazetteer().short and not _begins_township(words, form.stop)


def _begins_township(words: str, start: int) -> bool:
    """Whether a township's name begins at a place (蓬安县|长梁乡, not 蓬安|县长)."""
    return words[start : start + 3] in load_townships() or words[start : start + 4] in load_townships()


def _begins_village(words: str, start: int, stop: int) -> bool:
    """Whether a village's name begins at a place: one of the lists, or any directly behind a township (加汗巴格乡|巴西恰瓦格村)."""
    behind = rule(__package__, "endings", "village-behind").pattern.match(words, stop)
    if behind is None:
        return False
    core = words[start : behind.end()].removesuffix("村").removesuffix("社区")
    return core in load_villages() or _ends_township(words, start)


def _ends_township(words: str, stop: int, longer_than: int = 2) -> bool:
    """Whether a township's name ends at a place (罗田镇|江口村, not 罗田|镇江; 盖北镇, not 北镇)."""
    return any(words[stop - size : stop] in load_townships() for size in range(longer_than + 1, 7) if stop >= size)


def find_locals(words: str, taken: Sequence[tuple[int, int]]) -> Iterator[Local]:
    """Yield the words that end like a township or village, with the Han characters before that are not ``taken``."""
    at = last = 0
    for match in rule(__package__, "endings", "township-or-village").pattern.finditer(words):
        stop = match.end()
        start = stop - (1 if words[stop - 1] in _ONE else 3 if match[0] == _OFFICE[-1] else 2)
        while at < len(taken) and taken[at][1] <= start:
            last = taken[at][1]
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            continue
        before = words[max(last, start - _REACH) : start]
        gap = _NOT_HAN.search(before[::-1])
        run = start - (gap.start() if gap else len(before))
        opens = run < start or words[start - 1 : start].isdigit()  # 桃坪、李河2|村
        if opens and not (words.startswith("村村", start) and _goes_on(words, start, stop)):
            yield Local(run, start, stop, words[start:stop])


def _goes_on(words: str, start: int, stop: int) -> bool:
    """Whether 村 belongs to the name before another 村 (官村|村), and villages have no name that ends with it (鹅婆村|村室)."""
    lexicon = load_lexicon()
    if words.startswith((*lexicon.common_after, *lexicon.village_after, "委"), stop + 1):
        return False
    villages = load_villages()
    return any(words[at:stop] in villages and words[at:start] not in villages for at in range(max(0, start - 3), start))


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, dict[str, str]]:
    """What finds the forms, and the kind of each."""
    gazetteer, lexicon = load_gazetteer(), load_lexicon()
    kinds = dict.fromkeys(lexicon.countries, "country")
    kinds |= dict.fromkeys(gazetteer.districts.keys() - lexicon.district_words, "district")
    kinds |= dict.fromkeys(gazetteer.short, "bare") | dict.fromkeys(gazetteer.full, "full")
    forms = [form for form in kinds if len(form) > 1]
    return ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), kinds


@cache
def _beginnings_of_full() -> frozenset[str]:
    return frozenset(name[:_SHORTEST_FULL] for name in load_gazetteer().full)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "divisions", name).pattern
