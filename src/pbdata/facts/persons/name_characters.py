"""How much a run of characters looks like a Chinese name, in bits; the tables are name_characters.yaml.

A bit is the base-2 logarithm of how much likelier a character is in a name than in other words; the bits of a name add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.characters import HAN, is_han
from pbdata.cleaning.names import surnames
from pbdata.datafiles import read_data
from pbdata.facts.persons.lexicon import characters, title_kinds, words
from pbdata.keeping import folder_of, kept

STRONG = 5
# How many bits a surname needs behind that of a husband: 林严玉凤.
_OF_HER_OWN = 3
_UNKNOWN_SURNAME = 3
_DOUBTFUL_SURNAME = -2
_UNKNOWN_GIVEN = 1
_UNLIKELY_GIVEN = -3
_NEVER = -40
_TRANSCRIBES = 3  # a character of the tables is one of transcription from here on
_FOREIGN = 2  # one that is listed is it anyway
_LONGEST_WORD = 5
_COMPOUND = 8
_HOPELESS = -8
_SHORT = -2
_TWO_SURNAMES = -6
_IS_A_WORD = -12
_IS_A_LONG_WORD = -20
_OPENS_A_WORD = -4
_OPENS_NO_NAME = -10
# What speaks against a longer name that begins with a word, by what speaks against the word.
_AGAINST_OPENING = {0: 0, _IS_A_WORD: _OPENS_A_WORD, _NEVER: _OPENS_NO_NAME}
_HOLDS_A_WORD = -2
_ENDS_IN_A_WORD = -10


class _Given(dict[str, int]):
    """The bits of given names; a Han character that the tables do not know is rare, all else is in no name."""

    def __missing__(self, character: str) -> int:
        self[character] = _UNKNOWN_GIVEN if is_han(character) else _NEVER
        return self[character]


class _Shapes(NamedTuple):
    """``against`` holds what speaks against words being names; ``no_words`` are those among them that are in no dictionary."""

    surnames: dict[str, int]
    strong: frozenset[str]
    given: _Given
    transcribed: dict[str, int]
    verbs: frozenset[str]
    around: Mapping[str, Sequence[str]]
    compound: frozenset[str]
    opens_compound: frozenset[str]
    never: frozenset[str]
    against: Mapping[str, int]
    no_words: frozenset[str]


def likelihood(name: str) -> int:
    """Return the bits that speak for 2 to 4 characters being a Chinese name; below 0 they are rather none."""
    shapes = _shapes()
    surname = shapes.surnames.get(name[0], _NEVER)
    given = shapes.given
    length = len(name)
    if name[:2] in shapes.compound and length > 2:
        bits = (
            (_OPENS_A_WORD if name[:2] in shapes.never else _COMPOUND)
            + given[name[2]]
            + (given[name[3]] if length > 3 else 0)
        )
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
    pair = first + second
    if first in shapes.opens_compound and pair in shapes.compound:
        names = [text[start : start + 3], text[start : start + 4]]
        return [(bits, name) for name in names if (bits := likelihood(name)) >= least]
    surname = shapes.surnames.get(first, _NEVER)
    two = surname + given[second]
    three = two + given[text[start + 2 : start + 3]]
    two += _SHORT
    found = []
    if two >= least and (bits := two + (shapes.against.get(pair, 0) if two >= _HOPELESS else 0)) >= least:
        found.append((bits, pair))
    if three >= least and (bits := _against_words(name := text[start : start + 3], three, surname, shapes)) >= least:
        found.append((bits, name))
    if (
        shapes.surnames.get(second, _NEVER) >= _OF_HER_OWN
        and first not in characters("grammar_surnames")
        and len(name := text[start : start + 4]) == 4
        and (bits := likelihood(name)) >= least
    ):
        found.append((bits, name))
    return found


def _against_words(name: str, bits: int, surname: int, shapes: _Shapes) -> int:
    """Take from the bits of a name what speaks for its being a word, or holding one."""
    if bits < _HOPELESS:
        return bits
    whole = shapes.against.get(name)
    if whole is not None:
        return bits + whole
    length, opening = len(name), name[:2]
    if length == 2 or opening in shapes.compound:
        return bits
    bits += _AGAINST_OPENING[shapes.against.get(opening, 0)]
    if length == 3:
        return bits + (_HOLDS_A_WORD if surname < STRONG and _is_listed(name[1:], shapes) else 0)
    return bits + shapes.against.get(name[:3], 0) + (_ENDS_IN_A_WORD if _is_listed(name[2:], shapes) else 0)


def _is_listed(letters: str, shapes: _Shapes) -> bool:
    return letters in shapes.against and letters not in shapes.no_words


def surname_bits(character: str) -> int:
    """Return the bits that speak for a character being a surname."""
    return _shapes().surnames.get(character, _NEVER)


def is_compound(letters: str) -> bool:
    """Whether two characters are a surname."""
    return letters in _shapes().compound


def is_word(letters: str) -> bool:
    """Whether two characters, or three that begin with a surname, are a common word that is no name."""
    return letters in _shapes().against


def may_be_both(letters: str) -> bool:
    """Whether two characters are a common word, and may be a name where only one can stand: 武林, 高原."""
    shapes = _shapes()
    return len(letters) == 2 and is_word(letters) and letters not in shapes.never and letters not in shapes.verbs


def stands_in_a_word(text: str, start: int, stop: int) -> bool:
    """Whether a longer word covers ``text[start:stop]``, or one that begins before it reaches into it: 程师 in 工程师."""
    around = _shapes().around
    for first in range(max(0, start - _LONGEST_WORD + 1), start + 1):
        for word in around.get(text[first : first + 2], ()):
            reaches = first + len(word) > (start if first < start else stop)
            if reaches and text.startswith(word, first):
                return True
    return False


def transcribed_bits(name: str) -> int:
    """Return the bits that speak for characters being a name in transcription, foreign or of another people of China."""
    bits = _shapes().transcribed
    return sum(bits.get(character, _NEVER) for character in name)


@cache
def transcribed_class() -> str:
    """Return the characters that stand in names in transcription."""
    return "".join(sorted(_shapes().transcribed))


def is_verb(letters: str) -> bool:
    """Whether two characters are a common verb."""
    return letters in _shapes().verbs


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
    return f"(?![{never}])[{HAN}]", f"(?![{unlikely}])[{HAN}]"


@cache
def _shapes() -> _Shapes:
    source = (folder_of(__package__) / "name_characters.yaml").read_bytes()
    tables = kept(__name__, "tables", source, _tables)
    single, compound = surnames()
    known, against, around = tables["surnames"], tables["against"], tables["around"]
    never = frozenset(words("never"))
    no_words = never.difference(against)
    against |= dict.fromkeys(never, _NEVER)
    for title in title_kinds():
        if 3 <= len(title) <= _LONGEST_WORD:
            around.setdefault(title[:2], []).append(title)
    all_surnames = dict.fromkeys(characters("doubtful_surnames"), _DOUBTFUL_SURNAME) | {
        one: known.get(one, _UNKNOWN_SURNAME) for one in sorted({*single, *characters("rare_surnames")})
    }
    transcribing = {one: bits for one, bits in tables["transcribed"].items() if bits >= _TRANSCRIBES}
    return _Shapes(
        surnames=all_surnames,
        strong=frozenset(character for character, bits in all_surnames.items() if bits >= STRONG),
        given=_Given(tables["given"] | dict.fromkeys(characters("never_given"), _NEVER)),
        transcribed=transcribing | {c: max(_FOREIGN, transcribing.get(c, 0)) for c in characters("foreign")},
        verbs=tables["verbs"],
        around=around,
        compound=compound,
        opens_compound=frozenset(surname[0] for surname in compound),
        never=never,
        against=against,
        no_words=no_words,
    )


def _tables() -> dict[str, Any]:
    data = read_data(__package__, "name_characters.yaml")
    of_two, longer = data["words"].values()
    around = defaultdict[str, list[str]](list)
    for word in _parted(data["around"]):
        around[word[:2]].append(word)
    return {
        "against": dict.fromkeys(_parted(of_two), _IS_A_WORD) | dict.fromkeys(_parted(longer), _IS_A_LONG_WORD),
        "verbs": frozenset(_parted(data["verbs"])),
        "around": dict(around),
    } | {name: _by_bits(data[name]) for name in ("surnames", "given", "transcribed")}


def _parted(rows: Iterable[str]) -> Iterator[str]:
    return (word for row in rows for word in row.split())


def _by_bits(table: Mapping[int, Sequence[str]]) -> dict[str, int]:
    return {character: int(bits) for bits, rows in table.items() for row in rows for character in row}
