"""One item of a list: its words, freed of marks and of what closes or leads to a list, and whether several look like one list."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import either, rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.datafiles import read_data

SHORT = 24
_LONGEST = 45
_OPENING_MARKS = "“‘”’，；：、。 +\n\t"
_CLOSING_MARKS = "，；：、。 \n\t"
_CLAUSE_MARK = re.compile(f"[{CLAUSE}]")
# Nothing closes a list without one of these: 被列为, 等, or a number.
_IN_CLOSING = re.compile("[被等两三四五六七八九十0-9]")
_QUOTED_OR_CLAUSES = frozenset("“”，。")
# One of each (1本, 1次) is no figure that is reported.
_FIGURE = re.compile("[02-9]|1[0-9.,万千百]")


class Item(NamedTuple):
    """One item of a list, as a span of the field and its words."""

    start: int
    stop: int
    words: str


def item_at(text: str, start: int, stop: int) -> Item | None:
    """Return a piece without the marks and closing words that do not belong to the item; ``None`` where nothing is left."""
    while start < stop and text[start] in _OPENING_MARKS:
        start += 1
    conjunction = rule(__package__, "lists", "conjunction").pattern.match(text, start, stop)
    start = conjunction.end() if conjunction else start
    words = text[start:stop]
    if text.startswith("及", stop):
        words = words.removesuffix("以")
    if _IN_CLOSING.search(words):
        for closing in _closings():
            close = closing.search(words)
            if close and close.start() >= 2:
                words = words[: close.start()]
    words = _without_stray_close(words.rstrip(_CLOSING_MARKS))
    return Item(start, start + len(words), words) if words else None


def even(text: str, pieces: Sequence[tuple[int, int]], stems: Sequence[str], *, first: bool) -> list[Item] | None:
    """Return the items of pieces, the first freed of the words before it, as the others show where it begins.

    ``first`` says that the list begins with its first piece, or soon behind; otherwise it begins somewhere in it. ``stems``
    are those that the items are to repeat.
    """
    items = [item_at(text, start, stop) for start, stop in pieces]
    head, rest = items[0], [item for item in items[1:] if item]
    if head is None or len(rest) != len(items) - 1 or any(len(item.words) > _LONGEST for item in rest):
        return None
    cut = _first_cut(head.words, [item.words for item in rest], stems, first=first)
    trimmed = item_at(text, head.start + cut, head.stop)
    return [trimmed, *rest] if trimmed else None


def are_alike(words: Sequence[str]) -> bool:
    """Whether the items of a list without stems look like one list: at least three, short, of like length."""
    if len(words) < 3 or are_figures(words) or any(not _QUOTED_OR_CLAUSES.isdisjoint(word) for word in words):
        return False
    if any(rule(__package__, "lists", "no-item").pattern.search(word) for word in words):
        return False
    lengths = [len(word) for word in words]
    return max(lengths) <= SHORT and max(lengths) <= 2 * min(lengths) + 2


def are_figures(words: Sequence[str]) -> bool:
    """Whether most items hold digits: results that are told, not parts that are named."""
    return 2 * len([word for word in words if _FIGURE.search(word)]) > len(words)


def is_unpaired(words: str) -> bool:
    """Whether a quotation mark or bracket stands in the words without its pair."""
    return words.count("“") != words.count("”") or words.count("（") != words.count("）") or words.startswith("”")


def is_open(text: str, items: Sequence[Item]) -> bool:
    """Whether 等 stands behind the last item: more items exist than are printed."""
    return text.startswith("等", items[-1].stop)


def trim_lead(text: str, start: int, stop: int) -> int:
    """Return where an item begins behind the words that lead to a list (推行, 以), of which at least four characters remain."""
    words = text[start:stop]
    cuts = [match.end() for match in _leads().finditer(words) if len(words) - match.end() >= 4]
    return start + max(cuts, default=0)


def _first_cut(words: str, others: Sequence[str], stems: Sequence[str], *, first: bool) -> int:
    """How many characters before the first item do not belong to it."""
    base = 0
    if not first and not any("，" in other for other in others):
        base = max((match.end() for match in _CLAUSE_MARK.finditer(words)), default=0)
    told = _cut_by_the_others(words[base:], others, stems, first=first)
    cut = base + (_cut_by_leads(words[base:], others, first=first) if told is None else told)
    lead = rule(__package__, "lists", "never-item").pattern.match(words, cut)
    return lead.end() if lead and not any(other.startswith(lead[0]) for other in others) else cut


def _cut_by_the_others(words: str, others: Sequence[str], stems: Sequence[str], *, first: bool) -> int | None:
    """Where the first item begins if it begins or is as long as all others are; ``None`` where they do not agree.

    A single other shows it only by a stem.
    """
    opening = {other[0] for other in others}
    begins_with_stem = any(stem[0] in opening for stem in stems)
    if len(opening) == 1 and (len(others) > 1 or begins_with_stem):
        character = opening.pop()
        at = words.find(character) if first else words.rfind(character)
        if at >= 0:
            return at
    beside = _beside_stem(words, others, stems, first=first)
    if beside is not None or len(others) < 2:
        return beside
    lengths = {len(other) for other in others}
    longer = len(words) - max(lengths)
    return longer if len(lengths) == 1 and longer > 0 else None


def _beside_stem(words: str, others: Sequence[str], stems: Sequence[str], *, first: bool) -> int | None:
    """Where the first item begins if the others hold a stem at one and the same place: 学有标兵、干有榜样."""
    for stem in stems:
        places = {other.find(stem) for other in others}
        place = places.pop()
        at = words.find(stem) if first else words.rfind(stem)
        if not places and 0 <= place <= at:
            return at - place
    return None


def _cut_by_leads(words: str, others: Sequence[str], *, first: bool) -> int:
    """Where the first item begins behind the verbs that lead to a list (推进, 以)."""
    if len(words) > max(len(other) for other in others):
        return max((match.end() for match in _leads().finditer(words) if len(words) - match.end() >= 2), default=0)
    match = None if first or words.startswith("“") else _leads().match(words)
    return match.end() if match and match.end() < len(words) else 0


def _without_stray_close(words: str) -> str:
    """The words without the closing marks at their end that nothing in them opens."""
    if "”" not in words and "’" not in words:
        return words
    if words.count("“") < words.count("”") or words.count("‘") < words.count("’"):
        words = words.rstrip("”’")
    stray = words.endswith("”") and words[0] not in "“‘" and words.count("“") == 0
    return words[:-1] if stray else words


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(either(read_data(__package__, "words.yaml")["before_items"]))


@cache
def _closings() -> tuple[re.Pattern[str], ...]:
    """What closes a list behind its last item: what is told of it (被列为), a count of it (三个方面), or 等."""
    return tuple(rule(__package__, "lists", name).pattern for name in ("told", "frame", "etc"))
