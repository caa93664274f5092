"""The head of an article: title, date, source, makers and the rest, each with the words from which it was read."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.cleaning.names import Maker, find_makers
from pbdata.cleaning.parts import Part
from pbdata.extraction.printed_dates import find_date
from pbdata.extraction.site import read_site
from pbdata.extraction.values import HeadLine, Value

_SUBTITLE_DASH = re.compile(r"\s*[—―─]{2,}\s*|\s+-{2,}\s*")
_LEADING_DASH = re.compile(r"[\s—―─\-]+")
_BRACKETED_TITLE = re.compile(r"^\[([^\[\]]{4,60})\]")
_TITLE_KEY = re.compile(r"^[\[(（【]?(?:原标题|原题|标题)\s*[：:]\s*")
_KEYS = r"来源|稿源|信息来源|文章来源|作者|编辑|责任编辑|责编|发布时间|时间|日期|浏览|阅读|点击|评论|字体|字号|分享|审核|摄影|记者|通讯员|人气|发布|访问"
_SOURCE = re.compile(
    rf"(?:来源|稿源|出处|原载|转自|摘自)\s*(?:于)?\s*[：:|丨/]\s*(?P<value>[^\s|丨【\[（(：:][^|丨【\[\t：:]*?)\s*(?=$|\s{{2,}}|[|丨【\[（(\t]|\s?(?:{_KEYS})\s*[：:]|\s?(?:19|20)\d\d\s*[-/.年])"
)
_AUTHOR = re.compile(
    rf"(?:作者|文|记者|通讯员|撰文|摄影)\s*[：:丨/]\s*(?P<value>[^|丨【\[：:\t]{{2,40}}?)\s*(?=$|\s{{2,}}|[|丨【\[\]\t]|\s?(?:{_KEYS})\s*[：:]|\s?(?:19|20)\d\d\s*[-/.年])"
)
_EDITOR = re.compile(
    r"(?:责任编辑|责编|本文编辑|网络编辑|值班编辑|执行编辑|编辑)(?:[/／、][\u4e00-\u9fff]{2,6})?\s*[：:|丨／/\s]\s*(?P<value>[^\s【】\[\]（）()：:|丨][^【】\[\]（）()：:|丨]{0,30}?)\s*(?=$|\s{2,}|[【】\[\]（）()|丨]|\s?[\u4e00-\u9fff]{2,5}[：:])"
)
_CRUMB_END = re.compile(r"^(?:正文|正文内容|内容|详细内容|详情|新闻详情|列表|文章内容|浏览文章|阅读新闻)$")
_CRUMB_KEY = re.compile(
    r"^(?:您?的?当前的?位置|当前栏目|您?现在的?位置|您?所在的?位置|所在位置|位置|当前路径)\s*[：:]?"
)


class HeadMatter(NamedTuple):
    """The values read from a page, and its makers in the order in which they are printed."""

    values: list[Value]
    makers: list[Maker]


def read_head_matter(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> HeadMatter:
    """Read the metadata that a normalized page prints; offsets count in ``text``.

    ``lines`` are the page's lines with labels and zones, ``parts`` the parts of its kept lines. What is not printed is
    not there: a missing value is never guessed.
    """
    values = [*_titles(text, lines, parts)]
    datelines = _datelines(lines)
    values += _first(_dates(text, datelines))
    values += _first(_matches(text, datelines, _SOURCE, "source", "source-key"))
    values += _first(
        _matches(text, [x for x in lines if x.label in ("editor", "dateline")], _EDITOR, "editor", "editor-key")
    )
    values += _section(text, lines)
    values += read_site(text, lines)
    byline, makers = _makers(text, lines, datelines, parts)
    return HeadMatter([*values, *byline], makers)


def _first(values: Iterator[Value]) -> list[Value]:
    value = next(values, None)
    return [] if value is None else [value]


def _datelines(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Return the dateline lines: those of the head first, then those after the text, then any other."""
    order = {"head": 0, "text": 1, "after": 2, "before": 3}
    return sorted((x for x in lines if x.label == "dateline"), key=lambda x: order[x.zone])


def _titles(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> Iterator[Value]:
    glued = {part.label: part for part in parts if part.label in ("title", "subtitle")}
    printed = [x for x in lines if x.label == "title"]
    in_head = [x for x in printed if x.zone == "head"] or printed
    subtitle: Value | None = None
    if "title" in glued:
        yield Value("title", glued["title"].start, glued["title"].stop, glued["title"].rule)
    elif in_head:
        line = in_head[-1]
        start, stop = _inner_title(text, line.start, line.stop)
        dash = _SUBTITLE_DASH.search(text, start, stop)
        if dash and dash.start() - start >= 4 and stop - dash.end() >= 6:
            subtitle = Value("subtitle", dash.end(), stop, "title-dash")
            stop = dash.start()
        yield Value("title", start, stop, "title-line")
    if "subtitle" in glued:
        subtitle = Value(
            "subtitle", *_without_dash(text, glued["subtitle"].start, glued["subtitle"].stop), "glued-subtitle"
        )
    elif subtitle is None:
        line_below = next((x for x in lines if x.label == "subtitle"), None)
        if line_below:
            subtitle = Value("subtitle", *_without_dash(text, line_below.start, line_below.stop), "subtitle-line")
    if subtitle:
        yield subtitle


def _inner_title(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out what is around the title in its line: 原标题：, or the brackets of [title]keywords."""
    key = _TITLE_KEY.match(text[start:stop])
    if key:
        return start + key.end(), stop - (text[stop - 1] in "])）】" and key[0][0] in "[(（【")
    bracketed = _BRACKETED_TITLE.match(text[start:stop])
    if bracketed:
        return start + bracketed.start(1), start + bracketed.end(1)
    return start, stop


def _without_dash(text: str, start: int, stop: int) -> tuple[int, int]:
    dash = _LEADING_DASH.match(text, start, stop)
    return (dash.end() if dash else start), stop


def _dates(text: str, datelines: Sequence[HeadLine]) -> Iterator[Value]:
    for line in datelines:
        date = find_date(text, line.start, line.stop)
        if date:
            yield Value("published", date.start, date.stop, "printed-date", date.value)


def _matches(text: str, lines: Sequence[HeadLine], pattern: re.Pattern[str], field: str, rule: str) -> Iterator[Value]:
    for line in lines:
        match = pattern.search(text, line.start, line.stop)
        if match:
            yield Value(field, *match.span("value"), rule)


def _section(text: str, lines: Sequence[HeadLine]) -> list[Value]:
    """Read the column (栏目) from the last step of the breadcrumb above the title that names one."""
    for line in lines:
        if line.zone not in ("before", "head") or line.rule != "breadcrumb":
            continue
        steps = [(m.start(), m.end()) for m in re.finditer(r"[^\s>»›→/]+", text[line.start : line.stop])]
        words = [(line.start + a, line.start + b) for a, b in steps]
        named = [
            (a, b)
            for a, b in words
            if not _CRUMB_END.match(text[a:b]) and not _CRUMB_KEY.match(text[a:b]) and text[a:b] != "首页"
        ]
        has_steps = re.search("[>»›→]", text[line.start : line.stop])
        if has_steps and named and len(named[-1:]) and not text[line.start : line.stop].startswith("正在阅读"):
            return [Value("section", *named[-1], "breadcrumb")]
    return []


def _makers(
    text: str, lines: Sequence[HeadLine], datelines: Sequence[HeadLine], parts: Sequence[Part]
) -> tuple[list[Value], list[Maker]]:
    """Return the byline and its makers: from byline lines, an author key, a wire opening or an end byline."""
    places: list[tuple[int, int, str]] = [(x.start, x.stop, "byline-line") for x in lines if x.label == "byline"]
    for line in datelines:
        match = _AUTHOR.search(text, line.start, line.stop)
        if match:
            places.append((*match.span("value"), "author-key"))
    for part in parts:
        if part.label == "byline":
            places.append((part.start, part.stop, part.rule))
        elif part.label == "wire":
            places += [
                (*m.span(1), part.rule) for m in re.finditer(r"[（(]([^（）()]+)[)）]", text[part.start : part.stop])
            ]
    byline: list[Value] = []
    makers: list[Maker] = []
    for start, stop, rule in places:
        found = find_makers(text, start, stop)
        if found and not byline:
            byline = [Value("byline", start, stop, rule)]
        makers += [maker for maker in found if maker.name not in {m.name for m in makers}]
    return byline, makers
