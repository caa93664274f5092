"""White space of kept lines: indentation and trailing space go, runs become one space, terminators a line feed."""

import re
from collections.abc import Sequence

from pbdata.model.page import Edit

_RUN = re.compile(r"[^\S\r\n]{2,}")


def space_edits(
    page_text: str, textual: Sequence[Edit], kept: Sequence[tuple[int, int]], structural: Sequence[Edit]
) -> list[Edit]:
    """Return the edits for the white space of a page's kept lines; they take the place of the textual ones that they touch.

    Rules: ``trim`` for white space beside a line's start or end or beside a line break that was put in, ``space`` for
    runs, ``terminator`` for carriage returns. ``textual`` may leave out edits that put one character for another.
    """
    breaks = {edit.start for edit in structural if edit.replacement} | {edit.stop for edit in structural}
    invisible = {
        place for start, stop, replacement, _ in textual if replacement is None for place in range(start, stop)
    }
    text = _as_read(page_text, textual)
    found: list[Edit] = []
    for start, end in kept:
        line = text[start:end].rstrip("\r\n")
        stop = start + len(line)
        left = stop - len(line.lstrip())
        right = max(left, start + len(line.rstrip()))
        if invisible:
            left, right = _margins(text, start, stop, invisible)
        if left > start:
            found.append(Edit(start, left, None, "trim"))
        if " ".join(line.split()) != text[left:right]:
            for run in _RUN.finditer(text, left, right):
                replacement = None if run.start() in breaks or run.end() in breaks else " "
                found.append(Edit(run.start(), run.end(), replacement, "space" if replacement else "trim"))
        if right < stop:
            found.append(Edit(right, stop, None, "trim"))
        if text[stop:end] == "\r\n":
            found.append(Edit(stop, stop + 1, None, "terminator"))
        elif text[stop:end] == "\r":
            found.append(Edit(stop, end, "\n", "terminator"))
    return found


def _margins(text: str, start: int, stop: int, invisible: set[int]) -> tuple[int, int]:
    """Return where a line begins and ends without its white space and the characters that cannot be seen."""
    left, right = start, stop
    while left < stop and (text[left].isspace() or left in invisible):
        left += 1
    while right > left and (text[right - 1].isspace() or right - 1 in invisible):
        right -= 1
    return left, right


def _as_read(page_text: str, textual: Sequence[Edit]) -> str:
    """Return the page text with the places of glosses and mojibake filled: blank where they stand for white space."""
    pieces: list[str] = []
    at = 0
    for start, stop, replacement, rule in textual:
        if stop - start > 1 or rule.startswith("mojibake"):
            blank = replacement is not None and replacement.isspace()
            pieces += (page_text[at:start], (" " if blank else "x") * (stop - start))
            at = stop
    return "".join((*pieces, page_text[at:])) if pieces else page_text


def count_characters(text: str) -> int:
    """How many code points a text has without its white space."""
    return len("".join(text.split()))
