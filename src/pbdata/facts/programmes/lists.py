"""Lists in running text: from the words that hold a list to its items, as a name announces them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.chinese.numerals import evaluate
from pbdata.chinese.rules import rule, scanner
from pbdata.chinese.scanning import Scanner
from pbdata.chinese.sentences import CLAUSE, SENTENCE
from pbdata.facts.programmes.items import SHORT, Item, are_alike, are_figures, even, is_unpaired, item_at
from pbdata.facts.programmes.slogans import Slogan, counts, fits
from pbdata.facts.programmes.stretches import Stretch

# The marks that divide a list, the strongest first: a list at semicolons keeps the commas within its items.
_DIVISIONS = ("；", "、", "、和", "、及", "、与", "，", "，、", "，、和", "；、", "；，")
_SENTENCE_END = re.compile(f"[{SENTENCE}!?]")
_PART_END = re.compile(f"[{SENTENCE}；!?]")
_CLAUSE_END = re.compile(f"[{CLAUSE}!?]")
# Each way to divide a list with what ends the list.
_ENDS = tuple(
    (marks, _SENTENCE_END if "；" in marks else _PART_END if "，" in marks else _CLAUSE_END) for marks in _DIVISIONS
)
# Two items may have nothing but a joint between them.
_PAIRS = tuple((marks, _CLAUSE_END) for marks in "和与及")
_QUOTED_END = re.compile("(?<=.)“([^“”]+)”$")
# What counts the parts of a sequence begins with one of these.
_COUNTS = tuple("（(一二三四五六七八九十0123456789")
_LAST = 45
_AT_ONCE = 8
_FEW = 3


class _Division(NamedTuple):
    """One way to read a stretch as a list: the marks, and the pieces between them."""

    marks: str
    pieces: list[tuple[int, int]]


def readings(text: str, start: int, stop: int) -> list[list[Item]]:
    """Return the lists that the whole of ``text[start:stop]`` may be, the strongest mark first: words within a pair of marks."""
    stretch = Stretch(text, start, stop)
    found: list[list[Item]] = []
    for marks in (*_DIVISIONS, " "):
        first, others = marks[0], marks[1:]
        if first not in stretch.marks or (others and stretch.marks.isdisjoint(others)):
            continue
        items = [item for piece in stretch.pieces(marks) if (item := item_at(text, *piece))]
        given = [item.words for item in items]
        if len(items) > 1 and not any(map(is_unpaired, given)) and not are_figures(given):
            found.append(items)
    return found


def list_in_marks(text: str, start: int, stop: int, slogan: Slogan | None) -> list[Item] | None:
    """Return the items where the whole of ``text[start:stop]`` is the list, such as the words within a pair of marks.

    Of several readings it is the first that keeps what the slogan announces; the first of all, where there is no slogan.
    """
    for items in readings(text, start, stop):
        if slogan is None or len(items) in counts(slogan):
            return items
    return None


def list_after(text: str, start: int, stop: int, slogan: Slogan | None, *, explicit: bool) -> list[Item] | None:
    """Return the items of a list that begins at ``start``; it ends with the announced number, or with its clause.

    ``explicit`` says that words such as 包括 open the list; otherwise each item must repeat the stem of the slogan.
    """
    alike: list[Item] | None = None
    pair = _PAIRS if explicit and slogan and 2 in counts(slogan) else ()
    fewest = min(counts(slogan), default=2) if slogan else 2
    for division in _divisions_after(text, start, stop, (*_ENDS, *pair), fewest):
        for number in sorted(counts(slogan)) if slogan else (len(division.pieces),):
            if not 1 < number <= len(division.pieces):
                continue
            last = explicit and number == len(division.pieces)
            if slogan and not last and not fits(slogan, _words(text, division.pieces[:number])):
                continue
            items = _without_tail(even(text, division.pieces[:number], _stems(slogan), first=True), slogan)
            if items and _is_list(items, division, slogan, explicit=explicit):
                return _quoted_ends(items, slogan) or _without_comments(items, slogan)
            if items and last and are_alike([item.words for item in items]):
                alike = alike or items
    return alike


def list_before(text: str, start: int, stop: int, slogan: Slogan, *, adjacent: bool) -> list[Item] | None:
    """Return the items of a list that ends at ``stop`` and begins somewhere behind ``start``.

    ``adjacent`` says that the name follows at once, so that the announced number of items is enough; otherwise each item
    must repeat the stem of the slogan.
    """
    words = text[start:stop]
    numbers = sorted(counts(slogan), reverse=True)
    if not numbers or _count(text, start, stop, "、，；和及与") < numbers[-1] - 1:
        return None
    if not any(mark in words[-_LAST:] for mark in "、，；"):
        return None
    stretch = Stretch(text, start, stop)
    for marks in _DIVISIONS:
        if not stretch.marks.issuperset(marks):
            continue
        pieces = stretch.pieces(marks)
        alone = adjacent and "，" not in marks
        for number in numbers:
            if len(pieces) < number or not (alone or fits(slogan, _words(text, pieces[-number:]))):
                continue
            items = even(text, pieces[-number:], _stems(slogan), first=False)
            if items and _ends_list(items, marks, slogan, adjacent=adjacent):
                return items
    return None


def numbered_list(text: str, start: int, stop: int, number: int, slogan: Slogan) -> list[Item] | None:
    """Return the opening words of exactly ``number`` numbered parts (一是…二是…) behind ``start``, where they count from one.

    They must follow at once or repeat the stems of the slogan: numbers alone often count something else.
    """
    places = _numbered_places(text, start, stop)
    if len(places) != number:
        return None
    items = [_clause_at(text, place, stop) for place in places]
    whole = [item for item in items if item and len(item.words) <= SHORT]
    if len(whole) < number:
        return None
    at_once = places[0] - start <= _AT_ONCE or _is_announced(text, start, places[0], number)
    return whole if at_once or fits(slogan, [item.words for item in whole]) else None


def _divisions_after(
    text: str, start: int, stop: int, ways: Sequence[tuple[str, re.Pattern[str]]], fewest: int
) -> Iterator[_Division]:
    """The divisions of a stretch for which it has all the marks, and that have the fewest pieces."""
    stretches: dict[re.Pattern[str], Stretch] = {}
    for marks, ends in ways:
        if ends not in stretches:
            close = ends.search(text, start, stop)
            stretches[ends] = Stretch(text, start, close.start() if close else stop)
        stretch = stretches[ends]
        if stretch.marks.issuperset(marks) and len(pieces := stretch.pieces(marks)) >= fewest:
            yield _Division(marks, pieces)


def _count(text: str, start: int, stop: int, marks: str) -> int:
    """How many of some marks stand in a stretch."""
    count = 0
    for mark in marks:
        count += text.count(mark, start, stop)
    return count


def _is_list(items: Sequence[Item], division: _Division, slogan: Slogan | None, *, explicit: bool) -> bool:
    words = [item.words for item in items]
    if slogan is None:
        return explicit and "，" not in division.marks and all(len(word) <= SHORT for word in words)
    if repeats(slogan, words):
        return True
    if len(division.pieces) > len(items) or are_figures(words) or any(map(is_unpaired, words)):
        return False
    return (explicit or len(items) >= _FEW) and fits(slogan, words)


def _words(text: str, pieces: Sequence[tuple[int, int]]) -> list[str]:
    """The words of pieces as they stand: what does not fit with all of them does not fit with a part of each."""
    return [text[start:stop] for start, stop in pieces]


def _stems(slogan: Slogan | None) -> list[str]:
    return [stem for _, stem in slogan.parts] if slogan else []


def _without_tail(items: list[Item] | None, slogan: Slogan | None) -> list[Item] | None:
    """The items, the last without what stands behind its stem where all others end in theirs: 教师家访、农技随访工作卡."""
    if items is None or slogan is None or len(slogan.parts) > 1 or len(items) < _FEW:
        return items
    stem, last = slogan.parts[0][1], items[-1]
    stop = last.words.rfind(stem) + len(stem)
    if stop < len(stem) or len(last.words) - stop < _FEW or not all(item.words.endswith(stem) for item in items[:-1]):
        return items
    return [*items[:-1], Item(last.start, last.start + stop, last.words[:stop])]


def _quoted_ends(items: Sequence[Item], slogan: Slogan | None) -> list[Item] | None:
    """The words in marks at the ends of the items, where each ends so and they keep the slogan: 加大培训“培育一批”."""
    ends = [match for item in items if (match := _QUOTED_END.search(item.words))]
    if slogan is None or len(ends) < len(items) or not fits(slogan, [match[1] for match in ends]):
        return None
    return [
        Item(item.start + match.start(1), item.start + match.end(1), match[1])
        for item, match in zip(items, ends, strict=True)
    ]


def _without_comments(items: list[Item], slogan: Slogan | None) -> list[Item]:
    """The items without what is said of each behind a comma, where they are long and hold their stems before it."""
    if slogan is None or len(slogan.parts) > 1 or max(len(item.words) for item in items) <= SHORT:
        return items
    heads = [item.words.split("，", 1)[0] for item in items]
    if not fits(slogan, heads):
        return items
    return [Item(item.start, item.start + len(head), head) for item, head in zip(items, heads, strict=True)]


def _ends_list(items: Sequence[Item], marks: str, slogan: Slogan, *, adjacent: bool) -> bool:
    words = [item.words for item in items]
    if "，" not in marks and "；" not in marks and any("，" in word for word in words[1:]):
        return False
    return repeats(slogan, words) or (adjacent and "，" not in marks and are_alike(words))


def repeats(slogan: Slogan, words: Sequence[str]) -> bool:
    """Return whether the items repeat the stems of the slogan as a list does: at one place in each, or in words of one length."""
    if not fits(slogan, words) or are_figures(words) or any(map(is_unpaired, words)):
        return False
    if len(slogan.parts) > 1:
        return True
    stem = slogan.parts[0][1]
    return (
        all(word.startswith(stem) for word in words)
        or all(word.endswith(stem) for word in words)
        or len({word.find(stem) for word in words}) == 1
        or len({len(word) for word in words}) == 1
    )


def _is_announced(text: str, start: int, at: int, number: int) -> bool:
    """Whether the sentence that leads to the first part, whose words begin at ``at``, announces the number."""
    count = next((match.start() for match in _sequence().finditer(text, max(start, at - _AT_ONCE), at + 1)), at)
    match = rule(__package__, "lists", "announced").pattern.search(text, max(start, count - _AT_ONCE * 2), count)
    worth = evaluate(match["number"]) if match else None
    return worth is not None and worth.value == number


def _numbered_places(text: str, start: int, stop: int) -> list[int]:
    """Where the parts begin that count from one; the last count of several."""
    places: list[int] = []
    for match in _sequence().finditer(text, start, stop):
        worth = evaluate(match["han"] or match["digit"])
        value = worth.value if worth else 0
        if value == len(places) + 1:
            places.append(match.end())
        elif value == 1:
            places = [match.end()]
    return places


def _clause_at(text: str, start: int, stop: int) -> Item | None:
    close = _CLAUSE_END.search(text, start, stop)
    return item_at(text, start, close.start() if close else stop)


def _sequence() -> Scanner:
    return scanner(__package__, "lists", "sequence", _COUNTS)
