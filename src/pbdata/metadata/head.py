"""The head of a page as titles are looked for on it: how the text begins, where facts stand, and what may be a title at all."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import read_rules, rule
from pbdata.cleaning.credits import find_makers
from pbdata.metadata.page import Page
from pbdata.model.page import KEPT_LABELS

# A title has so many characters.
MIN_TITLE, MAX_TITLE = 4, 80
# How many lines above the text and below it may print its title.
ABOVE, BELOW = 15, 5
# How much of the text a title is compared with: its first lines, and of each so many characters.
KIN_LINES, KIN_READ = 6, 160
# A text of so many characters has something of its title.
ENOUGH_TEXT = 100
# A line that holds the word for a maker tells one up to this size, whatever else stands in it.
LONGEST_BYLINE = 24
# The same lines are judged for several readers: of so many the judgement is kept.
SEEN = 1024
# How much of the end of a line is read.
ENDING = 6


class Head(NamedTuple):
    """A page as titles are looked for on it: how its text begins, and the numbers of the lines above it that tell facts
    or makers."""

    page: Page
    opening: str
    anchors: frozenset[int]

    def words(self, i: int) -> str:
        """The words of a line."""
        return self.page.words(i)


def look_at_head(page: Page) -> Head:
    """Gather what the choice of a title needs."""
    body = [page.lines[i] for i in page.numbers.get("body", ()) if i >= page.first][:KIN_LINES]
    opening = "".join([page.text[x.start : min(x.stop, x.start + KIN_READ)] for x in body])
    near = range(max(0, page.first - 2 * ABOVE), page.first)
    facts = rule(__package__, "anchors", "fact").pattern
    labelled = [i for i in page.numbers.get("dateline", ()) if i in near and facts.search(page.words(i))]
    dated = [line.number for line in page.datelines if line.days]
    datelines = [*labelled, *(i for i in dated if i in near or page.lines[i].label in KEPT_LABELS)]
    bylines = [i for i in page.numbers.get("byline", ()) if i in near and names_makers(page, i)]
    return Head(page, opening, frozenset([*datelines, *bylines]))


@lru_cache(maxsize=SEEN)
def may_be_title(words: str) -> bool:
    """Whether nothing in a line says that it is no title; facts at its end are none of it."""
    facts = rule(__package__, "titles", "facts-at-end").pattern.search(words)
    words = words[: facts.start()] if facts and facts.start() >= MIN_TITLE else words
    spaced_out = rule(__package__, "titles", "spaced-out").pattern.fullmatch(words) is not None
    if not spaced_out and not any(is_han(one) and is_han(other) for one, other in zip(words, words[1:], strict=False)):
        return False
    for one in read_rules(__package__, "no_title"):
        if one.pattern.search(words[-ENDING:] if one.name == "ends" else words):
            return False
    return True


def begins(head: Head, whole: int, i: int) -> bool:
    """Whether one line begins with the words of another."""
    words = _close(head.words(i))
    return len(words) >= MIN_TITLE * 2 and _close(head.words(whole)).startswith(words)


def kinship(words: str, opening: str) -> float:
    """Return the share of the pairs of letters and digits in ``words`` that ``opening`` holds too."""
    pairs = _pairs(words)
    return sum(map(opening.__contains__, pairs)) / max(1, len(pairs))


@lru_cache(maxsize=SEEN)
def _pairs(words: str) -> tuple[str, ...]:
    return tuple(pair for pair in map("".join, pairwise(words)) if pair.isalnum())


def is_institution_line(words: str) -> bool:
    """Whether a line is no more than the name of an institution or a medium."""
    return rule(__package__, "titles", "institution").pattern.match(words) is not None


def is_dashed(head: Head, i: int) -> bool:
    """Whether a line begins with a dash, as a second title does."""
    line = head.page.lines[i]
    return rule(__package__, "titles", "leading-dash").pattern.match(head.page.text, line.start, line.stop) is not None


def names_makers(page: Page, i: int) -> bool:
    """Whether a line tells who made the article: by a key or a role with names."""
    line = page.lines[i]
    if find_makers(page.text, line.start, line.stop):
        return True
    role = rule(__package__, "anchors", "role").pattern.search(page.text, line.start, line.stop)
    return role is not None and line.stop - line.start <= LONGEST_BYLINE


def is_crumb(words: str) -> bool:
    """Whether a line is a breadcrumb."""
    return rule(__package__, "anchors", "crumb").pattern.search(words) is not None


def _close(words: str) -> str:
    return "".join(words.split())
