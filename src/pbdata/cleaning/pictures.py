"""Lines that tell of pictures, by where they stand: above the first paragraph, between two, printed twice, below a file's name.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections.abc import Sequence

from pbdata.cleaning.context import NO_TEXT, RUNNING, WITHOUT_STOP

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


def mark_pictures(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark all lines that tell of pictures by where they stand."""
    first = next((i for i, size in enumerate(sizes) if size in RUNNING and NO_TEXT.isdisjoint(named[i])), None)
    for names in named[:first]:
        if "picture-scene" in names:
            names.remove("picture-scene")  # A headline tells of a scene, too.
    if first is not None:
        _mark_above_text(lines, sizes, named, first)
        _mark_twice(lines, sizes, named, first)
    _mark_between(lines, sizes, named)
    _mark_between_titles(lines, sizes, named)
    for i in range(1, len(lines)):
        is_words = sizes[i] in WITHOUT_STOP and lines[i][-1].isalnum() and "tells-no-fact" in named[i]
        if is_words and "file-name" in named[i - 1] and "file-name" not in named[i]:
            named[i].append("below-file-name")


def _mark_above_text(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]], first: int) -> None:
    """Mark sentences of one clause above the first paragraph: several side by side, or one below a line of the head that tells
    no day."""
    last = first
    while last < len(lines) and sizes[last] == "sentence" and _tells_of_picture(lines[last], named[last]):
        last += 1
    text = last + 1 if last < len(lines) - 1 and "reads-makers" in named[last] else last
    if last == first or text == len(lines) or sizes[text] not in RUNNING:
        return
    if last - first > 1:
        for names in named[first:last]:
            names.append("sentences-above-text")
    elif (
        first
        and not HEAD.isdisjoint(named[first - 1])
        and not _DAILY.search(lines[first])
        and sizes[text] in PARAGRAPHS
    ):
        named[first].append("sentence-above-text")


def _tells_of_picture(line: str, names: Sequence[str]) -> bool:
    return _ONE_CLAUSE.fullmatch(line) is not None or not LENT.isdisjoint(names)


def _mark_twice(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]], first: int) -> None:
    """Mark a line below the first of the text that is printed again right below, or begins so and is cut."""
    for i in range(first + 1, len(lines) - 1):
        above, below = lines[i], lines[i + 1]
        if len(below) >= MIN_TWICE and sizes[i] not in PARAGRAPHS and above.startswith(below):
            for names in named[i : i + 2]:
                names.append("twice-in-text")


def _mark_between(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark a short scene between two paragraphs."""
    for i in range(1, len(lines) - 1):
        is_scene = len(lines[i]) <= MAX_SCENE and not SCENES.isdisjoint(named[i])
        if is_scene and all(sizes[k] in RUNNING and len(lines[k]) > MAX_SCENE for k in (i - 1, i + 1)):
            named[i].append("scene-between-paragraphs")


def _mark_between_titles(lines: Sequence[str], sizes: Sequence[str], named: list[list[str]]) -> None:
    """Mark what stands between two printings of one line, the second of them right above a paragraph, and tells no fact."""
    for last in range(2, len(lines) - 1):
        if sizes[last + 1] not in PARAGRAPHS or len(lines[last]) < MIN_TWICE or "repeated" not in named[last]:
            continue
        between = range(max(0, last - MAX_BETWEEN - 1), last)
        first = next((k for k in between if lines[k] == lines[last]), last)
        for names in named[first + 1 : last]:
            if "tells-no-fact" in names:
                names.append("between-titles")
