"""The records of a topic: the rules that tell its articles, and what they say of one article."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Term(NamedTuple):
    """Words in canonical simplified characters; ``points`` are below 0 where they speak against the topic, and 0 where they are ignored."""

    words: str
    group: str
    points: int


@dataclass(frozen=True, slots=True)
class Topic:
    """The rules of a topic. ``sha256`` is that of their file, and stands for them wherever settings are compared as text.

    An article of ``threshold`` points or more is on topic. A term counts ``in_title`` times where it stands in the title, and as
    often as it stands in the text, up to ``at_most``; in a text of more than ``full_length`` characters, as often as in so many of them.
    """

    name: str
    sha256: str
    threshold: int
    in_title: int
    at_most: int
    full_length: int
    terms: tuple[Term, ...] = field(repr=False)


class Evidence(NamedTuple):
    """What one term adds to the score of an article, in which it stands ``n`` times in the text."""

    words: str
    group: str
    in_title: bool
    n: int
    points: float


class Verdict(NamedTuple):
    """What the rules of a topic say of an article; ``evidence`` is sorted, the strongest first. Points have one decimal."""

    topic: str
    score: float
    threshold: int
    on_topic: bool
    evidence: tuple[Evidence, ...]
