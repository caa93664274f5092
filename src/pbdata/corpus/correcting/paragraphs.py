"""Where paragraphs begin, as a curator decided: structural edits and kinds of paragraphs with breaks more or fewer."""

from collections.abc import Sequence
from typing import NamedTuple

from pbdata.cleaning.paragraphs import Assembly
from pbdata.corpus.correcting.ledger import CURATED, Ledger, weigh
from pbdata.model.correction import ParagraphCorrection
from pbdata.model.page import Edit

KeptRange = tuple[int, int, int]
"""``start``, ``stop`` before the terminator and ``end`` behind it, of a kept line."""

BEGINS, GOES_ON = "begins", "goes_on"


class _Break(NamedTuple):
    """A line end, or an edit, that parts two paragraphs."""

    start: int
    stop: int
    edit: Edit | None


def rebroken(page_text: str, kept: Sequence[KeptRange], assembly: Assembly, ledger: Ledger) -> Assembly:
    """Return an assembly with the breaks that were decided. ``kept`` holds the kept lines, in order."""
    for number, one in ledger.of(ParagraphCorrection):
        before = _text_before(page_text, kept, assembly.edits, one.at)
        said = _unfit(page_text, one, before, kept, assembly)
        if said:
            ledger.refuse(number, said)
            continue
        breaks = _breaks(kept, assembly.edits)
        paragraph = sum(found.start < before for found in breaks)
        standing = next((found for found in breaks if before <= found.start and found.stop <= one.at), None)
        verdict = weigh(one.expect, standing is not None, one.begins)
        if verdict is None:
            told = "was expected to begin" if one.expect else "was not expected to begin"
            ledger.refuse(number, f"a paragraph {told} at {one.at} ({one.words[:20]})")
            continue
        ledger.note(number, "paragraphs", "start", verdict, _told(one.expect), _told(one.begins), start=one.at)
        if verdict == "change" and standing:
            assembly = _joined(assembly, standing, paragraph)
        elif verdict == "change":
            assembly = _split(kept, assembly, paragraph, (before, one.at))
    return assembly


def _told(begins: bool) -> str:
    return BEGINS if begins else GOES_ON


def _text_before(page_text: str, kept: Sequence[KeptRange], edits: Sequence[Edit], at: int) -> int:
    """Where the last words of the text before an offset of the page stop; 0 where there are none."""
    for start, stop, _ in reversed(kept):
        for place in range(min(stop, at) - 1, start - 1, -1):
            if not page_text[place].isspace() and not any(edit.start <= place < edit.stop for edit in edits):
                return place + 1
    return 0


def _unfit(
    page_text: str, one: ParagraphCorrection, before: int, kept: Sequence[KeptRange], assembly: Assembly
) -> str | None:
    if not page_text.startswith(one.words, one.at):
        return f"{one.words!r} was expected at {one.at}, and {page_text[one.at : one.at + 20]!r} stands there"
    inside = any(start <= one.at < stop for start, stop, _ in kept)
    if not inside or any(edit.start <= one.at < edit.stop for edit in assembly.edits):
        return f"what stands at {one.at} ({one.words[:20]}) is not in the text"
    if not before:
        return f"the whole text begins at {one.at}"
    return None


def _breaks(kept: Sequence[KeptRange], edits: Sequence[Edit]) -> list[_Break]:
    """What parts the paragraphs, in the order of the page."""
    dropped = {edit.start for edit in edits if edit.replacement is None}
    ends = [_Break(stop, end, None) for _, stop, end in kept if end > stop and stop not in dropped]
    return sorted([*ends, *(_Break(edit.start, edit.stop, edit) for edit in edits if edit.replacement)])


def _joined(assembly: Assembly, standing: _Break, paragraph: int) -> Assembly:
    """Take the break away behind a paragraph, which goes on with the next."""
    edits = [edit for edit in assembly.edits if edit is not standing.edit]
    if standing.edit is None:
        edits = sorted([*edits, Edit(standing.start, standing.stop, None, f"join+{CURATED}")])
    return Assembly(edits, assembly.kinds[: paragraph + 1] + assembly.kinds[paragraph + 2 :])


def _split(kept: Sequence[KeptRange], assembly: Assembly, paragraph: int, gap: tuple[int, int]) -> Assembly:
    """Break a paragraph between two of its words: where a line ends between them, its end comes back."""
    before, at = gap
    ends = {stop for _, stop, end in kept if before <= stop and end <= at}
    dropped = [edit for edit in assembly.edits if edit.start in ends and edit.replacement is None]
    if dropped:
        edits = [edit for edit in assembly.edits if edit is not dropped[-1]]
    else:
        start = max([before, *(edit.stop for edit in assembly.edits if edit.start < at)])
        edits = sorted([*assembly.edits, Edit(start, at, "\n", f"split+{CURATED}")])
    kinds = assembly.kinds[: paragraph + 1] + assembly.kinds[paragraph:]
    return Assembly(edits, kinds)
