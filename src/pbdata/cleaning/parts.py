"""Parts of kept lines that are not body text: bylines, wire openings, jump marks, and heads glued to the text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pbdata.cleaning.names import find_makers
from pbdata.model import KEPT_LABELS

MAX_HEAD_SEGMENT = 40
MAX_HEADING = 48
BYLINE_LINES = 2
OPENING_LINES = 3

_JUMP = re.compile(
    r"[（(【]\s*(?:下转|上接|紧接|转|接)\s*(?:第?\s*[A-Z]?[一二三四五六七八九十\d]{1,3}\s*版|[^）)】。，]{1,8}[版页])[^）)】。，]{0,8}[)）】]"
)
_END_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]。！？]{2,80})[)）】\]]?\s*$")
_AUTHOR_NOTE = re.compile(r"(?:本文)?作者\s*[：:]?\s*[\u4e00-\u9fff]{2,4}?\s*(?:系|为|是|单位)")
_SOURCE_KEY = re.compile(r"(?:本文)?(?:来源|稿源|原载|转自|摘自|作者)\s*[：:]")
_AGENCY = (
    r"(?:据)?(?:新华社|中新社|本报|本网|本刊|本台|本站"
    r"|[\u4e00-\u9fff]{1,8}(?:社|报|日报|晚报|时报|早报|都市报|晨报|商报|快报|导报|网|在线|电视台|融媒体?|新闻|发布))"
)
_REPORTERS = r"(?:记者|通讯员|特派员|特约记者)[^（）()〔〕【】\[\]。：:]{2,50}"
_WIRE = re.compile(
    rf"""\s*[（(【\[〔]?\s*
    (?:{_AGENCY})
    [\u4e00-\u9fffA-Za-z]{{0,8}}?                                             # place
    \s*(?:(?:19|20)?\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?                   # date
    \s*(?:电|讯|消息|快讯|专电|专讯)(?![\u4e00-\u9fff]{{0,1}}[台力器子影话网脑缆])
    \s*[)）】\]〕]?
    (?:\s*[（(【\[〔][^（）()]{{2,60}}[)）】\]〕]|\s+(?:[\u4e00-\u9fff]{{0,6}}{_REPORTERS}?)(?:报道|摄影报道)?\s*[：:\s])?
    \s*[，,]?\s*
    """,
    re.VERBOSE,
)
# （记者 张三 报道）, 〔記者張三／台北報導〕, （中央社記者張三台北6日電）, [本報記者張三南灣專訊]
_REPORTER_OPENING = re.compile(rf"\s*[（(〔【\[]\s*[^（）()〔〕【】\[\]。]{{0,10}}{_REPORTERS}[)）〕】\]]\s*")
# 【本报综合报道】
_COMBINED = re.compile(
    r"\s*[【（(\[〔]\s*(?:本报|本网|本刊|综合)[^】）)\]〕，。]{0,10}(?:报道|报导|消息|讯)\s*[】）)\]〕]\s*"
)
# 青山新闻记者 张三 报道
_REPORTER_SENTENCE = re.compile(rf"\s*(?:{_AGENCY})?记者\s*[^，。：:（(]{{2,20}}?\s*报道(?:[：:]|\s|(?=\S))")
_SEGMENT = re.compile(r"\S+")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）")
_SENTENCE_MARK = re.compile(r"[，。；！,;]")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』)）]*$")
_QUOTES = re.compile("[“”‘’《》〈〉]")
_SUBTITLE = re.compile(r"[—―─-]{2,}")


class Part(NamedTuple):
    """A part of a kept line: its range in the normalized text, its label and the rule that found it."""

    start: int
    stop: int
    label: str
    rule: str


def find_parts(text: str, ranges: Sequence[tuple[int, int]], labels: Sequence[str]) -> list[Part]:
    """Return the parts of the kept lines of a normalized page, sorted and disjoint.

    ``ranges`` holds ``(start, stop)`` of each line in ``text``, ``labels`` its label. Every part but a heading leaves the
    text; a glued heading stays, as a paragraph of its own.
    """
    kept = [i for i, label in enumerate(labels) if label in KEPT_LABELS]
    body = [i for i in kept if labels[i] == "body"]
    has_title_line = "title" in labels
    parts: list[Part] = []
    for i in kept:
        start, stop = ranges[i]
        found = [Part(m.start(), m.end(), "jump", "jump-mark") for m in _JUMP.finditer(text, start, stop)]
        if labels[i] in ("body", "heading"):
            found += _byline_line(text, start, stop)
        if labels[i] == "body":
            opening = start
            if i in body[:OPENING_LINES]:
                reprinted = not has_title_line or _starts_like_title(text, ranges, labels, start)
                found += _head_of_text(text, start, stop, glued=reprinted and i == body[0])
                opening = max([start, *(part.stop for part in found if part.label != "jump")])
            if i in body[-BYLINE_LINES:]:
                found += _end_byline(text, start, stop)
            found += _glued_headings(text, opening, stop)
        parts += _disjoint(found)
    return parts


def _wire(text: str, start: int, stop: int) -> list[Part]:
    patterns = (_WIRE, _REPORTER_OPENING, _COMBINED, _REPORTER_SENTENCE)
    match = next(filter(None, (pattern.match(text, start, stop) for pattern in patterns)), None)
    if match is None or match.end() >= stop:
        return []
    first = start + len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
    return [Part(first, start + len(text[start : match.end()].rstrip()), "wire", "wire-opening")]


def _byline_line(text: str, start: int, stop: int) -> list[Part]:
    """Take a short line of the text that is nothing but roles and names."""
    words = text[start:stop].strip()
    if not 3 <= len(words) <= MAX_HEAD_SEGMENT or _SENTENCE_MARK.search(words):
        return []
    if not any(maker.role for maker in find_makers(text, start, stop)):
        return []
    first = start + text[start:stop].index(words)
    return [Part(first, first + len(words), "byline", "byline-line")]


def _end_byline(text: str, start: int, stop: int) -> list[Part]:
    match = _END_BRACKET.search(text, start, stop)
    if match is None:
        return []
    end = match.start() + len(match[0].rstrip())
    if _AUTHOR_NOTE.match(match[1]):
        return [Part(match.start(), end, "byline", "author-note")]
    if _SOURCE_KEY.match(match[1]):
        return [Part(match.start(), end, "dateline", "end-source")]
    return [Part(match.start(), end, "byline", "end-byline")] if find_makers(text, *match.span(1)) else []


def _head_of_text(text: str, start: int, stop: int, *, glued: bool) -> list[Part]:
    """Find what stands before the first sentence of the text: a wire opening, or a glued title and then one."""
    wire = _wire(text, start, stop)
    if wire or not glued:
        return wire
    head = _glued_head(text, start, stop)
    return [*head, *_wire(text, head[-1].stop, stop)] if head else []


def _glued_head(text: str, start: int, stop: int) -> list[Part]:
    """Find a title, and a subtitle after a dash, that stand before the first sentence in the same line."""
    segments = [(m.start(), m.end()) for m in _SEGMENT.finditer(text, start, stop)]
    head = []
    for a, b in segments:
        if _is_text(text[a:b]):
            break
        head.append((a, b))
    if not head or len(head) == len(segments) or head[-1][1] - start > 3 * MAX_HEAD_SEGMENT:
        return []
    first, last = head[0][0], head[-1][1]
    dash = _SUBTITLE.search(text, first, last)
    if dash is None:
        return [Part(first, last, "title", "glued-title")]
    title_stop = first + len(text[first : dash.start()].rstrip())
    if title_stop == first:
        return []
    return [Part(first, title_stop, "title", "glued-title"), Part(dash.start(), last, "subtitle", "glued-subtitle")]


def _starts_like_title(text: str, ranges: Sequence[tuple[int, int]], labels: Sequence[str], start: int) -> bool:
    """Whether the line begins with words that a title line holds, so that the title is printed again."""
    first = _SEGMENT.search(text, start)
    words = _QUOTES.sub("", first[0]) if first else ""
    return bool(words) and any(
        label == "title" and words in _QUOTES.sub("", text[a:b]) for label, (a, b) in zip(labels, ranges, strict=True)
    )


def _glued_headings(text: str, start: int, stop: int) -> list[Part]:
    """Find headings between sentences of one line: short runs without a sentence mark, white space on both sides."""
    segments = [(m.start(), m.end()) for m in _SEGMENT.finditer(text, start, stop)]
    parts = []
    k = 0
    while k < len(segments):
        run = k
        while run < len(segments) and not _is_text(text[segments[run][0] : segments[run][1]]):
            run += 1
        after_sentence = k == 0 or _SENTENCE_END.search(text, segments[k - 1][0], segments[k - 1][1])
        if run > k and run < len(segments) and after_sentence:
            a, b = segments[k][0], segments[run - 1][1]
            if 4 <= b - a <= MAX_HEADING and _is_balanced(text[a:b]):
                parts.append(Part(a, b, "heading", "glued-heading"))
        k = max(run, k + 1) if run > k else k + 1
    return parts


def _is_text(segment: str) -> bool:
    """Whether a run of characters is part of a sentence rather than a head: a mark outside quotes, or too long."""
    return len(segment) > MAX_HEAD_SEGMENT or bool(_SENTENCE_MARK.search(_QUOTED.sub("", segment)))


def _is_balanced(words: str) -> bool:
    """Whether every quotation mark and bracket that opens in a run of characters closes there."""
    return all(words.count(opening) == words.count(closing) for opening, closing in ("“”", "‘’", "（）", "《》", "()"))


def _disjoint(parts: list[Part]) -> list[Part]:
    chosen: list[Part] = []
    for part in sorted(parts):
        if not chosen or part.start >= chosen[-1].stop:
            chosen.append(part)
    return chosen
