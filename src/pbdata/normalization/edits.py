"""Edits: how they are replayed, and how those of several stages become one list."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

from pbdata.model.page import Edit

STRUCTURAL = frozenset({"join", "split", "trim-end"})


@lru_cache(maxsize=1024)
def is_structural(rule: str) -> bool:
    """Whether an edit with this rule cell shapes paragraphs and parts of lines (join, split, removals of parts)."""
    return any(name in STRUCTURAL or name.startswith("inline-") for name in rule.split("+"))


def replay(page_text: str, kept: Iterable[tuple[int, int]], edits: Iterable[tuple[int, int, str | None] | Edit]) -> str:
    """Return the text that the kept ranges of a page give once the edits are applied.

    ``kept`` holds ``(start, end)`` of the kept lines with their terminators, in the order of the page. ``edits`` begin with
    ``(start, stop, replacement)``; they are sorted and disjoint, each inside the kept ranges, which may adjoin. Offsets are
    code points of the page text. Raises ``ValueError`` for an edit that overlaps another or leaves the kept ranges.
    """
    pieces: list[str] = []
    pending = iter(edits)
    edit = next(pending, None)
    done = 0
    for start, end in kept:
        at = max(start, done)
        while edit is not None and edit[0] < end:
            first, stop, replacement = edit[0], edit[1], edit[2]
            if first < at or stop < first:
                raise ValueError(f"the edit at {first}:{stop} overlaps another or lies outside the kept lines")
            pieces.append(page_text[at:first])
            if replacement:
                pieces.append(replacement)
            at = stop
            edit = next(pending, None)
        if at < end:
            pieces.append(page_text[at:end])
        done = max(at, end)
    if edit is not None:
        raise ValueError(f"the edit at {edit[0]}:{edit[1]} lies outside the kept lines")
    return "".join(pieces)


def merge(upper: Sequence[Edit], lower: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return one sorted, disjoint list of two that are; an upper edit takes the place of the lower ones that it touches."""
    merged: list[Edit] = []
    done = 0
    for edit in upper:
        start, stop, _, _ = edit
        first = bisect_left(lower, (start,), done)
        merged += lower[done : first - (first > done and lower[first - 1].stop > start)]
        merged.append(edit)
        done = bisect_left(lower, (stop,), first)
    merged += lower[done:]
    return tuple(merged)


def compose(first: Sequence[Edit], second: Iterable[Edit], between: str, places: Sequence[int]) -> list[Edit]:
    """Return one list where two stages edited a text one after the other.

    ``first`` counts in the original text and deletes nothing, ``second`` in ``between``, the text that ``first`` gives;
    ``places`` maps the offsets of ``between``, and its length, to the original text. Both lists are sorted and disjoint.
    Edits that touch the same characters become one, with their rules in order.
    """
    found: list[tuple[int, int, str, Edit | None]] = [(e.start, e.stop, e.rule, e) for e in second]
    shift = 0
    for edit in first:
        stop = edit.stop + shift + len(edit.replacement or "") - (edit.stop - edit.start)
        found.append((edit.start + shift, stop, edit.rule, None))
        shift = stop - edit.stop
    found.sort(key=itemgetter(0, 1))

    groups: list[list[tuple[int, int, str, Edit | None]]] = []
    reach = 0
    for item in found:
        if groups and item[0] < reach:
            groups[-1].append(item)
        else:
            groups.append([item])
        reach = max(reach, item[1])
    return [_as_one(group, between, places) for group in groups]


def _as_one(group: Sequence[tuple[int, int, str, Edit | None]], between: str, places: Sequence[int]) -> Edit:
    start, stop = group[0][0], max(stop for _, stop, _, _ in group)
    text = replay(between, [(start, stop)], [edit for _, _, _, edit in group if edit])
    by_stage = sorted(group, key=lambda item: item[3] is not None)
    rules = dict.fromkeys(name for _, _, rule, _ in by_stage for name in rule.split("+"))
    return Edit(places[start], places[stop], text or None, "+".join(rules))
