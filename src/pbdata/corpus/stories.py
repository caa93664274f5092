"""The stories of a page: paragraphs below headlines that tell of them, and whether they have to do with each other."""

from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pbdata.cleaning.features import KIN_FROM

# So many stories make a list. Those that have nothing to do with each other, each with a headline of its own, make one from two
# on if each has so many characters, and from MIN_STORIES on whatever their size.
MIN_STORIES, MIN_UNRELATED, MAX_COMPARED, MIN_WHOLE_STORY = 3, 2, 12, 50
MIN_HEADLINE, MAX_HEADLINE = 8, 60
# A headline has no more than such a share of the pairs of characters with another story that it has with its own; of many
# headlines and stories so few may have more.
MAX_SHARED, MAX_AKIN = 0.2, 0.1
# So many lines stand between a headline and its story, or between two days that belong to items of a list.
MAX_ITEM = 4


class Story(NamedTuple):
    """A headline and the text below it; the numbers of its line and of the first paragraph."""

    headline: str
    text: str
    top: int
    first: int


def find_stories(words: Sequence[str], long: Sequence[int]) -> list[Story]:
    """Return the stories of a page, no more than ``MAX_COMPARED``; ``long`` holds the numbers of the lines that tell one.

    A paragraph that a headline near above tells of begins one, others go on in it.
    """
    among = set(long)
    begun: list[tuple[int, list[int]]] = []
    for k in long:
        top = _headline_near(words, k, among) if len(begun) < MAX_COMPARED else None
        if top is not None:
            begun.append((top, [k]))
        elif begun:
            begun[-1][1].append(k)
    return [Story(words[top], "".join([words[k] for k in told]), top, told[0]) for top, told in begun]


def _headline_near(words: Sequence[str], k: int, long: Set[int]) -> int | None:
    """Return the number of a headline near above a story that tells of it; between the two stands no other story."""
    for i in range(k - 1, max(-1, k - MAX_ITEM - 1), -1):
        if i in long:
            return None
        if is_headline(words[i]) and are_kin(words[i], words[k]):
            return i
    return None


def is_headline(line: str) -> bool:
    """Whether a line has the length of a headline and does not end as a sentence does."""
    return MIN_HEADLINE <= len(line) <= MAX_HEADLINE and line[-1] not in "。；："


def are_kin(headline: str, story: str) -> bool:
    """Whether a headline says something of what a story says."""
    return len(list(islice(filter(story.__contains__, _pairs(headline)), KIN_FROM))) == KIN_FROM


def are_separate(stories: Sequence[Story]) -> bool:
    """Whether there are enough stories, and hardly a headline tells of another one than its own."""
    if len(stories) < (MIN_UNRELATED if all(len(one.text) >= MIN_WHOLE_STORY for one in stories) else MIN_STORIES):
        return False
    akin = [
        _kinship(one.headline, other.text) > MAX_SHARED * _kinship(one.headline, one.text)
        for one in stories
        for other in stories
        if one is not other
    ]
    return sum(akin) <= MAX_AKIN * len(akin)


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[k : k + 2] for k in range(len(words) - 1))


def _kinship(headline: str, story: str) -> int:
    """Return how many pairs of characters of a headline a story has in common with it."""
    return sum(map(story.__contains__, _pairs(headline)))
