"""Full-width punctuation between Chinese characters, where a crawler or an editor left ASCII marks."""

import re
from functools import cache
from typing import TYPE_CHECKING

from pbdata.chinese.characters import HAN
from pbdata.chinese.code_points import look_up, table_of
from pbdata.chinese.sentences import CLAUSE
from pbdata.patterns import compiled

if TYPE_CHECKING:
    import numpy as np

_FULL = dict(zip(",;:?!()「」『』﹁﹂﹃﹄", "，；：？！（）“”‘’“”‘’", strict=True))
# Han, Chinese punctuation and quotation marks: what makes a mark beside it part of Chinese text.
_CHINESE = HAN + "\u3001-\u3003\u3005-\u3011\u2014\u2018\u2019\u201c\u201d\u2026\uff08\uff09\uff0c\uff1a\uff1b"
_IS_MARK, _IS_CORNER, _IS_CHINESE = 1, 2, 4
_PAIR = re.compile(r"\(([^()\r\n]*)\)")
_HAS_CHINESE = compiled(f"{__name__}.has-chinese", f"[{_CHINESE}]")
_CHINESE_MARKS = frozenset("，；：（）“”‘’")
_QUOTES = re.compile(r'"([^"\r\n]*)"')
# A question mark before white space stands for a character that was lost (a dash, a full-width space), unless the clause
# before it asks something.
_STRAY = re.compile(r"\?(?=[ \t\u3000\u00a0])")
_BREAK = re.compile(f"[{CLAUSE}!?,;\r]")
_ASKS = re.compile("[吗嗎呢么麼谁誰哪几幾何怎啥吧]|什|多少|是否|能否|可否|有没有|有沒有|[是能会要]不[是能会要]")


def stray_question_marks(text: str) -> list[int]:
    """Return the offsets of question marks that stand for a lost character; they are losses, never repaired."""
    if "?" not in text:
        return []
    found = []
    for match in _STRAY.finditer(text):
        clause = _BREAK.split(text[max(0, match.start() - 60) : match.start()])[-1]
        if not _ASKS.search(clause):
            found.append(match.start())
    return found


def full_width_marks(text: str) -> dict[int, str]:
    """Return the marks, by offset and in order, that give Chinese text full-width punctuation; each replaces one character.

    A mark is changed when a Chinese character or Chinese punctuation stands beside it; brackets and quotation marks in
    pairs. ``10:17``, ``2,300`` and addresses stay. Corner quotation marks become curly ones. Stray question marks stay.
    """
    places, is_changed = _marks(text)
    marks = {at: _FULL[text[at]] for at in places[is_changed].tolist()}
    plain = set(places[~is_changed].tolist())
    for at in stray_question_marks(text):
        marks.pop(at, None)
        plain.discard(at)
    if not plain and '"' not in text:
        return marks
    quotes = _quotes(text)
    marks |= quotes
    return dict(sorted(marks.items())) if _spread(text, marks, plain) or quotes else marks


def _marks(text: str) -> "tuple[np.ndarray, np.ndarray]":
    """Return where marks stand, and which of them have a Chinese neighbour or are corner quotation marks."""
    import numpy as np

    kinds = look_up(text, _table())
    places = (kinds & (_IS_MARK | _IS_CORNER)).nonzero()[0]
    is_chinese = np.zeros(len(text) + 2, np.uint8)
    is_chinese[1:-1] = kinds & _IS_CHINESE
    beside = is_chinese[places] | is_chinese[places + 2] | kinds[places] & _IS_CORNER
    return places, beside != 0


@cache
def _table() -> "np.ndarray":
    chinese = re.findall(".-.|.", _CHINESE)
    corners = [mark for mark in _FULL if not mark.isascii()]
    table = table_of([(_IS_CHINESE, chinese)])
    table |= table_of([(_IS_MARK, _FULL)])
    table |= table_of([(_IS_CORNER, corners)])
    return table


def _quotes(text: str) -> dict[int, str]:
    """Return the quotation marks for pairs of straight ones around Chinese text."""
    quotes: dict[int, str] = {}
    for match in _QUOTES.finditer(text):
        if _HAS_CHINESE.search(match[1]):
            quotes |= {match.start(): "“", match.end() - 1: "”"}
    return quotes


def _spread(text: str, marks: dict[int, str], plain: set[int]) -> bool:
    """Add to ``marks`` those of the ``plain`` ones that have become part of Chinese text; say whether there were any.

    They are the other half of a bracket, brackets around Chinese text, and what stands beside a mark that is full-width
    now: so a row of marks is one.
    """
    halves: dict[int, int] = {}
    waiting = []
    if "(" in text:
        for match in _PAIR.finditer(text):
            first, last = match.start(), match.end() - 1
            halves |= {first: last, last: first}
            if first in plain and _HAS_CHINESE.search(match[1]):
                waiting.append(first)
    waiting += [
        at for at in plain if halves.get(at) in marks or {marks.get(at - 1), marks.get(at + 1)} & _CHINESE_MARKS
    ]
    spread = bool(waiting)
    while waiting:
        at = waiting.pop()
        if at in plain:
            plain.remove(at)
            marks[at] = _FULL[text[at]]
            waiting.append(halves.get(at, at))
            if marks[at] in _CHINESE_MARKS:
                waiting += (at - 1, at + 1)
    return spread
