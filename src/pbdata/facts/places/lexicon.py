"""The words by which places are told from other words (words.yaml), and what follows from them for a place in a text."""

from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.datafiles import read_data
from pbdata.facts.persons.name_characters import is_word

_TABLES = ("not_before", "not_after")


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
    over_the_end: frozenset[str]
    surnames: frozenset[str]
    place_after: tuple[str, ...]
    acts_after: tuple[str, ...]
    district_after: tuple[str, ...]
    list_marks: frozenset[str]
    boundary_words: frozenset[str]
    boundary_characters: frozenset[str]
    generic: dict[str, Generic]
    common_after: tuple[str, ...]
    village_after: tuple[str, ...]
    locating_before: tuple[str, ...]
    made_before: tuple[str, ...]
    made_after: tuple[str, ...]
    township_after: tuple[str, ...]
    not_township_after: tuple[str, ...]
    not_last: frozenset[str]
    not_first: frozenset[str]
    national_media: frozenset[str]
    countries: frozenset[str]
    no_wards: frozenset[str]
    not_of_wards: frozenset[str]
    transliteration: frozenset[str]
    list_kinds: dict[str, str]


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
    tuples = {key: tuple(data[key]) for key in data if key.endswith(("_after", "_before")) and key not in _TABLES}
    around = {key: {form: frozenset(characters) for form, characters in data[key].items()} for key in _TABLES}
    common = {"common": sets["common"] | sets["words"]}
    return Lexicon(**(sets | tuples | around | common), generic=generic, list_kinds=data["list_kinds"])


def opens(words: str, start: int) -> bool:
    """Whether a name may begin at a place: what goes before is no Han character, or a word that no name goes on from."""
    return not start or not is_han(words[start - 1]) or is_boundary(words, start)


def is_boundary(words: str, at: int) -> bool:
    """Whether a word or character ends at a place from which no name goes on."""
    lexicon = load_lexicon()
    return (
        words[at - 1 : at] in lexicon.boundary_characters
        or words[max(0, at - 2) : at] in lexicon.boundary_words
        or words[max(0, at - 3) : at] in lexicon.boundary_words
    )


def crosses_word(words: str, at: int) -> bool:
    """Whether a word of the dictionary reaches over a place, so that no name begins there (文|明村镇)."""
    return at > 0 and is_word(words[at - 1 : at + 1])


def holds_a_word(core: str) -> bool:
    """Whether the characters before an ending make words, as no name need do (开展包, 文明)."""
    pairs = [core[at : at + 2] for at in range(len(core) - 1)]
    return not pairs or any(map(is_word, pairs)) or any(is_boundary(core, at) for at in range(1, len(core) + 1))


def is_located(words: str, start: int) -> bool:
    """Whether a word stands before a place that asks for a place behind it (来到, 位于)."""
    return words.endswith(load_lexicon().locating_before, 0, start)


def is_generic(core: str, ending: str, *, whole: bool = False) -> bool:
    """Whether words before an ending make a common noun with it (贫困村, 各镇), or only as a ``whole``, without more before."""
    generic = load_lexicon().generic.get(ending)
    return generic is not None and (core in generic.whole or (not whole and core.endswith(generic.ends)))
