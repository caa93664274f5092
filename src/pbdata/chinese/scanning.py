"""Scans a text for a pattern that ``re`` alone would try at every character.

``re`` looks fast for a set of characters, but takes no set from a pattern that begins with a group or an assertion.
"""

import re
from collections.abc import Iterable, Iterator


class Scanner:
    """A pattern with the characters that can begin its matches."""

    def __init__(self, firsts: Iterable[str], pattern: str) -> None:
        self._firsts = re.compile(f"[{re.escape(''.join(sorted(set(firsts))))}]")
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
