"""What belongs to the text though it does not look like it: lists, rows of tables, contacts of a notice, speech.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from pbdata.chinese.characters import HAN
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.context import RUNNING
from pbdata.cleaning.named import Named
from pbdata.cleaning.runs import HEAD_FACTS, HEADS, OF_THE_PAGE

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
NO_INTRODUCTION = OF_THE_PAGE.union(*HEADS.values())
# A line of a roster: a name with a note in brackets, or a word that is no place before a colon; of two cells, one is as short as a name.
_NOTED = re.compile(rf"[{HAN}·]{{2,12}}\s?[（(][^（）()]{{2,24}}[）)]")
_KEYED = re.compile(r"[^：，。\s]{1,7}[^：，。\s省市县区乡镇村]：[^：。]{2,40}[^：。]")
MAX_NAME = 4
# Who says what follows.
_SAYS = re.compile(rf"[{HAN}·]{{1,12}}：")
NO_ROSTER = NO_INTRODUCTION | HEAD_FACTS | {"newspaper-page", "read-count"}
# A heading over verse has up to so many characters.
MAX_OVER_VERSE = 16
# So many lines of a list are looked at.
MAX_LINES = 100


def mark_listed(lines: Sequence[str], named: Named) -> None:
    """Mark what is listed below a line of the text that ends in a colon: lines nearly as long as each other, or of as many cells;
    and the lines of a roster below the facts of a head."""
    facts = named.lines(HEAD_FACTS)
    others = named.lines(NO_ROSTER) if facts else set()
    for i in sorted(facts - {len(lines) - 1}):
        roster = [*takewhile(lambda k: k not in others and _is_of_roster(lines[k]), _alike(lines, i + 1))]
        if len(roster) >= MIN_LISTED:
            _list(roster, named)
    heads = [i for i, line in enumerate(lines) if line[-1] in "：:" and len(line) >= MIN_INTRODUCTION]
    others = named.lines(NO_INTRODUCTION) if heads else set()
    for i in heads:
        listed = _alike(lines, i + 1) if i not in others else ()
        if len(listed) >= MIN_LISTED:
            _list(listed, named)
            named.drop("above-names", named.at("above-names") & {i})


def _list(lines: Sequence[int], named: Named) -> None:
    """Mark lines as listed: those that are names are no makers then."""
    named.put("listed", lines)
    named.drop("names-above-text", named.at("names-above-text").intersection(lines))


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
    if abs(len(first) - len(other)) <= LISTED_SPREAD and first[-1] not in ENDS and other[-1] not in ENDS:
        return True
    if first[0] == other[0] and not first[0].isalpha():
        return True
    return any(pattern.fullmatch(first) and pattern.fullmatch(other) for pattern in (_NOTED, _KEYED))


def _is_of_roster(line: str) -> bool:
    cells = line.split()
    if len(cells) > 1:
        return len(cells) >= MIN_CELLS or min(map(len, cells)) <= MAX_NAME
    return any(pattern.fullmatch(line) for pattern in (_NOTED, _KEYED))


def mark_contacts(lines: Sequence[str], named: Named) -> None:
    """Mark how a notice is answered: what stands between its last sentence, which asks for it, and the body or the day that
    signs it, if that is near and nothing between belongs to the page's foot."""
    contacts = named.at("contact")
    if not contacts:
        return
    feet, days = named.lines(FOOT), named.lines(DAYS_ALONE)
    signatures = named.lines(SIGNATURE)
    for i in sorted(named.lines(RUNNING) - {len(lines) - 1}):
        first = i + 2 if _TERM.match(lines[i + 1]) and i + 2 < len(lines) else i + 1
        if first not in contacts or first == i + 1 and not _ASKS.search(lines[i]):
            continue
        signed = signatures.intersection(range(i + 1, i + 1 + MAX_CONTACTS))
        near = range(i + 1, max(signed, default=i) + 1)
        if feet.isdisjoint(near):
            named.put("contact-of-notice", [k for k in near if k not in days])


def mark_cells(named: Named) -> None:
    """Mark a cell of a few words above all text: there it holds a menu or the title."""
    named.put("cell-above-text", named.at("cell") & named.at("above-all-text"))


def numbered_cells(line: str) -> int:
    """Return into how many cells blanks part a line that may be a row of a table, with a number in one of them; else 0."""
    if len(line.split(None, MIN_CELLS - 1)) < MIN_CELLS:
        return 0
    cells = line.split()
    return len(cells) if any(map(str.isdigit, cells)) else 0


def mark_rows(lines: Sequence[str], cells: Sequence[int], named: Named) -> None:
    """Mark lines side by side that have the same number of cells (:func:`numbered_cells`)."""
    rows = [i for i, size in enumerate(cells[:-1]) if size]
    side_by_side = [i for i in rows if cells[i] == cells[i + 1] and lines[i] != lines[i + 1]]
    named.put("row-of-table", sorted({k for i in side_by_side for k in (i, i + 1)}))


def mark_heads_of_text(lines: Sequence[str], named: Named) -> None:
    """Mark a few words without a stop that stand over verse, and those above all text that stand over when and where."""
    verse, others = named.at("verse"), named.lines(OF_THE_PAGE)
    for i in sorted(i - 1 for i in verse if i and i - 1 not in verse and i - 1 not in others):
        if len(lines[i]) <= MAX_OVER_VERSE and lines[i][-1].isalnum():
            named.put("above-verse", [i])
    events = named.at("event-key")
    named.put("above-event", (named.at("above-all-text") - events).intersection([i - 1 for i in events]))


def mark_spoken(lines: Sequence[str], named: Named) -> None:
    """Mark what stands below the name of a speaker, and a question of one who is named before it above an answer of another."""
    named.put("below-speaker", [i + 1 for i in named.at("speaker") if i + 1 < len(named)])
    for i in sorted(named.at("question") - {len(lines) - 1}):
        asks, answers = _SAYS.match(lines[i]), _SAYS.match(lines[i + 1])
        if asks and answers and asks[0] != answers[0]:
            named.put("asked", [i])
