"""What stands before the first sentence of the text in its line: an opening, a byline, a title."""

import re
from collections.abc import Sequence

from pbdata.cleaning.credits import find_makers
from pbdata.cleaning.openings import OPENING_READ, find_opening
from pbdata.cleaning.part import Part
from pbdata.cleaning.segments import HAN_CHARACTER, MAX_HEAD_SEGMENT, SEGMENT, is_closed, is_text, segments_of

# A title has at least so many characters; one that is glued to its text without a blank has more.
MIN_TITLE, MIN_GLUED_TITLE = 4, 8
MAKES = frozenset("者员文图摄稿撰笔译采")

# What a line holds that opens a report within the text.
_OPENING_SIGNS = ("日电", "日讯", "讯（", "电（")
# A sentence that begins with its day, and has its subject behind the comma.
_BEGINS_ANEW = re.compile(
    r"""\s*(?:(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|连日来|近年来|今年以来|昨日|昨天|今天|今日)
    (?:上午|下午|晚上?|清晨)?，""",
    re.VERBOSE,
)
_QUOTES = re.compile("[“”‘’《》〈〉]")
_SUBTITLE = re.compile(r"[—―─-]{2,}")


def head_of_text(
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


def later_wire(text: str, start: int, stop: int) -> list[Part]:
    """Find the opening of a report that stands further down in the text."""
    has_sign = any(map(text[start : min(stop, start + OPENING_READ)].__contains__, _OPENING_SIGNS))
    return _wire(text, start, stop) if has_sign else []


def _wire(text: str, start: int, stop: int) -> list[Part]:
    opening = find_opening(text, start, stop)
    return [Part(*opening, "wire", "wire-opening")] if opening else []


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
    segments = list(SEGMENT.finditer(text, start, min(stop, start + MAX_HEAD_SEGMENT)))
    if len(segments) > 1 and not MAKES.isdisjoint(segments[0][0]):
        for segment in segments[:-1]:
            if any(maker.role for maker in find_makers(text, segments[0].start(), segment.end())):
                found = [Part(segments[0].start(), segment.end(), "byline", "byline-before-text")]
    return found


def _glued_head(text: str, start: int, stop: int) -> list[Part]:
    """Find a title, and a subtitle after a dash, that stand before the first sentence in the same line."""
    segments = segments_of(text, start, stop)
    head = []
    for a, b in segments:
        if is_text(text[a:b]):
            break
        head.append((a, b))
    if not head or len(head) == len(segments) or head[-1][1] - start > 3 * MAX_HEAD_SEGMENT:
        return []
    first, last = head[0][0], head[-1][1]
    if not is_closed(text[first:last]) or len(HAN_CHARACTER.findall(text, first, last)) < MIN_TITLE:
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
    first = SEGMENT.search(text, start)
    words = _QUOTES.sub("", first[0]) if first else ""
    return len(words) >= MIN_TITLE and any(words in _QUOTES.sub("", title) for title in titles)
