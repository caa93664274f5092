"""A stretch of text that may be a list, and its pieces between these marks or those: it is read once for all of them."""

import re

DIVIDING = "；、，和及与 "
"""The marks and joints at which a list may be divided."""

_MARK = re.compile(f"[“”‘’《》（）{DIVIDING}]")


class Stretch:
    """``text[start:stop]`` with the marks in it; those within pairs of marks or brackets divide nothing."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.marks = set[str]()
        self._start = start
        self._stop = stop
        self._dividing: list[tuple[str, int]] = []
        depth = 0
        for match in _MARK.finditer(text, start, stop):
            mark = match[0]
            if mark in "“‘《（":
                depth += 1
            elif mark in "”’》）":
                depth = max(0, depth - 1)
            else:
                self.marks.add(mark)
                if depth == 0:
                    self._dividing.append((mark, match.start()))

    def pieces(self, marks: str) -> list[tuple[int, int]]:
        """Return the spans between any of some marks, which are among ``DIVIDING``; those within pairs divide nothing."""
        pieces, begin = [], self._start
        for mark, at in self._dividing:
            if mark in marks:
                pieces.append((begin, at))
                begin = at + 1
        pieces.append((begin, self._stop))
        return pieces
