"""Where words could name a place: forms of the gazetteer's names, and words that end like a township or village.

What is found here is a candidate. Whether it is taken, and which place it is, needs the article (``places``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from pbdata.datafiles import read_data
from pbdata.facts.places.gazetteer import load_gazetteer, load_townships

_NOT_HAN = re.compile(r"[^\u3400-\u9fff〇]")
# Endings of townships and villages, but for common words that are frequent and that no name ends like.
# The last characters come first, because a set of characters is what `re` looks for fastest.
_LOCAL = re.compile(
    r"[村镇乡区道社木查]"
    r"(?<=[^农乡全该各每驻的了们进入]村|[^乡全该各每的了们小]镇|[^老故全该各每的了们]乡|社区|公社|街道|苏木|嘎查)"
)
_ONE = frozenset("村镇乡")
_REACH = 8
# The head of a division is called by its bare name: 信宜市委, 贵州省长; but 湖南省长沙市, 市长安镇.
_HEAD = re.compile(
    r"委|、[省市州县区乡镇村]|直(?=机关|部门|单位|属|各)|长(?![沙治春寿安乐汀丰葛海清顺武阳宁垣岛兴白泰岭子沟])"
)
# A bare name before these is that of a street, a township or a village (南京路, 罗田镇).
_NO_DIVISION = re.compile(r"[东西南北中]?路|大街|大道|[镇乡村]|街道|社区")


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


class Generic(NamedTuple):
    """What stands before an ending in words that name no single place: whole, and at the end."""

    whole: frozenset[str]
    ends: tuple[str, ...]


class Lexicon(NamedTuple):
    """The words of ``words.yaml``."""

    common: frozenset[str]
    words: frozenset[str]
    district_words: frozenset[str]
    known: frozenset[str]
    common_full: frozenset[str]
    not_before: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]
    surnames: frozenset[str]
    place_after: tuple[str, ...]
    list_marks: frozenset[str]
    boundary_words: frozenset[str]
    boundary_characters: frozenset[str]
    generic: dict[str, Generic]
    common_after: tuple[str, ...]
    village_after: tuple[str, ...]
    township_after: tuple[str, ...]
    not_township_after: tuple[str, ...]
    not_last: frozenset[str]
    countries: frozenset[str]


def find_forms(words: str) -> list[Form]:
    """Return the forms of divisions' names in words, the longest at each place, in order and without overlap."""
    automaton, kinds = _automaton()
    short = load_gazetteer().short
    lexicon = load_lexicon()
    found: list[Form] = []
    for number, start, stop in automaton.find_matches_as_indexes(words):
        form, kind = kinds[number]
        if words[stop : stop + 1] in lexicon.not_before.get(form, ()):
            continue
        if words[start - 1 : start] in lexicon.not_after.get(form, ()):
            continue
        if kind == "full":
            # A name of two characters is often the end of another word (示范县, 主任县).
            if len(form) == 2 and not opens(words, start) and not (found and found[-1].stop == start):
                continue
            if form[-1] in "省市县" and form[:-1] in short and _HEAD.match(words, stop):
                stop -= not _begins_township(words, stop)
        elif kind != "country" and (
            _NO_DIVISION.match(words, stop) or (form[0] in "镇乡" and _ends_township(words, start + 1))
        ):
            continue
        found.append(Form(start, stop, form, kind))
    return found


def _begins_township(words: str, start: int) -> bool:
    """Whether a township's name begins at a place (蓬安县|长梁乡, not 蓬安|县长)."""
    return any(words[start : start + size] in load_townships() for size in (3, 4))


def _ends_township(words: str, stop: int) -> bool:
    """Whether a township's name ends at a place (罗田镇|江口村, not 罗田|镇江)."""
    return any(words[stop - size : stop] in load_townships() for size in (3, 4) if stop >= size)


def find_locals(words: str, taken: Sequence[tuple[int, int]]) -> Iterator[Local]:
    """Yield the words that end like a township or village, with the Han characters before that are not ``taken``."""
    at = last = 0
    for match in _LOCAL.finditer(words):
        stop = match.end()
        start = stop - (1 if words[stop - 1] in _ONE else 2)
        while at < len(taken) and taken[at][1] <= start:
            last = taken[at][1]
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            continue
        before = words[max(last, start - _REACH) : start]
        gap = _NOT_HAN.search(before[::-1])
        run = start - (gap.start() if gap else len(before))
        if run < start:
            yield Local(run, start, stop, words[start:stop])


def opens(words: str, start: int) -> bool:
    """Whether a name may begin at a place: what goes before is no Han character, or a word that no name goes on from."""
    return not start or not "\u3400" <= words[start - 1] <= "\u9fff" or is_boundary(words, start)


def is_boundary(words: str, at: int) -> bool:
    """Whether a word or character ends at a place from which no name goes on."""
    lexicon = load_lexicon()
    return (
        words[at - 1 : at] in lexicon.boundary_characters
        or words[max(0, at - 2) : at] in lexicon.boundary_words
        or words[max(0, at - 3) : at] in lexicon.boundary_words
    )


def is_generic(core: str, ending: str) -> bool:
    """Whether words before an ending make a common noun with it (贫困村, 各镇)."""
    generic = load_lexicon().generic.get(ending)
    return generic is not None and (core in generic.whole or core.endswith(generic.ends))


@cache
def load_lexicon() -> Lexicon:
    """Return the words by which places are told from other words."""
    data: dict[str, Any] = dict(read_data(__package__, "words.yaml"))
    closing = frozenset(data.pop("generic_ends"))
    generic = {
        ending: Generic(frozenset(cores), tuple(core for core in cores if len(core) > 1 or core in closing))
        for ending, cores in data.pop("generic").items()
    }
    sets: dict[str, Any] = {key: frozenset(value) for key, value in data.items() if not isinstance(value, dict)}
    return Lexicon(
        **{
            **sets,
            "common": sets["common"] | sets["words"],
            "not_before": {form: frozenset(characters) for form, characters in data["not_before"].items()},
            "not_after": {form: frozenset(characters) for form, characters in data["not_after"].items()},
            "place_after": tuple(data["place_after"]),
            "generic": generic,
            "common_after": tuple(data["common_after"]),
            "village_after": tuple(data["village_after"]),
            "township_after": tuple(data["township_after"]),
            "not_township_after": tuple(data["not_township_after"]),
        }
    )


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    gazetteer, lexicon = load_gazetteer(), load_lexicon()
    kinds = dict.fromkeys(lexicon.countries, "country")
    kinds |= dict.fromkeys(gazetteer.districts.keys() - lexicon.district_words, "district")
    kinds |= dict.fromkeys(gazetteer.short, "bare") | dict.fromkeys(gazetteer.full, "full")
    forms = sorted(form for form in kinds if len(form) > 1)
    matching = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(forms, matchkind=matching), [(form, kinds[form]) for form in forms]
