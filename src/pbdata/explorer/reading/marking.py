"""An article's words as HTML, with the facts that they tell marked by kind and linked to their rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pbdata.explorer.reading.segments import Segment, nested, segments
from pbdata.explorer.reading.visible import visible


class Fact(NamedTuple):
    """Words that tell a fact: their place in the field, the kind, the anchor of the row, and that of the words themselves."""

    start: int
    stop: int
    kind: str
    row: str
    words: str


def marked(text: str, facts: Sequence[Fact], parts: Iterable[tuple[int, int]]) -> list[str]:
    """Return each part of a text as HTML, ``start:stop`` in code points; parts are sorted and disjoint.

    A fact is an element ``mark`` of its kind, in pieces where facts cross or a part ends; within it each stretch of words is a link to
    the row of the innermost fact. The first piece of a fact has its anchor as ``id``, the others name it in ``data-w``; its first link is a stop of the keyboard.
    """
    parts = list(parts)
    if not facts:
        return [visible(text[start:stop]) for start, stop in parts]
    cuts = [cut for part in parts for cut in part]
    pieces = segments([(fact.start, fact.stop) for fact in facts], cuts)
    writer = _Writer(text, facts)
    found, at = [], 0
    for start, stop in parts:
        while at < len(pieces) and pieces[at].start < start:
            at += 1
        first = at
        while at < len(pieces) and pieces[at].start < stop:
            at += 1
        found.append(writer.part(pieces[first:at]))
    return found


class _Writer:
    """Writes the parts of one text one after the other, and knows which facts were met."""

    def __init__(self, text: str, facts: Sequence[Fact]) -> None:
        self._text, self._facts = text, facts
        self._begun: set[int] = set()
        self._linked: set[int] = set()

    def part(self, pieces: Sequence[Segment]) -> str:
        html: list[str] = []
        above: tuple[int, ...] = ()
        for start, stop, spans in pieces:
            same = nested(above, spans)
            html.append("</mark>" * (len(above) - same))
            html += [self._opening(number, depth) for depth, number in enumerate(spans[same:], same)]
            words = visible(self._text[start:stop])
            html.append(self._link(spans, words) if spans else words)
            above = spans
        html.append("</mark>" * len(above))
        return "".join(html)

    def _opening(self, number: int, depth: int) -> str:
        fact = self._facts[number]
        anchor = "data-w" if number in self._begun else "id"
        self._begun.add(number)
        return f'<mark class="{fact.kind}{f" d{min(depth, 3)}" if depth else ""}" {anchor}="{fact.words}">'

    def _link(self, spans: Sequence[int], words: str) -> str:
        fact = self._facts[spans[-1]]
        if spans[-1] in self._linked:
            return f'<a href="#{fact.row}" tabindex="-1">{words}</a>'
        self._linked.add(spans[-1])
        kinds = f"k-{fact.kind}"
        if len(spans) > 1:
            kinds = " ".join(dict.fromkeys(f"k-{self._facts[number].kind}" for number in reversed(spans)))
        return f'<a href="#{fact.row}" aria-describedby="{kinds}">{words}</a>'
