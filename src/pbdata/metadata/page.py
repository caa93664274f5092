"""What head matter is read from, and what it gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pbdata.cleaning.keys import Field, find_fields
from pbdata.cleaning.names import is_institution, is_known_name
from pbdata.cleaning.parts import Part
from pbdata.metadata.printed_dates import PrintedDate

# So many lines without text part two runs of text; so many characters, or such a share of the longest, make one a text.
GAP = 8
LONG, SHARE = 150, 0.25
# A line that may hold the value of a key in the line above is no longer than this, and none of the text.
VALUE = 24
_NO_VALUE = frozenset({"body", "caption", "related", "footer", "rights"})
_MAY_BE_HEADING = frozenset({"title", "subtitle", "heading"})
# Below such a line, what is told is told of another article, or of comments.
_OTHER_MATTER = frozenset({"related", "comment"})
# In this order the parts of a page are believed; what stands right above the text, whatever stands above it, next to the head.
ZONES = {"head": 0, "above": 1, "text": 2, "after": 3, "before": 4}
# So many lines above the text stand right above it.
ABOVE = 10
# What may stand before a key or a value.
OPENING = "[【〖（(〔 "


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


class RankedDay(NamedTuple):
    """A printed date and its rank as the day of publication, the lowest first (``date_keys`` in rules.yaml)."""

    date: PrintedDate
    rank: int


class Dateline(NamedTuple):
    """A line that tells facts about the article: its number, its zone of the page, and the days that it prints, but for those of
    something else."""

    number: int
    zone: str
    days: tuple[RankedDay, ...]


class Page(NamedTuple):
    """A labelled page, as head matter is read from it.

    ``text`` is the normalized page, in which all offsets count; ``parts`` are the parts of its kept lines; ``numbers``
    holds the numbers of the lines of each label; ``first`` is the number of the first line of the article's text and
    ``last`` that of the line after it, both the number of lines where the page has no text; ``others`` is the number of
    the first line below the text that opens another article or comments. ``datelines`` are found by ``find_datelines``,
    and ``facts``, which stand behind keys, by ``find_facts``.
    """

    text: str
    lines: Sequence[HeadLine]
    parts: Sequence[Part]
    numbers: Mapping[str, Sequence[int]]
    first: int
    last: int
    others: int
    datelines: Sequence[Dateline] = ()
    facts: Sequence[Field] = ()

    def words(self, i: int) -> str:
        """The words of a line."""
        line = self.lines[i]
        return self.text[line.start : line.stop]

    def labelled(self, label: str) -> list[HeadLine]:
        """The lines of a label, in page order."""
        return [self.lines[i] for i in self.numbers.get(label, ())]

    def is_own(self, i: int) -> bool:
        """Whether a line can tell of the article: it stands above another article and above the comments.

        A line that looks like a title below the text opens another article, unless it is an institution that signs.
        """
        return i <= self.others

    def fields(self, i: int) -> list[Field]:
        """The facts of a line behind their keys; where the last one is empty, the line below may hold its value."""
        line = self.lines[i]
        found = find_fields(self.text, line.start, line.stop)
        if found and found[-1].start == found[-1].stop and i + 1 < len(self.lines):
            below = self.lines[i + 1]
            if self._may_be_value(below, found[-1].kind) and not find_fields(self.text, below.start, below.stop):
                found[-1] = found[-1]._replace(start=below.start, stop=below.stop)
        return found

    def _may_be_value(self, line: HeadLine, kind: str) -> bool:
        """Whether a line may hold the value of a key above it; one that looks like a heading, where it names an institution."""
        if line.stop - line.start > VALUE or not (self.text[line.start].isalpha() or self.text[line.start] in OPENING):
            return False
        words = self.text[line.start : line.stop]
        if kind in ("author", "editor") and is_known_name(words):
            return True
        if line.label in _MAY_BE_HEADING or "、" in words[:3]:
            return kind == "source" and is_institution(words)
        return line.label not in _NO_VALUE

    def zone(self, i: int) -> str:
        """The zone of a line; ``above`` right above the text, where no head was seen."""
        zone = self.lines[i].zone
        return "above" if zone == "before" and self.first - ABOVE <= i < self.first else zone


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
    return Page(text, lines, parts, dict(numbers), first, last + 1, _others(text, lines, last + 1))


def _others(text: str, lines: Sequence[HeadLine], last: int) -> int:
    """Return the number of the first line below the text that opens another article or comments."""
    for i in range(last, len(lines)):
        start, stop, label, *_ = lines[i]
        if label in _OTHER_MATTER or label == "title" and not is_institution(text[start:stop]):
            return i
    return len(lines)
