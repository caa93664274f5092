"""What speaks for a line as the title, and against it: each piece of evidence has its weight."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.metadata.head import (
    ABOVE,
    ENOUGH_TEXT,
    Head,
    begins,
    is_crumb,
    is_dashed,
    is_institution_line,
    kinship,
    may_be_title,
)

# How far it speaks for a line to stand so many lines above the date or the makers; without the label of a title in part.
ABOVE_FACTS = {1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1}
UNNAMED = 0.5
# A title line right above the facts has at least the first share of the text's pairs of characters, another line the second.
KIN_HEARD, KIN_ALONE = 0.15, 0.6

Merit = tuple[float, bool, int]
"""What speaks for a line, whether it stands above the text, and how close to it."""


class _Line(NamedTuple):
    """A line judged as the title: whether its label and its place say that it is one, how many lines it stands above the
    next facts (0 for too many), which share of it the text repeats, and whether another title line begins with it."""

    head: Head
    number: int
    words: str
    is_title: bool
    above: int
    kin: float
    is_reprinted: bool


def merit(head: Head, i: int, labelled: Sequence[int]) -> Merit:
    """Return what speaks for a line as the title, whether it stands above the text, and how close to it."""
    line, first = _line(head, i, labelled), head.page.first
    worth = 0.0
    # One by one: how sum() rounds depends on the version of Python.
    for speaks, weight in _EVIDENCE:
        worth += weight * speaks(line)
    return worth, i < first, i if i < first else -i


def _line(head: Head, i: int, labelled: Sequence[int]) -> _Line:
    first, words = head.page.first, head.words(i)
    # Below the text, only a page that prints no facts above it may print its title.
    is_title = head.page.lines[i].label == "title" and (i < first or not head.anchors)
    above = lines_above(head, i)
    # Tags and captions say what the text says in its own words; a title does not.
    is_apart = above != 1 and i not in (first - 1, head.page.last)
    own_words = not is_title and (is_apart or is_institution_line(words)) and words in head.opening
    kin = 0.0 if own_words else kinship(words, head.opening)
    is_reprinted = any(begins(head, other, i) for other in labelled if other != i)
    return _Line(head, i, words, is_title, above, kin, is_reprinted)


def _is_strange(line: _Line) -> bool:
    return not line.kin and len(line.head.opening) >= ENOUGH_TEXT


def _is_above_facts(line: _Line) -> float:
    return ABOVE_FACTS.get(line.above, 0.0) * (1.0 if line.is_title else UNNAMED)


def _is_above_text(line: _Line) -> bool:
    page = line.head.page
    return line.number == page.first - 1 and page.lines[line.number].label != "heading"


def _is_below_crumb(line: _Line) -> bool:
    before = line.number - 1
    return before >= 0 and line.head.page.lines[before].label == "nav" and is_crumb(line.head.words(before))


def _lines_to_text(line: _Line) -> int:
    return max(0, min(line.head.page.first - line.number, ABOVE))


def _tells_no_title(line: _Line) -> bool:
    """Whether a line is no more than the name of an institution, or says what the title was elsewhere."""
    if is_institution_line(line.words):
        return True
    return rule(__package__, "titles", "original").pattern.match(line.words) is not None


def _is_below_titled_facts(line: _Line) -> bool:
    """Whether a line stands below facts that have a title of their own right above them: it is a heading of the text."""
    head, lines = line.head, line.head.page.lines
    above = [i - 1 for i in head.anchors if 0 < i < line.number]
    return any(
        kinship(head.words(i), head.opening) >= (KIN_HEARD if lines[i].label == "title" else KIN_ALONE)
        and may_be_title(head.words(i))
        and not begins(head, i, line.number)
        for i in above
    )


# What speaks for a line as the title and against it, and how much it weighs.
_EVIDENCE: tuple[tuple[Callable[[_Line], float], float], ...] = (
    (lambda line: line.kin, 1.0),
    (_is_strange, -0.25),
    (lambda line: line.is_title, 0.3),
    (lambda line: line.is_reprinted, 0.2),
    (_is_above_facts, 1.0),
    (_is_above_text, 0.1),
    (_is_below_crumb, 0.2),
    (_lines_to_text, -0.015),
    (_tells_no_title, -0.3),
    (_is_below_titled_facts, -0.6),
)


def lines_above(head: Head, i: int) -> int:
    """Return how many lines above the next facts a line stands; 0 for too many. Second titles and tools do not count, nor
    other lines of a title between one and its facts."""
    between = {"subtitle", "share", "title"} if head.page.lines[i].label == "title" else {"subtitle", "share"}
    above = 0
    for k in range(i + 1, min(i + 1 + 2 * max(ABOVE_FACTS), len(head.page.lines))):
        if k in head.anchors:
            return above + 1
        above += head.page.lines[k].label not in between and not is_dashed(head, k)
    return 0
