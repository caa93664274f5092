"""What head matter is read from, and what it gives."""

from collections.abc import Sequence
from typing import NamedTuple

# So many lines without text part two runs of text; so many characters, or such a share of the longest, make one a text.
GAP = 8
LONG, SHARE = 150, 0.25


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


def text_range(lines: Sequence[HeadLine]) -> tuple[int, int]:
    """Return the numbers of the first line of the article's text and of the line after its last one.

    It is the first run of text that is long, or not much shorter than the longest: stray lines in menus above do not
    count, nor does another text below. Both are the number of lines where the page has no text.
    """
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        if line.label == "body":
            if not runs or i - runs[-1][1] > GAP:
                runs.append([i, i, 0])
            runs[-1][1] = i
            runs[-1][2] += line.stop - line.start
    if not runs:
        return len(lines), len(lines)
    enough = min(LONG, SHARE * max(size for _, _, size in runs))
    first, last = next((first, last) for first, last, size in runs if size >= enough)
    return first, last + 1
