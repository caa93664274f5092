"""What stands within quotation marks in a text, each passage once: what may be an utterance, or a name or slogan."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pbdata.chinese.sentences import SENTENCE
from pbdata.facts.reading import Field

_QUOTED = re.compile(r"“([^“”\n]{2,})(?:”|(?=\n|$))")
_COMMA = "，"
_CLOSES = SENTENCE + "；"


class Passage(NamedTuple):
    """Words within marks: where they open (the mark), where the words start and stop, and where all is closed."""

    opening: int
    start: int
    stop: int
    closing: int


def read_passages(field: Field) -> Iterator[Passage]:
    """Yield the passages of a field, in order. One that is not closed reaches to the end of its line."""
    for match in _QUOTED.finditer(field.text):
        yield Passage(match.start(), *match.span(1), match.end())


def closes(text: str, passage: Passage) -> bool:
    """Whether a passage ends like a sentence, or breaks off at a comma."""
    return text[passage.stop - 1] in _CLOSES or is_half(text, passage)


def is_half(text: str, passage: Passage) -> bool:
    """Whether a passage breaks off at a comma: “今年果子多，”刘观山介绍，"""
    return text[passage.stop - 1] == _COMMA
