"""What belongs to the text though it does not look like it: lists, rows of tables, contacts of a notice, speech.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.context import RUNNING
from pbdata.cleaning.runs import HEADS, OF_THE_PAGE

# A row of a table has so many cells.
MIN_CELLS = 3
# A sentence that asks for an answer; so many lines below it may say how, up to who signs; what the foot of a page says.
_ASKS = re.compile(r"公示|公告|反映|举报|异议|意见|报名|咨询|联系|申请|投诉|线索")
_TERM = re.compile(r"(?:公示|公告|报名|受理|征求意见)(?:时间|期限?|日期|截止时间)\s*[：:]")
MAX_CONTACTS = 14
DAYS_ALONE = frozenset({"date-alone", "date-in-characters"})
SIGNATURE = DAYS_ALONE | {"organisation-alone"}
FOOT = frozenset({"copyright", "licence", "portal-foot", "related-head", "share", "editor-credit"})
# What introduces a list has so many characters; a list has so many lines, up to this long, that differ by no more.
MIN_INTRODUCTION, MIN_LISTED, MAX_LISTED, LISTED_SPREAD = 8, 3, 40, 2
# A heading over verse has up to so many characters.
MAX_OVER_VERSE = 16
# So many lines of a list are looked at.
MAX_LINES = 100


def mark_listed(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark what is listed below a line of the text that ends in a colon: lines nearly as long as each other, or of as many cells."""
    for i, line in enumerate(lines):
        is_head = line[-1] in "：:" and len(line) >= MIN_INTRODUCTION and OF_THE_PAGE.isdisjoint(named[i])
        if not is_head or any(not set(rules).isdisjoint(named[i]) for rules in HEADS.values()):
            continue
        listed = _alike(lines, i + 1)
        if len(listed) >= MIN_LISTED:
            for k in listed:
                named[k].append("listed")


def _alike(lines: Sequence[str], first: int) -> range:
    """Return the lines from one on that have as many cells as it has, more than one, or nearly its length."""
    last = first
    end = min(len(lines), first + MAX_LINES)
    while last < end and len(lines[last]) <= MAX_LISTED and _are_alike(lines[first], lines[last]):
        last += 1
    return range(first, last)


def _are_alike(first: str, other: str) -> bool:
    """Whether two lines have as many cells, more than one, or nearly one length and no stop, or begin with one mark."""
    cells = len(first.split())
    if cells > 1:
        return len(other.split()) == cells
    are_as_long = abs(len(first) - len(other)) <= LISTED_SPREAD and not {first[-1], other[-1]} & set(ENDS)
    return are_as_long or first[0] == other[0] and not first[0].isalpha()


def mark_contacts(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark how a notice is answered: what stands between its last sentence, which asks for it, and the body or the day that
    signs it, if that is near and nothing between belongs to the page's foot."""
    for i in range(len(lines) - 1):
        if sizes[i] not in RUNNING:
            continue
        first = i + 2 if _TERM.match(lines[i + 1]) and i + 2 < len(lines) else i + 1
        if "contact" not in named[first] or first == i + 1 and not _ASKS.search(lines[i]):
            continue
        near = range(i + 1, min(len(lines), i + 1 + MAX_CONTACTS))
        signed = [k for k in near if not SIGNATURE.isdisjoint(named[k])]
        if signed and all(FOOT.isdisjoint(named[k]) for k in range(i + 1, signed[-1] + 1)):
            for k in range(i + 1, signed[-1] + 1):
                if DAYS_ALONE.isdisjoint(named[k]):
                    named[k].append("contact-of-notice")


def mark_cells(named: list[list[str]]) -> None:
    """Mark a cell of a few words above all text: there it holds a menu or the title."""
    for names in named:
        if {"cell", "above-all-text"}.issubset(names):
            names.append("cell-above-text")


def mark_rows(lines: Sequence[str], named: list[list[str]]) -> None:
    """Mark lines side by side that are parted by blanks into the same number of cells, each with a number in one of them."""
    cells = [line.split() for line in lines]
    numbered = [len(row) >= MIN_CELLS and any(map(str.isdigit, row)) for row in cells]
    for i, (above, below) in enumerate(pairwise(cells)):
        if numbered[i] and numbered[i + 1] and len(above) == len(below):
            for names in named[i : i + 2]:
                if "row-of-table" not in names:
                    names.append("row-of-table")


def mark_heads_of_text(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark a few words without a stop that stand over verse, and those above all text that stand over when and where."""
    for i in range(len(lines) - 1):
        is_head = len(lines[i]) <= MAX_OVER_VERSE and lines[i][-1].isalnum() and sizes[i] != "verse"
        if is_head and sizes[i + 1] == "verse" and OF_THE_PAGE.isdisjoint(named[i]):
            named[i].append("above-verse")
        if "event-key" in named[i + 1] and "event-key" not in named[i] and "above-all-text" in named[i]:
            named[i].append("above-event")


def mark_spoken(named: list[list[str]]) -> None:
    """Mark what stands below the name of a speaker."""
    for above, names in pairwise(named):
        if "speaker" in above:
            names.append("below-speaker")
