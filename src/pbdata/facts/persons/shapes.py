"""How much a run of characters looks like a Chinese name, in bits; the tables are name_characters.yaml.

A bit is the base-2 logarithm of how much likelier a character is in a name than in other words; the bits of a name add up.
"""

from functools import cache
from typing import NamedTuple

from pbdata.cleaning.names import surnames
from pbdata.datafiles import read_data

STRONG = 5
_UNKNOWN_SURNAME = 3
_UNKNOWN_GIVEN = 1
_UNLIKELY_GIVEN = -3
_NEVER = -40
_COMPOUND = 8
_HOPELESS = -8
_SHORT = -2
_TWO_SURNAMES = -6
_IS_A_WORD = -7
_OPENS_A_WORD = -4
_HOLDS_A_WORD = -2


class _Given(dict[str, int]):
    """The bits of given names; a Han character that the tables do not know is rare, all else is in no name."""

    def __missing__(self, character: str) -> int:
        self[character] = _UNKNOWN_GIVEN if "\u3400" <= character <= "\u9fff" else _NEVER
        return self[character]


class _Shapes(NamedTuple):
    surnames: dict[str, int]
    strong: frozenset[str]
    given: _Given
    words: frozenset[str]
    compound: frozenset[str]
    opens_compound: frozenset[str]
    never: frozenset[str]


def likelihood(name: str) -> int:
    """Return the bits that speak for 2 to 4 characters being a Chinese name; below 0 they are rather none."""
    shapes = _shapes()
    surname = shapes.surnames.get(name[0], _NEVER)
    given = shapes.given
    length = len(name)
    if name[:2] in shapes.compound and length > 2:
        bits = _COMPOUND + given[name[2]] + (given[name[3]] if length > 3 else 0)
    elif length == 2:
        bits = surname + given[name[1]] + _SHORT
    elif length == 3:
        bits = surname + given[name[1]] + given[name[2]]
    else:
        bits = surname + shapes.surnames.get(name[1], _NEVER) + given[name[2]] + given[name[3]] + _TWO_SURNAMES
    return _against_words(name, bits, surname, shapes)


def shapes_at(text: str, start: int, least: int) -> list[tuple[int, str]]:
    """Return the names that could begin at ``start``, shorter ones first, each with its bits, if these reach ``least``.

    叶刘淑仪 has the surname of her husband before her own.
    """
    shapes = _shapes()
    given = shapes.given
    first, second = text[start], text[start + 1 : start + 2]
    if first in shapes.opens_compound and first + second in shapes.compound:
        names = [text[start : start + 3], text[start : start + 4]]
        return [(bits, name) for name in names if (bits := likelihood(name)) >= least]
    surname = shapes.surnames.get(first, _NEVER)
    two = surname + given[second]
    three = two + given[text[start + 2 : start + 3]]
    two += _SHORT
    found = []
    if two >= least and (bits := _against_words(name := text[start : start + 2], two, surname, shapes)) >= least:
        found.append((bits, name))
    if three >= least and (bits := _against_words(name := text[start : start + 3], three, surname, shapes)) >= least:
        found.append((bits, name))
    if second in shapes.strong and len(name := text[start : start + 4]) == 4 and (bits := likelihood(name)) >= least:
        found.append((bits, name))
    return found


def _against_words(name: str, bits: int, surname: int, shapes: _Shapes) -> int:
    """Take from the bits of a name what speaks for its being a word, or holding one."""
    if bits < _HOPELESS:
        return bits
    if name[:2] in shapes.never or name[:3] in shapes.never:
        return _NEVER
    if name in shapes.words:
        return bits + _IS_A_WORD
    if len(name) == 3 and surname < STRONG:
        bits += _OPENS_A_WORD * (name[:2] in shapes.words) + _HOLDS_A_WORD * (name[1:] in shapes.words)
    return bits


def surname_bits(character: str) -> int:
    """Return the bits that speak for a character being a surname."""
    return _shapes().surnames.get(character, _NEVER)


def is_compound(characters: str) -> bool:
    """Whether two characters are a surname."""
    return characters in _shapes().compound


def is_word(characters: str) -> bool:
    """Whether two characters, or three that begin with a surname, are a common word that is no name."""
    shapes = _shapes()
    return characters in shapes.words or characters in shapes.never


@cache
def surname_classes() -> tuple[str, str, list[str]]:
    """Return the surnames of one character, those among them that are rarely anything else, and those of two."""
    shapes = _shapes()
    return "".join(sorted(shapes.surnames)), "".join(sorted(shapes.strong)), sorted(shapes.compound)


@cache
def given_classes() -> tuple[str, str]:
    """Return as patterns the characters that given names have at all, and those that are not much likelier elsewhere."""
    given = _shapes().given
    unlikely = "".join(sorted(character for character, bits in given.items() if bits < _UNLIKELY_GIVEN))
    never = "".join(sorted(character for character, bits in given.items() if bits == _NEVER))
    return tuple(f"(?![{characters}])[\u3400-\u9fff]" for characters in (never, unlikely))  # type: ignore[return-value]


@cache
def _shapes() -> _Shapes:
    tables, persons = read_data(__package__, "name_characters.yaml"), read_data(__package__, "words.yaml")
    single, compound = surnames()
    by_surname = {c: int(bits) for bits, characters in tables["surnames"].items() for c in characters if c in single}
    given = {c: int(bits) for bits, characters in tables["given"].items() for c in characters}
    never_given = dict.fromkeys(persons["never_given"], _NEVER)
    words = tables["words"]
    all_surnames = dict.fromkeys(sorted(single), _UNKNOWN_SURNAME) | by_surname
    return _Shapes(
        all_surnames,
        frozenset(character for character, bits in all_surnames.items() if bits >= STRONG),
        _Given(given | never_given),
        frozenset(words[n][k : k + n] for n in words for k in range(0, len(words[n]), n)),
        compound,
        frozenset(surname[0] for surname in compound),
        frozenset(persons["never"]),
    )
