"""From kept lines and their parts to paragraphs: structural edits, and what each paragraph is."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pbdata.cleaning.parts import Part
from pbdata.model.page import Edit

BROKEN_FROM = 0.3

_SPACE_AFTER = re.compile(r"\s*")
_ENDS, _CLOSING = ("。", "！", "？", "!", "?", "…", "：", ":"), "”’」』)）】\"'"


class KeptLine(NamedTuple):
    """A kept line in the page text: ``start``, ``stop``, ``end`` with terminator, its label and its stripped words."""

    line_no: int
    start: int
    stop: int
    end: int
    label: str
    words: str


class _Habits(NamedTuple):
    """How a page sets its paragraphs: blank lines between them, lines broken by width, first lines indented."""

    blank_lines: bool
    by_width: bool
    indents: bool


class Assembly(NamedTuple):
    """Structural edits in page offsets, sorted and disjoint; and the kind of each paragraph that they give."""

    edits: list[Edit]
    kinds: list[str]


def assemble(page_text: str, lines: Sequence[KeptLine], parts: Sequence[Part], jumps: Sequence[int] = ()) -> Assembly:
    """Join broken lines, split glued headings off, take the other parts out, and drop the last terminator.

    ``parts`` count in the page text and lie inside ``lines``; ``jumps`` holds the numbers of lines that are nothing but
    a jump mark. Replaying the edits over the lines gives one paragraph a line, in the order of ``kinds``.
    """
    edits: list[Edit] = []
    kinds: list[str] = []
    open_paragraph = False
    last: KeptLine | None = None
    habits = _habits(page_text, lines)
    inside = [[part for part in parts if line.start <= part.start < line.end] if parts else [] for line in lines]
    for i, (line, following) in enumerate(zip(lines, [*lines[1:], None], strict=True)):
        line_edits, line_kinds = _take_apart(page_text, line, inside[i])
        edits += line_edits
        if not line_kinds and not open_paragraph:
            edits += _drop(line, "join")
            continue
        kinds += line_kinds[1:] if open_paragraph else line_kinds
        last = line
        open_paragraph = following is not None and (
            _is_broken(page_text, line, following, habits) or _jumps(line, inside[i], following, inside[i + 1], jumps)
        )
        if open_paragraph:
            edits += _drop(line, "join")
    if last is not None:
        edits += _drop(last, "trim-end")
    return Assembly(sorted(edits), kinds)


def _drop(line: KeptLine, rule: str) -> list[Edit]:
    return [Edit(line.stop, line.end, None, rule)] if line.end > line.stop else []


def _take_apart(page_text: str, line: KeptLine, parts: Sequence[Part]) -> tuple[list[Edit], list[str]]:
    """Return the edits inside one line and the kinds of the paragraphs that it gives."""
    if not parts:
        return [], [line.label] if line.words else []
    edits: list[Edit] = []
    kinds: list[str] = []
    at = line.start
    is_open = pending_split = False
    for part in parts:
        before = page_text[at : part.start].strip()
        gap = (at + len(page_text[at : part.start].rstrip()), part.start)
        after = _SPACE_AFTER.match(page_text, part.stop, line.stop)
        stop = after.end() if after else part.stop
        if before and not is_open:
            kinds.append(line.label)
        is_open = is_open or bool(before)
        if part.label == "heading":
            if is_open:
                edits.append(Edit(*gap, "\n", "split"))
            kinds.append("heading")
            edits.append(Edit(part.stop, stop, "\n", "split"))
            at, is_open, pending_split = stop, False, True
        else:
            start = gap[0] if before and stop == line.stop else part.start
            edits.append(Edit(start, stop, None, f"inline-{part.label}"))
            at, pending_split = stop, False
    if page_text[at : line.stop].strip():
        kinds += [] if is_open else [line.label]
    elif pending_split and edits:
        edits.pop()
    return edits, kinds


def _is_broken(page_text: str, line: KeptLine, following: KeptLine, habits: _Habits) -> bool:
    """Whether a line breaks off inside its paragraph.

    It does at a comma; at a semicolon that no blank line follows, on a page that puts blank lines between its
    paragraphs; and on a page that breaks its lines by width before a line without indentation, or, where none is
    indented, wherever a line does not close a sentence.
    """
    if line.label != "body" or following.label != "body":
        return False
    if line.words.endswith(("，", "、")):
        return True
    if following.line_no != line.line_no + 1:
        return False
    if habits.by_width:
        return not page_text[following.start].isspace() if habits.indents else not _is_closed(line.words)
    return habits.blank_lines and line.words.endswith("；")


def _jumps(
    line: KeptLine, own: Sequence[Part], following: KeptLine, others: Sequence[Part], jumps: Sequence[int]
) -> bool:
    """Whether a paragraph goes on over a jump mark: 下转四版 at its end, 上接一版 at the start of the next, or both."""
    if line.label != "body" or following.label != "body" or not (own or others or jumps) or _is_closed(line.words):
        return False
    marks = [part for part in (*own, *others) if part.label == "jump"]
    return bool(marks) or any(line.line_no < jump < following.line_no for jump in jumps)


def _is_closed(words: str) -> bool:
    """Whether words end where a sentence does."""
    return words.rstrip(_CLOSING).endswith(_ENDS) or words.endswith("——")


def _habits(page_text: str, lines: Sequence[KeptLine]) -> _Habits:
    body = [line for line in lines if line.label == "body"]
    first_lines = [a for a, b in pairwise(body) if b.line_no == a.line_no + 1]
    closed = {line.line_no for line in lines if _is_closed(line.words)}
    open_ends = sum(a.line_no not in closed and a.words[-1:] not in "，、；" for a in first_lines)
    indented = sum(page_text[line.start].isspace() for line in body)
    ended = [b.line_no > a.line_no + 1 for a, b in pairwise(lines) if a.line_no in closed]
    return _Habits(
        blank_lines=sum(ended) * 2 > len(ended),
        by_width=len(first_lines) >= 4 and open_ends > BROKEN_FROM * len(first_lines),
        indents=0.1 * len(body) < indented < 0.9 * len(body),
    )
