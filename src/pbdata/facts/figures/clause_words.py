"""The words that cut a clause, and whether one stands at a place: verbs, but not where they are parts of longer words."""

from functools import cache
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.datafiles import read_data

# 高 and 低 tell of a number or of what they go on with (高出, 低于), and else describe a noun: 高台, 低坝.
_HIGH, _HIGHER = frozenset("高低"), frozenset("出于达过至了")
_MEETING = "会"
_HAN_NUMBERS = frozenset("一二两三四五六七八九十")


class Clauses(NamedTuple):
    """The words of ``clauses.yaml``, and those for persons; ``words`` also by their first two characters, and the ends of the verbs."""

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
    words_by_head: dict[str, tuple[str, ...]]
    verb_firsts: frozenset[str]
    verb_lasts: frozenset[str]


@cache
def clauses() -> Clauses:
    """Read the lexicon of clauses once."""
    data = read_data(__package__, "clauses.yaml")
    firsts, lasts = (frozenset(verb[place] for verb in data["verbs"]) for place in (0, -1))
    heads: dict[str, tuple[str, ...]] = {}
    for word in data["words"]:
        heads[word[:2]] = (*heads.get(word[:2], ()), word)
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
        words_by_head=heads,
        verb_firsts=firsts,
        verb_lasts=lasts,
    )


def verb_at(text: str, at: int) -> int:
    """The length of the verb that begins here and is no part of a longer word, or 0."""
    lexicon = clauses()
    for length in (3, 2, 1):
        if at + length <= len(text) and text[at : at + length] in lexicon.verbs:
            follower = text[at + 1 : at + 2]
            if length == 1 and text[at] == "分" and follower in _HAN_NUMBERS:
                return 1
            if length == 1 and text[at] in _HIGH and is_han(follower) and follower not in _HIGHER:
                return 0
            return 0 if _in_word(text, at, length, lexicon) else length
    return 0


def _in_word(text: str, at: int, length: int, lexicon: Clauses) -> bool:
    """Whether a verb of some length that begins at a place is there a part of a longer word, such as 组织 in 党组织, runs into
    one, such as 在建 in 在建制村, or out of one, such as 进村 in 先进村; and 会 a meeting."""
    end = at + length
    if text[at:end] == _MEETING and (end == len(text) or not is_han(text[end])):
        return True
    for begin in range(end - 1, max(-1, at - 4), -1):
        for word in lexicon.words_by_head.get(text[begin : begin + 2], ()):
            stop = begin + len(word)
            runs_on = stop > end and (begin <= at or len(word) > length)
            if (runs_on or stop > at > begin) and text.startswith(word, begin):
                return True
    return False


def verb_before(text: str, at: int, floor: int) -> int:
    """The length of the verb that ends here and is no part of a longer word, or 0."""
    lexicon = clauses()
    for length in (3, 2, 1):
        if at - length >= floor and text[at - length : at] in lexicon.verbs:
            return 0 if _in_word(text, at - length, length, lexicon) else length
    return 0
