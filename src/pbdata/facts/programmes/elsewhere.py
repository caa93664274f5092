"""The list that shows by its stems, its initials or its number that it defines a name which nothing beside it defines."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from pbdata.chinese.rules import rule
from pbdata.facts.programmes.explained import Explanations, by_letters, by_parts, by_runs
from pbdata.facts.programmes.lists import list_after, numbered_list
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.parts import items_opening_paragraphs, items_with_common_ending
from pbdata.facts.programmes.quoted_lists import QuotedLists
from pbdata.facts.programmes.slogans import Slogan, counts, may_fit
from pbdata.facts.programmes.spots import FAR, Listed, line_stop, sentence_stop, window
from pbdata.facts.reading import Field

_INITIALS = range(3, 6)
_NEAREST = 3


def list_elsewhere(
    field: Field, mentions: Sequence[Name], slogan: Slogan | None, lists: QuotedLists, explanations: Explanations
) -> Listed | None:
    """Return the list that defines a name from elsewhere in its field; the first way that finds one decides."""
    if slogan is None:
        return _of_letters(field, mentions[0], lists, explanations)
    return (
        lists.by_stems(mentions, slogan)
        or lists.by_number(mentions, slogan)
        or _part_by_part(field, mentions, slogan, explanations)
        or _near(field, mentions, slogan)
    )


def _of_letters(field: Field, name: Name, lists: QuotedLists, explanations: Explanations) -> Listed | None:
    """The list of a name that announces no number: by its initials, its letters one by one, or its end."""
    key = name.key
    found = (lists.by_initials(key) or by_letters(explanations, name)) if len(key) in _INITIALS else None
    return found or _by_common_ending(field, name.name)


def _part_by_part(field: Field, mentions: Sequence[Name], slogan: Slogan, explanations: Explanations) -> Listed | None:
    """The lists of a name of several parts, each explained, or each with a run of its own behind a mention."""
    if len(slogan.parts) < 2:
        return None
    found = by_parts(explanations, mentions[0], slogan)
    for name in mentions[:_NEAREST]:
        found = found or by_runs(field, name, slogan)
    return found


def _near(field: Field, mentions: Sequence[Name], slogan: Slogan) -> Listed | None:
    """The list around one of the first mentions."""
    if max(counts(slogan), default=0) <= 2:
        return None
    for name in mentions[:_NEAREST]:
        found = (
            _by_stems(field, name, slogan)
            or _by_paragraphs(field.text, name, slogan)
            or _by_numbers(field.text, name, slogan)
        )
        if found:
            return found
    return None


def _by_common_ending(field: Field, name: str) -> Listed | None:
    items = items_with_common_ending(field, name)
    return Listed(items, "common-ending") if items else None


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
        items = list_after(text, begin, end, slogan, explicit=False) if may_fit(slogan, text, begin, end) else None
        plain = items and not any(mark in item.words for item in items for mark in "“‘")
        if items and plain and (items[-1].stop <= name.start or name.stop <= items[0].start):
            return Listed(items, "same-stems")
    return None


def _openings(text: str, start: int, stop: int, stem: str) -> Iterator[tuple[int, int]]:
    """The places in a window where a list may begin: behind a mark of punctuation, with the stem in its first piece.

    Each comes with the end of its sentence.
    """
    marks = list(_pattern("opening").finditer(text, start, stop))
    begins, at = [match.start() for match in marks], -1
    for begin in (match.end() for match in marks):
        at = at if at >= begin else text.find(stem, begin, stop)
        if at < 0:
            return
        number = bisect_right(begins, begin)
        if number < len(begins) and at + len(stem) <= begins[number]:
            yield begin, sentence_stop(text, begin, min(stop, begin + FAR))


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
