"""Edits: how they are replayed, and how those of several stages become one list."""

from collections.abc import Iterable, Sequence
from itertools import chain

from pbdata.model import Edit

STRUCTURAL = frozenset({"join", "split", "trim-end"})


def is_structural(rule: str) -> bool:
    """Whether an edit with this rule cell shapes paragraphs and parts of lines (join, split, removals of parts)."""
    return any(name in STRUCTURAL or name.startswith("inline-") for name in rule.split("+"))


def replay(page_text: str, kept: Iterable[tuple[int, int]], edits: Iterable[tuple[int, int, str | None]]) -> str:
    """Return the text that the kept ranges of a page give once the edits are applied.

    ``kept`` holds ``(start, end)`` of the kept lines with their terminators, in the order of the page. ``edits`` holds
    ``(start, stop, replacement)``, sorted and disjoint, each inside the kept ranges, which may adjoin. Offsets are code
    points of the page text. Raises ``ValueError`` for an edit that overlaps another or leaves the kept ranges.
    """
    pieces: list[str] = []
    pending = iter(edits)
    edit = next(pending, None)
    done = 0
    for start, end in kept:
        at = max(start, done)
        while edit is not None and edit[0] < end:
            first, stop, replacement = edit
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


def merge(structural: Sequence[Edit], textual: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return one sorted, disjoint list; a structural edit takes the place of the textual ones that it touches."""
    merged: list[Edit] = []
    places = sorted(structural)
    k = 0
    for edit in textual:
        while k < len(places) and places[k].stop <= edit.start and places[k].start < edit.start:
            merged.append(places[k])
            k += 1
        if k == len(places) or edit.stop <= places[k].start:
            merged.append(edit)
    merged.extend(places[k:])
    return tuple(merged)


def compose(first: Iterable[Edit], second: Iterable[Edit]) -> list[Edit]:
    """Return one list where two stages edited the same text: at one place the later replacement stands, rules joined.

    Both lists count in the same text, are sorted and disjoint in themselves, and meet only at equal ranges.
    """
    by_place: dict[tuple[int, int], Edit] = {}
    for edit in chain(first, second):
        place = (edit.start, edit.stop)
        before = by_place.get(place)
        by_place[place] = edit if before is None else Edit(*place, edit.replacement, f"{before.rule}+{edit.rule}")
    return sorted(by_place.values())
