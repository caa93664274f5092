"""The column (栏目) under which an article stands."""

from collections.abc import Iterator

from pbdata.chinese.rules import rule
from pbdata.metadata.page import Page, Value


def read_section(page: Page) -> Iterator[Value]:
    """Yield the last step of the breadcrumb above the title that names a column."""
    step, word, none = (rule(__package__, "section", name).pattern for name in ("step", "word", "no-section"))
    for line in page.labelled("nav"):
        if line.zone not in ("before", "head") or not step.search(page.text, line.start, line.stop):
            continue
        if page.text.startswith("正在阅读", line.start):
            continue
        named = [m.span() for m in word.finditer(page.text, line.start, line.stop) if not none.match(m[0])]
        if named:
            yield Value("section", *named[-1], "breadcrumb")
            return
