"""How a line stands in its run: lines between two paragraphs, between head and credits, under the head of a list.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

from collections import Counter
from collections.abc import Sequence

from pbdata.cleaning.context import BEHIND_AN_ARTICLE, RUNNING, STOPS

# Rules that tell facts about the article in its head, and rules that name who worked on it below its text.
HEAD_FACTS = frozenset({"date-and-time", "dateline-source", "last-update", "date-in-characters", "square-byline"})
CREDITS = frozenset({"editor-credit", "editor-inside", "end-mark"})
# Rules on lines that belong to the page wherever they stand.
OF_THE_PAGE = BEHIND_AN_ARTICLE - CREDITS | {"menu-words", "menu-run", "sections", "breadcrumb", "contact", "licence"}
# What kind of run a line is the head of, by its rules; the first that holds counts.
HEADS = {
    "under-related": ("related-head", "more-of-section", "ranking-tabs", "further-reading"),
    "under-comment": ("comment", "comment-alone", "mood", "forum"),
    "under-share": ("share", "follow-us", "share-run", "account"),
    "under-footer": ("contact", "copyright", "licence", "sponsor", "portal-foot"),
}
# A run of lines of a menu or of headlines has so many; a paragraph that stands on the page twice has so many characters.
RUN_FROM = 4
MIN_TWIN = 30
SHORT = frozenset({"word", "words", "no-han", "digits", "marks-only"})
HEADLINES = frozenset({"headline", "phrase", "long-deck", "question"})
VERSE_FROM, MAX_VERSE = 4, 24


def mark_gaps(sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark the lines between two lines of running text of the story, if none of the run belongs to the page."""
    texts = [i for i, size in enumerate(sizes) if size in RUNNING and "stranger-text" not in named[i]]
    for above, below in zip(texts, texts[1:], strict=False):
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
    """Mark the lines below the head of a list, of comments, of tools or of the page's foot, up to the next running text."""
    kind = ""
    for size, names in zip(sizes, named, strict=True):
        if size in RUNNING and BEHIND_AN_ARTICLE.isdisjoint(names):
            kind = ""
            continue
        if kind:
            names.append(kind)
        kind = next((head for head, rules in HEADS.items() if not set(rules).isdisjoint(names)), kind)


def mark_shape(sizes: Sequence[str], lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark runs of short lines (a menu), of headlines (a list), and of short lines nearly as long as each other (verse)."""
    for kind, of in (("in-menu", SHORT), ("in-list-of-headlines", HEADLINES)):
        for first, last in _runs([size in of for size in sizes]):
            for names in named[first:last]:
                names.append(kind)
    verse = [4 <= len(line) <= MAX_VERSE and line[-1] not in STOPS and " " not in line for line in lines]
    for first, last in _runs(verse):
        lengths = Counter(len(line) for line in lines[first:last])
        if max(lengths.values()) * 2 > last - first:
            for names in named[first:last]:
                names.append("as-long-as-others")


def mark_twins(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark a long line that stands on the page for the second time."""
    seen: set[str] = set()
    for line, names in zip(lines, named, strict=True):
        if len(line) >= MIN_TWIN:
            if line in seen:
                names.append("said-before")
            seen.add(line)


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
