"""The editor of an article: the person of 责任编辑, else of another editor's key."""

import re
from collections.abc import Iterator
from functools import cache

from pbdata.metadata.page import Page, Value
from pbdata.metadata.source import keys

_LABELS = frozenset({"editor", "dateline"})
# How many lines below the text may name the editor under another label.
BELOW = 10
_RESPONSIBLE = re.compile("责任?编")


def read_editor(page: Page) -> Iterator[Value]:
    """Yield the editors that the page names, those of 责任编辑 first."""
    others = []
    for i in sorted({i for label in _LABELS for i in page.numbers.get(label, ())} | _below_text(page)):
        line = page.lines[i]
        if (
            "编" not in page.words(i)
            or line.label not in _LABELS
            and not _editor().match(page.text, line.start, line.stop)
        ):
            continue
        for match in _editor().finditer(page.text, line.start, line.stop):
            value = Value("editor", *match.span("value"), "editor-key")
            if _RESPONSIBLE.match(match["key"]):
                yield value
            else:
                others.append(value)
    yield from others


def _below_text(page: Page) -> set[int]:
    return set(range(page.last, min(page.last + BELOW, len(page.lines))))


@cache
def _editor() -> re.Pattern[str]:
    return re.compile(
        r"(?P<key>责任编辑|责编|本文编辑|网络编辑|值班编辑|执行编辑|编辑)(?:[/／、][\u4e00-\u9fff]{2,6})?\s*(?:[：:|丨｜／/]|\s(?=[\u4e00-\u9fff]))\s*"
        r"(?P<value>[^\s【】\[\]（）()：:|丨｜/／][^【】\[\]（）()：:|丨｜/／]{0,30}?)\s*"
        rf"(?=$|\s{{2,}}|[【】\[\]（）()|丨｜/／]|\s?(?:{keys()})|\s[\u4e00-\u9fff]{{2,5}}[：:])"
    )
