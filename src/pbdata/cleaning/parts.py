"""Parts of kept lines that are not body text: bylines, wire openings, jump marks, and heads glued to the text."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from string import ascii_letters, digits
from typing import NamedTuple

from pbdata.chinese.blanks import part_nothing
from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.keys import find_fields
from pbdata.cleaning.names import could_be_name
from pbdata.cleaning.openings import OPENING_READ, find_opening
from pbdata.model.page import KEPT_LABELS

MAX_HEAD_SEGMENT = 40
MAX_HEADING = 48
MIN_TITLE = 4
BYLINE_LINES = 2
OPENING_LINES = 3
END_READ = 100
# A title that is glued to its text without a blank has at least so many characters, a row of a table so many cells.
MIN_GLUED_TITLE, MIN_CELLS = 8, 3

_END_BRACKET = re.compile(rf"[（(【\[〔]([^（）()【】\[\]〔〕{ENDS}]{{2,80}})[)）】\]〕]?[\s|｜]*(?:\d{{6,8}})?$")
_PICTURE = re.compile(r"摄影?\s*$|图\s*$|^图[/／：:]")
_TEXT_TOO = re.compile(r"文|撰|稿")
_AUTHOR_NOTE = re.compile(r"(?:本文)?作者\s*[：:]?\s*[\u4e00-\u9fff]{2,4}?\s*(?:系|为|是|单位)")
_SOURCE_NOTE = re.compile(r"[（(]\s*(?:本文)?(?:来源|稿源|作者)\s*[：:][^（）()]{2,80}[)）]")
_SOURCE_KEY = re.compile(r"(?:本文)?(?:来源|稿源|原载|转自|摘自|作者)\s*[：:]")
# What a line holds that opens a report within the text.
_OPENING_SIGNS = ("日电", "日讯", "讯（", "电（")
_CLOSING = frozenset("]】)）")
_SENTENCE_CLOSES = frozenset(ENDS + "”")
_MAKES = frozenset("者员文图摄稿撰笔译采")
_SEGMENT = re.compile(r"\S+")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）")
_SENTENCE_MARK = re.compile(r"[，。；！,;]")
_SENTENCE_END = re.compile(rf"[{ENDS}!?…][”’」』)）]*$")
# A sentence that begins with its day, and has its subject behind the comma.
_BEGINS_ANEW = re.compile(
    r"""\s*(?:(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|连日来|近年来|今年以来|昨日|昨天|今天|今日)
    (?:上午|下午|晚上?|清晨)?，""",
    re.VERBOSE,
)
# The label and the rule of facts behind the last sentence, by the kind of the first.
_END_FACTS = {
    "source": ("dateline", "end-source"),
    "editor": ("byline", "end-editor"),
    "author": ("byline", "end-byline"),
    "other": ("dateline", "end-source"),
}
_ALPHANUMERIC = frozenset(ascii_letters + digits)
_QUOTES = re.compile("[“”‘’《》〈〉]")
_SUBTITLE = re.compile(r"[—―─-]{2,}")
_HEADING_EDGE = re.compile(r"(?=[\u3400-\u9fff“《（【\d]).*[\u3400-\u9fff”》）】？！?!\d]\Z")
_HAN = re.compile(r"[\u3400-\u9fff]")


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
    body = [i for i, label in enumerate(labels) if label == "body"]
    closing = [i for i, label in enumerate(labels) if label in ("body", "heading")][-BYLINE_LINES:]
    openings = set(body[:OPENING_LINES])
    rows = _rows(text, ranges, body)
    parts: list[Part] = []
    for i, label in enumerate(labels):
        if label not in KEPT_LABELS:
            continue
        start, stop = ranges[i]
        found = _jumps(text, start, stop)
        if stop - start <= MAX_HEAD_SEGMENT and not _MAKES.isdisjoint(text[start:stop]):
            found += _byline_line(text, start, stop, label)
        if label == "body":
            if i in openings:
                head = _head_of_text(text, ranges, labels, start, stop, first=i == body[0])
            else:
                head = _later_wire(text, start, stop)
            opening = max([start, *(part.stop for part in head)])
            found += head
            if i not in rows and " " in text[opening:stop].strip():
                found += _glued_headings(text, opening, stop)
        if i in closing:
            found += _end_of_text(text, start, stop, last=i == closing[-1])
        parts += _disjoint(found)
    return parts


def _jumps(text: str, start: int, stop: int) -> list[Part]:
    words = text[start:stop]
    if "版" not in words and "页" not in words or "转" not in words and "接" not in words:
        return []
    return [Part(m.start(), m.end(), "jump", "jump-mark") for m in _part("jump-mark").finditer(text, start, stop)]


def _rows(text: str, ranges: Sequence[tuple[int, int]], body: Sequence[int]) -> set[int]:
    """Return the lines that are rows of a table: side by side, parted by blanks into the same number of cells."""
    cells = {i: len(_SEGMENT.findall(text, *ranges[i])) for i in body}
    rows = set()
    for i, following in pairwise(body):
        if MIN_CELLS <= cells[i] == cells[following]:
            rows |= {i, following}
    return rows


def _later_wire(text: str, start: int, stop: int) -> list[Part]:
    """Find the opening of a report that stands further down in the text."""
    has_sign = any(text.find(sign, start, min(stop, start + OPENING_READ)) >= 0 for sign in _OPENING_SIGNS)
    return _wire(text, start, stop) if has_sign else []


def _wire(text: str, start: int, stop: int) -> list[Part]:
    opening = find_opening(text, start, stop)
    return [Part(*opening, "wire", "wire-opening")] if opening else []


def _byline_line(text: str, start: int, stop: int, label: str) -> list[Part]:
    """Take a short line of the text that is nothing but roles and names; the photographer of a picture stays with it."""
    words = text[start:stop].strip()
    if label == "caption" and ("摄" in words or "图" in words):
        return []
    if not 3 <= len(words) <= MAX_HEAD_SEGMENT or _SENTENCE_MARK.search(words) or words[-1] in "？?":
        return []
    if not any(maker.role for maker in find_makers(text, start, stop)):
        return []
    first = start + text[start:stop].index(words)
    return [Part(first, first + len(words), "byline", "byline-line")]


def _end_of_text(text: str, start: int, stop: int, *, last: bool) -> list[Part]:
    """Find what closes the text: tools, and before them a byline or a note on the source."""
    tools = _part("tools").search(text, start, stop) if text[start:stop].rstrip()[-1:] in _CLOSING else None
    if tools:
        end = tools.start() + len(tools[0].rstrip())
        before = _end_facts(text, start, tools.start()) or _end_byline(text, start, tools.start(), last=last)
        return [*before, Part(tools.start(), end, "share", "end-tools")]
    return _end_facts(text, start, stop) or _end_byline(text, start, stop, last=last)


def _end_facts(text: str, start: int, stop: int) -> list[Part]:
    """Find facts behind their keys that stand behind the last sentence (…。来源：青山日报 编辑：张三)."""
    facts = _part("end-facts").search(text, max(start, stop - END_READ), stop)
    fields = find_fields(text, *facts.span(1)) if facts else []
    if not facts or not fields or fields[0].begin != facts.start(1):
        return []
    label, name = _END_FACTS["source" if any(field.kind == "source" for field in fields) else fields[0].kind]
    return [Part(*facts.span(1), label, name)]


def _end_byline(text: str, start: int, stop: int, *, last: bool) -> list[Part]:
    """The credit or the source at the end of a line; ``last`` tells that it is the last of the text."""
    begin = max(start, stop - END_READ)
    words = text[begin:stop]
    according = _part("according").search(text, begin, stop) if last else None
    if according:
        first = according.start() + len(according[0]) - len(according[0].lstrip())
        return [Part(first, first + len(according[0].strip()), "dateline", "end-source")]
    bracket = _END_BRACKET.search(text, begin, stop)
    if bracket:
        return _in_end_bracket(text, start, bracket, last=last)
    note = _SOURCE_NOTE.search(text, start, stop) if "来源" in words or "作者" in words else None
    if note:
        return [Part(note.start(), _end_of(note), "dateline", "end-source")]
    return [] if _MAKES.isdisjoint(words) else _end_roles(text, begin, stop)


def _end_of(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(" |｜"))


def _end_roles(text: str, start: int, stop: int) -> list[Part]:
    """Makers with their roles and without brackets."""
    roles = _part("end-roles").search(text, start, stop)
    is_credit = roles and roles[1].rstrip()[-1] in "摄图"
    found = roles and not is_credit and any(maker.role for maker in find_makers(text, *roles.span(1)))
    return [Part(*roles.span(1), "byline", "end-byline")] if roles and found else []


def _in_end_bracket(text: str, start: int, bracket: re.Match[str], *, last: bool) -> list[Part]:
    """What a bracket at the end of a line says: the editor, the source, the author, or other makers."""
    stop, words = _end_of(bracket), bracket[1]
    fields = find_fields(text, *bracket.span(1))
    kind = fields[0].kind if fields and not text[bracket.start(1) : fields[0].begin].strip() else None
    if kind == "editor":
        return [Part(bracket.start(), stop, "byline", "end-editor")]
    if kind == "source" or _SOURCE_KEY.match(words) or _part("medium-alone").fullmatch(words.strip()):
        return [Part(bracket.start(), stop, "dateline", "end-source")]
    if _AUTHOR_NOTE.match(words):
        return [Part(bracket.start(), stop, "byline", "author-note")]
    # Who took a picture belongs to its caption, whatever label that has.
    if _PICTURE.search(words) and not _TEXT_TOO.search(words):
        return []
    # A pen name without a surname is believed where it stands alone behind the last full stop.
    signed = last and text[start : bracket.start()].rstrip()[-1:] in _SENTENCE_CLOSES and 2 <= len(words.strip()) <= 3
    if find_makers(text, *bracket.span(1)) or signed and could_be_name(words.strip()):
        return [Part(bracket.start(), stop, "byline", "end-byline")]
    return []


def _head_of_text(
    text: str, ranges: Sequence[tuple[int, int]], labels: Sequence[str], start: int, stop: int, *, first: bool
) -> list[Part]:
    """Find what stands before the first sentence of the text: a wire opening, a byline, or a title printed again and then one."""
    wire = _wire(text, start, stop) or (_byline_before(text, start, stop) if first else [])
    if wire or not first:
        return wire
    titles = [text[slice(*ranges[i])].strip() for i, label in enumerate(labels) if label == "title"]
    again = _title_again(text, titles, start, stop)
    if again:
        return [again, *_wire(text, again.stop, stop)]
    if titles and not _starts_like_title(text, titles, start):
        return []
    head = _glued_head(text, start, stop)
    return [*head, *_wire(text, head[-1].stop, stop)] if head else []


def _title_again(text: str, titles: Sequence[str], start: int, stop: int) -> Part | None:
    """Find the whole title at the start of the text with a sentence behind it that begins anew (…活动8月20日，镇党委…)."""
    first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
    for title in sorted(titles, key=len, reverse=True):
        if len(title) >= MIN_GLUED_TITLE and text.startswith(title, first):
            end = first + len(title)
            if _BEGINS_ANEW.match(text, end, stop) or find_opening(text, end, stop):
                return Part(first, end, "title", "glued-title")
    return None


def _byline_before(text: str, start: int, stop: int) -> list[Part]:
    """Find roles and names that stand before the first sentence in the same line."""
    found: list[Part] = []
    segments = list(_SEGMENT.finditer(text, start, min(stop, start + MAX_HEAD_SEGMENT)))
    if len(segments) > 1 and not _MAKES.isdisjoint(segments[0][0]):
        for segment in segments[:-1]:
            if any(maker.role for maker in find_makers(text, segments[0].start(), segment.end())):
                found = [Part(segments[0].start(), segment.end(), "byline", "byline-before-text")]
    return found


def _glued_head(text: str, start: int, stop: int) -> list[Part]:
    """Find a title, and a subtitle after a dash, that stand before the first sentence in the same line."""
    segments = _segments(text, start, stop)
    head = []
    for a, b in segments:
        if _is_text(text[a:b]):
            break
        head.append((a, b))
    if not head or len(head) == len(segments) or head[-1][1] - start > 3 * MAX_HEAD_SEGMENT:
        return []
    first, last = head[0][0], head[-1][1]
    if not _is_closed(text[first:last]) or len(_HAN.findall(text, first, last)) < MIN_TITLE:
        return []
    dash = _SUBTITLE.search(text, first, last)
    if dash is None:
        return [Part(first, last, "title", "glued-title")]
    title_stop = first + len(text[first : dash.start()].rstrip())
    if title_stop == first:
        return []
    return [Part(first, title_stop, "title", "glued-title"), Part(dash.start(), last, "subtitle", "glued-subtitle")]


def _starts_like_title(text: str, titles: Sequence[str], start: int) -> bool:
    """Whether the line begins with words that a title line holds, so that the title is printed again."""
    first = _SEGMENT.search(text, start)
    words = _QUOTES.sub("", first[0]) if first else ""
    return len(words) >= MIN_TITLE and any(words in _QUOTES.sub("", title) for title in titles)


def _segments(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the runs of characters between blanks; one blank between a Chinese character and a number or a word of Latin
    letters parts nothing."""
    runs: list[tuple[int, int]] = []
    for match in _SEGMENT.finditer(text, start, stop):
        a, b = match.span()
        if runs and _parts_nothing(text, runs[-1][1], a):
            a = runs.pop()[0]
        runs.append((a, b))
    return runs


def _parts_nothing(text: str, start: int, stop: int) -> bool:
    """Whether blanks stand inside a date, or one of them where it is there for the eye only."""
    before, after = text[start - 1], text[stop]
    spacing = is_han(before) and after in _ALPHANUMERIC or before in _ALPHANUMERIC and is_han(after)
    return stop - start == 1 and spacing or part_nothing(text, start, stop)


def _glued_headings(text: str, start: int, stop: int) -> list[Part]:
    """Find headings between sentences of one line: short runs without a sentence mark, white space on both sides."""
    segments = _segments(text, start, stop)
    parts = []
    k = 0
    while k < len(segments):
        run = k
        while run < len(segments) and not _is_text(text[segments[run][0] : segments[run][1]]):
            run += 1
        after_sentence = k == 0 or _SENTENCE_END.search(text, segments[k - 1][0], segments[k - 1][1])
        if run > k and run < len(segments) and after_sentence:
            a, b = segments[k][0], segments[run - 1][1]
            if 4 <= b - a <= MAX_HEADING and _is_heading(text[a:b]) and not _goes_on(text, b):
                parts.append(Part(a, b, "heading", "glued-heading"))
        k = max(run, k + 1) if run > k else k + 1
    return parts


def _is_text(segment: str) -> bool:
    """Whether a run of characters is part of a sentence rather than a head: a mark outside quotes, or too long."""
    return len(segment) > MAX_HEAD_SEGMENT or bool(_SENTENCE_MARK.search(_QUOTED.sub("", segment)))


def _is_heading(words: str) -> bool:
    """Whether a run of characters begins and ends like one and every quotation mark and bracket in it closes there."""
    if not _HEADING_EDGE.match(words) or not _HAN.search(words) or _part("no-heading").match(words):
        return False
    return _is_closed(words)


def _goes_on(text: str, stop: int) -> bool:
    """Whether the space behind a run of characters is one inside a name (麒麟990 5G)."""
    rest = text[stop : stop + 4].lstrip()
    return text[stop - 1].isascii() and text[stop - 1].isalnum() and rest[:1].isascii() and rest[:1].isalnum()


def _is_closed(words: str) -> bool:
    """Whether every quotation mark and bracket that opens in a run of characters closes there."""
    return all(words.count(opening) == words.count(closing) for opening, closing in ("“”", "‘’", "（）", "《》", "()"))


def _disjoint(parts: list[Part]) -> list[Part]:
    chosen: list[Part] = []
    for part in sorted(parts):
        if not chosen or part.start >= chosen[-1].stop:
            chosen.append(part)
    return chosen


@cache
def _part(name: str) -> re.Pattern[str]:
    return rule(__package__, "parts", name).pattern
