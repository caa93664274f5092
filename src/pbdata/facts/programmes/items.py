"""Lists in running text: from the words that hold a list to its items, as a name announces them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.quotes import divide
from pbdata.facts.programmes.names import HAN, either, lexicon
from pbdata.facts.programmes.slogans import Slogan, counts, fits

# The marks that divide a list, the strongest first: a list at semicolons keeps the commas within its items.
_DIVISIONS = ("；", "、", "、和", "、及", "、与", "，", "，、", "，、和", "；，")
_SENTENCE_END = re.compile("[。！？!?\n]")
_PART_END = re.compile("[。；！？!?\n]")
_CLAUSE_END = re.compile("[，。；：！？!?\n]")
# Each way to divide a list with what ends the list.
_ENDS = tuple(
    (marks, _SENTENCE_END if "；" in marks else _PART_END if marks == "，" else _CLAUSE_END) for marks in _DIVISIONS
)
_ALL_MARKS = frozenset("".join(_DIVISIONS))
_ETC = re.compile(rf"(?<![平中高初同相对不优上下均何差])等[{HAN}]{{0,8}}$")
_SEQUENCE = re.compile(
    r"(?:^|(?<=[\n。；：，]))(?:[（(]?([一二三四五六七八九十])(?:是(?:要)?|[）)]|、)|([0-9])[.．、])(?=[^\n])"
)
_NUMBERS = {number: place for place, number in enumerate("一二三四五六七八九十", 1)}
_DIGIT = re.compile("[0-9]")
_SHORT = 24
_LONGEST = 45
_AT_ONCE = 8


class Item(NamedTuple):
    """One item of a list, as a span of the field and its words."""

    start: int
    stop: int
    words: str


def readings(text: str, start: int, stop: int) -> list[list[Item]]:
    """Return the lists that the whole of ``text[start:stop]`` may be, the strongest mark first: words within a pair of marks."""
    words = text[start:stop]
    found: list[list[Item]] = []
    found_marks = _marks(words)
    for marks in (*_DIVISIONS, " "):
        first, others = marks[0], marks[1:]
        if first not in words or (others and found_marks.isdisjoint(others)):
            continue
        items = [item for piece in divide(text, start, stop, marks) if (item := _item(text, *piece))]
        if len(items) > 1 and not _broken(items) and not _figures([item.words for item in items]):
            found.append(items)
    return found


def list_in_marks(text: str, start: int, stop: int, slogan: Slogan | None) -> list[Item] | None:
    """Return the items where the whole of ``text[start:stop]`` is the list, such as the words within a pair of marks."""
    return choose(readings(text, start, stop), slogan)


def choose(lists: Sequence[list[Item]], slogan: Slogan | None) -> list[Item] | None:
    """Return the first of several readings of a list that keeps what a slogan announces; any, where there is no slogan."""
    for items in lists:
        if slogan is None or len(items) in counts(slogan):
            return items
    return None


def list_after(text: str, start: int, stop: int, slogan: Slogan | None, *, explicit: bool) -> list[Item] | None:
    """Return the items of a list that begins at ``start``; it ends with the announced number, or with its clause.

    ``explicit`` says that words such as 包括 open the list; otherwise each item must repeat the stem of the slogan.
    """
    present: dict[re.Pattern[str], tuple[int, frozenset[str]]] = {}
    for marks, ends in _ENDS:
        if ends not in present:
            close = ends.search(text, start, stop)
            end = close.start() if close else stop
            present[ends] = end, _marks(text[start:end])
        end, found = present[ends]
        if not found.issuperset(marks):
            continue
        pieces = list(divide(text, start, end, marks))
        for number in sorted(counts(slogan)) if slogan else (len(pieces),):
            if not 1 < number <= len(pieces):
                continue
            items = _even(pieces[:number], text, first=True)
            if items is None or len(items) != number:
                continue
            given = [item.words for item in items]
            if slogan and (_repeats(slogan, given) or (explicit and len(pieces) == number and _alike(given))):
                return items
            if slogan is None and explicit and "，" not in marks and all(len(word) <= _SHORT for word in given):
                return items
    return None


def list_before(text: str, start: int, stop: int, slogan: Slogan, *, adjacent: bool) -> list[Item] | None:
    """Return the items of a list that ends at ``stop`` and begins somewhere behind ``start``.

    ``adjacent`` says that the name follows at once, so that the announced number of items is enough; otherwise each item
    must repeat the stem of the slogan.
    """
    words = text[start:stop]
    numbers = sorted((number for number in counts(slogan) if number > 1), reverse=True)
    if not numbers or sum(words.count(mark) for mark in "、，；和及与") < numbers[-1] - 1:
        return None
    if not any(mark in words[-_LONGEST:] for mark in "、，；"):
        return None
    found = _marks(words)
    for marks in _DIVISIONS:
        if not found.issuperset(marks):
            continue
        pieces = list(divide(text, start, stop, marks))
        for number in numbers:
            if len(pieces) < number:
                continue
            items = _even(pieces[-number:], text, first=False)
            if items is None:
                continue
            given = [item.words for item in items]
            inside = "，" not in marks and "；" not in marks and any("，" in word for word in given[1:])
            if not inside and (_repeats(slogan, given) or (adjacent and "，" not in marks and _alike(given))):
                return items
    return None


def numbered_list(text: str, start: int, stop: int, number: int, slogan: Slogan) -> list[Item] | None:
    """Return the opening words of exactly ``number`` numbered parts (一是…二是…) behind ``start``, where they count from one.

    They must follow at once or repeat the stems of the slogan: numbers alone often count something else.
    """
    places: list[int] = []
    for match in _SEQUENCE.finditer(text, start, stop):
        value = int(match[2]) if match[2] else _NUMBERS[match[1]]
        if value == len(places) + 1:
            places.append(match.end())
        elif value == 1:
            places = [match.end()]
    if len(places) != number:
        return None
    items = []
    for place in places:
        close = _CLAUSE_END.search(text, place, stop)
        item = _item(text, place, close.start() if close else stop)
        if item is None or len(item.words) > _SHORT:
            return None
        items.append(item)
    at_once = places[0] - start <= _AT_ONCE
    return items if at_once or fits(slogan, [item.words for item in items]) else None


def _marks(words: str) -> frozenset[str]:
    """The marks that stand in words and may divide a list."""
    return _ALL_MARKS.intersection(words)


def is_open(text: str, items: Sequence[Item]) -> bool:
    """Whether 等 stands behind the last item: more items exist than are printed."""
    return text.startswith("等", items[-1].stop)


def _even(pieces: Sequence[tuple[int, int]], text: str, *, first: bool) -> list[Item] | None:
    """The items of pieces, the first freed of the words before it, as the others show where it begins."""
    items = [_item(text, start, stop) for start, stop in pieces]
    rest = [item for item in items[1:] if item]
    head = items[0]
    if head is None or len(rest) != len(items) - 1:
        return None
    if any(len(item.words) > _LONGEST for item in rest):
        return None
    offset = _first_cut(head.words, [item.words for item in rest], first=first)
    trimmed = _item(text, head.start + offset, head.stop)
    return [trimmed, *rest] if trimmed else None


def _first_cut(words: str, others: Sequence[str], *, first: bool) -> int:
    """How many characters before the first item do not belong to it."""
    clause = max(words.rfind(mark) for mark in "，：；。")
    base = clause + 1 if not first and not any("，" in other for other in others) else 0
    words = words[base:]
    opening = {other[0] for other in others}
    if len(opening) == 1:
        at = words.rfind(next(iter(opening))) if not first else words.find(next(iter(opening)))
        if at >= 0 and len(others) > 1:
            return base + at
    lengths = {len(other) for other in others}
    if len(lengths) == 1 and len(words) > next(iter(lengths)) and len(others) > 1:
        return base + len(words) - next(iter(lengths))
    cut = 0 if first else max((match.end() for match in [_leads().match(words)] if match), default=0)
    if len(words) == cut or words.startswith("“"):
        cut = 0
    if len(words) > max(lengths):
        cut = max((match.end() for match in _leads().finditer(words) if len(words) - match.end() >= 2), default=0)
    return base + cut


def _repeats(slogan: Slogan, words: Sequence[str]) -> bool:
    """Whether the items repeat the stems of the slogan as a list does: at one place in each, or in words of one length."""
    if not fits(slogan, words) or _figures(words) or any(_unpaired(word) for word in words):
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


def _broken(items: Sequence[Item]) -> bool:
    return any(_unpaired(item.words) for item in items)


def _unpaired(words: str) -> bool:
    """Whether a quotation mark or bracket stands in the words without its pair."""
    return words.count("“") != words.count("”") or words.count("（") != words.count("）") or words.startswith("”")


def _figures(words: Sequence[str]) -> bool:
    """Whether most items hold digits: results that are told, not parts that are named."""
    return 2 * len([word for word in words if _DIGIT.search(word)]) > len(words)


def _alike(words: Sequence[str]) -> bool:
    """Whether the items of a list without stems look like one list: at least three, short, of like length."""
    lengths = [len(word) for word in words]
    if any(mark in word for word in words for mark in "“”，。") or _figures(words):
        return False
    if len(words) < 3:
        return False
    return max(lengths) <= _SHORT and max(lengths) <= 2 * min(lengths) + 2


def _item(text: str, start: int, stop: int) -> Item | None:
    """A piece without the marks and closing words that do not belong to the item."""
    while start < stop and text[start] in "“‘”’，；：、。 +\n\t":
        start += 1
    words = text[start:stop]
    if "等" in words:
        words = words[: _unquoted_etc(words)]
    words = words.rstrip("，；：、。 \n\t")
    if "”" in words or "’" in words:
        words = _without_stray_close(words)
    return Item(start, start + len(words), words) if words else None


def _without_stray_close(words: str) -> str:
    """The words without the closing marks at their end that nothing in them opens."""
    if words.count("“") < words.count("”") or words.count("‘") < words.count("’"):
        words = words.rstrip("”’")
    stray = words.endswith("”") and words[0] not in "“‘" and words.count("“") == 0
    return words[:-1] if stray else words


def _unquoted_etc(words: str) -> int | None:
    """Where 等 closes an enumeration within a piece; ``None`` where none does."""
    match = _ETC.search(words)
    return match.start() if match and match.start() >= 2 and not words.startswith("等") else None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(either(lexicon()["before_items"]))
