"""From kept lines and their parts to paragraphs: structural edits, and what each paragraph is."""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from pbdata.cleaning.parts import Part
from pbdata.model.page import Edit

# A page breaks its lines by width if more than this share of its lines (and at least so many) do not close a sentence, most
# of these are nearly as wide as the widest, and hardly any line is much wider.
BROKEN_FROM, MIN_BROKEN = 0.3, 4
NEAR_WIDTH, MUCH_WIDER, MAX_WIDER_SHARE = 0.75, 1.2, 0.1
# A line that ends at a comma goes on in the next if it is no short line of a verse or a list.
MIN_CLAUSE = 20

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
    """How a page sets its paragraphs: blank lines between them, the width at which it breaks lines (0: it does not), first
    lines indented."""

    blank_lines: bool
    width: int
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
    starts = [part.start for part in parts]
    inside = [parts[bisect_left(starts, line.start) : bisect_left(starts, line.end)] for line in lines]
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

    It does at a comma, unless it is short; at a semicolon that no blank line follows, on a page that puts blank lines
    between its paragraphs; and on a page that breaks its lines by width, if it is nearly as wide, before a line without
    indentation, or, where none is indented, wherever it does not close a sentence.
    """
    if line.label != "body" or following.label != "body":
        return False
    if line.words.endswith(("，", "、")) and len(line.words) >= MIN_CLAUSE:
        return True
    if following.line_no != line.line_no + 1:
        return False
    if habits.width:
        if habits.indents:
            return not page_text[following.start].isspace()
        is_wide = _width(page_text, line) >= NEAR_WIDTH * habits.width
        return is_wide and not _is_closed(line.words)
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
    closed = {line.line_no for line in lines if _is_closed(line.words)}
    indented = sum(page_text[line.start].isspace() for line in body)
    ended = [b.line_no > a.line_no + 1 for a, b in pairwise(lines) if a.line_no in closed]
    return _Habits(
        blank_lines=sum(ended) * 2 > len(ended),
        width=_breaking_width(page_text, body, closed),
        indents=0.1 * len(body) < indented < 0.9 * len(body),
    )


def _breaking_width(page_text: str, body: Sequence[KeptLine], closed: Container[int]) -> int:
    """Return the width at which a page breaks its lines, or 0 if it does not break them by width."""
    followed = [a for a, b in pairwise(body) if b.line_no == a.line_no + 1]
    widths = [_width(page_text, a) for a in followed if a.line_no not in closed and a.words[-1:] not in "，、；"]
    if len(followed) < MIN_BROKEN or len(widths) <= BROKEN_FROM * len(followed):
        return 0
    widest = max(widths)
    alike = sum([width >= NEAR_WIDTH * widest for width in widths])
    if alike * 2 <= len(widths):
        return 0
    wider = sum([_width(page_text, line) > MUCH_WIDER * widest for line in body])
    return widest if wider <= MAX_WIDER_SHARE * len(body) else 0


def _width(page_text: str, line: KeptLine) -> int:
    """Return the columns that a line takes: two for a character that is not ASCII."""
    words = page_text[line.start : line.stop].rstrip()
    return 2 * len(words) - len(words.encode("ascii", "ignore"))
