"""The text's own edits, as a curator decided: what a stretch of the page is in canonical characters."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pbdata.corpus.correcting.ledger import CURATED, Ledger, weigh
from pbdata.model.correction import TextCorrection
from pbdata.model.page import Edit
from pbdata.normalization.page import NormalizedPage


def rewritten(page_text: str, page: NormalizedPage, ledger: Ledger) -> NormalizedPage:
    """Return the normalized page with the stretches that were decided; those that are to stay as printed lose their edits."""
    for number, one in ledger.of(TextCorrection):
        said = _unfit(one, page)
        if said:
            ledger.refuse(number, said)
            continue
        start, stop = (to_normalized(page, at) for at in (one.start, one.stop))
        verdict = weigh(one.expect, page.text[start:stop], one.text)
        if verdict is None:
            standing = page.text[start:stop]
            ledger.refuse(
                number, f"{one.expect!r} was expected at {one.start}:{one.stop}, and {standing!r} stands there"
            )
            continue
        ledger.note(number, "edits", "replacement", verdict, one.expect, one.text, start=one.start, stop=one.stop)
        if verdict == "change":
            page = _put(page_text, page, one, start, stop)
    return page


def _unfit(one: TextCorrection, page: NormalizedPage) -> str | None:
    if not any(start <= one.start < one.stop <= stop for start, stop, _ in page.lines):
        return f"{one.start}:{one.stop} is no stretch within one line of the page"
    for edit in page.edits:
        ends = (at for at in (one.start, one.stop) if edit.start < at < edit.stop)
        if any(ends):
            return f"{one.start}:{one.stop} ends within the change of {edit.start}:{edit.stop}. Take that in whole"
    return None


def to_normalized(page: NormalizedPage, at: int) -> int:
    """Return the offset in the normalized text of what stands at an offset of the page."""
    return at if page.positions is None else bisect_left(page.positions, at)


def _put(page_text: str, page: NormalizedPage, one: TextCorrection, start: int, stop: int) -> NormalizedPage:
    """A page with other characters at ``start:stop`` of its normalized text."""
    printed, longer = page_text[one.start : one.stop], len(one.text) - (stop - start)
    edits = [edit for edit in page.edits if not _within(edit, one)]
    if one.text != printed:
        edits = sorted([*edits, Edit(one.start, one.stop, one.text or None, CURATED)])
    positions = page.positions
    if positions is not None or longer:
        positions = list(range(len(page.text) + 1)) if positions is None else positions
        steps = [one.start + at * len(printed) // len(one.text) for at in range(len(one.text))]
        positions = [*positions[:start], *steps, *positions[stop:]]
    return replace(
        page,
        text=page.text[:start] + one.text + page.text[stop:],
        edits=edits,
        ranges=_shifted(page.ranges, start, longer),
        positions=positions,
    )


def _within(edit: Edit, one: TextCorrection) -> bool:
    """Whether an edit is one of the stretch; an insertion at its end is not."""
    return one.start <= edit.start < one.stop and edit.stop <= one.stop


def _shifted(ranges: Sequence[tuple[int, int]], at: int, longer: int) -> list[tuple[int, int]]:
    """The lines of a text, of which those behind a place moved; the one whose end it is grows or shrinks."""
    return [(a + longer * (a > at), b + longer * (b >= at)) for a, b in ranges]
