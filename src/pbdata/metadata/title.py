"""The title and the subtitle that a page prints."""

import re
from collections.abc import Iterator

from pbdata.cleaning.parts import Part
from pbdata.metadata.headlines import (
    MIN_TITLE,
    Head,
    both_lines,
    choose_title,
    is_second_title,
    look_at_head,
    may_be_title,
    title_words,
)
from pbdata.metadata.page import HeadLine, Page, Value

SUBTITLE_LINES = 3

_SUBTITLE_DASH = re.compile(r"\s*[—―─]{2,}\s*|\s+-{2,}\s*")
_LEADING_DASH = re.compile(r"[\s—―─\-]+")
_DASH = re.compile(r"[—―─-]{2,}\s*[^\s—―─-]")
_BRACKETED_TITLE = re.compile(r"^\[([^\[\]]{4,60})\]")
_TAG = re.compile(r"^(?:原创|转载|置顶|推荐|独家)(?=\S{8})")
_SITE_SUFFIX = re.compile(r"\s*[_|｜丨]\s*[^_|｜丨]{2,24}$|\s*[-—－–]+\s*[^-—－–，。]{2,16}$")
_NAMED_SUFFIX = re.compile(r"\s*(?:[_|｜丨]|--|\s[-–]\s)\s*([^_|｜丨\-–，。 ]{2,16})$")
_SECTION = re.compile(r"\s*(?:[_|｜丨]|--|\s[-–]\s)\s*([^_|｜丨\-–，。 ]{2,6})$")
_MAY_BE_SUBTITLE = frozenset({"subtitle", "nav", "heading", "byline", "related", "share"})


def read_title(page: Page) -> Iterator[Value]:
    """Yield ``title`` and ``subtitle``: glued to the text, in a line of the head, or at least in the document's title.

    A title that is broken over two lines is one value over both.
    """
    text, lines = page.text, page.lines
    head = look_at_head(page)
    glued = {part.label: part for part in page.parts if part.label in ("title", "subtitle")}
    subtitle: Value | None = None
    chosen = None if "title" in glued else choose_title(head)
    last = chosen
    if "title" in glued:
        yield Value("title", glued["title"].start, glued["title"].stop, glued["title"].rule)
    elif chosen is not None:
        first, last = both_lines(head, chosen)
        start, stop = _inner_title(text, lines[first])
        if last != first:
            stop = lines[last].stop
        dash = _SUBTITLE_DASH.search(text, start, stop)
        if dash and dash.start() - start >= MIN_TITLE and stop - dash.end() >= MIN_TITLE + 2:
            subtitle = Value("subtitle", dash.end(), stop, "title-dash")
            stop = dash.start()
        yield Value("title", start, stop, "title-line")
    if "subtitle" in glued:
        subtitle = Value("subtitle", *_without_dash(text, glued["subtitle"]), "glued-subtitle")
    elif subtitle is None:
        subtitle = _subtitle_line(head, last)
    if subtitle:
        yield subtitle


def _inner_title(text: str, line: HeadLine) -> tuple[int, int]:
    """Leave out what is around the title in its line: a key, a tag, brackets, the site's name in a document's title, a
    second print."""
    start, stop = line.start, line.stop
    words = text[start:stop]
    key = title_words().key.match(words)
    if key:
        return start + key.end(), stop - (words[-1] in "])）】" and words[0] in "[(（【")
    bracketed = _BRACKETED_TITLE.match(words)
    if bracketed:
        return start + bracketed.start(1), start + bracketed.end(1)
    tag = _TAG.match(words)
    if tag:
        start += tag.end()
    stop = _without_site(text, start, stop, line.is_document_title)
    half = (stop - start) // 2
    if half >= MIN_TITLE and text[start : start + half] == text[stop - half : stop].strip():
        stop = start + half
    return start, stop


def _without_site(text: str, start: int, stop: int, is_document_title: bool) -> int:
    """Return where a title ends before the site's name and its section (…_青山网, … - 党建 - 青山日报).

    At the end of a document's title stands the site; elsewhere it must have a name like one.
    """
    pattern = _SITE_SUFFIX if is_document_title else _NAMED_SUFFIX
    while suffix := pattern.search(text[start:stop]):
        known = is_document_title or pattern is _SECTION or title_words().name.match(suffix[1])
        if suffix.start() < MIN_TITLE or not known:
            break
        stop = start + suffix.start()
        pattern = pattern if is_document_title else _SECTION
    return stop


def _subtitle_line(head: Head, title: int | None) -> Value | None:
    """Find the second title close below the title: a line of its label, or one that opens with a dash or its key."""
    text, lines = head.page.text, head.page.lines
    below = len(lines) if title is None else title + 1
    for i in range(below, min(below + SUBTITLE_LINES, head.page.first)):
        line = lines[i]
        if i == below and line.label == "title" and is_second_title(head, below - 1, i):
            return Value("subtitle", *_without_dash(text, line), "subtitle-line")
        if line.label not in _MAY_BE_SUBTITLE:
            continue
        key = title_words().subtitle_key.match(text, line.start, line.stop)
        if key:
            return Value("subtitle", key.end(), line.stop, "subtitle-key")
        dashed = _DASH.match(text, line.start, line.stop)
        if dashed or line.label == "subtitle" and _may_be_subtitle(head.words(i)):
            return Value("subtitle", *_without_dash(text, line), "subtitle-line")
    return None


def _may_be_subtitle(words: str) -> bool:
    return words[-1] not in "。：:" and may_be_title(words) and title_words().name.match(words) is None


def _without_dash(text: str, place: HeadLine | Part) -> tuple[int, int]:
    dash = _LEADING_DASH.match(text, place.start, place.stop)
    return (dash.end() if dash else place.start), place.stop
