"""Words between quotation marks, title marks and brackets, with their nesting."""

import re
from typing import NamedTuple

_MARK = re.compile("[“”‘’《》（）\n]")
_CLOSES = {"”": "“", "’": "‘", "》": "《", "）": "（"}
# So many marks within each other are no text; the outermost of more are taken as unpaired.
_DEEPEST = 32


class Quoted(NamedTuple):
    """Words within marks. ``start`` and ``stop`` include the marks; ``mark`` is the opening one, ``depth`` 0 outermost."""

    start: int
    stop: int
    mark: str
    inner: str
    depth: int


def read_quoted(text: str) -> list[Quoted]:
    """Return what stands within pairs of marks, by start. A pair does not cross a line; an unpaired mark is skipped."""
    found: list[Quoted] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        opening = _CLOSES.get(mark)
        if mark == "\n":
            open_marks.clear()
            continue
        if opening is None:
            open_marks.append((mark, match.start()))
            del open_marks[:-_DEEPEST]
            continue
        depth = len(open_marks) - 1
        while depth >= 0 and open_marks[depth][0] != opening:
            depth -= 1
        if depth >= 0:
            start, stop = open_marks[depth][1], match.end()
            del open_marks[depth:]
            outer = sum(mark != "（" for mark, _ in open_marks) if open_marks else 0
            found.append(Quoted(start, stop, opening, text[start + 1 : stop - 1], outer))
    found.sort()
    return found
