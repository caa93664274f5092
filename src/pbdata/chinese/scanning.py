"""Scans a text for a pattern that ``re`` alone would try at every character.

``re`` looks fast for a set of characters, but takes no set from a pattern that begins with a group or an assertion; and of
many words it tries each from its beginning, though they share their beginnings.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pbdata.patterns import all_compiled


class Scanner:
    """A pattern with the words, or the characters, that can begin its matches; it is kept under ``name``."""

    def __init__(self, name: str, begin: Iterable[str], pattern: str) -> None:
        # A first character behind which, when one looks back and ahead again, the whole pattern stands.
        here = f"[{firsts(begin)}](?<=(?={pattern})(?s:.))"
        self._here, self.pattern = all_compiled(name, [here, pattern])

    def places(self, text: str) -> list[int]:
        """Return where matches begin, be it within each other."""
        return [here.start() for here in self._here.finditer(text)]

    def finditer(self, text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield the matches as ``re.Pattern.finditer`` does."""
        match = self.pattern.match
        last = start
        for here in self._here.finditer(text, start, stop):
            at = here.start()
            if at >= last and (found := match(text, at, stop)):
                last = found.end()
                yield found


def find_all(text: str, words: str) -> Iterator[int]:
    """Yield the places where words stand in a text, in order and apart from each other."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def firsts(words: Iterable[str]) -> str:
    """Return the first characters of words, as they stand between the brackets of a class."""
    return re.escape("".join(sorted({word[0] for word in words})))


def trie(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of some words; common beginnings are shared, so that it fails quickly."""
    rest = defaultdict[str, list[str]](list)
    ends = False
    for word in sorted(set(words)):
        if word:
            rest[word[0]].append(word[1:])
        else:
            ends = True
    branches = [re.escape(first) + (trie(tails) if tails != [""] else "") for first, tails in rest.items()]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""
