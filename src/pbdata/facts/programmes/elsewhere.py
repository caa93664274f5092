"""The list that shows by its stems, its initials or its number that it defines a name which nothing beside it defines."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import islice, takewhile
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.programmes.items import SHORT, Item
from pbdata.facts.programmes.lists import list_after, list_in_marks, numbered_list, readings
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.parts import items_opening_paragraphs, items_with_common_ending
from pbdata.facts.programmes.slogans import Slogan, abbreviates, bare, counts, fits, tokens
from pbdata.facts.programmes.spots import FAR, Listed, bracket_stop, line_stop, sentences_between, window
from pbdata.facts.reading import Field

_INITIALS = range(3, 6)
_MANY = 5
_TRIED = 6
_NEAREST = 3
_LIST_MARK = re.compile("[、，； ]")
_CLAUSE_END = re.compile(f"[{CLAUSE}]")


class ListInMarks(NamedTuple):
    """Words in marks that may be a list, with their characters."""

    quote: Quoted
    characters: frozenset[str]


def lists_in_marks(field: Field) -> list[ListInMarks]:
    """Return the words in marks that may be a list, by start."""
    return [
        ListInMarks(quote, frozenset(quote.inner))
        for quote in field.quotes
        if quote.mark != "（" and _LIST_MARK.search(quote.inner)
    ]


def list_elsewhere(
    field: Field, mentions: Sequence[Name], slogan: Slogan | None, lists: Sequence[ListInMarks]
) -> Listed | None:
    """Return the list that defines a name from elsewhere in its field; the first way that finds one decides."""
    for way in _ways(field, mentions, slogan, lists):
        found = way()
        if found:
            return found
    return None


def _ways(
    field: Field, mentions: Sequence[Name], slogan: Slogan | None, lists: Sequence[ListInMarks]
) -> Iterator[Callable[[], Listed | None]]:
    first, text = mentions[0], field.text
    if slogan is None:
        if len(bare(first.name)) in _INITIALS:
            yield partial(_by_initials, field, bare(first.name), lists)
            yield partial(_by_letters, text, bare(first.name))
        yield partial(_by_common_ending, text, first.name)
        return
    yield partial(_by_stems_in_marks, field, mentions, slogan, lists)
    if len(slogan.parts) > 1:
        yield partial(_by_parts, text, first, slogan)
        for name in mentions[:_NEAREST]:
            yield partial(_by_runs, field, name, slogan)
    if max(counts(slogan), default=0) > 2:
        for name in mentions[:_NEAREST]:
            yield partial(_by_stems, field, name, slogan)
            yield partial(_by_paragraphs, text, name, slogan)
            yield partial(_by_numbers, text, name, slogan)


def _by_initials(field: Field, key: str, lists: Sequence[ListInMarks]) -> Listed | None:
    for quote, characters in lists:
        if len(quote.inner) >= len(key) + 3 and characters.issuperset(key):
            for items in readings(field.text, quote.start + 1, quote.stop - 1):
                if abbreviates(key, [item.words for item in items]):
                    return Listed(items, "initials", (quote.start, quote.stop))
    return None


def _by_common_ending(text: str, name: str) -> Listed | None:
    items = items_with_common_ending(text, name)
    return Listed(items, "common-ending") if items else None


def _by_stems_in_marks(
    field: Field, mentions: Sequence[Name], slogan: Slogan, lists: Sequence[ListInMarks]
) -> Listed | None:
    """A list in one pair of marks with the stems, or near a mention with the announced number, if that is large."""
    letters = {stem[0] for _, stem in slogan.parts}
    many = max(counts(slogan), default=0) >= _MANY
    for quote, characters in lists:
        if len(quote.inner) < len(bare(mentions[0].name)) + 3 or _holds(quote, mentions):
            continue
        if letters <= characters:
            for items in readings(field.text, quote.start + 1, quote.stop - 1):
                if fits(slogan, [item.words for item in items]):
                    return Listed(items, "same-stems", (quote.start, quote.stop))
        if many and _is_near(field.text, quote, mentions):
            chosen = list_in_marks(field.text, quote.start + 1, quote.stop - 1, slogan)
            if chosen and len(chosen) >= _MANY:
                return Listed(chosen, "near-quotation")
    return None


def _holds(quote: Quoted, mentions: Sequence[Name]) -> bool:
    """Whether a mention stands within a quotation: speech that tells of it, no list."""
    return any(quote.start < name.start and name.stop < quote.stop for name in mentions)


def _is_near(text: str, quote: Quoted, mentions: Sequence[Name]) -> bool:
    """Whether a mention stands within two sentences of a quotation, in the same line."""
    for name in mentions[:_TRIED]:
        between = text[min(quote.stop, name.stop) : max(quote.start, name.start)]
        if "\n" not in between and sentences_between(between) <= 2:
            return True
    return False


def _by_parts(text: str, name: Name, slogan: Slogan) -> Listed | None:
    """The items where the text explains the parts of a slogan one by one: 三村，即…。三联，即…。三扶，即…."""
    written = tokens(name.name)
    if len(written) != len(slogan.parts):
        return None
    found: list[Item] = []
    for token, part in zip(written, slogan.parts, strict=True):
        items = _items_of_part(text, token, part)
        if not items:
            return None
        found += items
    return Listed(found, "by-parts")


def _items_of_part(text: str, token: str, part: tuple[int, str]) -> list[Item] | None:
    match = _explained(text, token)
    if match is None:
        return None
    start = match.end()
    stop = bracket_stop(text, start, line_stop(text, start))
    if part[0] > 1 and text.startswith("“", start):
        last = text.find("”", start, stop)
        return list_in_marks(text, start + 1, last, Slogan((part,))) if last > 0 else None
    if part[0] > 1:
        return list_after(text, start, stop, Slogan((part,)), explicit=True)
    close = _CLAUSE_END.search(text, start, stop)
    end = close.start() if close else stop
    return [Item(start, end, text[start:end])] if end > start else None


def _by_letters(text: str, key: str) -> Listed | None:
    """The items where the text explains each letter of a name: “亮”就是亮身份…。“比”就是比贡献…."""
    found: list[Item] = []
    for letter in key:
        items = _items_of_part(text, letter, (1, letter))
        if not items or letter not in items[0].words or len(items[0].words) > SHORT:
            return None
        found += items
    return Listed(found, "by-parts")


def _explained(text: str, token: str) -> re.Match[str] | None:
    """What stands behind a part of a slogan and leads to its items, where the part begins a phrase."""
    at = text.find(token)
    while at >= 0:
        match = _pattern("explains").match(text, at + len(token))
        if match and (at == 0 or not text[at - 1].isalnum()):
            return match
        at = text.find(token, at + 1)
    return None


def _by_runs(field: Field, name: Name, slogan: Slogan) -> Listed | None:
    """The runs behind a mention that repeat one stem each, as often as announced: 送…、送…、送…，并同…、同…、同…."""
    if any(number < 2 for number, _ in slogan.parts):
        return None
    stop = min(window(field, name)[1], line_stop(field.text, name.stop))
    phrases: Sequence[Item] = [
        Item(*match.span(), match[0]) for match in _pattern("phrase").finditer(field.text, name.stop, stop)
    ]
    found: list[Item] = []
    for number, stem in slogan.parts:
        run, phrases = _run(phrases, number, stem)
        if not run:
            return None
        found += run
    return Listed(found, "by-parts")


def _run(phrases: Sequence[Item], number: int, stem: str) -> tuple[list[Item], Sequence[Item]]:
    """The first run of exactly ``number`` phrases with a stem, which opens all but the first, and what is behind it."""
    for at, phrase in enumerate(phrases):
        if stem not in phrase.words:
            continue
        rest = list(takewhile(lambda one: one.words.startswith(stem), phrases[at + 1 :]))
        if len(rest) == number - 1:
            begin = phrase.words.rindex(stem)
            first = Item(phrase.start + begin, phrase.stop, phrase.words[begin:])
            return [first, *rest], phrases[at + number :]
    return [], phrases


def _by_paragraphs(text: str, name: Name, slogan: Slogan) -> Listed | None:
    items = items_opening_paragraphs(text, line_stop(text, name.stop) + 1, slogan)
    return Listed(items, "paragraphs") if items else None


def _by_stems(field: Field, name: Name, slogan: Slogan) -> Listed | None:
    """The list near a mention in which the stems of a slogan come as often as it says, besides those in its own name."""
    fewest = min(counts(slogan))
    if fewest <= 2:
        return None
    text = field.text
    start, stop = window(field, name)
    if any(text.count(stem, start, stop) <= min(number, fewest) for number, stem in slogan.parts):
        return None
    for begin, end in _openings(text, start, stop, slogan.parts[0][1]):
        items = list_after(text, begin, end, slogan, explicit=False)
        if items and (items[-1].stop <= name.start or name.stop <= items[0].start):
            return Listed(items, "same-stems")
    return None


def _openings(text: str, start: int, stop: int, stem: str) -> Iterator[tuple[int, int]]:
    """The places in a window where a list may begin: behind a mark of punctuation, with the stem in its first piece."""
    marks = [match.span() for match in _pattern("opening").finditer(text, start, stop)]
    at = -1
    for number, (_, begin) in enumerate(marks, 1):
        at = at if at >= begin else text.find(stem, begin, stop)
        if at < 0:
            return
        close = next((mark for mark, _ in islice(marks, number, None) if mark > begin), -1)
        if at + len(stem) <= close:
            yield begin, min(stop, begin + FAR)


def _by_numbers(text: str, name: Name, slogan: Slogan) -> Listed | None:
    """The parts that are counted from one behind a mention: 一是…二是…."""
    stop = min(len(text), name.stop + 8 * FAR)
    if not _pattern("numbered").search(text, name.stop, stop):
        return None
    for number in sorted(counts(slogan) - {2}):
        items = numbered_list(text, name.stop, stop, number, slogan)
        if items:
            return Listed(items, "numbered")
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "definitions", name).pattern
