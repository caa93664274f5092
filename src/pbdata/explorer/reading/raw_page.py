"""The page as it was captured, line by line: what was removed is struck through, what was changed shows before and after."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pbdata.explorer.reading.segments import nested, segments
from pbdata.explorer.reading.visible import attribute, visible
from pbdata.model.page import Edit
from pbdata.normalization.alignment import Piece


class PageLine(NamedTuple):
    """A line of the page text: ``stop`` lies before its line end, ``end`` after it."""

    line_no: int
    start: int
    stop: int
    end: int
    label: str
    kept: bool
    rule: str


class Part(NamedTuple):
    """A stretch of the page text that is told apart: its class, its name, its rule and its anchor."""

    start: int
    stop: int
    kind: str
    name: str
    rule: str
    anchor: str


def page_lines(
    page: str,
    lines: Sequence[PageLine],
    pieces: Sequence[Piece],
    parts: Sequence[Part],
    paragraphs: Mapping[int, Sequence[int]],
    labels: Mapping[str, str],
) -> Iterator[str]:
    """Write each line as an ``li``: its number with a permanent anchor, its words, its paragraphs, its label and its rule.

    ``pieces`` say how the kept lines became the text, ``parts`` are sorted by their start, ``paragraphs`` holds numbers of
    paragraphs by the number of a kept line, ``labels`` the HTML of each label. Offsets are code points of ``page``.
    """
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line_no, []).append(piece)
    starts = [part.start for part in parts]
    longest = max((part.stop - part.start for part in parts), default=0)
    begun: set[str] = set()
    for line in lines:
        inside = parts[bisect_left(starts, line.start - longest) : bisect_right(starts, line.end)]
        if line.kept:
            words = _kept(page, by_line.get(line.line_no, ()), inside, begun)
        elif line.stop > line.start:
            words = f"<del>{_with_parts(page, line.start, line.stop, inside, begun)}</del>"
        else:
            words = ""
        yield _line(line, words, paragraphs.get(line.line_no, ()), labels.get(line.label) or visible(line.label))


def _line(line: PageLine, words: str, paragraphs: Sequence[int], label: str) -> str:
    number = line.line_no
    targets = "".join(f'<a class="to" href="#p{one}">¶{one}</a>' for one in paragraphs)
    kept = "kept" if line.kept else "removed"
    return (
        f'<li id="line-{number}" class="line {kept}" data-label="{attribute(line.label)}">'
        f'<a class="n" href="#line-{number}" aria-describedby="why-{number}">{number}</a>'
        f'<span class="printed">{words}</span>'
        f'<span class="why" id="why-{number}">{targets}<b>{label}</b> <code>{visible(line.rule)}</code></span></li>\n'
    )


def _kept(page: str, pieces: Sequence[Piece], parts: Sequence[Part], begun: set[str]) -> str:
    html = []
    for piece in pieces:
        if piece.edit is None:
            html.append(_with_parts(page, piece.start, piece.stop, parts, begun))
        else:
            html.append(_edited(page, piece.edit, parts, begun))
    return "".join(html)


def _edited(page: str, edit: Edit, parts: Sequence[Part], begun: set[str]) -> str:
    before = page[edit.start : edit.stop]
    if before.isspace() and "\n" not in before and "\r" not in before:
        before = f'<del class="blank">{"␣" * len(before)}</del>'
    elif before:
        before = f"<del>{_with_parts(page, edit.start, edit.stop, parts, begun)}</del>"
    after = f"<ins>{visible(edit.replacement)}</ins>" if edit.replacement else ""
    return f'<span class="edit" tabindex="-1" data-rule="{attribute(edit.rule)}">{before}{after}</span>'


def _with_parts(page: str, start: int, stop: int, parts: Sequence[Part], begun: set[str]) -> str:
    inside = [part for part in parts if part.start < stop and part.stop > start]
    if not inside:
        return visible(page[start:stop])
    html: list[str] = []
    above: tuple[int, ...] = ()
    for first, last, spans in segments([(part.start, part.stop) for part in inside], (start, stop)):
        same = nested(above, spans)
        html.append("</span>" * (len(above) - same))
        html += [_opening(inside[number], begun) for number in spans[same:]]
        html.append(visible(page[first:last]))
        above = spans
    html.append("</span>" * len(above))
    return "".join(html)


def _opening(part: Part, begun: set[str]) -> str:
    anchor = "" if part.anchor in begun else f' id="{part.anchor}"'
    begun.add(part.anchor)
    return f'<span class="{part.kind}"{anchor} tabindex="-1" data-name="{attribute(part.name)}" data-rule="{attribute(part.rule)}">'
