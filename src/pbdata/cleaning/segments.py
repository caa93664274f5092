"""Runs of characters between blanks: whether one is a head or part of a sentence, and headings glued between sentences."""

import re
from string import ascii_letters, digits

from pbdata.chinese.blanks import part_nothing
from pbdata.chinese.characters import HAN, is_han
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.part import Part, pattern_of_part
from pbdata.patterns import compiled

MAX_HEAD_SEGMENT, MAX_HEADING = 40, 48

SEGMENT = re.compile(r"\S+")
SENTENCE_MARK = re.compile(r"[，。；！,;]")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）")
_SENTENCE_END = re.compile(rf"[{ENDS}!?…][”’」』)）]*$")
_ALPHANUMERIC = frozenset(ascii_letters + digits)
_HEADING_EDGE = compiled(f"{__name__}.heading-edge", r"(?=[\u3400-\u9fff“《（【\d]).*[\u3400-\u9fff”》）】？！?!\d]\Z")
HAN_CHARACTER = compiled(f"{__name__}.han", f"[{HAN}]")


def glued_headings(text: str, start: int, stop: int) -> list[Part]:
    """Find headings between sentences of one line: short runs without a sentence mark, white space on both sides."""
    segments = segments_of(text, start, stop)
    parts = []
    k = 0
    while k < len(segments):
        run = k
        while run < len(segments) and not is_text(text[segments[run][0] : segments[run][1]]):
            run += 1
        after_sentence = k == 0 or _SENTENCE_END.search(text, segments[k - 1][0], segments[k - 1][1])
        if run > k and run < len(segments) and after_sentence:
            a, b = segments[k][0], segments[run - 1][1]
            if 4 <= b - a <= MAX_HEADING and _is_heading(text[a:b]) and not _goes_on(text, b):
                parts.append(Part(a, b, "heading", "glued-heading"))
        k = max(run, k + 1) if run > k else k + 1
    return parts


def segments_of(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the runs of characters between blanks; one blank between a Chinese character and a number or a word of Latin
    letters parts nothing."""
    runs: list[tuple[int, int]] = []
    for match in SEGMENT.finditer(text, start, stop):
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


def is_text(segment: str) -> bool:
    """Whether a run of characters is part of a sentence rather than a head: a mark outside quotes, or too long."""
    return len(segment) > MAX_HEAD_SEGMENT or bool(SENTENCE_MARK.search(_QUOTED.sub("", segment)))


def _is_heading(words: str) -> bool:
    """Whether a run of characters begins and ends like one and every quotation mark and bracket in it closes there."""
    if not _HEADING_EDGE.match(words) or not HAN_CHARACTER.search(words) or pattern_of_part("no-heading").match(words):
        return False
    return is_closed(words)


def _goes_on(text: str, stop: int) -> bool:
    """Whether the space behind a run of characters is one inside a name (麒麟990 5G)."""
    rest = text[stop : stop + 4].lstrip()
    return text[stop - 1].isascii() and text[stop - 1].isalnum() and rest[:1].isascii() and rest[:1].isalnum()


def is_closed(words: str) -> bool:
    """Whether every quotation mark and bracket that opens in a run of characters closes there."""
    return all(words.count(opening) == words.count(closing) for opening, closing in ("“”", "‘’", "（）", "《》", "()"))
