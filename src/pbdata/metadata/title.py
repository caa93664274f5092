"""The title and the subtitle that a page prints."""

from collections.abc import Iterator

from pbdata.chinese.rules import rule
from pbdata.cleaning.parts import Part
from pbdata.metadata.broken_titles import Lines, all_lines
from pbdata.metadata.head import (
    ENOUGH_TEXT,
    MIN_TITLE,
    Head,
    begins,
    is_institution_line,
    kinship,
    look_at_head,
    may_be_title,
)
from pbdata.metadata.headlines import choose_title
from pbdata.metadata.page import HeadLine, Page, Value

SUBTITLE_LINES = 3
# In a line that is longer nothing is told from the title.
LONGEST_LINE = 1000
# The rule of a title over several lines between which nothing, not even a blank, stands.
JOINED_LINES = "joined-lines"
_MAY_BE_SUBTITLE = frozenset({"subtitle", "nav", "heading", "byline", "related", "share"})


def read_title(page: Page) -> Iterator[Value]:
    """Yield ``title`` and ``subtitle``: glued to the text, in a line of the head, or at least in the document's title.

    A title that is broken over several lines is one value over all.
    """
    head = look_at_head(page)
    glued = {part.label: part for part in page.parts if part.label in ("title", "subtitle")}
    if "title" in glued and not _may_be_glued(head, page.text[glued["title"].start : glued["title"].stop]):
        glued = {}
    chosen = None if "title" in glued else choose_title(head)
    last = chosen
    if "title" in glued:
        yield Value("title", glued["title"].start, glued["title"].stop, glued["title"].rule)
    elif chosen is not None:
        lines = all_lines(head, chosen)
        last = lines.last
        yield from _in_lines(head, lines)
    if "subtitle" in glued:
        yield Value("subtitle", *_without_dash(page.text, glued["subtitle"]), "glued-subtitle")
    yield from _subtitle_line(head, last)


def _may_be_glued(head: Head, words: str) -> bool:
    """Whether what stands before the text in its line may be a title: a long text says something of it."""
    rest = head.opening.replace(words, "")
    return may_be_title(words) and (len(rest) < ENOUGH_TEXT or kinship(words, rest) > 0)


def _in_lines(head: Head, found: Lines) -> Iterator[Value]:
    """Yield the title of a line or of several, and the subtitle behind a dash in it."""
    text, lines = head.page.text, head.page.lines
    start, stop = _inner_title(head, lines[found.first if found.whole is None else found.whole])
    if found.last != found.first and found.whole is None:
        stop = lines[found.last].stop
    dash = rule(__package__, "titles", "subtitle-dash").pattern.search(text, start, stop)
    if dash and dash.start() - start >= MIN_TITLE and stop - dash.end() >= MIN_TITLE + 2:
        yield Value("title", start, dash.start(), "title-line")
        yield Value("subtitle", dash.end(), stop, "title-dash")
    else:
        yield Value("title", start, stop, JOINED_LINES if found.is_joined else "title-line")


def _inner_title(head: Head, line: HeadLine) -> tuple[int, int]:
    """Leave out what is around the title in its line: a key, a tag, brackets, the day, the site's name in a document's title,
    a second print."""
    text, start, stop = head.page.text, line.start, line.stop
    if stop - start > LONGEST_LINE:
        return start, stop
    ornament = rule(__package__, "titles", "ornament").pattern.search(text, start, stop)
    stop = ornament.start() if ornament else stop
    words = text[start:stop]
    key = rule(__package__, "titles", "key").pattern.match(words)
    if key:
        return start + key.end(), stop - (words[-1] in "])）】" and words[0] in "[(（【")
    bracketed = rule(__package__, "titles", "bracketed").pattern.match(words)
    if bracketed:
        # Of what stands in brackets and what stands behind them, the title is what the text speaks of.
        # A category of a few characters is none.
        side = max(("inside", "rest"), key=lambda side: kinship(bracketed[side], head.opening))
        if len(bracketed["inside"]) < MIN_TITLE or len(bracketed["rest"]) < 2 * MIN_TITLE:
            side = "inside" if len(bracketed["inside"]) >= MIN_TITLE else "rest"
        return start + bracketed.start(side), start + bracketed.end(side)
    tag = rule(__package__, "titles", "tag").pattern.match(words)
    if tag:
        start += tag.end()
    opening_day = rule(__package__, "titles", "day-at-start").pattern.match(words)
    if opening_day:
        return start + opening_day.end(), stop
    day = rule(__package__, "titles", "facts-at-end").pattern.search(text, start, stop)
    if day and day.start() - start >= MIN_TITLE:
        stop = day.start()
    stop = _without_site(text, start, stop, line.is_document_title)
    half = (stop - start) // 2
    if half >= MIN_TITLE and text[start : start + half] == text[stop - half : stop].strip():
        stop = start + half
    return start, stop


def _without_site(text: str, start: int, stop: int, is_document_title: bool) -> int:
    """Return where a title ends before the site's name and its section (…_青山网, … - 党建 - 青山日报).

    At the end of a document's title stands the site; elsewhere it must have a name like one, and a section may stand before it.
    """
    name = "site-at-end" if is_document_title else "named-site-at-end"
    address = rule(__package__, "titles", "address-at-end").pattern.search(text, start, stop)
    if address and address.start() - start >= MIN_TITLE:
        stop = address.start()
    while suffix := rule(__package__, "titles", name).pattern.search(text[start:stop]):
        known = name != "named-site-at-end" or is_institution_line(suffix["name"])
        if suffix.start() < MIN_TITLE or not known:
            break
        stop = start + suffix.start()
        name = "site-at-end" if is_document_title else "section-at-end"
    return stop


def _subtitle_line(head: Head, title: int | None) -> Iterator[Value]:
    """Yield the second title close below the title: a line of its label, or one that opens with a dash or its key."""
    text, lines = head.page.text, head.page.lines
    below = len(lines) if title is None else title + 1
    for i in range(below, min(below + SUBTITLE_LINES, head.page.first)):
        line = lines[i]
        if i == below and line.label == "title" and _is_second_title(head, below - 1, i):
            yield Value("subtitle", *_without_dash(text, line), "subtitle-line")
        if line.label not in _MAY_BE_SUBTITLE:
            continue
        key = rule(__package__, "titles", "subtitle-key").pattern.match(text, line.start, line.stop)
        dashed = rule(__package__, "titles", "dashed").pattern.match(text, line.start, line.stop)
        if key:
            yield Value("subtitle", key.end(), line.stop, "subtitle-key")
        elif dashed or line.label == "subtitle" and _may_be_subtitle(head.words(i)):
            yield Value("subtitle", *_without_dash(text, line), "subtitle-line")


def _is_second_title(head: Head, title: int, i: int) -> bool:
    """Whether a title line below the title is another title, neither a second print of it nor something else."""
    again = begins(head, title, i) or begins(head, i, title)
    return len(head.words(i)) >= MIN_TITLE * 2 and not again and _may_be_subtitle(head.words(i))


def _may_be_subtitle(words: str) -> bool:
    is_original = rule(__package__, "titles", "original").pattern.match(words) is not None
    return words[-1] not in "。：:" and may_be_title(words) and not is_original and not is_institution_line(words)


def _without_dash(text: str, place: HeadLine | Part) -> tuple[int, int]:
    dash = rule(__package__, "titles", "leading-dash").pattern.match(text, place.start, place.stop)
    return (dash.end() if dash else place.start), place.stop
