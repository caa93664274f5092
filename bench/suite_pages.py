"""A made page around a sentence of a suite, what pbdata finds in it, and how cases are judged, for it and for its peers."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, Generic, NamedTuple, TypeVar

import pbdata

T = TypeVar("T")

DAY = "2021-10-15"
FIRST = "清晨的阳光洒在屋檐上，乡亲们打开院门，把扫帚、水桶摆到路旁，一边干活一边拉着家常，脸上都带着笑意。"
LAST = "傍晚时分炊烟升起，孩子们在门前追着跑，老人坐在树下乘凉，说起从前的日子，心里满是感慨。"


class Found(NamedTuple, Generic[T]):
    """Words of a sentence and the value that a system reads in them, or is to read in them."""

    start: int
    stop: int
    value: T


class Case(NamedTuple, Generic[T]):
    """A sentence printed on a day, and all that is to be found in it. What lies within ``unasked`` is not judged."""

    text: str
    day: str
    expected: tuple[Found[T], ...]
    unasked: tuple[tuple[int, int], ...] = ()


def made_page(paragraphs: Sequence[str], day: str = DAY) -> str:
    """Return a news page of that day around paragraphs; the page adds no fact of its own."""
    return "\n\n".join((f"乡亲们的好日子\n{day} 来源:本站", FIRST, *paragraphs, LAST)) + "\n"


def made_text(processed: Any) -> tuple[int, int]:
    """Return where the paragraphs of a made page stand in the text of its article; nowhere if the page is broken."""
    text = processed.article.text if processed.article else ""
    start, stop = text.find(FIRST) + len(FIRST), text.rfind(LAST)
    return (start, stop) if FIRST in text and stop >= start else (0, 0)


def facts_in(sentence: str, day: str, kind: str) -> list[Found[Any]]:
    """Return the facts of a kind (``figures``, ``dates``) that pbdata finds in a sentence, placed in the sentence as given."""
    processed = pbdata.process(made_page([sentence], day).encode(), media_type="text/plain")
    start, stop = made_text(processed)
    if start == stop:
        return []
    places = aligned(processed.article.text[start:stop], sentence)
    return [
        Found(places[fact.start - start], places[fact.stop - start], fact)
        for fact in getattr(processed.facts, kind)
        if fact.field == "text" and start <= fact.start and fact.stop <= stop
    ]


def aligned(text: str, source: str) -> list[int]:
    """Return for each offset of a text, and for its end, the offset in the source that it was made from."""
    places = []
    for _, begin, end, start, stop in SequenceMatcher(None, source, text, autojunk=False).get_opcodes():
        places += [min(begin + offset, end) for offset in range(stop - start)]
    return [*places, len(source)]


def overlaps(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two stretches, which begin with start and stop, share a character."""
    return bool(one[0] < other[1] and other[0] < one[1])


def passes(case: Case[T], found: Sequence[Found[T]], agrees: Callable[[T, T], bool]) -> bool:
    """Whether a system found what a case expects, and nothing else.

    Each thing expected needs a finding whose words overlap and whose value agrees. A finding that overlaps nothing expected
    is wrong, but for one within words that are not judged.
    """
    if not all(
        any(overlaps(one, other) and agrees(one.value, other.value) for other in found) for one in case.expected
    ):
        return False
    known = (*case.expected, *case.unasked)
    return all(any(overlaps(other, one) for one in known) for other in found)
