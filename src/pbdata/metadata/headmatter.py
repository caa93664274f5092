"""The head of an article: title, date, source, makers and the rest, each with the words from which it was read."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.cleaning.credits import Maker
from pbdata.cleaning.parts import Part
from pbdata.metadata.datelines import find_datelines, read_date
from pbdata.metadata.editors import read_editor
from pbdata.metadata.makers import read_makers
from pbdata.metadata.page import HeadLine, Page, Value, look_at_page
from pbdata.metadata.site import read_site
from pbdata.metadata.source import read_source
from pbdata.metadata.title import read_titles

_CRUMB_STEP = re.compile("[>»›→]")
_CRUMB_WORD = re.compile(r"[^\s>»›→/]+")
_NO_SECTION = re.compile(
    r"(?:正文|正文内容|内容|详细内容|详情|新闻详情|列表|文章内容|浏览文章|阅读新闻|(?:网站)?首页|您?的?当前的?位置.?|当前栏目.?|您?现在的?位置.?|您?所在的?位置.?|所在位置.?|位置.?|当前路径.?)$"
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
    page = look_at_page(text, lines, parts)
    datelines = find_datelines(page)
    editor = _first(read_editor(page))
    values = [*read_titles(page, datelines), *read_date(page, datelines)]
    values += _first(read_source(page, datelines))
    values += editor
    values += _section(page)
    values += read_site(page)
    byline, makers = read_makers(page, datelines)
    edited_by = {"".join(text[value.start : value.stop].split()) for value in editor}
    makers = [maker for maker in makers if maker.role or maker.name not in edited_by]
    return HeadMatter([*values, *(byline if makers else [])], makers)


def _first(values: Iterator[Value]) -> list[Value]:
    value = next(values, None)
    return [] if value is None else [value]


def _section(page: Page) -> list[Value]:
    """Read the column (栏目) from the last step of the breadcrumb above the title that names one."""
    text = page.text
    for line in page.labelled("nav"):
        if line.zone not in ("before", "head"):
            continue
        if not _CRUMB_STEP.search(text, line.start, line.stop) or text.startswith("正在阅读", line.start):
            continue
        steps = [(m.start(), m.end()) for m in _CRUMB_WORD.finditer(text, line.start, line.stop)]
        named = [(a, b) for a, b in steps if not _NO_SECTION.match(text[a:b])]
        if named:
            return [Value("section", *named[-1], "breadcrumb")]
    return []
