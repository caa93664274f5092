"""Verse: lines of a few characters, side by side, all of one measure, whatever marks close them."""

import re
from collections import Counter
from collections.abc import Sequence

from pbdata.chinese.characters import HAN
from pbdata.chinese.sentences import CLAUSE
from pbdata.patterns import compiled

# A line of verse has pieces of up to so many characters; a poem has so many lines, fewer where marks close half of them.
MAX_PIECE, MIN_LINE, MIN_LINES, MIN_MARKED = 9, 5, 8, 4
# So large a share of its lines has one measure, and no more than such a share ends in one character, as the names of a list do.
SHARE_ALIKE, MAX_SHARE_OF_END = 0.75, 0.34
_QUOTES = re.compile("[“”‘’《》]")
_PIECES = compiled(
    f"{__name__}.pieces", rf"[{HAN}]{{2,{MAX_PIECE}}}(?:[，、；\s]+[{HAN}]{{2,{MAX_PIECE}}}){{0,3}}[{CLAUSE}、—]*"
)
_LONGER = compiled(f"{__name__}.longer", f"[{HAN}]{{{MAX_PIECE + 1}}}")
_PIECE = compiled(f"{__name__}.piece", f"[{HAN}]+")
_MARKS = CLAUSE + "、—"


def lines_of_verse(lines: Sequence[str], measures: Sequence[tuple[int, ...]]) -> set[int]:
    """Return which of the filled lines of a page, each with its measure, are lines of a poem."""
    found: set[int] = set()
    start = 0
    for i, measure in enumerate([*measures, ()]):
        if not measure:
            if i - start >= MIN_MARKED:
                stop = _end_of_poem(lines, start, i)
                if _is_poem(lines[start:stop], measures[start:stop]):
                    found |= set(range(start, stop))
            start = i + 1
    return found


def measure_of(line: str) -> tuple[int, ...]:
    """Return the lengths of the pieces of a line that may be one of verse; of another line, none."""
    if _LONGER.search(line):
        return ()
    words = _QUOTES.sub("", line)
    if not _PIECES.fullmatch(words):
        return ()
    pieces = tuple(len(piece) for piece in _PIECE.findall(words))
    return pieces if sum(pieces) >= MIN_LINE else ()


def _end_of_poem(lines: Sequence[str], start: int, stop: int) -> int:
    """Return where a poem ends that has marks: behind its last mark."""
    marked = [k for k in range(start, stop) if lines[k][-1] in _MARKS]
    return marked[-1] + 1 if len(marked) * 2 >= stop - start > 0 else stop


def _is_poem(lines: Sequence[str], measures: Sequence[tuple[int, ...]]) -> bool:
    marked = sum(line[-1] in _MARKS for line in lines)
    if len(lines) < (MIN_MARKED if marked * 2 >= len(lines) else MIN_LINES) or len(set(lines)) < len(lines):
        return False
    alike = max(Counter(measures).values())
    one_end = max(Counter(line.rstrip(_MARKS)[-1:] for line in lines).values())
    return alike >= SHARE_ALIKE * len(lines) and one_end <= max(2, MAX_SHARE_OF_END * len(lines))
