"""Where the page says that the article comes from (来源)."""

import re
from collections.abc import Iterator, Sequence

from pbdata.cleaning.parts import Part
from pbdata.extraction.values import HeadLine, Value

KEYS = r"来源|稿源|信息来源|文章来源|作者|编辑|责任编辑|责编|发布时间|发布日期|时间|日期|浏览|阅读|点击|评论|字体|字号|分享|审核|摄影|记者|通讯员|人气|发布|访问"
_SOURCE = re.compile(
    rf"(?:来源|稿源|出处|原载|转自|摘自)\s*(?:于)?\s*[：:|丨/]\s*(?!\s*(?:{KEYS})\s*[：:])"
    rf"(?P<value>(?:《[^》]+》|[^\s|丨【\[（(）)：:；;,，。])+?)"
    rf"(?=$|[\s|丨【\[（()）；;,，。]|(?:{KEYS})\s*[：:]|(?:19|20)\d\d\s*[-/.年])"
)
_MEDIUM = (
    r"[\u4e00-\u9fffA-Za-z0-9·—\-《》]{0,14}?(?:日报|晚报|时报|早报|都市报|晨报|商报|青年报|周报|周刊|杂志|报社?|通讯社|新华社|法新社|路透社|中新社|中央社|"
    r"电视台|广播台|电台|卫视|新闻网|网|在线|新闻|客户端|融媒体?|传媒|发布|之窗|信息港|热线|财经|科技|头条|新媒体|视线|观察者?|论坛报|宣传部|组织部|办公室|政府办|新闻办)"
)
_BESIDE_DATE = re.compile(
    rf"\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\s*[·|丨]?\s*(?P<value>{_MEDIUM})(?=$|\s|作者|编辑|官方)|(?:^|\s)(?P<before>{_MEDIUM})\s*[|丨·]?\s*(?:19|20)\d\d[-年/.]"
)
_ALONE = re.compile(rf"^(?P<value>{_MEDIUM})$")
_ACCOUNT = re.compile(rf"发布于\s*[\u4e00-\u9fff]{{2,3}}(?P<value>{_MEDIUM})(?=官方账号|$)")
_WIRE_AGENCY = re.compile(
    r"[（(]?\s*(?:据)?(?P<value>新华社|中新社|新华网|中新网|中国新闻网|人民网|央视网|法新社|路透社|美联社|中央社|中通社|国际在线|中国网|光明网|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|早报|都市报|晨报|商报|新闻网|在线|电视台))"
)
NEAR = 3


def read_source(
    text: str, lines: Sequence[HeadLine], datelines: Sequence[HeadLine], parts: Sequence[Part]
) -> Iterator[Value]:
    """Yield the source, the most certain reading first: after its key, beside the date, alone in the head, a wire's agency."""
    for line in datelines:
        yield from _read(text, line.start, line.stop, _SOURCE, "source-key")
    for part in parts:
        if part.label in ("byline", "dateline"):
            yield from _read(text, part.start, part.stop, _SOURCE, "source-key")
    for line in datelines:
        if line.zone == "head":
            yield from _read(text, line.start, line.stop, _ACCOUNT, "source-account")
            yield from _read(text, line.start, line.stop, _BESIDE_DATE, "source-beside-date")
    for line in _around(lines):
        yield from _read(text, line.start, line.stop, _ALONE, "source-alone")
    for part in parts:
        if part.label == "wire":
            yield from _read(text, part.start, part.stop, _WIRE_AGENCY, "wire-agency", at_start=True)


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
