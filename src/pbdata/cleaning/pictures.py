"""Lines that tell of pictures, by where they stand: above the first paragraph, between two, printed twice, below a file's name.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pbdata.cleaning.context import ENDED, NO_TEXT, RUNNING, WITHOUT_STOP
from pbdata.cleaning.named import Named

PARAGRAPHS = frozenset({"paragraph", "long-paragraph"})
# Rules on lines of a head, and those on words that only pictures have.
HEAD = frozenset(
    {"only-day", "date-and-time", "dateline-source", "share", "file-name", "page-numbers", "original-title"}
)
SCENES = frozenset({"picture-scene", "picture-words", "persons-in-picture", "dated-scene"})
LENT = frozenset({"picture-lender", "picture-note", "reporter-after-picture"})
# What is printed twice has so many characters; so many lines stand between two printings of a title.
MIN_TWICE, MAX_BETWEEN = 8, 5
MAX_SCENE = 40
_ONE_CLAUSE = re.compile(r"[^，：；“”、]{8,32}[。]")
_DAILY = re.compile(r"近日|日前|昨日|昨天|今日|今天|\d日|上午|下午")


def mark_pictures(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark all lines that tell of pictures by where they stand."""
    texts = named.lines(RUNNING) - named.lines(NO_TEXT)
    first = min(texts, default=len(lines))
    # A headline tells of a scene, too.
    named.drop("picture-scene", [i for i in named.at("picture-scene") if i < first])
    if texts:
        _mark_above_text(lines, sizes, named, first)
        _mark_twice(lines, sizes, named, first)
    _mark_between(lines, sizes, named)
    _mark_between_titles(lines, sizes, named)
    files = named.at("file-name")
    for i in sorted({i + 1 for i in files} - files - {len(lines)}):
        if sizes[i] in WITHOUT_STOP and lines[i][-1].isalnum() and "tells-no-fact" in named[i]:
            named.put("below-file-name", [i])


def _mark_above_text(lines: Sequence[str], sizes: Sequence[str], named: Named, first: int) -> None:
    """Mark sentences of one clause above the first paragraph: several side by side, or one below a line of the head that tells
    no day."""
    last = first
    while last < len(lines) and sizes[last] == "sentence" and _tells_of_picture(lines[last], named[last]):
        last += 1
    text = last + 1 if last < len(lines) - 1 and "reads-makers" in named[last] else last
    if last == first or text == len(lines) or sizes[text] not in RUNNING:
        return
    if last - first > 1:
        named.put("sentences-above-text", range(first, last))
    elif (
        first
        and not HEAD.isdisjoint(named[first - 1])
        and not _DAILY.search(lines[first])
        and sizes[text] in PARAGRAPHS
    ):
        named.put("sentence-above-text", [first])


def _tells_of_picture(line: str, names: Sequence[str]) -> bool:
    return _ONE_CLAUSE.fullmatch(line) is not None or not LENT.isdisjoint(names)


def _mark_twice(lines: Sequence[str], sizes: Sequence[str], named: Named, first: int) -> None:
    """Mark a line below the first of the text that is printed again right below, or begins so and is cut."""
    for i, (above, below) in enumerate(pairwise(lines[first + 1 :]), first + 1):
        if above.startswith(below) and len(below) >= MIN_TWICE and sizes[i] not in PARAGRAPHS:
            named.put("twice-in-text", (i, i + 1))


def _mark_between(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark a short scene between two paragraphs."""
    for i in sorted(named.lines(SCENES) - {0, len(lines) - 1}):
        beside = (i - 1, i + 1)
        if len(lines[i]) <= MAX_SCENE and all(sizes[k] in RUNNING and len(lines[k]) > MAX_SCENE for k in beside):
            named.put("scene-between-paragraphs", [i])


def _mark_between_titles(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark what stands between two printings of one line, the second of them right above a paragraph, and tells no fact."""
    for last in sorted(named.at("repeated") - {0, 1, len(lines) - 1}):
        if sizes[last + 1] not in PARAGRAPHS or sizes[last] in ENDED or len(lines[last]) < MIN_TWICE:
            continue
        between = range(max(0, last - MAX_BETWEEN - 1), last)
        first = next((k for k in between if lines[k] == lines[last]), last)
        named.put("between-titles", [i for i in range(first + 1, last) if "tells-no-fact" in named[i]])
