"""Scans a text for a pattern that ``re`` alone would try at every character.

``re`` looks fast for a set of characters, but takes no set from a pattern that begins with a group or an assertion; and of
many words it tries each from its beginning, though they share their beginnings.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


class Scanner:
    """A pattern with the words, or the characters, that can begin its matches."""

    def __init__(self, begin: Iterable[str], pattern: str) -> None:
        self._firsts = re.compile(f"[{firsts(begin)}]")
        self.pattern = re.compile(pattern)

    def finditer(self, text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield the matches as ``re.Pattern.finditer`` does."""
        match = self.pattern.match
        last = start
        for first in self._firsts.finditer(text, start, stop):
            at = first.start()
            if at >= last and (found := match(text, at, stop)):
                last = found.end()
                yield found


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
