"""The words around a number that make it a quantity: units, classifiers, approximators, and names that begin with a number.

They stand in ``units.yaml``, ``approximators.yaml`` and ``not_figures.yaml``; this module looks them up in a text.
"""

from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data

MEASURES = frozenset(("money", "area", "length", "weight", "volume", "energy", "temperature", "data"))
RANGE_MARKS = frozenset(("至", "到", "-", "—", "–", "－", "~", "～", "——", "、"))
RATIO_MARKS = frozenset(":：∶比")
SHORT_QUOTE = 12
OPENING, CLOSING = "“‘《〈「『", "”’》〉」』"


class UnitWords(NamedTuple):
    """The lexicons, arranged for looking up: ``classes`` by unit, ``lengths`` of units by their first character."""

    classes: dict[str, str]
    lengths: dict[str, tuple[int, ...]]
    begins_word: dict[str, tuple[str, ...]]
    still_unit: dict[str, tuple[str, ...]]
    digits_only: frozenset[str]
    before: dict[str, str]
    before_lasts: frozenset[str]
    not_before: dict[str, str]
    within: dict[str, str]
    after: dict[str, str]
    after_firsts: frozenset[str]
    names: dict[str, tuple[str, ...]]
    behind: frozenset[str]
    behind_one: frozenset[str]
    codes_before: tuple[str, ...]
    bare: frozenset[str]
    not_bare: tuple[str, ...]
    money: tuple[str, ...]


@cache
def unit_words() -> UnitWords:
    """Read the lexicons once.

    ``behind`` holds what may come first behind a number of one character, ``behind_one`` what may behind 一, which is an
    article in front of classifiers.
    """
    units, approximators, other = (
        read_data(__package__, f"{name}.yaml") for name in ("units", "approximators", "not_figures")
    )
    classes = {unit: name for name, listed in units["classes"].items() for unit in listed}
    classes |= dict.fromkeys(units["classes"]["rank"], "count")
    marks = frozenset("".join(RANGE_MARKS)) | RATIO_MARKS | {" "} | frozenset("".join(approximators["within"]))
    names: dict[str, tuple[str, ...]] = {}
    for name in other["names"]:
        names[name[:2]] = (*names.get(name[:2], ()), name)
    lengths: dict[str, set[int]] = {}
    for unit in classes:
        lengths.setdefault(unit[0], set()).add(len(unit))
    return UnitWords(
        classes=classes,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        begins_word={unit: tuple(follow) for unit, follow in units["begins_word"].items()},
        still_unit={unit: tuple(follow) for unit, follow in units["still_unit"].items()},
        digits_only=frozenset(units["digits_only"]),
        before=approximators["before"],
        before_lasts=frozenset(word[-1] for word in approximators["before"]),
        not_before=approximators["not_before"],
        within=approximators["within"],
        after=approximators["after"],
        after_firsts=frozenset(word[0] for word in approximators["after"]),
        names=names,
        behind=frozenset(unit[0] for unit in classes) | frozenset(noun[0] for noun in other["counted_bare"]) | marks,
        behind_one=frozenset(unit[0] for unit, kind in classes.items() if kind in MEASURES or kind == "duration")
        | marks,
        codes_before=tuple(other["codes_before"]),
        bare=frozenset(other["counted_bare"]),
        not_bare=tuple(other["not_bare_before"]),
        money=tuple(other["money_words"]),
    )


def unit_at(text: str, at: int) -> str:
    """Return the longest unit that begins at a place and is not the beginning of another word, or nothing."""
    words = unit_words()
    for length in words.lengths.get(text[at : at + 1], ()):
        unit = text[at : at + length]
        if unit in words.classes:
            follows = words.begins_word.get(unit)
            if follows is None or not text.startswith(follows, at + length):
                return unit
            return unit if text.startswith(words.still_unit.get(unit, "\0"), at + length) else ""
    return ""


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


def is_name(text: str, start: int) -> bool:
    """Whether a name that begins with a number begins here: 四个意识."""
    return text.startswith(unit_words().names.get(text[start : start + 2], ("\0",)), start)


def is_within_a_name(text: str, start: int, stop: int, longest: int = SHORT_QUOTE) -> bool:
    """Whether a quantity stands in a short quotation that says more than it: 四个一 in “四个一”工程, but not “十件”实事."""
    for at in range(start - 1, max(-1, start - longest), -1):
        mark = text[at]
        if mark in CLOSING or mark in "，。；！？\n":
            return False
        if mark in OPENING:
            end = next((k for k in range(stop, min(len(text), at + longest + 2)) if text[k] in CLOSING), None)
            if end is None or any(m in "，。；！？" for m in text[at:end]):
                return False
            return (at, end) != (start - 1, stop)
    return False
