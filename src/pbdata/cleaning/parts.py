"""Parts of kept lines that are not body text: bylines, wire openings, jump marks, and heads glued to the text."""

from collections.abc import Sequence
from itertools import pairwise

from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.end_parts import end_of_text, picture_credit
from pbdata.cleaning.head_parts import MAKES, head_of_text, later_wire
from pbdata.cleaning.part import Part, pattern_of_part
from pbdata.cleaning.segments import MAX_HEAD_SEGMENT, SENTENCE_MARK, glued_headings
from pbdata.model.page import KEPT_LABELS

__all__ = ["Part", "find_parts"]

# The lines of the text that may hold an opening, those at its end that may hold a byline, the cells of a row of a table.
OPENING_LINES, BYLINE_LINES, MIN_CELLS = 3, 2, 3


def find_parts(text: str, ranges: Sequence[tuple[int, int]], labels: Sequence[str]) -> list[Part]:
    """Return the parts of the kept lines of a normalized page, sorted and disjoint.

    ``ranges`` holds ``(start, stop)`` of each line in ``text``, ``labels`` its label. Every part but a heading leaves the
    text; a glued heading stays, as a paragraph of its own.
    """
    body = [i for i, label in enumerate(labels) if label == "body"]
    closing = [i for i, label in enumerate(labels) if label in ("body", "heading")][-BYLINE_LINES:]
    openings = set(body[:OPENING_LINES])
    rows: set[int] | None = None
    parts: list[Part] = []
    for i, label in enumerate(labels):
        if label not in KEPT_LABELS:
            continue
        start, stop = ranges[i]
        found = _jumps(text, start, stop)
        if stop - start <= MAX_HEAD_SEGMENT and not MAKES.isdisjoint(text[start:stop]):
            found += _byline_line(text, start, stop, label)
        if label == "body":
            if i in openings:
                head = head_of_text(text, ranges, labels, start, stop, first=i == body[0])
            else:
                head = later_wire(text, start, stop)
            opening = head[-1].stop if head else start
            found += head
            if " " in text[opening:stop].strip():
                rows = _rows(text, ranges, body) if rows is None else rows
                found += glued_headings(text, opening, stop) if i not in rows else ()
        if label == "caption":
            found += picture_credit(text, start, stop)
        if i in closing:
            found += end_of_text(text, start, stop, last=i == closing[-1])
        if found:
            parts += _disjoint(found)
    return parts


def _jumps(text: str, start: int, stop: int) -> list[Part]:
    # Every mark that leads to another page names one.
    if text.find("版", start, stop) < 0 and text.find("页", start, stop) < 0:
        return []
    return [
        Part(m.start(), m.end(), "jump", "jump-mark") for m in pattern_of_part("jump-mark").finditer(text, start, stop)
    ]


def _rows(text: str, ranges: Sequence[tuple[int, int]], body: Sequence[int]) -> set[int]:
    """Return the lines that are rows of a table: side by side, parted by blanks into the same number of cells."""
    cells = {i: len(text[slice(*ranges[i])].split()) for i in body}
    rows = set()
    for i, following in pairwise(body):
        if MIN_CELLS <= cells[i] == cells[following]:
            rows |= {i, following}
    return rows


def _byline_line(text: str, start: int, stop: int, label: str) -> list[Part]:
    """Take a short line of the text that is nothing but roles and names; the photographer of a picture stays with it."""
    words = text[start:stop].strip()
    if label == "caption" and ("摄" in words or "图" in words):
        return []
    if not 3 <= len(words) <= MAX_HEAD_SEGMENT or SENTENCE_MARK.search(words) or words[-1] in "？?":
        return []
    if not any(maker.role for maker in find_makers(text, start, stop)):
        return []
    first = start + text[start:stop].index(words)
    return [Part(first, first + len(words), "byline", "byline-line")]


def _disjoint(parts: list[Part]) -> list[Part]:
    chosen: list[Part] = []
    for part in sorted(parts):
        if not chosen or part.start >= chosen[-1].stop:
            chosen.append(part)
    return chosen
