"""How the lines of an HTML page look: what is seen of them beyond their words, as names that the labeller votes on.

* ``tag-h1``, ``tag-heading`` (h2 to h6), ``tag-p``, ``tag-li``, ``tag-td``, ``tag-caption``, ``tag-block``: the element;
* ``in-main``, ``near-main``, ``out-of-main``: inside the element that holds the running text, beside it, or elsewhere (all
  lines are ``near-main`` on a page without running text);
* ``linked``, ``part-linked``: most of the line, or some of it, is the text of links;
* ``in-list``: inside a list item, but not its only text;
* ``in-title``: the document's title says the same words;
* ``declared-date``: the line prints the day on which the page declares to have been published;
* ``hint-…``: what the nearest telling class or id name says (html.yaml).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import re2

from pbdata.chinese.sentences import CLAUSE
from pbdata.datafiles import read_data

LINKED_FROM, PART_LINKED_FROM = 0.7, 0.2
# The outermost containers are the document (0) and its body; what is only in them is not near anything.
BODY = 1
TITLE_FROM, TITLE_UP_TO = 5, 120
# Running text is told by its length and its marks. It counts whole for the element that holds it and in part for those
# above; less in a list, or under a name that speaks of something else; more where the page's description quotes it.
RUNNING_FROM = 25
# The marks of sentences that are told: a colon also stands in labels, an ellipsis in headlines cut short.
PROSE = "".join(mark for mark in CLAUSE if mark not in "：…\n")
ABOVE, LEVELS = 0.6, 4
IN_LIST, ELSEWHERE, QUOTED = 0.5, 0.4, 3.0
QUOTE = 12
# An element that begins after this many characters of other running text below the title counts half; one above the
# title counts half as well.
LATE = 150.0
ABOVE_TITLE = 0.5

_DAY = re.compile(r"((?:19|20)\d\d)\D{0,2}([01]?\d)\D{0,2}([0-3]?\d)(?!\d)")
_MARKS = re.compile(f"[{PROSE},]")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TAGS = {"h1": "tag-h1", "p": "tag-p", "li": "tag-li", "td": "tag-td", "th": "tag-td", "figcaption": "tag-caption"}
_TAGS |= dict.fromkeys(_HEADINGS, "tag-heading")
_ELSEWHERE = frozenset({"hint-nav", "hint-footer", "hint-related", "hint-comment", "hint-share", "hint-ad"})


class Block(NamedTuple):
    """A line of page text: its words, the element it stands in (``tag``), the share of ``linked`` characters, its
    ``container``, the ``hints`` of names near it, whether it is in a list item (``listed``), and the ``address`` of the link that
    it begins in."""

    words: str
    tag: str
    linked: float
    container: int
    hints: tuple[str, ...]
    listed: bool
    address: str = ""


def find_looks(blocks: Sequence[Block], parents: Sequence[int], meta: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the looks of each block.

    ``parents[i]`` is the container around container ``i``, always a smaller number, and -1 for the outermost. ``meta`` is
    what the page declares of itself: of its keys ``title``, ``og:title``, ``description`` and ``published`` are read.
    """
    titles = [_squash(meta[key]) for key in ("title", "og:title") if key in meta]
    characters = frozenset("".join(titles))
    titled = [block.words.lstrip()[:1] in characters and _in_title(block.words, titles) for block in blocks]
    year, days = _ways_to_print(meta.get("published", ""))
    dated = [bool(year) and year in block.words and any(map(block.words.__contains__, days)) for block in blocks]
    main = _main_container(blocks, parents, _title_line(blocks, titled), _squash(meta.get("description", ""))[:QUOTE])
    places = _places(parents, main)
    return [
        _looks(tag, places[container], linked >= LINKED_FROM, linked >= PART_LINKED_FROM, listed, title, date, hints)
        for (_, tag, linked, container, hints, listed, _), title, date in zip(blocks, titled, dated, strict=True)
    ]


def _places(parents: Sequence[int], main: int) -> list[str]:
    if main < 0:
        return ["near-main"] * len(parents)
    around = parents[main]
    places = [""] * len(parents)
    for c, parent in enumerate(parents):
        if c == main:
            places[c] = "in-main"
        elif c == around and c > BODY:
            places[c] = "near-main"
        else:
            places[c] = places[parent] if parent >= 0 else "out-of-main"
    return places


@lru_cache(maxsize=4096)
def _looks(
    tag: str,
    place: str,
    linked: bool,
    part_linked: bool,
    listed: bool,
    titled: bool,
    dated: bool,
    hints: tuple[str, ...],
) -> tuple[str, ...]:
    looks = [_TAGS.get(tag, "tag-block"), place]
    if linked:
        looks.append("linked")
    elif part_linked:
        looks.append("part-linked")
    if listed and tag != "li":
        looks.append("in-list")
    if titled:
        looks.append("in-title")
    if dated:
        looks.append("declared-date")
    return (*looks, *hints)


def _ways_to_print(date: str) -> tuple[str, list[str]]:
    """Return the year of a declared date, and the ways to print its day, with and without zeros."""
    found = _DAY.search(date)
    if not found:
        return "", []
    year, month, day = found.groups()
    padded, bare = (year, month.zfill(2), day.zfill(2)), (year, month.lstrip("0"), day.lstrip("0"))
    ways = [
        pattern.format(*digits)
        for digits in {padded, bare}
        for pattern in ("{}-{}-{}", "{}/{}/{}", "{}.{}.{}", "{}年{}月{}日")
    ]
    return year, sorted(ways)


def _squash(words: str) -> str:
    return "".join(words.split())


def _in_title(words: str, titles: Sequence[str]) -> bool:
    if not TITLE_FROM <= len(words) <= TITLE_UP_TO:
        return False
    squashed = _squash(words)
    return len(squashed) >= TITLE_FROM and any(squashed in title for title in titles)


def _title_line(blocks: Sequence[Block], titled: Sequence[bool]) -> int:
    """Return the number of the block that prints the title: a first-level heading if there is one; -1 for none."""
    lines = [i for i, block in enumerate(blocks) if titled[i] and block.linked < LINKED_FROM]
    return next((i for i in lines if blocks[i].tag == "h1"), lines[0] if lines else -1)


def _main_container(blocks: Sequence[Block], parents: Sequence[int], title_line: int, quote: str) -> int:
    """Return the container that holds the most running text, soon after the title; -1 where no line is running text."""
    scores = [0.0] * len(parents)
    begins: list[int | None] = [None] * len(parents)
    passed = 0
    for i, block in enumerate(blocks):
        size = len(block.words)
        if size < RUNNING_FROM or block.linked >= LINKED_FROM or not _MARKS.search(block.words):
            continue
        share = _weight(block, quote)
        container = block.container
        for _ in range(LEVELS):
            if begins[container] is None:
                begins[container] = passed if i > title_line else -1
            scores[container] += share
            share *= ABOVE
            container = parents[container]
            if container < 0:
                break
        if i > title_line:
            passed += size
    if title_line >= 0:
        for c, begin in enumerate(begins):
            if begin is not None:
                scores[c] *= LATE / (LATE + begin) if begin >= 0 else ABOVE_TITLE
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] else -1


def _weight(block: Block, quote: str) -> float:
    weight = float(len(block.words))
    if block.listed:
        weight *= IN_LIST
    if "hint-text" not in block.hints and not _ELSEWHERE.isdisjoint(block.hints):
        weight *= ELSEWHERE
    if quote and _squash(block.words[: 4 * QUOTE]).startswith(quote):
        weight *= QUOTED
    return weight


@lru_cache(maxsize=4096)
def hints_of(names: str) -> tuple[str, ...]:
    """Return what an element's class and id names hint at."""
    hints, patterns = _hints()
    return tuple(map(hints.__getitem__, sorted(patterns.Match(names) or ())))


@cache
def _hints() -> tuple[tuple[str, ...], Any]:
    data = _data()["hints"]
    options = re2.Options()
    options.case_sensitive = False
    patterns = re2.Set.SearchSet(options)
    for pattern in data.values():
        patterns.Add(pattern)
    patterns.Compile()
    return tuple(data), patterns


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = read_data(__package__, "html.yaml")
    return data


# Elements that say what they hold, with the hint that they give.
LANDMARKS = {tag: (hint,) for tag, hint in _data()["landmarks"].items()}
