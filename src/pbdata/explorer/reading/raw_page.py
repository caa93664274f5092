"""The page as it was captured, line by line: what was removed is struck through, what was changed shows before and after."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pbdata.explorer.reading.segments import nested, segments
from pbdata.explorer.reading.visible import attribute, visible
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
    parts: list[Part],
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
    words = _Words(page, parts)
    for line in lines:
        if line.kept:
            printed = "".join(map(words.piece, by_line.get(line.line_no, ())))
        elif line.stop > line.start:
            printed = f"<del>{words.plain(line.start, line.stop)}</del>"
        else:
            printed = ""
        yield _line(line, printed, paragraphs.get(line.line_no, ()), labels.get(line.label) or visible(line.label))


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


class _Words:
    """Writes the words of a page from its beginning to its end, and knows which parts were met."""

    def __init__(self, page: str, parts: list[Part]) -> None:
        self._page, self._parts = page, parts
        self._starts = [part.start for part in parts]
        self._longest = max((part.stop - part.start for part in parts), default=0)
        self._begun: set[str] = set()

    def piece(self, piece: Piece) -> str:
        """A piece of a kept line: words that were copied, or what was changed, before and after."""
        edit = piece.edit
        if edit is None:
            return self.plain(piece.start, piece.stop)
        before = self._page[edit.start : edit.stop]
        if not self._inside(edit.start, edit.stop):
            return _change(before, edit.replacement, edit.rule)
        return _changed(f"<del>{self.plain(edit.start, edit.stop)}</del>", edit.replacement, edit.rule)

    def plain(self, start: int, stop: int) -> str:
        """Words as the page prints them, with their parts."""
        inside = self._inside(start, stop)
        if not inside:
            return visible(self._page[start:stop])
        html: list[str] = []
        above: tuple[int, ...] = ()
        for first, last, spans in segments([(part.start, part.stop) for part in inside], (start, stop)):
            same = nested(above, spans)
            html.append("</span>" * (len(above) - same))
            html += [self._opening(inside[number]) for number in spans[same:]]
            html.append(visible(self._page[first:last]))
            above = spans
        html.append("</span>" * len(above))
        return "".join(html)

    def _inside(self, start: int, stop: int) -> list[Part]:
        near = self._parts[bisect_left(self._starts, start - self._longest) : bisect_left(self._starts, stop)]
        return [part for part in near if part.stop > start] if near else near

    def _opening(self, part: Part) -> str:
        anchor = "" if part.anchor in self._begun else f' id="{part.anchor}"'
        self._begun.add(part.anchor)
        name, rule = attribute(part.name), attribute(part.rule)
        return f'<span class="{part.kind}"{anchor} data-name="{name}" data-rule="{rule}">'


@lru_cache(maxsize=4096)
def _change(before: str, after: str | None, rule: str) -> str:
    """A change of words without parts, of which a corpus has the same ones again and again."""
    if before.isspace() and "\n" not in before and "\r" not in before:
        return _changed(f'<del class="blank">{"␣" * len(before)}</del>', after, rule)
    return _changed(f"<del>{visible(before)}</del>" if before else "", after, rule)


def _changed(before: str, after: str | None, rule: str) -> str:
    put = f"<ins>{visible(after)}</ins>" if after else ""
    return f'<span class="edit" data-rule="{attribute(rule)}">{before}{put}</span>'
