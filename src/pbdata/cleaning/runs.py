"""How a line stands in its run: lines between two paragraphs, between head and credits, under the head of a list.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pbdata.chinese.characters import is_han
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.context import BEHIND_AN_ARTICLE, ENDED, NO_TEXT, RUNNING, STOPS, TITLE_SIZES
from pbdata.cleaning.names import begins_with_surname

# Rules that tell facts about the article in its head, and rules that name who worked on it below its text.
HEAD_FACTS = frozenset({"date-and-time", "dateline-source", "last-update", "date-in-characters", "square-byline"})
SIGNED = frozenset({"reads-makers", "author-key"})
CREDITS = frozenset({"editor-credit", "editor-inside", "end-mark"})
# Rules on lines that belong to the page wherever they stand.
OF_THE_PAGE = BEHIND_AN_ARTICLE - CREDITS - HEAD_FACTS - {"date-alone"} | {
    "menu-words",
    "menu-run",
    "sections",
    "breadcrumb",
    "contact",
    "licence",
    "browser-advice",
    "age-gate",
}
# Rules on lines that are facts, so that they are no headlines of other articles.
FACTS = HEAD_FACTS | {"dateline-key", "document-number", "organisation-alone", "original-title", "read-count"}
# Rules on short lines that are no links to sections.
NO_LINK = FACTS | {
    *("account", "share", "share-run", "follow-us", "follow-button", "tool-alone", "player", "script-residue"),
    *("comment", "comment-alone", "reader-box", "poster", "mood", "forum"),
    *("editor-credit", "reads-editor", "reads-makers", "author-key", "film-makers"),
}
# What kind of run a line is the head of, by its rules; the first that holds counts.
HEADS = {
    "under-related": ("related-head", "more-of-section", "ranking-tabs", "further-reading"),
    "under-comment": ("comment", "comment-alone", "mood", "forum"),
    "under-share": ("share", "follow-us", "share-run", "account"),
    "under-footer": ("contact", "copyright", "licence", "sponsor", "portal-foot"),
}
# A run of lines of a menu or of headlines has so many lines, a headline so many characters.
RUN_FROM = 4
# A run of links at the foot has so many lines, more where it stands under the head of a list.
MIN_FOOT, MIN_LONG_FOOT, MIN_SECTIONS = 5, 15, 2
# How the names of bodies end to which a foot links.
BODIES = (
    "部",
    "局",
    "委",
    "委员会",
    "办公室",
    "厅",
    "院",
    "署",
    "网",
    "社",
    "会",
    "中心",
    "政府",
    "总台",
    "兵团",
    "管委会",
    "公司",
)
# A heading has up to so many characters, one that ends in a colon fewer, and does not introduce speech or a list.
MAX_HEADING, MAX_KEY_HEADING, MAX_HEADING_LINES, MIN_KIN = 44, 16, 2, 8
# The end of the name of a unit that signs, which has up to so many characters.
MAX_UNIT = 20
_UNIT = re.compile(r"(?:支部|党委|党总支|委员会|部|局|办|社区|中心|公司|学校|学院|医院|协会|总会|村|站|所|队)$")
_SAYS = re.compile(r"(?:说|道|称|问|答|指出|表示|认为|告诉|如下|介绍|强调|要求|变化|包括|是|有|为)[：:]$")
_OPEN_ENDS = frozenset(ENDS + "，、；,;!?…")
# Rules on the lines of a script for broadcasting.
SPOKEN = frozenset({"speaker", "sound-bite", "question-of-reporter"})
ROWS = frozenset({"tokens", "separators", "table-row"})
SIGNED_DAYS = frozenset({"date-alone", "date-in-characters"})
MIN_HEADLINE = 7
SHORT = frozenset({"word", "words", "no-han", "digits", "marks-only"})
HEADLINES = frozenset({"headline", "phrase", "long-deck", "question"})
OF_A_PICTURE = frozenset({"picture-lender", "picture-note", "persons-in-picture"})
PARAGRAPHS = frozenset({"paragraph", "long-paragraph", "cut-paragraph"})
MAX_VERSE = 24
# Rules on sentences in which the page speaks to its reader, and how long such a sentence is.
TO_THE_READER = frozenset({"asks-reader", "app-invitation", "comment-terms", "platform-notice", "follow-us"})
MAX_TO_THE_READER = 60


def mark_gaps(sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark the lines between two lines of running text of the story, if none of the run belongs to the page."""
    strange = OF_THE_PAGE | {"stranger-text"}
    texts = [i for i, size in enumerate(sizes) if size in RUNNING and strange.isdisjoint(named[i])]
    for above, below in pairwise(texts):
        run = named[above + 1 : below]
        if run and all(OF_THE_PAGE.isdisjoint(names) for names in run):
            for names in run:
                names.append("inside-text")


def mark_frame(named: list[list[str]]) -> None:
    """Mark the lines between the facts of a head and the first credit below, if nothing between belongs to the page."""
    facts = [i for i, names in enumerate(named) if not HEAD_FACTS.isdisjoint(names)]
    if not facts:
        return
    last = facts[0]
    for i in range(last + 1, len(named)):
        names = named[i]
        if not CREDITS.isdisjoint(names):
            for between in named[last + 1 : i]:
                between.append("framed")
            return
        if not OF_THE_PAGE.isdisjoint(names) or not HEAD_FACTS.isdisjoint(names):
            last = i


def mark_heads(sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark the lines below the head of a list, of comments, of tools or of the page's foot, up to the next running text.

    Running text that stands by itself below the head of a list is a summary there.
    """
    kind = ""
    for i, (size, names) in enumerate(zip(sizes, named, strict=True)):
        is_text = size in RUNNING and BEHIND_AN_ARTICLE.isdisjoint(names)
        if is_text and (kind != "under-related" or not RUNNING.isdisjoint(sizes[i + 1 : i + 2])):
            kind = ""
            continue
        if kind:
            names.append(kind)
        kind = next((head for head, rules in HEADS.items() if not set(rules).isdisjoint(names)), kind)


def mark_shape(sizes: Sequence[str], lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark runs of short lines (a menu), of headlines (a list), and of short lines nearly as long as each other (verse)."""
    short = [size in SHORT for size in sizes]
    no_headline = FACTS | {"inside-text"}
    headlines = [
        (size in HEADLINES or size == "words" and len(line) >= MIN_HEADLINE and " " not in line)
        and no_headline.isdisjoint(names)
        for size, line, names in zip(sizes, lines, named, strict=True)
    ]
    for kind, holds in (("in-menu", short), ("in-list-of-headlines", headlines)):
        for first, last in _runs(holds):
            for names in named[first:last]:
                names.append(kind)
    verse = [
        4 <= len(line) <= MAX_VERSE and line[-1] not in STOPS and " " not in line and SIGNED.isdisjoint(names)
        for line, names in zip(lines, named, strict=True)
    ]
    for first, last in _runs(verse):
        lengths = Counter(len(line) for line in lines[first:last])
        in_place = not {"framed", "inside-text"}.isdisjoint(named[first]) or (
            first > 0 and not (HEAD_FACTS | SIGNED).isdisjoint(named[first - 1])
        )
        if in_place and max(lengths.values()) * 2 > last - first:
            for names in named[first:last]:
                names.append("as-long-as-others")


def mark_unlisted(named: list[list[str]]) -> None:
    """Mark lines above and below all text that stand in no list of headlines and under no head of a list."""
    for names in named:
        if "under-related" in names or "in-list-of-headlines" in names:
            continue
        if "above-all-text" in names:
            names.append("unlisted-above")
        elif "below-all-text" in names:
            names.append("unlisted-below")


def mark_headings(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark one or two lines that stand over a paragraph behind one that is ended: without a stop, or a few words with a colon.

    A longer one that has no pair of characters in common with either paragraph may well lead to another article.
    """
    texts = [i for i, size in enumerate(sizes) if size in RUNNING]
    for above, below in pairwise(texts):
        gap = range(above + 1, below)
        if not 1 <= len(gap) <= MAX_HEADING_LINES or sizes[above] not in ENDED or sizes[below] == "broken-line":
            continue
        if not all(_may_be_heading(lines[i]) and SPOKEN.isdisjoint(named[i]) for i in gap):
            continue
        around = lines[above] + lines[below]
        for i in gap:
            named[i].append("stands-over")
            line = lines[i]
            if len(line) >= MIN_KIN and not any(
                pair in around for pair in map("".join, pairwise(line)) if is_han(pair[0])
            ):
                named[i].append("no-kin-of-neighbours")


def _may_be_heading(line: str) -> bool:
    """Whether a line has the length and the end of a heading."""
    if line[-1] in _OPEN_ENDS or len(line) > MAX_HEADING:
        return False
    return line[-1] not in "：:" or len(line) <= MAX_KEY_HEADING and not _SAYS.search(line)


def mark_lone(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark a line of a title's size, without a number, by itself between the last sentence of the text and a credit: there a paper signs, or
    prints the title."""
    for i in range(1, len(named) - 1):
        is_short = sizes[i] in TITLE_SIZES | SHORT and not any(map(str.isdigit, lines[i]))
        if is_short and sizes[i - 1] in ENDED and not CREDITS.isdisjoint(named[i + 1]):
            named[i].append("alone-above-credit")


def mark_foot(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark a run of a few words a line below all text, a long one wherever it stands, another one under no head of a list or
    of comments: links at the foot of the page."""
    short = [
        (size in SHORT or size in TITLE_SIZES and line.endswith(BODIES))
        and "below-all-text" in names
        and NO_LINK.isdisjoint(names)
        and line[-1] not in "）)|"
        for size, line, names in zip(sizes, lines, named, strict=True)
    ]
    for first, last in _runs(short):
        sections = sum("menu-words" in names for names in named[first:last])
        is_listed = sections < MIN_SECTIONS and any(
            not {"under-related", "under-comment"}.isdisjoint(names) for names in named[first:last]
        )
        if last - first >= (MIN_LONG_FOOT if is_listed else MIN_FOOT):
            for names in named[first:last]:
                if "related-head" not in names or last - first >= MIN_LONG_FOOT:
                    names.append("run-at-foot")


def mark_only_head(sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark the one line above all text that tells no fact and belongs to no page: it can only be the title."""
    above = [
        i
        for i, names in enumerate(named)
        if {"above-all-text", "tells-no-fact"}.issubset(names) and (OF_THE_PAGE | ROWS).isdisjoint(names)
    ]
    if len(above) != 1:
        return
    is_over_facts = above[0] + 1 < len(named) and not HEAD_FACTS.isdisjoint(named[above[0] + 1])
    if sizes[above[0]] in TITLE_SIZES | {"words"} or sizes[above[0]] == "word" and is_over_facts:
        named[above[0]].append("only-head")


def mark_cut(sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark the last line of a page that ends amid the text: nothing that belongs to the page stands below its first line of text."""
    below = OF_THE_PAGE | CREDITS
    first = next((i for i, size in enumerate(sizes) if size in ENDED and NO_TEXT.isdisjoint(named[i])), None)
    if not sizes or sizes[-1] == "no-han":
        return
    if first is not None and first < len(sizes) - 1 and all(below.isdisjoint(names) for names in named[first:]):
        named[-1].append("cut-off")


def mark_signature(named: list[list[str]]) -> None:
    """Mark a day by itself below the name of a body or of who signs: the day on which a document was signed."""
    for above, names in pairwise(named):
        if not {"organisation-alone", "signs"}.isdisjoint(above) and not SIGNED_DAYS.isdisjoint(names):
            names.append("signed-day")


def mark_signers(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark a name below all text and the unit above it: who signs, and for whom."""
    for i in range(1, len(named)):
        if "below-all-text" not in named[i]:
            continue
        if "name-alone" in named[i] and _is_unit(lines[i - 1]):
            named[i - 1].append("signs")
            named[i].append("signs")
        unit, _, name = lines[i].replace(":", "：").rpartition("：")
        if _is_unit(unit) and begins_with_surname(name):
            named[i].append("signs")


def _is_unit(words: str) -> bool:
    return len(words) <= MAX_UNIT and _UNIT.search(words) is not None


def mark_remnants(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark a line without a stop below all text right behind the numbers of pages: the text has ended there."""
    for i in range(1, len(named)):
        are_pages = "page-numbers" in named[i - 1] and "页" in lines[i - 1]
        if are_pages and "below-all-text" in named[i] and lines[i][-1].isalnum():
            named[i].append("behind-page-numbers")


def mark_twins(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark a paragraph that stands on the page for the second time; what tells of a picture may stand there twice."""
    seen: set[str] = set()
    for line, size, names in zip(lines, sizes, named, strict=True):
        if size in PARAGRAPHS and OF_A_PICTURE.isdisjoint(names):
            if line in seen:
                names.append("paragraph-again")
            seen.add(line)


def mark_farewell(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark sentences to the reader below which no running text stands that says anything else."""
    for line, size, names in zip(reversed(lines), reversed(sizes), reversed(named), strict=True):
        if len(line) <= MAX_TO_THE_READER and not TO_THE_READER.isdisjoint(names):
            names.append("farewell")
        elif size in RUNNING and NO_TEXT.isdisjoint(names):
            return


def _runs(holds: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where ``RUN_FROM`` and more lines side by side hold, as ranges."""
    runs = []
    start = 0
    for i, one in enumerate([*holds, False]):
        if not one:
            if i - start >= RUN_FROM:
                runs.append((start, i))
            start = i + 1
    return runs
