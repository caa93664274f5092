"""Which lines of the page gave which paragraphs of the text."""

from bisect import bisect_right
from collections.abc import Sequence

from pbdata.normalization.alignment import Piece


def paragraphs_of_lines(pieces: Sequence[Piece], paragraphs: Sequence[tuple[int, int, int]]) -> dict[int, list[int]]:
    """Return for each kept line of the page, by its number, the numbers of the paragraphs that it gave characters to.

    ``pieces`` are what ``align`` gives; ``paragraphs`` are ``(number, start, stop)`` in the canonical text, sorted and disjoint.
    """
    starts = [start for _, start, _ in paragraphs]
    found: dict[int, list[int]] = {}
    for piece in pieces:
        at = max(bisect_right(starts, piece.text_start) - 1, 0)
        while at < len(paragraphs) and paragraphs[at][1] < piece.text_stop:
            number, start, stop = paragraphs[at]
            if start < piece.text_stop and stop > piece.text_start:
                known = found.setdefault(piece.line_no, [])
                if not known or known[-1] != number:
                    known.append(number)
            at += 1
    return found


def lines_of_paragraphs(lines: dict[int, list[int]]) -> dict[int, list[int]]:
    """Return the same the other way round: for each paragraph the lines that it came from, in order."""
    found: dict[int, list[int]] = {}
    for line_no, paragraphs in lines.items():
        for number in paragraphs:
            found.setdefault(number, []).append(line_no)
    return found
