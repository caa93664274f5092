"""Spans that nest, adjoin or cross, as pieces of text with the spans that cover each."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Segment(NamedTuple):
    """A stretch of a text in which no span begins or ends, and the numbers of the spans that cover it, the outermost first."""

    start: int
    stop: int
    spans: tuple[int, ...]


def segments(spans: Sequence[tuple[int, int]], cuts: Iterable[int]) -> list[Segment]:
    """Cut a text at both ends of each span and at ``cuts``, from the first cut to the last.

    ``spans`` are ``(start, stop)``, in any order; parts of them beyond the first and the last cut are left out, as empty ones are.
    Of two spans that cover a piece the outer one begins earlier, or is longer, or stands earlier in ``spans``.
    """
    marks = sorted(set(cuts))
    if not marks:
        return []
    first, last = marks[0], marks[-1]
    waiting = [
        (max(start, first), -stop, number)
        for number, (start, stop) in enumerate(spans)
        if stop > start and start < last and stop > first
    ]
    waiting.sort(reverse=True)
    places = sorted({*marks, *(one[0] for one in waiting), *(min(-one[1], last) for one in waiting)})
    found, covering = [], list[tuple[int, int]]()
    for start, stop in pairwise(places):
        covering = [one for one in covering if one[0] > start]
        while waiting and waiting[-1][0] == start:
            _, end, number = waiting.pop()
            covering.append((-end, number))
        found.append(Segment(start, stop, tuple([number for _, number in covering])))
    return found


def nested(open_spans: Sequence[int], spans: Sequence[int]) -> int:
    """How many of the spans that are open, the outermost first, stay open where ``spans`` cover what comes next."""
    same = 0
    for one, other in zip(open_spans, spans, strict=False):
        if one != other:
            break
        same += 1
    return same
