"""Where a list may stand, seen from a mention: its sentence, its line, the bracket that holds it. Bounds keep a long text linear."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.chinese.sentences import SENTENCE
from pbdata.facts.programmes.items import Item
from pbdata.facts.programmes.lists import list_in_marks
from pbdata.facts.programmes.names import Name
from pbdata.facts.reading import Field

FAR = 320
_LONGEST_LINE = 8 * FAR
_JOINTS = ("", "、", "，", "和", "与", "及", "以及")
_SENTENCE_END = re.compile(f"[{SENTENCE}!?]")


class Listed(NamedTuple):
    """A list with the rule that ties it to a name; ``full_form`` is the span in marks that it fills."""

    items: Sequence[Item]
    rule: str
    full_form: tuple[int, int] | None = None


def sentence_start(field: Field, at: int) -> int:
    """Where the sentence begins in which an offset stands."""
    return max(0, at - 2 * FAR, field.sentences.sentence(at)[0])


def sentence_stop(text: str, start: int, stop: int) -> int:
    """Where the sentence ends that begins at ``start``."""
    match = _SENTENCE_END.search(text, start, stop)
    return match.start() if match else stop


def sentences_between(words: str) -> int:
    """How many sentences end within words."""
    return len(_SENTENCE_END.findall(words))


def line_stop(text: str, at: int) -> int:
    """Where the line ends in which an offset stands."""
    stop = text.find("\n", at, at + _LONGEST_LINE)
    return stop if stop >= 0 else min(len(text), at + _LONGEST_LINE)


def bracket_stop(text: str, start: int, stop: int) -> int:
    """Where the bracket closes in which ``start`` stands, if it stands in one."""
    close = text.find("）", start, stop)
    return close if close >= 0 and text.find("（", start, close) < 0 else stop


def window(field: Field, name: Name) -> tuple[int, int]:
    """Two sentences to each side of a mention."""
    start, stop, text = name.start, name.stop, field.text
    last = min(len(text), stop + 2 * FAR)
    for _ in range(3):
        start = sentence_start(field, max(0, start - 1))
        match = _SENTENCE_END.search(text, stop, last)
        stop = match.end() if match else last
    return max(start, name.start - 2 * FAR), stop


def enclosing(field: Field, name: Name) -> tuple[int, int]:
    """The range within the innermost pair of marks that holds a name and more: a list does not cross it."""
    start, stop = 0, len(field.text)
    for quote in quotes_between(field, name.start - _LONGEST_LINE, name.start):
        if name.stop < quote.stop:
            start, stop = quote.start + 1, quote.stop - 1
    return start, stop


def quotes_between(field: Field, start: int, stop: int) -> list[Quoted]:
    """The quotations that begin in a stretch."""
    return field.quotes[bisect_left(field.quotes, (start,)) : bisect_left(field.quotes, (stop,))]


def row_of_quotes(field: Field, start: int, stop: int) -> list[Item]:
    """The quotations that stand one beside the other up to ``stop``, each an item: “记账”“结账”“入账”三步工作法."""
    row: list[Item] = []
    for quote in reversed(quotes_between(field, start, stop)):
        if quote.mark in "“‘" and quote.stop <= stop:
            if field.text[quote.stop : stop] not in _JOINTS:
                break
            row.insert(0, Item(quote.start + 1, quote.stop - 1, quote.inner))
            stop = quote.start
    return row


def several_in_marks(field: Field, start: int, stop: int) -> Iterator[list[Item]]:
    """The items of the lists in marks in a stretch as one list: “强村带弱村、…”为主要内容，以“党建帮扶、…”为主要措施.

    First those of one list, then those of two, and so on.
    """
    items: list[Item] = []
    for quote in quotes_between(field, start, stop):
        if quote.stop <= stop and quote.mark != "（":
            items = [*items, *(list_in_marks(field.text, quote.start + 1, quote.stop - 1, None) or [])]
            yield items
