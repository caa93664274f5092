"""How a line stands to the story of its page: among the facts of a table, in another story, above or below all text.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.keys import key_at_end

# Sizes of lines (shapes.yaml) that are running text, that end a sentence, that stand without a full stop, that suit a title.
RUNNING = frozenset({"long-paragraph", "paragraph", "cut-paragraph", "broken-line", "sentence", "verse"})
ENDED = frozenset({"long-paragraph", "paragraph", "sentence"})
WITHOUT_STOP = frozenset({"headline", "phrase", "words", "word", "open-clause", "long-deck", "question", "broken-line"})
STOPS = ENDS + "…”"
TITLE_SIZES = frozenset({"headline", "phrase", "long-deck", "open-clause", "question"})
NEAR = 4
# So many lines that are no running text part two stories, if one of them is known to stand behind an article. Of a story
# more than this share of lines is akin to its title.
PARTING = 3
KIN_SHARE = 0.15
BEHIND_AN_ARTICLE = frozenset(
    {"neighbours", "related-head", "more-of-section", "more-alone", "further-reading", "keywords", "comment", "mood"}
    | {"rights-notice", "copyright", "editor-credit", "date-and-time", "dateline-source", "date-alone", "share"}
)
# What is as long as text and belongs to the page.
NO_TEXT = BEHIND_AN_ARTICLE | {"browser-advice", "age-gate", "style-sheet", "platform-notice", "about-the-site"}
# A key of a table stands in a line of its own up to this size; two keys of one table stand within so many lines.
# The name of an editor below a key has up to so many characters.
MAX_KEY, MAX_VALUE = 12, 14
FACT_KEYS = frozenset({"dateline-key", "dateline-source", "document-number"})
FACTS_NEAR = 3
# Rules that tell a day, and all that tell a fact about the article.
DAYS = frozenset(
    {
        "date-and-time",
        "date-alone",
        "date-in-characters",
        "date-of-day-first",
        "last-update",
        "today",
        "issue",
        "only-day",
    }
)
TELLS_FACT = DAYS | {
    *("dateline-key", "dateline-source", "document-number", "spread-key", "read-count", "count-alone", "classified"),
    *("newspaper-page", "reading-time", "date-without-year", "date-stamp", "published-in", "wire-slug", "source-card"),
    *("place-and-report", "organisation-alone", "among-facts", "after-key", "after-source-key", "original-title"),
    *("reads-source", "reads-editor", "reads-makers", "author-key", "report-title", "declared-date", "hint-info"),
}
_AFTER_KEYS = {"editor": "after-editor-key", "author": "after-author-key", "source": "after-source-key"}
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
_CALENDAR = re.compile(r"今[天日]是|现在|当前时间|农历|天气|欢迎")
_YEAR = re.compile(r"(?:19|20)\d\d[年/.-]?")
_MONTH_AND_DAY = re.compile(r"\d{1,2}[/.月-]\d{1,2}日?")


def mark_facts(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark the line below a bare key (``索引号：``), and lines between two keys of a document's table."""
    keys = [i for i, names in enumerate(named) if not FACT_KEYS.isdisjoint(names)]
    for first, second in pairwise(keys):
        if second - first <= FACTS_NEAR:
            for names in named[first : second + 1]:
                names.append("among-facts")
    for line, value, names in zip(lines, lines[1:], named[1:], strict=False):
        if line[-1] in "：:" and len(line) <= MAX_KEY:
            kind = None if "numbered-heading" in names else key_at_end(line)
            named_after = _AFTER_KEYS.get(kind or "", "after-key")
            is_value = kind != "editor" or len(value) <= MAX_VALUE and not value[0].isdigit()
            names.append(named_after if is_value else "below-editor-key")


def mark_days(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark the one line above all text that tells a day, with a day of the week beside it, a day printed on several lines, and
    the one line that tells the page of a newspaper, and every line that tells no fact."""
    above = [i for i, names in enumerate(named) if "above-all-text" in names]
    days = [
        i
        for i in above
        if not DAYS.isdisjoint(named[i]) and not _WEEKDAY.fullmatch(lines[i]) and not _CALENDAR.search(lines[i])
    ]
    only = days if len(days) == 1 else []
    only += [
        i + k
        for i in above[:-1]
        for k in (0, 1)
        if _YEAR.fullmatch(lines[i]) and _MONTH_AND_DAY.fullmatch(lines[i + 1])
    ]
    pages = [i for i in above if "newspaper-page" in named[i]]
    if len(pages) == 1:
        named[pages[0]].append("only-page")
    for i in only:
        named[i].append("only-day")
        for beside in (i - 1, i + 1):
            if 0 <= beside < len(lines) and _WEEKDAY.fullmatch(lines[beside]):
                named[beside].append("only-day")
    for i in days:
        for beside in (i - 1, i + 1):
            if 0 <= beside < len(named) and {"medium-alone", "above-all-text"}.issubset(named[beside]):
                named[beside].append("medium-beside-day")
    for names in named:
        if TELLS_FACT.isdisjoint(names):
            names.append("tells-no-fact")


def mark_order(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark lines above, and lines without a stop below, all running text of the story, and what stands between its paragraphs without a stop.

    Such a line follows a full stop or an open end; it has a twin if another one is as long, give or take a character.
    """
    texts = [
        i
        for i, size in enumerate(sizes)
        if size in RUNNING and "stranger-text" not in named[i] and NO_TEXT.isdisjoint(named[i])
    ]
    if not texts:
        return
    between: dict[int, int] = {}
    for i, size in enumerate(sizes):
        if i < texts[0]:
            named[i].append("above-all-text")
        elif i > texts[-1]:
            if lines[i][-1] not in STOPS:
                named[i].append("below-all-text")
        elif size in WITHOUT_STOP and sizes[i - 1] in RUNNING:
            named[i].append("after-full-stop" if sizes[i - 1] in ENDED else "after-open-end")
            between[i] = len(lines[i])
    lengths = Counter(between.values())
    for i, length in between.items():
        if lengths[length - 1] + lengths[length] + lengths[length + 1] > 1:
            named[i].append("has-twin")


def mark_strangers(named: list[list[str]], akin: Mapping[int, bool]) -> None:
    """Mark the running text of other stories than the ones that are akin to the title; ``akin`` says which lines are.

    Stories are parted by ``PARTING`` and more lines that are no running text, one of which is known to stand behind an
    article; a story is another one if hardly any of its lines is akin to the title.
    """
    stories: list[list[int]] = [[]]
    others = 0
    behind = False
    for i, names in enumerate(named):
        if i in akin:
            if behind and others >= PARTING:
                stories.append([])
            stories[-1].append(i)
            others, behind = 0, False
        else:
            others += 1
            behind = behind or not BEHIND_AN_ARTICLE.isdisjoint(names)
    others_stories = [story for story in stories if sum(akin[i] for i in story) <= KIN_SHARE * len(story)]
    if len(others_stories) < len(stories):
        for i in (i for story in others_stories for i in story):
            named[i].append("stranger-text")


def lines_above_longest_run(lines: Sequence[str], sizes: Sequence[str]) -> set[int]:
    """Return the lines of a title's size that stand close above the longest run of running text."""
    best = (0, 0)
    start = length = 0
    for i, size in enumerate(sizes):
        if size not in RUNNING:
            length = 0
            continue
        start = start if length else i
        length += len(lines[i])
        best = max(best, (length, start))
    return {k for k in range(max(0, best[1] - NEAR), best[1]) if sizes[k] in TITLE_SIZES}
