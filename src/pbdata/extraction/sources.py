"""Where the page says that the article comes from (来源); words in lexicons/source.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from pbdata.cleaning.names import begins_with_surname
from pbdata.cleaning.parts import Part
from pbdata.extraction.values import HeadLine, Value

NEAR = 3


class _Patterns(NamedTuple):
    keyed: re.Pattern[str]
    account: re.Pattern[str]
    beside_date: re.Pattern[str]
    unkeyed: re.Pattern[str]
    alone: re.Pattern[str]
    agency: re.Pattern[str]


def read_source(
    text: str, lines: Sequence[HeadLine], datelines: Sequence[HeadLine], parts: Sequence[Part]
) -> Iterator[Value]:
    """Yield the source, the most certain reading first: after its key, beside the date, alone in the head, a wire's agency."""
    patterns = _patterns()
    for line in datelines:
        yield from _read(text, line.start, line.stop, patterns.keyed, "source-key")
    for part in parts:
        if part.label in ("byline", "dateline"):
            yield from _read(text, part.start, part.stop, patterns.keyed, "source-key")
    for line in datelines:
        if line.zone == "head":
            yield from _read(text, line.start, line.stop, patterns.account, "source-account")
            yield from _read(text, line.start, line.stop, patterns.beside_date, "source-beside-date")
    for line in datelines:
        if line.zone == "head":
            for value in _read(text, line.start, line.stop, patterns.unkeyed, "source-beside-date"):
                words = text[value.start : value.stop]
                if not begins_with_surname(words) and not re.search(keys(), words):
                    yield value
    for line in _around(lines):
        yield from _read(text, line.start, line.stop, patterns.alone, "source-alone")
    for part in parts:
        if part.label == "wire":
            yield from _read(text, part.start, part.stop, patterns.agency, "wire-agency", at_start=True)


def _read(
    text: str, start: int, stop: int, pattern: re.Pattern[str], rule: str, *, at_start: bool = False
) -> Iterator[Value]:
    words = text[start:stop]
    match = pattern.match(words) if at_start else pattern.search(words)
    if match:
        group = match.lastgroup or "value"
        yield Value("source", start + match.start(group), start + match.end(group), rule)


def _around(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Return the short lines of the head close to its date."""
    dates = [i for i, x in enumerate(lines) if x.label == "dateline" and x.zone == "head"]
    if not dates:
        return []
    near = {k for i in dates for k in range(max(0, i - NEAR), i + NEAR + 1)}
    allowed = ("dateline", "nav", "byline", "subtitle")
    return [x for i, x in enumerate(lines) if i in near and x.zone == "head" and x.label in allowed]


@cache
def keys() -> str:
    """Return the words that open a fact of the dateline, as alternatives of a pattern."""
    return "|".join(map(re.escape, _lexicon()["keys"]))


@cache
def _patterns() -> _Patterns:
    lexicon = _lexicon()
    medium = rf"[\u4e00-\u9fffA-Za-z0-9·—\-《》]{{0,14}}?(?:{'|'.join(map(re.escape, lexicon['media']))})"
    source = "|".join(map(re.escape, lexicon["source_keys"]))
    date = r"(?:19|20)\d\d[-年/.]"
    return _Patterns(
        keyed=re.compile(
            rf"(?:(?:{source})\s*(?:于)?\s*[：:|丨/]|本文来源于)\s*(?!\s*(?:{keys()})\s*[：:])"
            rf"(?P<value>(?:《[^》]+》|[^\s|｜丨【】\[\]（(）)：:；;,，。])+?)"
            rf"(?=$|[\s|｜丨【】\[\]（()）；;,，。]|(?:{keys()})\s*[：:]|(?:19|20)\d\d\s*[-/.年])"
        ),
        account=re.compile(rf"发布于\s*[\u4e00-\u9fff]{{2}}(?P<value>{medium})(?=官方账号|$)"),
        beside_date=re.compile(
            rf"(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?|\d日)\s*[·|丨]?\s*(?P<value>{medium})(?=$|\s|作者|编辑|官方|[)）])"
            rf"|(?:^|\s)(?P<before>{medium})\s*[|丨·–—-]?\s*(?:{date}|(?:浏览|阅读|点击|人气)\s*[：:])"
        ),
        unkeyed=re.compile(
            r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*[·|丨]?\s*(?P<value>[\u4e00-\u9fffA-Za-z0-9·—\-]{3,16})\s*(?=$|来自|发布于)"
        ),
        alone=re.compile(rf"^(?P<value>(?=.{{3}}){medium})$"),
        agency=re.compile(rf"[（(【\[〔]?\s*(?:据)?(?P<value>{'|'.join(map(re.escape, lexicon['agencies']))})"),
    )


@cache
def _lexicon() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yaml.safe_load(
        (files("pbdata.extraction") / "lexicons" / "source.yaml").read_text("utf-8")
    )
    return words
