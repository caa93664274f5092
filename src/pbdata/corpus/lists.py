"""Pages that lead to articles and hold none: beginnings of stories, an archive of several, the front page of a section.

All lines of a page count, not only those that would be kept.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.corpus.stories import (
    MAX_COMPARED,
    MAX_ITEM,
    MIN_STORIES,
    MIN_UNRELATED,
    MIN_WHOLE_STORY,
    Story,
    are_kin,
    are_separate,
    find_stories,
    is_headline,
)

# Lines of so many Chinese characters tell a story; stories make a list if they are more than this share of all such lines.
MIN_STORY, STORY_SHARE = 30, 0.7
# So many items, each with its day, make a list.
MIN_ITEMS = 3
# So many headlines make the contents of an issue.
MIN_TITLES = 12
# So many headlines with a day each make a list.
MIN_DATED = 5
# So many links to further articles beside no more than one paragraph, or rows of links below one that is printed twice, make
# the front page of a section.
MIN_MORE, MIN_ROWS, MIN_CELLS, MIN_TIMES = 2, 3, 4, 2
# The head of what leads on is no longer than this.
MAX_FURTHER = 13
# So much of the end of a line is read to see whether it was cut short; words of so few characters part no story from its headline.
CUT_READ, MAX_BETWEEN = 12, 4
_INNER = re.compile("[，。；]")
_BULLETS = frozenset("•·▪■◆●○▶*-")
_BARS = "|｜┊丨│"


class _Page(NamedTuple):
    """The lines of a page that hold anything, the numbers of those that tell a story, and the stories: a paragraph that a headline
    near above tells of begins one, others go on in it."""

    words: list[str]
    long: list[int]
    stories: list[Story]

    def below(self, k: int) -> str:
        """Return the line below one, or nothing."""
        return self.words[k + 1] if k + 1 < len(self.words) else ""


def why_list(lines: Sequence[str], sizes: Sequence[int], *, has_head: bool = False) -> str | None:
    """Return the reason why a page of stripped, normalized lines is a list, or ``None`` if it is none.

    What stands below a first story and a head such as 相关推荐 does not count. ``sizes`` holds the number of Chinese characters of
    each line. A page that has the head of an article is one only by signs that no single article has.
    """
    words = list(filter(None, lines))
    filled_sizes = [size for line, size in zip(lines, sizes, strict=True) if line]
    long = [k for k, size in enumerate(filled_sizes) if size >= MIN_STORY and _INNER.search(words[k])]
    further = next((k for k in range(long[0], len(words)) if _leads_on(words[k])), None) if long else None
    if further is not None:
        words, long = words[:further], [k for k in long if k < further]
    page = _Page(words, long, find_stories(words, long))
    return next(
        (f"list page: {why}" for judge in (_SURE if has_head else _KINDS) if (why := judge(page)) is not None), None
    )


def are_days_of_items(lines: Sequence[str], dated: Sequence[int]) -> bool:
    """Whether the day of each of some lines is that of an item, and no fact about one article: nothing but a day, close to
    another one, or a story with its day in it, among others."""
    if not all(_is_day(lines[i]) or _has_day_inside(lines[i]) for i in dated):
        return False
    filled = [i for i, line in enumerate(lines) if line]
    days = _days([lines[i] for i in filled])
    near = [pair for pair in pairwise(days) if 1 < pair[1] - pair[0] <= MAX_ITEM + 1]
    inside = [i for i in filled if _has_day_inside(lines[i])]
    items = {filled[k] for pair in near for k in pair}.union(inside if len(inside) >= MIN_ITEMS else ())
    return items.issuperset(dated)


def _dated_items(page: _Page) -> str | None:
    long, days = set(page.long), _days(page.words)
    if len(days) + 1 < MIN_ITEMS:
        return None
    edges = [-1, *days, len(page.words)]
    between = [range(start + 1, stop) for start, stop in pairwise(edges) if stop - start <= MAX_ITEM + 1]
    items = [[k for k in item if k in long] for item in between if any(_has_headline(page.words[k]) for k in item)]
    told = [item for item in items if len(item) == 1]
    if len(told) >= MIN_ITEMS and len(told) > STORY_SHARE * len(page.long):
        return f"{len(told)} stories, each with a headline and a day of its own"
    return None


def _days_inside(page: _Page) -> str | None:
    dated = sum(_has_day_inside(page.words[k]) for k in page.long)
    if dated >= MIN_ITEMS and dated > STORY_SHARE * len(page.long):
        return f"{dated} stories, each with its day in it"
    return None


def _results_of_a_search(page: _Page) -> str | None:
    head = next((line for line in page.words[:MAX_ITEM] if _opens(line, "results")), None)
    return f"it says {head!r}" if head and len(page.long) >= MIN_UNRELATED else None


def _beginnings(page: _Page) -> str | None:
    begun = sum(_begins_a_story(page.words, k) for k in page.long)
    if begun >= MIN_STORIES and begun > STORY_SHARE * len(page.long):
        return f"{begun} stories, each with a headline or an opening of its own or cut short"
    return None


def _all_cut(page: _Page) -> str | None:
    if len(page.long) >= MIN_UNRELATED and all(_is_cut(page.words[k], "dots") for k in page.long):
        return f"{len(page.long)} stories, and all of them are cut short"
    return None


def _broken_off(page: _Page) -> str | None:
    cut = sum(_is_cut(page.words[k], "link-to-the-whole") for k in page.long)
    linked = cut + sum(_opens(below, "link-alone") for below in map(page.below, page.long))
    if cut >= MIN_UNRELATED or linked * 2 > len(page.long) and (cut or linked >= MIN_UNRELATED):
        return f"{linked} stories that break off before a link to the whole"
    return None


def _links_to_articles(page: _Page) -> str | None:
    if _times_of_paragraph(page) is None:
        return None
    more = sum(_opens(line, "more") for line in page.words)
    return f"{more} links to further articles and no more than a paragraph" if more >= MIN_MORE else None


def _rows_of_links(page: _Page) -> str | None:
    if (_times_of_paragraph(page) or 0) < MIN_TIMES:
        return None
    rows = sum(map(_is_row, page.words))
    return f"{rows} rows of links below a paragraph that is printed twice" if rows >= MIN_ROWS else None


def _separate(page: _Page) -> str | None:
    """Judge a page of stories that have nothing to do with each other."""
    if are_separate(page.stories):
        return f"{len(page.stories)} stories that have nothing to do with each other"
    return None


def _signed(page: _Page) -> str | None:
    """Judge a page of whole stories that have nothing to do with each other, each with its day or its reporter: teasers of other
    articles, which stand below many a single one, are shorter."""
    stories = page.stories
    are_whole = len(stories) >= MIN_UNRELATED and all(len(story.text) >= MIN_WHOLE_STORY for story in stories)
    if are_whole and all(_is_signed(page.words, story) for story in stories) and are_separate(stories):
        return f"{len(stories)} stories, each with a headline and with a day or a reporter of its own"
    return None


def _page_of_a_paper(page: _Page) -> str | None:
    """Judge a page of a paper: its number stands above each of several stories."""
    numbers = [k for k, line in enumerate(page.words) if line[0] == "第" and _opens(line, "page-alone")]
    told = sum(any(k < i < following for i in page.long) for k, following in pairwise([*numbers, len(page.words)]))
    return f"{told} stories, each below the number of a page" if told >= MIN_UNRELATED else None


def _dated_headlines(page: _Page) -> str | None:
    """Judge a page of headlines with a day each and no paragraph."""
    dated = 0 if page.long or _say_anything(page.words) else sum(_opens(line, "dated-headline") for line in page.words)
    return f"{dated} headlines with a day each and no paragraph" if dated >= MIN_DATED else None


def _contents(page: _Page) -> str | None:
    """Judge the contents of an issue of a magazine: headlines and no sentence."""
    if _say_anything(page.words):
        return None
    titles = sum(map(is_headline, page.words))
    is_issue = any(_opens(line, "issue") for line in page.words[:MAX_ITEM])
    return f"{titles} headlines of an issue and no sentence" if is_issue and titles >= MIN_TITLES else None


def _part_of_a_list(page: _Page) -> str | None:
    """Judge one of several pages of stories: none of its headlines tells of more than one of them."""
    if len(page.long) < MIN_STORIES or not any(_opens(line, "further-pages") for line in page.words):
        return None
    texts = [page.words[k] for k in page.long[:MAX_COMPARED]]
    headlines = [line for line in page.words[: page.long[-1]] if is_headline(line)]
    if any(sum(are_kin(headline, text) for text in texts) > 1 for headline in headlines):
        return None
    return f"{len(page.long)} stories that no headline is common to, and links to further pages of them"


# The kinds of lists; each says what it found on a page that is one. Of some, no single article has the signs.
_SURE = (_signed, _page_of_a_paper, _dated_headlines, _contents)
_KINDS = (
    *_SURE,
    _results_of_a_search,
    _dated_items,
    _days_inside,
    _all_cut,
    _beginnings,
    _broken_off,
    _separate,
    _links_to_articles,
    _rows_of_links,
    _part_of_a_list,
)


def _times_of_paragraph(page: _Page) -> int | None:
    """Return how many times a page prints its one paragraph, 0 if it has none; ``None`` where there are several."""
    paragraphs = (page.words[k] for k in page.long if not _is_row(page.words[k]))
    first, times = next(paragraphs, None), 1
    for other in paragraphs:
        if other != first:
            return None
        times += 1
    return 0 if first is None else times


def _is_row(line: str) -> bool:
    return sum(map(line.count, _BARS)) >= MIN_CELLS - 1


def _headline(words: Sequence[str], k: int) -> str:
    """Return the line above a line, but for a word such as 图片 or a day between them; empty if it is no headline."""
    above = next((words[i] for i in range(k - 1, -1, -1) if len(words[i]) > MAX_BETWEEN and not _is_day(words[i])), "")
    return above if is_headline(above) else ""


def _has_headline(line: str) -> bool:
    """Whether a line is a headline, or begins with one in brackets."""
    return is_headline(line) or _opens(line, "headline-in-brackets")


def _is_day(line: str) -> bool:
    return _opens(line, "day")


def _has_day_inside(line: str) -> bool:
    """Whether a line holds a day with its clock amid other words."""
    return ":" in line and _says(line, "day-inside")


def _opens(line: str, what: str) -> bool:
    """Whether a line begins with a pattern."""
    return _pattern(what).match(line) is not None


def _says(line: str, what: str) -> bool:
    """Whether a line holds a pattern anywhere."""
    return _pattern(what).search(line) is not None


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return rule(__package__, "lists", what).pattern


def _begins_a_story(words: Sequence[str], k: int) -> bool:
    """Whether a line is the start of a story: it opens with a report, ends in dots, or, in a list or below a headline that
    says what it says, without a stop."""
    line = words[k]
    if _opens(line, "report") or _is_cut(line, "dots"):
        return True
    return _is_cut(line, "no-stop") and (line[0] in _BULLETS or are_kin(_headline(words, k), line))


def _is_cut(line: str, how: str) -> bool:
    """Whether a line ends as what is cut short does, which is never in a full stop."""
    return line[-1] != "。" and _says(line[-CUT_READ:], how)


def _leads_on(line: str) -> bool:
    """Whether a line is a head such as 相关推荐."""
    return len(line) <= MAX_FURTHER and _opens(line, "further")


def _days(words: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that are nothing but a day."""
    is_day = _pattern("day").match
    return [k for k, line in enumerate(words) if is_day(line)]


def _say_anything(words: Sequence[str]) -> bool:
    """Whether a line ends in a full stop."""
    return any(line[-1] == "。" for line in words)


def _is_signed(words: Sequence[str], story: Story) -> bool:
    """Whether a day or a reporter stands with a story."""
    near = (*words[max(0, story.top - 1) : story.first], *words[story.first + 1 : story.first + 2])
    return _opens(words[story.first], "wire") or any(
        _opens(line, "reporter-alone") or _opens(line, "day-near") for line in near
    )
