"""Where the page says that the article comes from (来源); words in words/source.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.cleaning.names import begins_with_surname
from pbdata.datafiles import read_data
from pbdata.metadata.datelines import Dateline
from pbdata.metadata.page import HeadLine, Page, Value

NEAR = 3
# 新华社青山1月9日电 题：…, in a line of its own.
_SLUG = re.compile(r"\d日(?:电|讯)\s*(?:题|（|$)")
_SLUG_LABELS = ("title", "dateline", "byline")
# Of these characters every key of a source has one.
_KEY_SIGNS = frozenset("源创处载自摘媒稿")
_NEAR_LABELS = frozenset({"dateline", "nav", "byline", "subtitle"})


class _Patterns(NamedTuple):
    keyed: re.Pattern[str]
    in_row: re.Pattern[str]
    account: re.Pattern[str]
    beside_date: re.Pattern[str]
    unkeyed: re.Pattern[str]
    alone: re.Pattern[str]
    behind_name: re.Pattern[str]
    signing: re.Pattern[str]


def read_source(page: Page, datelines: Sequence[Dateline]) -> Iterator[Value]:
    """Yield the source, the most certain reading first: after its key, beside the date, alone in the head, behind the
    author's name, and at last the paper or agency that signs the opening of the text."""
    text, parts, patterns = page.text, page.parts, _patterns()
    for line, _ in datelines:
        if not _KEY_SIGNS.isdisjoint(text[line.start : line.stop]):
            yield from _read(text, line.start, line.stop, patterns.keyed, "source-key")
    for part in parts:
        if part.label in ("byline", "dateline"):
            yield from _read(text, part.start, part.stop, patterns.keyed, "source-key")
    for line, _ in datelines:
        if line.zone == "head":
            yield from _read(text, line.start, line.stop, patterns.in_row, "source-key")
            yield from _read(text, line.start, line.stop, patterns.account, "source-account")
            yield from _read(text, line.start, line.stop, patterns.beside_date, "source-beside-date")
    for line, _ in datelines:
        if line.zone == "head":
            for value in _read(text, line.start, line.stop, patterns.unkeyed, "source-beside-date"):
                words = text[value.start : value.stop]
                if not begins_with_surname(words) and not re.search(keys(), words):
                    yield value
    for line in _around(page):
        yield from _read(text, line.start, line.stop, patterns.alone, "source-alone")
    for line in page.labelled("byline"):
        yield from _read(text, line.start, line.stop, patterns.behind_name, "source-behind-name")
    for part in parts:
        if part.label == "wire":
            yield from _read(text, part.start, part.stop, patterns.signing, "wire-agency", at_start=True)
    for line in (line for label in _SLUG_LABELS for line in page.labelled(label)):
        if _SLUG.search(text, line.start, line.stop):
            yield from _read(text, line.start, line.stop, patterns.signing, "wire-agency", at_start=True)


def _read(
    text: str, start: int, stop: int, pattern: re.Pattern[str], rule: str, *, at_start: bool = False
) -> Iterator[Value]:
    words = text[start:stop]
    match = pattern.match(words) if at_start else pattern.search(words)
    if match:
        group = match.lastgroup or "value"
        yield Value("source", start + match.start(group), start + match.end(group), rule)


def _around(page: Page) -> list[HeadLine]:
    """Return the short lines of the head close to its date."""
    dates = [i for i in page.numbers.get("dateline", ()) if page.lines[i].zone == "head"]
    near = {k for i in dates for k in range(max(0, i - NEAR), min(i + NEAR + 1, len(page.lines)))}
    lines = [page.lines[i] for i in sorted(near)]
    return [line for line in lines if line.zone == "head" and line.label in _NEAR_LABELS]


@cache
def dateline_words() -> dict[str, list[str]]:
    """Read words/source.yaml: the words of datelines and of sources."""
    words: dict[str, list[str]] = read_data(__package__, "words/source.yaml")
    return words


@cache
def keys() -> str:
    """Return the words that open a fact of the dateline, as alternatives of a pattern; longer ones first."""
    return "|".join(map(re.escape, sorted(dateline_words()["keys"], key=lambda word: (-len(word), word))))


@cache
def _patterns() -> _Patterns:
    lexicon = dateline_words()

    def any_of(key: str) -> str:
        return "|".join(map(re.escape, lexicon[key]))

    medium = rf"[\u4e00-\u9fffA-Za-z0-9·—\-《》]{{0,14}}?(?:{any_of('media')})"
    source = "|".join(r"\s*".join(map(re.escape, key)) for key in lexicon["source_keys"])
    date = r"(?:19|20)\d\d[-年/.]"
    return _Patterns(
        keyed=re.compile(
            rf"(?:(?:{source})\s*(?:于)?\s*[：:|丨｜/]|本文来源于)\s*(?!\s*(?:{keys()})\s*[：:])"
            rf"(?P<value>(?:《[^》]+》|[^\s|｜丨【】\[\]（(）)：:；;,，。])+?)"
            rf"(?=$|[\s|｜丨【】\[\]（()）；;,，。]|(?:{keys()})\s*[：:]|(?:19|20)\d\d\s*[-/.年])"
        ),
        in_row=re.compile(r"[|｜]\s*来源\s*(?P<value>[^\s|｜：:]{2,12})\s*[|｜]"),
        account=re.compile(rf"发布于\s*[\u4e00-\u9fff]{{2}}(?P<value>{medium})(?=官方账号|$)"),
        beside_date=re.compile(
            rf"(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?|\d日)\s*[·|丨｜]?\s*(?:文\s*[：:]\s*)?(?P<value>{medium})(?=$|\s|作者|编辑|官方|[)）])"
            rf"|\d日\s*(?P<paper>《[^》]{{2,12}}》)|(?:^|\s)(?P<before>{medium})\s*[|丨｜·–—-]?\s*(?:{date}|(?:浏览|阅读|点击|人气)\s*[：:])"
        ),
        unkeyed=re.compile(
            r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*[·|丨｜]?\s*(?P<value>[\u4e00-\u9fffA-Za-z0-9·—\-]{3,16})\s*(?=$|来自|发布于)"
        ),
        alone=re.compile(rf"^(?P<value>(?=.{{3}}){medium})(?:\s*(?:今天|昨天|\d+(?:天|小时|分钟)前))?$"),
        behind_name=re.compile(
            rf"^[\u4e00-\u9fff ]{{2,16}}\s*[/／]\s*(?P<value>{medium}|微信公众?号\s*“[^”]{{2,12}}”)$"
        ),
        signing=re.compile(
            rf"[（(【\[〔]?\s*(?:据)?(?!{any_of('own')})(?P<value>{any_of('agencies')}|《?[\u4e00-\u9fff]{{1,8}}?(?:{any_of('signing')})》?(?!网|社|中心|报|记者|道|导))"
        ),
    )
