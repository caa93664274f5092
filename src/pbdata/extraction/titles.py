"""The title and the subtitle that a page prints."""

import re
from collections.abc import Iterator, Sequence

from pbdata.cleaning.parts import Part
from pbdata.extraction.values import HeadLine, Value

MIN_TITLE = 4
NEAR_DATE = 4

_SUBTITLE_DASH = re.compile(r"\s*[—―─]{2,}\s*|\s+-{2,}\s*")
_LEADING_DASH = re.compile(r"[\s—―─\-]+")
_BRACKETED_TITLE = re.compile(r"^\[([^\[\]]{4,60})\]")
_TITLE_KEY = re.compile(r"^[\[(（【]?(?:原标题|原题|标题|正在阅读)\s*[：:]\s*")
_TAG = re.compile(r"^(?:原创|转载|置顶|推荐|独家)(?=\S{8})")
_SITE_SUFFIX = re.compile(r"\s*[_|｜丨]\s*[^_|｜丨]{2,24}$|\s*[-—－–]+\s*[^-—－–，。]{2,16}$")
_SPACE = re.compile(r"\s+")


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
    """Choose the line that prints the title.

    A line that the document's title begins with is it; else the last title line of the head above its first date, or the
    first title line of all.
    """
    titles = [(i, x) for i, x in enumerate(lines) if x.label == "title"]
    document = next((x for x in lines if x.is_document_title), None)
    if document:
        named = [x for x in _above_text(lines) if x is not document and _begins(text, document, x)]
        if named:
            return max(named, key=lambda x: (x.label == "title", x.stop - x.start))
        titles = [(i, x) for i, x in titles if x is not document] or titles
    in_head = [(i, x) for i, x in titles if x.zone == "head"] or titles
    if not in_head:
        return None
    date = next((i for i, x in enumerate(lines) if x.label == "dateline" and x.zone == "head"), None)
    if date is not None:
        above = [x for i, x in in_head if i < date]
        if above:
            return above[-1]
    return in_head[0][1]


def _above_text(lines: Sequence[HeadLine]) -> list[HeadLine]:
    first = next((i for i, x in enumerate(lines) if x.label == "body"), len(lines))
    return [
        x
        for x in lines[:first]
        if x.label in ("title", "subtitle", "nav", "heading") and x.stop - x.start >= MIN_TITLE * 2
    ]


def _begins(text: str, document: HeadLine, line: HeadLine) -> bool:
    whole = _SPACE.sub("", text[document.start : document.stop])
    words = _SPACE.sub("", text[line.start : line.stop])
    return whole.startswith(words)


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
