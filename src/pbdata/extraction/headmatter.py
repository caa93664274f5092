"""The head of an article: title, date, source, makers and the rest, each with the words from which it was read."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.cleaning.names import Maker
from pbdata.cleaning.parts import Part
from pbdata.extraction.makers import read_makers
from pbdata.extraction.printed_dates import find_date
from pbdata.extraction.site import read_site
from pbdata.extraction.sources import read_source
from pbdata.extraction.titles import read_titles
from pbdata.extraction.values import HeadLine, Value

_EDITOR = re.compile(
    r"(?:责任编辑|责编|本文编辑|网络编辑|值班编辑|执行编辑|编辑)(?:[/／、][\u4e00-\u9fff]{2,6})?\s*[：:|丨／/\s]\s*(?P<value>[^\s【】\[\]（）()：:|丨][^【】\[\]（）()：:|丨]{0,30}?)\s*(?=$|\s{2,}|[【】\[\]（）()|丨]|\s?[\u4e00-\u9fff]{2,5}[：:])"
)
_CRUMB_STEP = re.compile("[>»›→]")
_CRUMB_WORD = re.compile(r"[^\s>»›→/]+")
_NO_SECTION = re.compile(
    r"(?:正文|正文内容|内容|详细内容|详情|新闻详情|列表|文章内容|浏览文章|阅读新闻|(?:网站)?首页|您?的?当前的?位置.?|当前栏目.?|您?现在的?位置.?|您?所在的?位置.?|所在位置.?|位置.?|当前路径.?)$"
)


_MAY_BE_DATELINE = frozenset({"nav", "byline", "share", "comment", "related", "editor", "subtitle"})
_DAY = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_DATED = re.compile(rf"{_DAY}\s*\d{{1,2}}[:：]\d{{2}}|{_DAY}.{{0,20}}(?:来源|稿源)|(?:来源|稿源).{{0,20}}{_DAY}")


class HeadMatter(NamedTuple):
    """The values read from a page, and its makers in the order in which they are printed."""

    values: list[Value]
    makers: list[Maker]


def read_head_matter(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> HeadMatter:
    """Read the metadata that a normalized page prints; offsets count in ``text``.

    ``lines`` are the page's lines with labels and zones, ``parts`` the parts of its kept lines. What is not printed is
    not there: a missing value is never guessed.
    """
    datelines = _datelines(text, lines)
    values = [*read_titles(text, lines, parts)]
    values += _first(_dates(text, datelines))
    values += _first(read_source(text, lines, datelines, parts))
    values += _first(_editors(text, [x for x in lines if x.label in ("editor", "dateline")]))
    values += _section(text, lines)
    values += read_site(text, lines)
    byline, makers = read_makers(text, lines, datelines, parts)
    return HeadMatter([*values, *byline], makers)


def _first(values: Iterator[Value]) -> list[Value]:
    value = next(values, None)
    return [] if value is None else [value]


def _datelines(text: str, lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Return the dateline lines: those of the head first, then those after the text, then any other.

    Where none of them holds a date, the line closest above the text that prints a day with a clock time or a source
    stands in for one.
    """
    order = {"head": 0, "text": 1, "after": 2, "before": 3}
    datelines = sorted((x for x in lines if x.label == "dateline"), key=lambda x: order[x.zone])
    if any(find_date(text, x.start, x.stop) for x in datelines):
        return datelines
    first = next((i for i, x in enumerate(lines) if x.label == "body"), len(lines))
    likely = [x for x in lines[:first] if x.label in _MAY_BE_DATELINE and _DATED.search(text, x.start, x.stop)]
    return datelines + likely[-1:]


def _dates(text: str, datelines: Sequence[HeadLine]) -> Iterator[Value]:
    """Yield the printed dates, the first one first, or before it the same day with a time from elsewhere in the head."""
    found = [(line, find_date(text, line.start, line.stop)) for line in datelines]
    dates = [(line.zone, date) for line, date in found if date]
    if dates:
        zone, first = dates[0]
        finer = [
            d for z, d in dates if z == zone and d.value.startswith(first.value) and len(d.value) > len(first.value)
        ]
        for date in (*finer, first):
            yield Value("published", date.start, date.stop, "printed-date", date.value)


def _editors(text: str, lines: Sequence[HeadLine]) -> Iterator[Value]:
    for line in lines:
        match = _EDITOR.search(text, line.start, line.stop)
        if match:
            yield Value("editor", *match.span("value"), "editor-key")


def _section(text: str, lines: Sequence[HeadLine]) -> list[Value]:
    """Read the column (栏目) from the last step of the breadcrumb above the title that names one."""
    for line in lines:
        if line.zone not in ("before", "head") or not _CRUMB_STEP.search(text, line.start, line.stop):
            continue
        if line.label != "nav" or text.startswith("正在阅读", line.start):
            continue
        steps = [(m.start(), m.end()) for m in _CRUMB_WORD.finditer(text, line.start, line.stop)]
        named = [(a, b) for a, b in steps if not _NO_SECTION.match(text[a:b])]
        if named:
            return [Value("section", *named[-1], "breadcrumb")]
    return []
