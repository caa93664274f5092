"""White space of kept lines: indentation and trailing space go, runs become one space, terminators a line feed."""

import re
from collections.abc import Sequence

from pbdata.model import Edit

_RUN = re.compile(r"[^\S\r\n]{2,}")
_CARRIAGE = re.compile(r"\r\n?")


def space_edits(
    page_text: str, textual: Sequence[Edit], kept: Sequence[tuple[int, int]], structural: Sequence[Edit]
) -> list[Edit]:
    """Return the textual edits of a page together with those for the white space of its kept lines.

    Rules: ``trim`` for white space beside a line's start or end or beside a line break that was put in, ``space`` for
    runs, ``terminator`` for carriage returns. They take the place of the edits to single characters that they cover.
    """
    breaks = {edit.start for edit in structural if edit.replacement} | {edit.stop for edit in structural}
    invisible = {edit.start for edit in textual if edit.replacement is None}
    text = _as_read(page_text, textual)
    found: list[Edit] = []
    for start, end in kept:
        line = text[start:end]
        stop = start + len(line.rstrip("\r\n"))
        left = start
        while left < stop and (text[left].isspace() or left in invisible):
            left += 1
        right = stop
        while right > left and (text[right - 1].isspace() or right - 1 in invisible):
            right -= 1
        if left > start:
            found.append(Edit(start, left, None, "trim"))
        for run in _RUN.finditer(text, left, right):
            replacement = None if run.start() in breaks or run.end() in breaks else " "
            found.append(Edit(run.start(), run.end(), replacement, "space" if replacement else "trim"))
        if right < stop:
            found.append(Edit(right, stop, None, "trim"))
        found += [
            Edit(m.start(), m.end() - 1, None, "terminator")
            if len(m[0]) == 2
            else Edit(m.start(), m.end(), "\n", "terminator")
            for m in _CARRIAGE.finditer(page_text, stop, end)
        ]
    covered = {at for edit in found for at in range(edit.start, edit.stop)}
    return sorted([*found, *(edit for edit in textual if edit.start not in covered)])


def _as_read(page_text: str, textual: Sequence[Edit]) -> str:
    """Return the page text with the places of glosses and mojibake filled: blank where they stand for white space."""
    pieces: list[str] = []
    at = 0
    for edit in textual:
        if edit.stop - edit.start > 1 or edit.rule.startswith("mojibake"):
            blank = edit.replacement is not None and edit.replacement.isspace()
            pieces += (page_text[at : edit.start], (" " if blank else "x") * (edit.stop - edit.start))
            at = edit.stop
    return "".join((*pieces, page_text[at:])) if pieces else page_text


def count_characters(text: str) -> int:
    """How many code points a text has without its white space."""
    return len("".join(text.split()))
