"""Pages that lead to articles and hold none: beginnings of stories, an archive of several, the front page of a section.

All lines of a page count, not only those that would be kept.
"""

import re
from collections.abc import Sequence
from functools import cache

from pbdata.chinese.rules import rule
from pbdata.cleaning.features import KIN_FROM

# Lines of so many Chinese characters tell a story; so many stories, and more than this share of all such lines, make a list.
MIN_STORY, MIN_STORIES, STORY_SHARE = 30, 3, 0.7
# Stories that have nothing to do with each other make one from two on; each has so many characters and a headline of its own.
MIN_UNRELATED, MAX_COMPARED, MIN_WHOLE_STORY = 2, 12, 50
MIN_HEADLINE, MAX_HEADLINE = 8, 60
# A headline that has fewer pairs of characters in common with a story is of another one.
KIN_BELOW = 2
# So many links to further articles beside no more than one paragraph, or rows of links below one that is printed twice, make
# the front page of a section.
MIN_MORE, MIN_ROWS, MIN_CELLS = 2, 3, 4
# So much of the end of a line is read to see whether it was cut short; words of so few characters part no story from its headline.
CUT_READ, MAX_BETWEEN = 12, 4
_INNER = re.compile("[，。；]")
_BULLETS = frozenset("•·▪■◆●○▶*-")
_CELLS = re.compile(r"\s*[|｜┊丨│]\s*")


def why_list(lines: Sequence[str], sizes: Sequence[int]) -> str | None:
    """Return the reason why a page of stripped, normalized lines is a list, or ``None`` if it is none.

    ``sizes`` holds the number of Chinese characters of each line.
    """
    filled = [i for i, line in enumerate(lines) if line]
    words = [lines[i] for i in filled]
    long = [k for k, i in enumerate(filled) if sizes[i] >= MIN_STORY and _INNER.search(words[k])]
    begun = sum(_begins_a_story(words[k], _headline(words, k)) for k in long)
    if begun >= MIN_STORIES and begun > STORY_SHARE * len(long):
        return f"list page: {begun} stories, each with a headline or an opening of its own or cut short"
    cut = sum(_has_link(words[k]) for k in long)
    if cut >= MIN_UNRELATED or cut and cut * 2 > len(long):
        return f"list page: {cut} stories that break off before a link to the whole"
    whole = [k for k in long if sizes[filled[k]] >= MIN_WHOLE_STORY]
    if len(whole) >= MIN_UNRELATED and _are_unrelated([(_headline(words, k), words[k]) for k in whole[:MAX_COMPARED]]):
        return f"list page: {len(whole)} stories that have nothing to do with each other"
    told = [words[k] for k in long if len(_CELLS.split(words[k])) < MIN_CELLS]
    paragraphs = set(told)
    more = sum(rule(__package__, "lists", "more").pattern.search(line) is not None for line in words)
    rows = sum(len(_CELLS.split(line)) >= MIN_CELLS for line in words)
    if len(paragraphs) <= 1 and more >= MIN_MORE:
        return f"list page: {more} links to further articles and no more than a paragraph"
    if len(paragraphs) == 1 < len(told) and rows >= MIN_ROWS:
        return f"list page: {rows} rows of links below a paragraph that is printed twice"
    return None


def _headline(words: Sequence[str], k: int) -> str:
    """Return the line above a line, but for a word such as 图片 between them; empty if it has not the size of a headline."""
    above = next((words[i] for i in range(k - 1, -1, -1) if len(words[i]) > MAX_BETWEEN), "")
    return above if MIN_HEADLINE <= len(above) <= MAX_HEADLINE and above[-1] not in "。；：" else ""


def _begins_a_story(line: str, headline: str) -> bool:
    """Whether a line is the start of a story: it opens with a report, ends in dots, or, in a list or below a headline that
    says what it says, without a stop."""
    if rule(__package__, "lists", "report").pattern.match(line) or _is_cut(line, "dots"):
        return True
    return _is_cut(line, "no-stop") and (line[0] in _BULLETS or _kinship(headline, line) >= KIN_FROM)


def _is_cut(line: str, how: str) -> bool:
    return rule(__package__, "lists", how).pattern.search(line[-CUT_READ:]) is not None


def _has_link(line: str) -> bool:
    return rule(__package__, "lists", "link-to-the-whole").pattern.search(line[-CUT_READ:]) is not None


def _are_unrelated(stories: Sequence[tuple[str, str]]) -> bool:
    """Whether each story has a headline of its own that tells of it and of no other."""
    return all(
        _kinship(headline, story) >= KIN_FROM if story is other else _kinship(headline, other) < KIN_BELOW
        for headline, story in stories
        for _, other in stories
    )


@cache
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[k : k + 2] for k in range(len(words) - 1))


def _kinship(headline: str, story: str) -> int:
    """Return how many pairs of characters of a headline a story has in common with it."""
    return sum(pair in story for pair in _pairs(headline))
