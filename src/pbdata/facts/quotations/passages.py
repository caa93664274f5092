"""What stands within quotation marks in a text, each passage once: what may be an utterance, or a name or slogan."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pbdata.chinese.sentences import CLAUSE, SENTENCE
from pbdata.facts.reading import Field

_UNCLOSED = re.compile(r"“[^“”\n]{2,}(?=\n|$)")
_MARKS = "“‘"
_GESTURE = re.compile(f"[^{SENTENCE}{_MARKS}]*(?<=[，：])[{_MARKS}]")
_SHORTEST = 2
_COMMA = "，"
_CLOSES = SENTENCE + "；"
_OPENS_BEHIND = CLAUSE + "”’"


class Passage(NamedTuple):
    """Words within marks: where they open (the mark), where the words start and stop, and where all is closed."""

    opening: int
    start: int
    stop: int
    closing: int


def read_passages(field: Field) -> Iterator[Passage]:
    """Yield the passages of a field, in order: the outermost, whatever marks stand within them.

    One that is not closed reaches to the end of its line.
    """
    unclosed = [Passage(one.start(), one.start() + 1, one.end(), one.end()) for one in _UNCLOSED.finditer(field.text)]
    closed = [Passage(q.start, q.start + 1, q.stop - 1, q.stop) for q in field.quotes if q.mark in _MARKS]
    last = 0
    for passage in sorted([*unclosed, *closed]):
        if passage.opening >= last and passage.stop - passage.start >= _SHORTEST:
            last = passage.closing
            yield passage


def closes(text: str, passage: Passage) -> bool:
    """Whether a passage ends like a sentence, or breaks off at a comma."""
    return text[passage.stop - 1] in _CLOSES or is_half(text, passage)


def is_half(text: str, passage: Passage) -> bool:
    """Whether a passage breaks off at a comma: “今年果子多，”刘观山介绍，"""
    return text[passage.stop - 1] == _COMMA


def stands_apart(text: str, passage: Passage) -> bool:
    """Whether a passage opens behind a mark or begins its text, so that no word before it takes it in: not 喊着“加油！”"""
    return passage.opening == 0 or text[passage.opening - 1] in _OPENS_BEHIND


def goes_on_behind(text: str, passage: Passage) -> bool:
    """Whether a half is followed by a gesture and the other half: “账本，”罗秋生举起本子，“一笔都不能少。”"""
    return is_half(text, passage) and _GESTURE.match(text, passage.closing) is not None
