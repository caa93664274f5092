"""The title and the subtitle that a page prints."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pbdata.cleaning.parts import Part
from pbdata.extraction.values import HeadLine, Value

MIN_TITLE, MAX_TITLE = 4, 80
# Shares of a title's pairs of characters that the first lines of the text repeat: what a title's label is worth, and what
# makes a line the title without it, beside title lines or where there are none.
KIN_LINES = 6
TITLE_LABEL = 0.3
REPRINTED = 0.2
NEAR_DATE, DATE_LINES = 0.15, 4
KIN_ALONE = 0.6
KIN_AT_LEAST = 0.35

_SUBTITLE_DASH = re.compile(r"\s*[—―─]{2,}\s*|\s+-{2,}\s*")
_LEADING_DASH = re.compile(r"[\s—―─\-]+")
_BRACKETED_TITLE = re.compile(r"^\[([^\[\]]{4,60})\]")
_TITLE_KEY = re.compile(r"^[\[(（【]?(?:原标题|原题|标题|正在阅读)\s*[：:]\s*")
_TAG = re.compile(r"^(?:原创|转载|置顶|推荐|独家)(?=\S{8})")
_SITE_SUFFIX = re.compile(r"\s*[_|｜丨]\s*[^_|｜丨]{2,24}$|\s*[-—－–]+\s*[^-—－–，。]{2,16}$")
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_titles(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> Iterator[Value]:
    """Yield ``title`` and ``subtitle``: glued to the text, in a line of the head, or at least in the document's title."""
    glued = {part.label: part for part in parts if part.label in ("title", "subtitle")}
    subtitle: Value | None = None
    line = None if "title" in glued else _title_line(text, lines)
    if "title" in glued:
        yield Value("title", glued["title"].start, glued["title"].stop, glued["title"].rule)
    elif line:
        start, stop = _inner_title(text, line)
        dash = _SUBTITLE_DASH.search(text, start, stop)
        if dash and dash.start() - start >= MIN_TITLE and stop - dash.end() >= MIN_TITLE + 2:
            subtitle = Value("subtitle", dash.end(), stop, "title-dash")
            stop = dash.start()
        yield Value("title", start, stop, "title-line")
    if "subtitle" in glued:
        subtitle = Value("subtitle", *_without_dash(text, glued["subtitle"]), "glued-subtitle")
    elif subtitle is None:
        below = next((x for x in lines if x.label == "subtitle"), None)
        if below:
            subtitle = Value("subtitle", *_without_dash(text, below), "subtitle-line")
    if subtitle:
        yield subtitle


def _title_line(text: str, lines: Sequence[HeadLine]) -> HeadLine | None:
    """Choose the line that prints the title: of those above the text the one that says most of what the text says.

    A line that the document's title begins with comes first. Of equals the title lines come before others, then the
    one closest above the date.
    """
    candidates = [x for x in _candidates(text, lines) if not x.is_document_title]
    document = next((x for x in lines if x.is_document_title), None)
    if document:
        named = [x for x in candidates if _begins(text, document, x)]
        if named:
            return max(named, key=lambda x: (x.label == "title", x.stop - x.start))
    opening = [x for x in lines if x.label == "body"][:KIN_LINES]
    body = _pairs("".join(text[x.start : x.stop] for x in opening))
    place = {x.start: i for i, x in enumerate(lines)}
    date = next((x.start for x in lines if x.label == "dateline" and x.zone == "head"), None)
    date_at = -1 if date is None else place[date]
    titles_printed = [x for x in candidates if x.label == "title"]

    def merit(line: HeadLine) -> tuple[float, bool, int]:
        own = _pairs(text[line.start : line.stop])
        kinship = len(own & body) / max(1, len(own))
        above_date = date is not None and line.start < date
        begins_another = any(_begins(text, other, line) for other in titles_printed if other is not line)
        worth = kinship + TITLE_LABEL * (line.label == "title") + REPRINTED * begins_another
        worth += NEAR_DATE * (0 < date_at - place[line.start] <= DATE_LINES)
        return worth, above_date, line.start if above_date else -line.start

    merits = {x: merit(x) for x in candidates}
    titles = [x for x in candidates if x.label == "title" or merits[x][0] >= KIN_ALONE]
    if titles or document:
        return max(titles, key=merits.__getitem__) if titles else document
    akin = [x for x in candidates if merits[x][0] >= KIN_AT_LEAST]
    return max(akin, key=merits.__getitem__, default=None)


def _candidates(text: str, lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Return the title lines, and the other lines above the text that are long enough for a title."""
    first = next((i for i, x in enumerate(lines) if x.label == "body"), len(lines))
    others = ("subtitle", "nav", "heading", "related")
    above = [x for x in lines[:first] if x.label in others and MIN_TITLE * 2 <= x.stop - x.start <= MAX_TITLE]
    return [x for x in lines if x.label == "title"] + [x for x in above if not _LEADING_DASH.match(text, x.start)]


def _pairs(words: str) -> set[str]:
    han = _HAN.findall(words)
    return {a + b for a, b in pairwise(han)}


def _begins(text: str, document: HeadLine, line: HeadLine) -> bool:
    whole = _SPACE.sub("", text[document.start : document.stop])
    words = _SPACE.sub("", text[line.start : line.stop])
    return len(words) >= MIN_TITLE * 2 and whole.startswith(words)


def _inner_title(text: str, line: HeadLine) -> tuple[int, int]:
    """Leave out what is around the title in its line: a key, a tag, brackets, the site's name in a document's title."""
    start, stop = line.start, line.stop
    words = text[start:stop]
    key = _TITLE_KEY.match(words)
    if key:
        return start + key.end(), stop - (words[-1] in "])）】" and words[0] in "[(（【")
    bracketed = _BRACKETED_TITLE.match(words)
    if bracketed:
        return start + bracketed.start(1), start + bracketed.end(1)
    tag = _TAG.match(words)
    if tag:
        start += tag.end()
    if line.is_document_title:
        while suffix := _SITE_SUFFIX.search(text[start:stop]):
            if suffix.start() < MIN_TITLE:
                break
            stop = start + suffix.start()
    return start, stop


def _without_dash(text: str, place: HeadLine | Part) -> tuple[int, int]:
    dash = _LEADING_DASH.match(text, place.start, place.stop)
    return (dash.end() if dash else place.start), place.stop
