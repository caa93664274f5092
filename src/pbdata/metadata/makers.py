"""Who made the article: from byline lines, an author's key, a wire opening or a byline at the end."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pbdata.cleaning.credits import Maker, find_makers
from pbdata.cleaning.names import begins_with_surname, could_be_name
from pbdata.cleaning.parts import Part
from pbdata.metadata.datelines import Dateline
from pbdata.metadata.page import HeadLine, Page, Value
from pbdata.metadata.source import keys

# How many lines above and below the text may be bylines under another label, and how long a byline is.
ABOVE, BELOW = 6, 5
LONGEST, LONGEST_NOTE = 40, 100
# With the label of a byline, or beside it: what else such a line may be taken for.
_MAY_BE_BYLINE = frozenset({"nav", "share", "related", "editor", "subtitle", "ad", "title", "comment"})
_ROLE_SIGNS = ("记者", "通讯员", "文/", "文／", "图/", "文：", "文:", "作者", "供稿", "撰", "摄", "文字", "□")
_AUTHOR_SIGNS = frozenset("者员文图摄撰供□")
_IN_BRACKETS = re.compile(r"[（(〔【\[]([^（）()〔〕【】\[\]]+)[)）〕】\]]")
_AUTHOR_NOTE = re.compile(r"作者\s*[：:]?\s*([\u4e00-\u9fff]{2,4}?)\s*(?:系|为|是|单位)")
_KEYED = re.compile(r"(?:作者|文|记者)\s*[：:丨/|]")
_WIDE = re.compile(r"\s*(?:\s{2,}|[|｜])\s*")
_KEY = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]")
_DAY_AND_NAME = re.compile(r"\s*[·|｜]?\s*([\u4e00-\u9fff]{2,3}(?:[ 、][\u4e00-\u9fff]{2,3}){0,3})\s*$")

_Place = tuple[int, int, str]


def read_makers(page: Page, datelines: Sequence[Dateline]) -> tuple[list[Value], list[Maker]]:
    """Return the byline, if there is one, and the makers in the order in which they are printed, each once.

    A line that has another label counts as a byline where it stands close to the text and holds nothing but roles and
    names.
    """
    byline: list[Value] = []
    makers: dict[str, Maker] = {}
    for (start, stop, rule), found in _bylines(page, datelines):
        if not byline:
            byline = [Value("byline", start, stop, rule)]
        for maker in found:
            if maker.name not in makers or maker.role and not makers[maker.name].role:
                makers[maker.name] = maker
    return byline, sorted(makers.values())


def _bylines(page: Page, datelines: Sequence[Dateline]) -> Iterator[tuple[_Place, list[Maker]]]:
    text = page.text
    for line in page.labelled("byline"):
        if line.zone != "before":
            yield from _in_line(text, line)
    for dateline in datelines:
        yield from _in_dateline(text, dateline)
    for part in page.parts:
        for start, stop in _in_part(text, part):
            found = find_makers(text, start, stop)
            if found:
                yield (start, stop, part.rule), found
            elif part.label == "byline":
                name = _pen_name(text, start, stop)
                if name:
                    yield (start, stop, part.rule), [name]
    yield from _beside_text(page)


def _in_line(text: str, line: HeadLine) -> Iterator[tuple[_Place, list[Maker]]]:
    """Read a byline: the whole line, else its pieces between wide spaces, else what stands in brackets."""
    found = find_makers(text, line.start, line.stop)
    if found:
        yield (line.start, line.stop, "byline-line"), found
        return
    places = list(_pieces(text, line))
    places += [match.span(1) for match in _IN_BRACKETS.finditer(text, line.start, line.stop)]
    note = _AUTHOR_NOTE.search(text, line.start, line.stop)
    places += [note.span(1)] if note else []
    for start, stop in places:
        found = find_makers(text, start, stop)
        if found:
            yield (start, stop, "byline-line"), found


def _pieces(text: str, line: HeadLine) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line: between wide spaces and bars, or, where it has several keys, from key to key."""
    cuts = [line.start]
    words = text[line.start : line.stop]
    if _WIDE.search(words):
        cuts += [line.start + match.end() for match in _WIDE.finditer(words)]
    else:
        cuts += [line.start + match.start() for match in _KEY.finditer(words) if match.start()]
    if len(cuts) > 1:
        for start, stop in zip(cuts, [*cuts[1:], line.stop], strict=True):
            yield start, start + len(text[start:stop].rstrip(" |｜\t"))


def _in_dateline(text: str, dateline: Dateline) -> Iterator[tuple[_Place, list[Maker]]]:
    line, days = dateline
    words = text[line.start : line.stop]
    any_key = False
    for match in () if _AUTHOR_SIGNS.isdisjoint(words) else _author().finditer(text, line.start, line.stop):
        any_key = True
        found = find_makers(text, *match.span("whole"))
        if found:
            yield (*match.span("value" if _KEYED.match(match["whole"]) else "whole"), "author-key"), found
    behind = None if any_key or not days else _DAY_AND_NAME.match(text, days[0].date.stop, line.stop)
    if behind and all(begins_with_surname(name) and could_be_name(name) for name in re.split("[ 、]", behind[1])):
        yield (*behind.span(1), "name-behind-date"), find_makers(text, *behind.span(1))


def _in_part(text: str, part: Part) -> list[tuple[int, int]]:
    """Return the ranges of a part of a text line that may hold makers."""
    if part.rule == "author-note":
        note = _AUTHOR_NOTE.search(text, part.start, part.stop)
        return [note.span(1)] if note else []
    if part.label == "dateline":
        author = _author().search(text, part.start, part.stop)
        return [author.span("value")] if author else []
    if part.label == "byline":
        return [(part.start, part.stop)]
    if part.label != "wire":
        return []
    inside = [match.span(1) for match in _IN_BRACKETS.finditer(text, part.start, part.stop)]
    reporters = re.search(r"(?:记者|通讯员)|\S+[\\／/∕◎]", text[part.start : part.stop])
    return inside or ([(part.start + reporters.start(), part.stop)] if reporters else [])


def _pen_name(text: str, start: int, stop: int) -> Maker | None:
    """Return the maker of a byline that is no more than a pen name in brackets."""
    words = text[start:stop].strip("（）()【】[]〔〕 ")
    if not could_be_name(words):
        return None
    first = start + text[start:stop].index(words)
    return Maker(first, first + len(words), words, None, None)


def _beside_text(page: Page) -> Iterator[tuple[_Place, list[Maker]]]:
    """Read lines close to the text that are bylines under another label: roles with names, or names alone."""
    text, first, last = page.text, page.first, page.last
    titles = [i for i in page.numbers.get("title", ()) if first - ABOVE <= i < first]
    above = range(titles[-1] + 1 if titles else max(0, first - ABOVE), first)
    for i in (*above, *range(last, min(last + BELOW, len(page.lines)))):
        line = page.lines[i]
        size = line.stop - line.start
        if line.label not in _MAY_BE_BYLINE or not 3 <= size <= LONGEST_NOTE:
            continue
        words = text[line.start : line.stop]
        author = _author().search(words) if "作者" in words else None
        if author:
            start, stop = line.start + author.start("value"), line.start + author.end("value")
            yield (start, stop, "author-key"), find_makers(text, start, stop)
        elif size <= LONGEST and (i in (first - 1, last) or any(map(words.__contains__, _ROLE_SIGNS))):
            found = find_makers(text, line.start, line.stop)
            with_role = all(maker.role for maker in found) and any(map(words.__contains__, _ROLE_SIGNS))
            if found and (with_role or i in (first - 1, last) and _are_names(words, found)):
                yield (line.start, line.stop, "byline-beside-text"), found


def _are_names(words: str, makers: Sequence[Maker]) -> bool:
    """Whether names without a role are no chance: in brackets, or none of two characters side by side, as words are."""
    return words[0] in "（(" or all(len(maker.name) > 2 or maker.stop - maker.start > 2 for maker in makers)


@cache
def _author() -> re.Pattern[str]:
    key = r"(?:文|图|摄)\s*[：:丨/]|(?:作者|撰文|摄影|供稿人?|(?:本报|本网|特约|实习|见习)?(?:记者|通讯员))\s*[：:丨/]?"
    return re.compile(
        rf"(?P<whole>(?:{key})\s*(?P<value>[^|｜丨【\[：:\t（(]{{2,40}}?))\s*"
        rf"(?=$|\s{{2,}}|[|｜丨【\[\]）)\t（(]|\s?(?:{keys()})\s*[：:]|\s?(?:19|20)\d\d\s*[-/.年])"
    )
