"""Which piece of the canonical text comes from where on the page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from pbdata.captures.lines import split_lines
from pbdata.model.page import Edit


class Piece(NamedTuple):
    """Text that was copied from a page line (``edit`` is ``None``) or that an edit put there."""

    text_start: int
    text_stop: int
    start: int
    stop: int
    line_no: int
    edit: Edit | None


def align(page: str, kept: Iterable[int], edits: Sequence[Edit]) -> list[Piece]:
    """The pieces, in order, of which the kept lines with their terminators and the edits make the canonical text.

    ``kept`` holds numbers of lines, ``edits`` are sorted and disjoint and lie in the kept lines.
    """
    pieces: list[Piece] = []
    lines = split_lines(page)
    pending = iter(edits)
    edit = next(pending, None)
    at = length = 0
    for line_no in kept:
        at, end = max(at, lines[line_no][0]), lines[line_no][2]
        while edit is not None and edit.start < end:
            if edit.start > at:
                pieces.append(Piece(length, length + edit.start - at, at, edit.start, line_no, None))
                length += edit.start - at
            size = len(edit.replacement or "")
            pieces.append(Piece(length, length + size, edit.start, edit.stop, line_no, edit))
            length += size
            at = edit.stop
            edit = next(pending, None)
        if at < end:
            pieces.append(Piece(length, length + end - at, at, end, line_no, None))
            length += end - at
            at = end
    return pieces


def place_on_page(pieces: Sequence[Piece], start: int, stop: int) -> tuple[int, int, int]:
    """Return ``(line_no, start, stop)`` on the page of the words ``start:stop`` of the canonical text.

    ``pieces`` are what :func:`align` gives; the number of the line is that of the first character. What an edit put there
    counts as a whole.
    """
    texts = list(_filled(pieces, start, stop))
    first, last = texts[0], texts[-1]
    page_start = first.start if first.edit else first.start + start - first.text_start
    page_stop = last.stop if last.edit else last.stop - (last.text_stop - stop)
    return first.line_no, page_start, page_stop


def place_in_text(pieces: Sequence[Piece], start: int, stop: int) -> tuple[int, int] | None:
    """Return ``(start, stop)`` in the canonical text of the words ``start:stop`` of the page; ``None`` where none of them is text.

    It turns :func:`place_on_page` round: what an edit replaced counts as a whole, and what it deleted is passed over.
    """
    inside = [one for one in pieces if one.start < stop and one.stop > start and one.text_stop > one.text_start]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    text_start = first.text_start if first.edit else first.text_start + max(0, start - first.start)
    text_stop = last.text_stop if last.edit else last.text_stop - max(0, last.stop - stop)
    return text_start, text_stop


def _filled(pieces: Sequence[Piece], start: int, stop: int) -> Iterator[Piece]:
    k = bisect_right(pieces, start, key=attrgetter("text_stop"))
    while k < len(pieces) and pieces[k].text_start < stop:
        if pieces[k].text_stop > pieces[k].text_start:
            yield pieces[k]
        k += 1
