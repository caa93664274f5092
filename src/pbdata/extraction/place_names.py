"""Where words could name a place: forms of the gazetteer's names, and words that end like a township or village.

What is found here is a candidate. Whether it is taken, and which place it is, needs the article (``place_resolution``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import ahocorasick_rs
import yaml

from pbdata.extraction.gazetteer import load_gazetteer, load_townships

_HAN = re.compile(r"[\u3400-\u9fff〇]+")
_LOCAL = re.compile(r"公社|街道|社区|苏木|嘎查|[镇乡村]")
# The head of a district is called by its name alone: 信宜市委, 贵州省长; but 湖南省长沙市, 市长安镇.
_HEAD = re.compile(
    r"委|、[省市州县区乡镇村]|直(?=机关|部门|单位|属|各)|长(?![沙治春寿安乐汀丰葛海清顺武阳宁垣岛兴白泰岭子沟])"
)
# A bare name before these is that of a street, a township or a village (南京路, 罗田镇).
_ROAD = re.compile(r"[东西南北中]?路|大街|大道|[镇乡村]|街道|社区")
_LONGEST = 8


class Form(NamedTuple):
    """A form of a division's name in the words of a field. ``kind`` is ``full``, ``bare`` (威宁) or ``country``.

    The words may end before the name does: 茂名市委 prints 茂名 and means 茂名市.
    """

    start: int
    stop: int
    name: str
    kind: str


class Local(NamedTuple):
    """Words that end like a township or a village; ``run`` is where the name may begin at the earliest."""

    run: int
    suffix: int
    stop: int
    ending: str


class Lexicon(NamedTuple):
    """The words of ``lexicons/places.yaml``."""

    common: frozenset[str]
    words: frozenset[str]
    common_full: frozenset[str]
    not_before: dict[str, str]
    not_after: dict[str, str]
    after: tuple[str, ...]
    marks: frozenset[str]
    boundary: re.Pattern[str]
    boundary_characters: frozenset[str]
    generic: dict[str, tuple[str, ...]]


def find_forms(words: str) -> list[Form]:
    """Return the forms of divisions' names in words, the longest at each place, in order and without overlap."""
    automaton, kinds = _automaton()
    gazetteer = load_gazetteer()
    lexicon = load_lexicon()
    found = []
    for number, start, stop in automaton.find_matches_as_indexes(words):
        form, kind = kinds[number]
        following = words[stop : stop + 1]
        if following and following in lexicon.not_before.get(form, ""):
            continue
        if start and words[start - 1] in lexicon.not_after.get(form, ""):
            continue
        if kind == "bare" and (_ROAD.match(words, stop) or (form[0] in "镇乡" and _ends_township(words, start + 1))):
            continue
        if kind == "full" and form[-1] in "省市县" and form[:-1] in gazetteer.short and _HEAD.match(words, stop):
            stop -= 1
        found.append(Form(start, stop, form, kind))
    return found


def _ends_township(words: str, stop: int) -> bool:
    """Whether a township's name ends at a place (罗田镇|江口村, not 罗田|镇江)."""
    return any(words[stop - size : stop] in load_townships() for size in (3, 4) if stop >= size)


def find_locals(words: str, taken: Sequence[tuple[int, int]]) -> Iterator[Local]:
    """Yield the words that end like a township or village, with the Han characters before that are not ``taken``."""
    at = last = 0
    for match in _LOCAL.finditer(words):
        start, stop = match.span()
        while at < len(taken) and taken[at][1] <= start:
            last = taken[at][1]
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            continue
        run = start
        while run > last and start - run < _LONGEST and _HAN.match(words, run - 1):
            run -= 1
        if run < start:
            yield Local(run, start, stop, match[0])


@cache
def load_lexicon() -> Lexicon:
    """Return the words by which places are told from other words."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(
        (files("pbdata.extraction") / "lexicons" / "places.yaml").read_text("utf-8"), loader
    )
    return Lexicon(
        common=frozenset(data["common"]) | frozenset(data["words"]),
        words=frozenset(data["words"]),
        common_full=frozenset(data["common_full"]),
        not_before=data["not_before"],
        not_after=data["not_after"],
        after=tuple(data["place_after"]),
        marks=frozenset(data["list_marks"]),
        boundary=re.compile("|".join(sorted(data["boundary_words"], key=len, reverse=True))),
        boundary_characters=frozenset(data["boundary_characters"]),
        generic={ending: tuple(cores) for ending, cores in data["generic"].items()},
    )


@cache
def load_countries() -> frozenset[str]:
    """Return the names of countries."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load((files("pbdata.extraction") / "lexicons" / "places.yaml").read_text("utf-8"), loader)
    return frozenset(data["countries"])


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    gazetteer = load_gazetteer()
    kinds = dict.fromkeys(load_countries(), "country") | dict.fromkeys(gazetteer.short, "bare")
    kinds |= dict.fromkeys(gazetteer.full, "full")
    forms = sorted(form for form in kinds if len(form) > 1)
    matching = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(forms, matchkind=matching), [(form, kinds[form]) for form in forms]
