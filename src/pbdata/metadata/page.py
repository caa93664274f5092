"""What head matter is read from, and what it gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pbdata.cleaning.keys import Field, find_fields
from pbdata.cleaning.parts import Part

# So many lines without text part two runs of text; so many characters, or such a share of the longest, make one a text.
GAP = 8
LONG, SHARE = 150, 0.25
# A line that may hold the value of a key in the line above is no longer than this, and none of the text.
VALUE = 24
_NO_VALUE = frozenset({"title", "subtitle", "body", "heading", "caption", "related", "footer", "rights"})


class HeadLine(NamedTuple):
    """A labelled line of the normalized page: its range, label and zone of the grammar; and whether it is the title of an
    HTML document rather than a line of its body."""

    start: int
    stop: int
    label: str
    zone: str
    is_document_title: bool = False


class Value(NamedTuple):
    """A metadata value: the column, the range of its words in the normalized text, and the rule that read it.

    ``value`` is given where the column does not simply hold the words (a date in ISO form).
    """

    field: str
    start: int
    stop: int
    rule: str
    value: str | None = None


class Page(NamedTuple):
    """A labelled page, as head matter is read from it.

    ``text`` is the normalized page, in which all offsets count; ``parts`` are the parts of its kept lines; ``numbers``
    holds the numbers of the lines of each label; ``first`` is the number of the first line of the article's text and
    ``last`` that of the line after it, both the number of lines where the page has no text.
    """

    text: str
    lines: Sequence[HeadLine]
    parts: Sequence[Part]
    numbers: Mapping[str, Sequence[int]]
    first: int
    last: int

    def words(self, i: int) -> str:
        """The words of a line."""
        line = self.lines[i]
        return self.text[line.start : line.stop]

    def fields(self, i: int) -> list[Field]:
        """The facts of a line behind their keys; where the last one is empty, the line below may hold its value."""
        line = self.lines[i]
        found = find_fields(self.text, line.start, line.stop)
        if found and found[-1].start == found[-1].stop and i + 1 < len(self.lines):
            below = self.lines[i + 1]
            if below.label not in _NO_VALUE and below.stop - below.start <= VALUE and not self.fields(i + 1):
                found[-1] = found[-1]._replace(start=below.start, stop=below.stop)
        return found

    def labelled(self, label: str) -> list[HeadLine]:
        """The lines of a label, in page order."""
        return [self.lines[i] for i in self.numbers.get(label, ())]


def look_at_page(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> Page:
    """Sort the lines of a page by label, and find its text.

    That is the first run of text that is long, or not much shorter than the longest: stray lines in menus above do not
    count, nor does another text below.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        numbers[line.label].append(i)
    runs: list[list[int]] = []
    for i in numbers.get("body", ()):
        if not runs or i - runs[-1][1] > GAP:
            runs.append([i, i, 0])
        runs[-1][1] = i
        runs[-1][2] += lines[i].stop - lines[i].start
    first, last = len(lines), len(lines) - 1
    if runs:
        enough = min(LONG, SHARE * max(size for _, _, size in runs))
        first, last = next((first, last) for first, last, size in runs if size >= enough)
    return Page(text, lines, parts, dict(numbers), first, last + 1)
