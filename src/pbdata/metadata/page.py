"""What head matter is read from, and what it gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
# How far from the text a line with another label may tell facts: as many lines above it, and below it.
ABOVE, BELOW = 10, 10
_FACTS = ("dateline", "byline", "editor")
_MAY_TELL = frozenset({"rights", "share", "nav", "subtitle", "ad", "comment"})
_BRACKETS = "[【〖（(〔 "


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


@dataclass(frozen=True)
class Page:
    """A labelled page, as head matter is read from it.

    ``text`` is the normalized page, in which all offsets count; ``parts`` are the parts of its kept lines; ``numbers``
    holds the numbers of the lines of each label; ``first`` is the number of the first line of the article's text and
    ``last`` that of the line after it, both the number of lines where the page has no text. ``datelines`` are found by
    ``find_datelines``.
    """

    text: str
    lines: Sequence[HeadLine]
    parts: Sequence[Part]
    numbers: Mapping[str, Sequence[int]]
    first: int
    last: int
    datelines: Sequence[Dateline] = ()

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
        return i <= self._others

    @cached_property
    def _others(self) -> int:
        """The number of the first line below the text that opens another article or comments."""
        opens = (
            i
            for i in range(self.last, len(self.lines))
            if (label := self.lines[i].label) in _OTHER_MATTER or label == "title" and not is_institution(self.words(i))
        )
        return next(opens, len(self.lines))

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
        if line.stop - line.start > VALUE or not (
            self.text[line.start].isalpha() or self.text[line.start] in _BRACKETS
        ):
            return False
        words = self.text[line.start : line.stop]
        if kind in ("author", "editor") and is_known_name(words):
            return True
        if line.label in _MAY_BE_HEADING or "、" in words[:3]:
            return kind == "source" and is_institution(words)
        return line.label not in _NO_VALUE

    @cached_property
    def facts(self) -> list[Field]:
        """All facts behind keys that the page tells of the article: of its datelines, those of the head first, of the notes
        at the ends of its text, of its credits, and of lines close to the text that begin with a key."""
        labelled = [
            i for label in _FACTS for i in sorted(self.numbers.get(label, ()), key=self._rank) if self.is_own(i)
        ]
        told = set(labelled)
        labelled += [line.number for line in self.datelines if line.number not in told and self.is_own(line.number)]
        notes = [part for part in self.parts if part.label in ("byline", "dateline")]
        near = [
            *range(max(0, self.first - ABOVE), self.first),
            *range(self.last, min(self.last + BELOW, len(self.lines))),
        ]
        found = [field for i in labelled for field in self.fields(i)]
        found += [field for part in notes for field in find_fields(self.text, part.start, part.stop)]
        for i in near:
            fields = self.fields(i) if self.lines[i].label in _MAY_TELL and self.is_own(i) else []
            if fields and not self.text[self.lines[i].start : fields[0].begin].strip(_BRACKETS):
                found += fields
        return [field for field in found if field.stop > field.start]

    def zone(self, i: int) -> str:
        """The zone of a line; ``above`` right above the text, where no head was seen."""
        zone = self.lines[i].zone
        return "above" if zone == "before" and self.first - ABOVE <= i < self.first else zone

    def _rank(self, i: int) -> int:
        return ZONES[self.zone(i)]


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
