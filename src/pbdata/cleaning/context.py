"""How a line stands to the story of its page: among the facts of a table, in another story, above or below all text.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.keys import key_at_end
from pbdata.cleaning.named import Named

# Sizes of lines (shapes.yaml) that are running text, that end a sentence, that stand without a full stop, that suit a title.
RUNNING = frozenset({"long-paragraph", "paragraph", "cut-paragraph", "broken-line", "sentence", "verse"})
ENDED = frozenset({"long-paragraph", "paragraph", "sentence"})
WITHOUT_STOP = frozenset({"headline", "phrase", "words", "word", "open-clause", "long-deck", "question", "broken-line"})
STOPS = ENDS + "…”"
TITLE_SIZES = frozenset({"headline", "phrase", "long-deck", "open-clause", "question"})
HEADING_SIZES = TITLE_SIZES | {"words"}
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
_CENTURIES, _YEAR = ("19", "20"), re.compile(r"(?:19|20)\d\d[年/.-]?")
_MONTH_AND_DAY = re.compile(r"\d{1,2}[/.月-]\d{1,2}日?")


def mark_facts(lines: Sequence[str], named: Named) -> None:
    """Mark the line below a bare key (``索引号：``), and lines between two keys of a document's table."""
    for first, second in pairwise(sorted(named.lines(FACT_KEYS))):
        if second - first <= FACTS_NEAR:
            named.put("among-facts", range(first, second + 1))
    for i, line in enumerate(lines[:-1]):
        if line[-1] in "：:" and len(line) <= MAX_KEY:
            kind = None if "numbered-heading" in named[i + 1] else key_at_end(line)
            value = lines[i + 1]
            is_value = kind != "editor" or len(value) <= MAX_VALUE and not value[0].isdigit()
            named.put(_AFTER_KEYS.get(kind or "", "after-key") if is_value else "below-editor-key", [i + 1])


def mark_days(lines: Sequence[str], named: Named) -> None:
    """Mark the one line above all text that tells a day, with a day of the week beside it, a day printed on several lines, and
    the one line that tells the page of a newspaper, and every line that tells no fact."""
    above = named.at("above-all-text")
    days = [
        i
        for i in sorted(above & named.lines(DAYS))
        if not _WEEKDAY.fullmatch(lines[i]) and not _CALENDAR.search(lines[i])
    ]
    only = days if len(days) == 1 else []
    years = sorted([i for i in above if lines[i][:2] in _CENTURIES and _YEAR.fullmatch(lines[i])])
    only += [k for i in years if i + 1 in above and _MONTH_AND_DAY.fullmatch(lines[i + 1]) for k in (i, i + 1)]
    pages = above & named.at("newspaper-page")
    if len(pages) == 1:
        named.put("only-page", pages)
    for i in only:
        week = [k for k in (i - 1, i + 1) if 0 <= k < len(lines) and _WEEKDAY.fullmatch(lines[k])]
        named.put("only-day", [i, *week])
    media = above & named.at("medium-alone")
    for i in sorted(set(days) - named.at("dateline-source")):
        named.put("medium-beside-day", [k for k in (i - 1, i + 1) if k in media])
    told = named.lines(TELLS_FACT)
    named.put("tells-no-fact", [i for i in range(len(lines)) if i not in told])


def mark_names(named: Named) -> None:
    """Mark lines of names above all text and below something else: several, or one name between the title and the day or the
    text; and the headline right above them."""
    above, titles, days = named.at("above-all-text"), named.lines(HEADING_SIZES), named.lines(DAYS)
    alone = [i for i in above & named.at("name-alone") if i - 1 in titles and (i + 1 in days or i + 1 not in above)]
    names = (above & named.at("reads-names")).union(alone) - {0}
    named.put("names-above-text", names)
    named.put("above-names", {i - 1 for i in names} & titles - names)


def mark_order(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark lines above, and lines without a stop below, all running text of the story, and what stands between its paragraphs without a stop.

    Such a line follows a full stop or an open end; it has a twin if another one is as long, give or take a character.
    """
    texts = named.lines(RUNNING) - named.lines(NO_TEXT) - named.at("stranger-text")
    if not texts:
        return
    first, last = min(texts), max(texts)
    named.put("above-all-text", range(first))
    named.put("below-all-text", [i for i in range(last + 1, len(lines)) if lines[i][-1] not in STOPS])
    between = [i for i in range(first, last + 1) if sizes[i] in WITHOUT_STOP and sizes[i - 1] in RUNNING]
    named.put("after-full-stop", [i for i in between if sizes[i - 1] in ENDED])
    named.put("after-open-end", [i for i in between if sizes[i - 1] not in ENDED])
    own = [i for i in between if BEHIND_AN_ARTICLE.isdisjoint(named[i])]
    lengths = Counter([len(lines[i]) for i in own])
    twins = {size for size in lengths if lengths[size - 1] + lengths[size] + lengths[size + 1] > 1}
    named.put("has-twin", [i for i in own if len(lines[i]) in twins])


def mark_strangers(named: Named, akin: Mapping[int, bool]) -> None:
    """Mark the running text of other stories than the ones that are akin to the title; ``akin`` says, in order, which lines are.

    Stories are parted by ``PARTING`` and more lines that are no running text, one of which is known to stand behind an
    article; a story is another one if hardly any of its lines is akin to the title.
    """
    behind = named.lines(BEHIND_AN_ARTICLE)
    stories: list[list[int]] = [[]]
    for above, i in pairwise([-1, *akin]):
        if i - above > PARTING and not behind.isdisjoint(range(above + 1, i)):
            stories.append([])
        stories[-1].append(i)
    others_stories = [story for story in stories if sum(map(akin.__getitem__, story)) <= KIN_SHARE * len(story)]
    if len(others_stories) < len(stories):
        named.put("stranger-text", [i for story in others_stories for i in story])


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
