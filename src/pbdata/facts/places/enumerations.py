"""Lists of bare names whose kind stands once, at their end: 石坡、巡检和寺耳三个镇, 周庄、驼龙两个村."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pbdata.chinese.numerals import HAN_NUMERALS, evaluate
from pbdata.chinese.rules import rule
from pbdata.facts.persons.name_characters import is_verb
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.lexicon import holds_a_word, load_lexicon, opens
from pbdata.facts.places.name_lists import load_townships, load_villages

_ITEM = re.compile("[^、]+")
# 和 may begin or end a name (和平, 仁和): the last joint of a list leaves two characters on either side.
_JOINT = re.compile("(?<=[^、]{2})[和与及](?=[^、]{2})")
_LONGEST, _NEAR = 100, 10
# A name that no list has, directly behind another name, is no longer.
_SHORT = 3
_LONGEST_NAME = 4
# What stands directly before the kind of a counted list.
_COUNTS = frozenset(f"0123456789{HAN_NUMERALS}两个等")
_ENDINGS = {"乡镇": ("乡", "镇"), "行政村": ("村",), "贫困村": ("村",)}


class Enumeration(NamedTuple):
    """The ranges of the names of a list, the level of what they name, and the endings that they may lack."""

    items: list[tuple[int, int]]
    level: str
    endings: tuple[str, ...]


def may_close_a_list(words: str, at: int) -> bool:
    """Whether the ending that begins at a place may close a list: before it stands what counts, or more of the kind (行政|村)."""
    return words[at - 1] in _before_endings()


@cache
def _before_endings() -> frozenset[str]:
    return _COUNTS.union(*load_lexicon().list_kinds)


def find_enumeration(words: str, stop: int, taken: int) -> Enumeration | None:
    """Return the list whose kind ends at ``stop``, if one does; most items must have names of the kind.

    What stands before ``taken`` belongs to another name.
    """
    stop += words[stop - 1] == "乡" and words.startswith("镇", stop)
    if not rule(__package__, "endings", "counted-kind").pattern.search(words, max(0, stop - _NEAR), stop):
        return None
    match = rule(__package__, "endings", "enumeration").pattern.search(words, max(0, stop - _LONGEST), stop)
    if match is None:
        return None
    kind = match["kind"]
    level = load_lexicon().list_kinds[kind]
    endings = _ENDINGS.get(kind, (kind,))
    first, *others = list_items(words, *match.span("items"))
    begin = _first_begins(words, first, taken, endings)
    if begin is not None and 2 * sum(_is_name(words[at:to], endings) for at, to in others) >= len(others):
        return Enumeration([(begin, first[1]), *others], level, endings)
    counted = _counts(words[match.end("items") : match.start("kind")], 1 + len(others))
    if not counted or not all(_may_be_name(words[at:to], endings) for at, to in others):
        return None
    begin = begin if begin is not None else _first_opens(words, first, taken)
    return Enumeration([*([] if begin is None else [(begin, first[1])]), *others], level, endings)


def _counts(number: str, items: int) -> bool:
    """Whether a list says how many names it has, and has as many: 郭洋、后洋、徐家山三个(村)."""
    worth = evaluate(number.removesuffix("个").replace("两", "二"))
    return worth is not None and worth.value == items


def _first_opens(words: str, first: tuple[int, int], taken: int) -> int | None:
    """Where the first name of a list begins that no list of names has: behind a mark, a word from which none goes on, or a verb."""
    begin, end = max(first[0], taken), first[1]
    for at in range(end - 2, max(begin, end - _LONGEST_NAME) - 1, -1):
        if at == begin or opens(words, at) or is_verb(words[at - 2 : at]):
            return at
    return None


def list_items(words: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the ranges between the marks of a list; the last two may be joined by 和."""
    items = [item.span() for item in _ITEM.finditer(words, start, stop)]
    begin, end = items[-1]
    joint = _JOINT.search(words, begin + 2, end)
    return [*items[:-1], (begin, joint.start()), (joint.end(), end)] if joint else items


def find_division_lists(words: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the ranges of the names of each list of districts or counties (南山、福田和罗湖三区)."""
    gazetteer = load_gazetteer()
    for count in rule(__package__, "endings", "count-of-divisions").pattern.finditer(words):
        start, stop = max(0, count.start() - _LONGEST), count.start()
        items = rule(__package__, "endings", "items").pattern.search(words, start, stop)
        if items:
            (begin, end), *others = list_items(words, *items.span())
            known = (
                at
                for at in range(begin, end - 1)
                if words[at:end] in gazetteer.short or words[at:end] in gazetteer.districts
            )
            first = next(known, None)
            if first is not None:
                yield [(first, end), *others]


def _first_begins(words: str, first: tuple[int, int], taken: int, endings: tuple[str, ...]) -> int | None:
    """Where the first name begins: behind another name, or where one of the kind opens."""
    begin, end = first
    for at in range(max(begin, taken), end - 1):
        if _is_name(words[at:end], endings) and (0 < at == taken or opens(words, at)):
            return at
    return taken if begin < taken and 1 < end - taken <= _SHORT else None


def _may_be_name(name: str, endings: tuple[str, ...]) -> bool:
    """Whether an item of a counted list may be a name that no list has: its characters make no word (修路、架桥、通水三个村)."""
    if _is_name(name, endings):
        return True
    return name[0] not in load_lexicon().not_first and not (holds_a_word(name) or is_verb(name))


def _is_name(name: str, endings: tuple[str, ...]) -> bool:
    if endings[0] in ("村", "社区"):
        return name in load_villages()
    return any(name + ending in load_townships() for ending in endings)
