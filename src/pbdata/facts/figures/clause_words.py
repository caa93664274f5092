"""The words that cut a clause, and whether one stands at a place: verbs, but not where they are parts of longer words."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.datafiles import read_data

# 高 and 低 tell of a number or of what they go on with (高出, 低于), and else describe a noun: 高台, 低坝.
_HIGH, _HIGHER = frozenset("高低"), frozenset("出于达过至了")
_MEETING = "会"
_HAN_NUMBERS = frozenset("一二两三四五六七八九十")
_LONGEST_VERB = 3
# A word that hides a verb begins at most so many characters in front of it.
_FARTHEST = 3

Words = tuple[str, ...]


class Clauses(NamedTuple):
    """The words of ``clauses.yaml``, and those for persons; ``words`` also by a place and the character there; the ends of the
    verbs, and by their first and last characters how long they are, the longest first."""

    verbs: frozenset[str]
    intransitive: frozenset[str]
    copulas: frozenset[str]
    scopes: frozenset[str]
    determiners: frozenset[str]
    nouns_too: frozenset[str]
    compound_ends: frozenset[str]
    verbal_nouns: frozenset[str]
    light_verbs: tuple[str, ...]
    no_acts: frozenset[str]
    heads: tuple[str, ...]
    persons: tuple[str, ...]
    short_nouns: frozenset[str]
    words: frozenset[str]
    bounds: tuple[str, ...]
    groups: tuple[str, ...]
    owners: tuple[str, ...]
    adverbs: tuple[str, ...]
    suffixes: dict[str, str]
    spans: tuple[str, ...]
    qualities: tuple[str, ...]
    money: tuple[str, ...]
    amounts: tuple[str, ...]
    lasting: tuple[str, ...]
    sessions: tuple[str, ...]
    going_on: tuple[str, ...]
    dimensions: tuple[str, ...]
    words_by_place: dict[tuple[int, str], list[str]]
    verb_firsts: frozenset[str]
    verb_lasts: frozenset[str]
    lengths_by_first: dict[str, tuple[int, ...]]
    lengths_by_last: dict[str, tuple[int, ...]]


@cache
def clauses() -> Clauses:
    """Read the lexicon of clauses once."""
    data = read_data(__package__, "clauses.yaml")
    firsts, lasts = (frozenset(verb[place] for verb in data["verbs"]) for place in (0, -1))
    by_place: dict[tuple[int, str], list[str]] = {}
    for word in data["words"]:
        for place in enumerate(word[: _FARTHEST + 1]):
            by_place.setdefault(place, []).append(word)
    sets = {name: frozenset(words) for name, words in data.items()}
    return Clauses(
        verbs=sets["verbs"],
        intransitive=sets["intransitive"],
        copulas=sets["copulas"],
        scopes=sets["scopes"],
        determiners=sets["determiners"],
        nouns_too=sets["nouns_too"],
        compound_ends=sets["compound_ends"],
        verbal_nouns=sets["nouns_too"] | sets["compound_ends"],
        light_verbs=tuple(data["light_verbs"]),
        no_acts=sets["no_acts"],
        heads=tuple(data["heads"]),
        persons=tuple(read_data(__package__, "words.yaml")["persons"]),
        short_nouns=sets["short_nouns"],
        words=sets["words"],
        bounds=tuple(data["bounds"]),
        groups=tuple(data["groups"]),
        owners=tuple(data["owners"]),
        adverbs=tuple(data["adverbs"]),
        suffixes=data["suffixes"],
        spans=tuple(data["spans"]),
        qualities=tuple(data["qualities"]),
        money=tuple(data["money"]),
        amounts=tuple(data["amounts"]),
        lasting=tuple(data["lasting"]),
        sessions=tuple(data["sessions"]),
        going_on=tuple(data["going_on"]),
        dimensions=tuple(data["dimensions"]),
        words_by_place=by_place,
        verb_firsts=firsts,
        verb_lasts=lasts,
        lengths_by_first=_lengths(data["verbs"], 0),
        lengths_by_last=_lengths(data["verbs"], -1),
    )


def _lengths(verbs: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """How long the verbs are that have a character at a place, the longest first."""
    found: dict[str, set[int]] = {}
    for verb in verbs:
        if len(verb) <= _LONGEST_VERB:
            found.setdefault(verb[place], set()).add(len(verb))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


def verb_at(text: str, at: int) -> int:
    """The length of the verb that begins here and is no part of a longer word, or 0."""
    lexicon = clauses()
    for length in lexicon.lengths_by_first.get(text[at : at + 1], ()):
        if at + length <= len(text) and text[at : at + length] in lexicon.verbs:
            follower = text[at + 1 : at + 2]
            if length == 1 and text[at] == "分" and follower in _HAN_NUMBERS:
                return 1
            if length == 1 and text[at] in _HIGH and is_han(follower) and follower not in _HIGHER:
                return 0
            return 0 if _in_word(text, at, length) else length
    return 0


def _in_word(text: str, at: int, length: int) -> bool:
    """Whether a verb of some length that begins at a place is there a part of a longer word, such as 组织 in 党组织, runs into
    one, such as 在建 in 在建制村, or out of one, such as 进村 in 先进村; and 会 a meeting."""
    end = at + length
    verb = text[at:end]
    if verb == _MEETING and (end == len(text) or not is_han(text[end])):
        return True
    return any(at + begin >= 0 and text.startswith(words, at + begin) for begin, words in _hiding(verb))


@lru_cache(maxsize=4096)
def _hiding(verb: str) -> tuple[tuple[int, Words], ...]:
    """The words that may hide a verb, by where they begin, counted from the verb."""
    by_place = clauses().words_by_place
    found = []
    for begin in range(-_FARTHEST, len(verb)):
        alike = by_place.get((max(-begin, 0), verb[max(begin, 0)]), ())
        if words := tuple(word for word in alike if _hides(word, begin, verb)):
            found.append((begin, words))
    return tuple(found)


def _hides(word: str, begin: int, verb: str) -> bool:
    """Whether a word that begins there has the characters of the verb, and begins before it, or ends behind it and is longer."""
    stop = begin + len(word)
    if not word.startswith(verb[max(begin, 0) : stop], max(-begin, 0)):
        return False
    return begin < 0 or (stop > len(verb) and (begin == 0 or len(word) > len(verb)))


def verb_before(text: str, at: int, floor: int) -> int:
    """The length of the verb that ends here and is no part of a longer word, or 0."""
    lexicon = clauses()
    for length in lexicon.lengths_by_last.get(text[at - 1 : at], ()):
        if at - length >= floor and text[at - length : at] in lexicon.verbs:
            return 0 if _in_word(text, at - length, length) else length
    return 0
