"""Who made the article: from byline lines, an author's key, a wire opening or a byline at the end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.cleaning.credits import Maker, find_makers
from pbdata.cleaning.keys import find_fields
from pbdata.cleaning.names import begins_with_surname, could_be_name, cut_names, is_institution, name_of
from pbdata.cleaning.parts import Part
from pbdata.metadata.head import may_be_title
from pbdata.metadata.page import Dateline, HeadLine, Page, Value
from pbdata.metadata.printed_dates import PrintedDate, find_dates

# How many lines above and below the text may be bylines under another label, and how long a byline is.
ABOVE, BELOW = 6, 5
LONGEST = 40
# So many lines of what was taken for text may be a title and its byline.
AMID = 4
# Keys that are no part of a byline.
_PLAIN_KEYS = frozenset({"作者", "文", "记者"})
_KEPT = frozenset({"body", "caption"})
# With the label of a byline, or beside it: what else such a line may be taken for.
_MAY_BE_SIGNATURE = frozenset({"body", "heading", "footer"})
_MAY_BE_BYLINE = frozenset({"nav", "dateline", "share", "related", "editor", "subtitle", "ad", "title", "comment"})


class _Byline(NamedTuple):
    """The makers that a stretch of the page names, and the rule that found it."""

    start: int
    stop: int
    rule: str
    makers: list[Maker]


def read_makers(page: Page) -> tuple[list[Value], list[Maker]]:
    """Return the byline, if there is one, and the makers in the order in which they are printed, each once.

    A line that has another label counts as a byline where it stands close to the text and holds nothing but roles and
    names.
    """
    byline: list[Value] = []
    makers: dict[str, Maker] = {}
    key = rule(__package__, "bylines", "key").pattern
    for found in _bylines(page):
        if found.makers and not byline:
            byline = [Value("byline", found.start, found.stop, found.rule)]
        for maker in found.makers:
            if key.match(page.text, maker.start):
                continue
            if maker.name not in makers or maker.role and not makers[maker.name].role:
                makers[maker.name] = maker
    return byline, sorted(makers.values())


def _bylines(page: Page) -> Iterator[_Byline]:
    for i in page.numbers.get("byline", ()):
        if page.lines[i].zone != "before" and page.is_own(i):
            yield from _in_line(page.text, page.lines[i])
    yield from _behind_keys(page)
    for dateline in page.datelines:
        if page.is_own(dateline.number):
            yield from _beside_date(page, dateline)
    for part in page.parts:
        yield from _in_part(page.text, part)
    yield from _beside_text(page)
    yield from _signature(page)
    yield from _at_end(page)


def _behind_keys(page: Page) -> Iterator[_Byline]:
    for field in page.facts:
        if field.kind == "author":
            # The key of a value in the next line stands apart from it.
            start = field.start if "\n" in page.text[field.begin : field.start] else field.begin
            found = find_makers(page.text, start, field.stop, leading=True)
            yield _Byline(field.start if field.key in _PLAIN_KEYS else start, field.stop, "author-key", found)


def _in_line(text: str, line: HeadLine) -> Iterator[_Byline]:
    """Read a byline: the whole line, else its pieces between wide spaces, else what stands in brackets."""
    whole = _read(text, line.start, line.stop, "byline-line")
    if whole.makers:
        yield whole
        return
    for start, stop in (*_pieces(text, line), *_in_brackets(text, line.start, line.stop)):
        yield _read(text, start, stop, "byline-line")


def _read(text: str, start: int, stop: int, found_by: str) -> _Byline:
    return _Byline(start, stop, found_by, find_makers(text, start, stop))


def _pieces(text: str, line: HeadLine) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line: between wide spaces and bars, or, where it has several keys, from key to key."""
    wide = list(rule(__package__, "bylines", "wide").pattern.finditer(text, line.start, line.stop))
    if wide:
        cuts = [line.start, *(match.end() for match in wide)]
    else:
        cuts = [line.start, *(field.begin for field in find_fields(text, line.start, line.stop))]
    if len(cuts) > 1:
        for start, stop in zip(cuts, [*cuts[1:], line.stop], strict=True):
            yield start, start + len(text[start:stop].rstrip(" |｜\t"))


def _in_brackets(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in rule(__package__, "bylines", "brackets").pattern.finditer(text, start, stop):
        yield match.span("inside")


def _beside_date(page: Page, dateline: Dateline) -> Iterator[_Byline]:
    """Read names that stand in a dateline without a key, beside the date and the source and nothing else."""
    line = page.lines[dateline.number]
    if any(field.kind == "author" for field in page.fields(dateline.number)):
        return
    whole = _read(page.text, line.start, line.stop, "byline-line")
    if whole.makers and all(maker.role for maker in whole.makers):
        yield whole
        return
    role = rule(__package__, "bylines", "role-in-dateline").pattern.search(page.text, line.start, line.stop)
    if role:
        yield _Byline(*role.span(), "author-key", find_makers(page.text, *role.span(), leading=True))
        return
    if dateline.days:
        yield from _without_role(page, dateline.number, dateline.days[0].date)


def _without_role(page: Page, number: int, date: PrintedDate) -> Iterator[_Byline]:
    line = page.lines[number]
    glued = rule(__package__, "bylines", "behind-date").pattern.match(page.text, date.stop, line.stop)
    if glued and all(_is_name(name) for names in re.split("[ 、]", glued["names"]) for name in cut_names(names)):
        yield _read(page.text, *glued.span("names"), "name-behind-date")
        return
    words = _free_words(page, number, date)
    names = [match for match in words if _is_name(match[0])]
    passing = rule(__package__, "bylines", "beside-names").pattern
    others = [word[0] for word in words if word not in names and not is_institution(word[0])]
    if not all(map(passing.fullmatch, others)):
        return
    is_sure = len(names) > 1 or any(word[0] == "原创" for word in words) or "[" in page.words(number)
    for name in names:
        if is_sure or len(name[0]) > len("张三"):
            yield _read(page.text, *name.span(), "name-beside-date")


def _free_words(page: Page, number: int, date: PrintedDate) -> list[re.Match[str]]:
    """The words of a line that belong neither to its date nor to one of its fields."""
    line = page.lines[number]
    spans = [(date.start, date.stop), *((field.begin, field.stop) for field in page.fields(number))]
    taken = {at for span in spans for at in range(*span)}
    words = rule(__package__, "bylines", "word").pattern.finditer(page.text, line.start, line.stop)
    return [word for word in words if word.start() not in taken]


def _is_name(words: str) -> bool:
    return (
        begins_with_surname(words)
        and could_be_name(words)
        and not rule(__package__, "bylines", "place-of-posting").pattern.fullmatch(words)
    )


def _in_part(text: str, part: Part) -> Iterator[_Byline]:
    """Read a part of a line of the text that may hold makers; of a byline, a pen name alone, too."""
    if part.label == "byline":
        found = _read(text, part.start, part.stop, part.rule)
        if not found.makers and part.rule != "end-editor":
            found = found._replace(makers=list(_pen_name(text, part.start, part.stop)))
        yield found
    elif part.label == "wire":
        inside = list(_in_brackets(text, part.start, part.stop))
        reporters = rule(__package__, "bylines", "reporters").pattern.search(text, part.start, part.stop)
        if reporters and not any(start <= reporters.start() < stop for start, stop in inside):
            inside.append((reporters.start(), part.stop))
        for start, stop in inside:
            yield _read(text, start, stop, part.rule)


def _pen_name(text: str, start: int, stop: int) -> Iterator[Maker]:
    """Yield the maker of a byline that is no more than a pen name, in brackets or spaced out."""
    words = text[start:stop].strip("（）()【】[]〔〕 ")
    name = name_of(words)
    if could_be_name(name):
        first = start + text[start:stop].index(words)
        yield Maker(first, first + len(words), name, None, None)


def _beside_text(page: Page) -> Iterator[_Byline]:
    """Read lines close to the text that are bylines under another label: roles with names, or names alone."""
    first, last = page.first, page.last
    titles = [i for i in page.numbers.get("title", ()) if first - ABOVE <= i < first and may_be_title(page.words(i))]
    if len(titles) > 1 and _is_signed(page, titles[-1]):
        titles.pop()
    above = range(titles[-1] + 1 if titles else max(0, first - ABOVE), first)
    amid = [i for i in range(first + 1, min(first + AMID, last)) if _is_below_headline(page, i)]
    for i in (*above, *amid, *range(last, min(last + BELOW, len(page.lines)))):
        line = page.lines[i]
        is_next = (
            i == last or i in amid or i < first and all(page.lines[k].label == "caption" for k in range(i + 1, first))
        )
        # What stands alone at the top of a page may be its title.
        is_next &= i > 0
        if line.label in _MAY_BE_BYLINE and 3 <= line.stop - line.start <= LONGEST and (is_next or page.is_own(i)):
            found = _read(page.text, line.start, line.stop, "byline-beside-text")
            with_roles = bool(found.makers) and all(maker.role for maker in found.makers)
            if with_roles or is_next and _are_names(page.words(i), found.makers):
                yield found
        if i == first - 1 and rule(__package__, "bylines", "pen-name").pattern.fullmatch(page.words(i)):
            yield _Byline(
                line.start, line.stop, "byline-beside-text", list(_pen_name(page.text, line.start, line.stop))
            )


def _is_below_headline(page: Page, i: int) -> bool:
    """Whether nothing but short lines without a full stop, a title that was taken for text, stand above a line of the text."""
    above = range(page.first, i)
    is_short = all(page.lines[k].stop - page.lines[k].start <= LONGEST and "。" not in page.words(k) for k in above)
    return is_short and page.lines[i].label in _MAY_BE_BYLINE


def _is_signed(page: Page, i: int) -> bool:
    """Whether a line below the title is no more than names, none of which is a word of two characters."""
    makers = find_makers(page.text, page.lines[i].start, page.lines[i].stop)
    return bool(makers) and _are_names(page.words(i), makers)


def _signature(page: Page) -> Iterator[_Byline]:
    """Read the first line of the text that is a report's signature with its place, and the last line, or the one below it, that
    is a name behind a place or a dash, before a bracket or a day."""
    ends = (page.first, page.last - 1, page.last) if page.first < page.last else ()
    yield from _below_institution(page)
    for i in (i for i in ends if i < len(page.lines)):
        line, words = page.lines[i], page.words(i)
        if line.label not in _MAY_BE_SIGNATURE or line.stop - line.start > LONGEST:
            continue
        days = [day for day in find_dates(page.text, line.start, line.stop) if day.stop == line.stop]
        found = _read(page.text, line.start, days[0].start if days else line.stop, "signature")
        signs = rule(__package__, "bylines", "reports" if i == page.first else "signature").pattern.search(words)
        if found.makers and (days or signs or is_institution(words.split()[0])):
            yield found


def _below_institution(page: Page) -> Iterator[_Byline]:
    """Read the name in a line of its own between the institution and the day at the end of the text."""
    for line in page.datelines:
        i = line.number - 1
        if i > page.first and i in (page.last - 1, page.last) and is_institution(page.words(i - 1)):
            found = _read(page.text, page.lines[i].start, page.lines[i].stop, "signature")
            if _are_names(page.words(i), found.makers):
                yield found


def _at_end(page: Page) -> Iterator[_Byline]:
    """Read who signs at the end of a line: of the text, with a place or an institution; of what was taken for a caption, with
    text and pictures; and of a page that is nothing but pictures, who took them."""
    for i in range(max(page.first, page.last - 1), min(page.last + BELOW, len(page.lines))):
        for signed in _endings(page, i, "signed-by") if page.lines[i].label in _KEPT and page.is_own(i) else ():
            if is_institution(signed["where"]):
                yield _read(page.text, *signed.span("names"), "end-byline")
    for i in page.numbers.get("caption", ()):
        for name in ("text-and-pictures",) if page.numbers.get("body") else ("text-and-pictures", "photographed"):
            for signed in _endings(page, i, name) if page.is_own(i) else ():
                yield _read(page.text, *signed.span("names"), "end-byline")


def _endings(page: Page, i: int, name: str) -> Iterator[re.Match[str]]:
    return rule(__package__, "bylines", name).pattern.finditer(page.text, page.lines[i].start, page.lines[i].stop)


def _are_names(words: str, makers: list[Maker]) -> bool:
    """Whether names without a role are no chance: in brackets, behind a place, or none of two characters side by side, as
    words are."""
    if words[0] in "（(" or is_institution(words.split()[0]):
        return True
    return all(len(maker.name) > 2 or maker.stop - maker.start > 2 for maker in makers)
