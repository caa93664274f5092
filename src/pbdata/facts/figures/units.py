"""The words around a number that make it a quantity: units, classifiers and approximators.

They stand in ``units.yaml``, ``approximators.yaml`` and ``words.yaml``; this module looks them up in a text.
"""

from collections.abc import Mapping
from functools import cache
from string import ascii_letters, digits
from typing import NamedTuple

from pbdata.chinese.sentences import ENDS
from pbdata.datafiles import read_data

MEASURES = frozenset(("money", "area", "length", "weight", "volume", "energy", "temperature", "data"))
RANGE_MARKS = frozenset("至到-—–－~～、")
RATIO_MARKS = frozenset(":：∶比")
SHORT_QUOTE = 12
# What parts clauses within a quotation.
_PARTS = ENDS + "；，"
_LONGEST_SPACED, _LEAST_SPACED = 12, 3
_LATIN = frozenset(ascii_letters + digits)
# Behind a unit in Latin letters, what makes another word of it: 5Gbps, 60km/h.
_GO_ON = _LATIN | frozenset("²³/-")
OPENING, CLOSING = "“‘《〈「『", "”’》〉」』"


class UnitWords(NamedTuple):
    """The lexicons, arranged for looking up: ``classes`` by unit, ``lengths`` of units by their first character."""

    classes: dict[str, str]
    lengths: dict[str, tuple[int, ...]]
    begins_word: dict[str, tuple[str, ...]]
    still_unit: dict[str, tuple[str, ...]]
    digits_only: frozenset[str]
    same: Mapping[str, str]
    parts: Mapping[str, Mapping[str, float]]
    halved: frozenset[str]
    tailed: frozenset[str]
    half_of: tuple[str, ...]
    signs: Mapping[str, str]
    before: dict[str, str]
    before_lasts: frozenset[str]
    not_before: dict[str, str]
    within: dict[str, str]
    after: dict[str, str]
    after_firsts: frozenset[str]
    behind: frozenset[str]
    behind_one: frozenset[str]
    codes_before: tuple[str, ...]
    bare: frozenset[str]
    not_bare: tuple[str, ...]
    persons: tuple[str, ...]
    person_ends: frozenset[str]
    no_persons: tuple[str, ...]
    money: tuple[str, ...]
    measuring: tuple[str, ...]


@cache
def unit_words() -> UnitWords:
    """Read the lexicons once.

    ``behind`` holds what may come first behind a number of one character, ``behind_one`` what may behind 一, which is an
    article in front of classifiers.
    """
    units, approximators, other = (
        read_data(__package__, f"{name}.yaml") for name in ("units", "approximators", "words")
    )
    classes = {unit: name for name, listed in units["classes"].items() for unit in listed}
    classes |= dict.fromkeys(units["classes"]["rank"], "count")
    marks = RANGE_MARKS | RATIO_MARKS | {" "} | frozenset("".join(approximators["within"]))
    lengths: dict[str, set[int]] = {}
    for unit in classes:
        lengths.setdefault(unit[0], set()).add(len(unit))
    return UnitWords(
        classes=classes,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        begins_word={unit: tuple(follow) for unit, follow in units["begins_word"].items()},
        still_unit={unit: tuple(follow) for unit, follow in units["still_unit"].items()},
        digits_only=frozenset(units["digits_only"]),
        same=units["same"],
        parts=units["parts"],
        halved=frozenset(units["halved"]),
        tailed=frozenset(units["tailed"]),
        half_of=tuple(units["half_of"]),
        signs=units["signs"],
        before=approximators["before"],
        before_lasts=frozenset(word[-1] for word in approximators["before"]),
        not_before=approximators["not_before"],
        within=approximators["within"],
        after=approximators["after"],
        after_firsts=frozenset(word[0] for word in approximators["after"]),
        behind=frozenset(unit[0] for unit in classes) | frozenset(noun[0] for noun in other["counted_bare"]) | marks,
        behind_one=frozenset(
            unit[0] for unit, kind in classes.items() if kind in MEASURES or kind in ("duration", "multiple")
        )
        | marks,
        codes_before=tuple(other["codes_before"]),
        bare=frozenset(other["counted_bare"]),
        not_bare=tuple(other["not_bare_before"]),
        persons=tuple(other["persons"]),
        person_ends=frozenset(other["person_ends"]),
        no_persons=tuple(other["no_persons"]),
        money=tuple(other["money_words"]),
        measuring=tuple(other["measuring"]),
    )


def unit_at(text: str, at: int) -> str:
    """Return the longest unit that begins at a place and is not the beginning of another word, or nothing."""
    words = unit_words()
    for length in words.lengths.get(text[at : at + 1], ()):
        unit = text[at : at + length]
        if unit in words.classes and not (unit[-1] in _LATIN and text[at + length : at + length + 1] in _GO_ON):
            follows = words.begins_word.get(unit)
            if follows is None or not text.startswith(follows, at + length):
                return unit
            return unit if text.startswith(words.still_unit.get(unit, "\0"), at + length) else ""
    return ""


def spaced_unit_at(text: str, at: int) -> str:
    """Return a unit that is printed with blanks between its characters (个 百 分 点), with the blanks, or nothing."""
    if text.find(" ", at, at + _LONGEST_SPACED) < 0:
        return ""
    unit = unit_at(text[at : at + _LONGEST_SPACED].replace(" ", ""), 0)
    if len(unit) < _LEAST_SPACED:
        return ""
    stop = at
    for mark in unit:
        stop = text.index(mark, stop) + 1
    return text[at:stop]


def approximator_before(text: str, start: int) -> str:
    """Return the approximator that ends at ``start``, or nothing: 近 in 近3000名, but not in 最近3年."""
    words = unit_words()
    for length in (4, 3, 2, 1):
        word = text[max(0, start - length) : start]
        if len(word) == length and word in words.before:
            outer = text[start - length - 1 : start - length]
            if outer and outer in words.not_before.get(word, ""):
                return ""
            return "" if word in "上过" and text[start] not in "百千万亿半" else word
    return ""


def is_within_a_name(text: str, start: int, stop: int, longest: int = SHORT_QUOTE) -> bool:
    """Whether a quantity stands in a short quotation that says more than it: 四个一 in “四个一”工程, but not “十件”实事."""
    for at in range(start - 1, max(-1, start - longest), -1):
        mark = text[at]
        if mark in CLOSING or mark in _PARTS + "\n":
            return False
        if mark in OPENING:
            end = next((k for k in range(stop, min(len(text), at + longest + 2)) if text[k] in CLOSING), None)
            if end is None or any(m in _PARTS for m in text[at:end]):
                return False
            return (at, end) != (start - 1, stop)
    return False
