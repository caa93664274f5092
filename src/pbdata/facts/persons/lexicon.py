"""The words by which persons are told: words.yaml, read here alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pbdata.datafiles import read_data


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list of this name."""
    return tuple(read_data(__package__, "words.yaml")[name])


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(words(name))


@cache
def characters(name: str) -> frozenset[str]:
    """Return the single characters of a list; how they stand in groups there means nothing."""
    return frozenset("".join(words(name)))


@cache
def by_first(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a list by their first characters, longer ones first."""
    return _by_character(words(name), 0)


@cache
def by_last(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a list by their last characters, longer ones first."""
    return _by_character(words(name), -1)


@cache
def title_kinds() -> Mapping[str, str]:
    """Return each post, calling or description with the kind of person that it makes; where several list it, the first."""
    kinds: dict[str, str] = {}
    for kind, titles in read_data(__package__, "words.yaml")["titles"].items():
        for title in titles:
            kinds.setdefault(title, kind)
    return kinds


def _by_character(listed: Iterable[str], position: int) -> dict[str, tuple[str, ...]]:
    grouped = defaultdict[str, list[str]](list)
    for word in sorted(listed, key=lambda word: (-len(word), word)):
        grouped[word[position]].append(word)
    return {character: tuple(group) for character, group in grouped.items()}
