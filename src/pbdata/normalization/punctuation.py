"""Full-width punctuation between Chinese characters, where a crawler or an editor left ASCII marks."""

import re
from collections.abc import Mapping

_FULL = dict(zip(",;:?!()「」『』﹁﹂﹃﹄", "，；：？！（）“”‘’“”‘’", strict=True))
# Han, Chinese punctuation and quotation marks: what makes a mark beside it part of Chinese text.
_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\u3001-\u3003\u3005-\u3011\u2014\u2018\u2019\u201c\u201d\u2026\uff08\uff09\uff0c\uff1a\uff1b"
# An ASCII mark with a Chinese neighbour, or a corner quotation mark. The class stands first: `re` skips to it quickly.
_MARK = re.compile(
    rf"[,;:?!()「」『』﹁﹂﹃﹄](?:(?<=[{_CHINESE}].)|(?=[{_CHINESE}])|(?<=[「」『』﹁﹂﹃﹄]))", re.DOTALL
)
_ASCII = frozenset(",;:?!()")
_ADJOINING = re.compile(r"[,;:?!()\"][,;:?!()]")
_PAIR = re.compile(r"\(([^()\r\n]*)\)")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_QUOTES = re.compile(r'"([^"\r\n]*)"')
# A question mark before white space stands for a character that was lost (a dash, a full-width space), unless the clause
# before it asks something.
_STRAY = re.compile(r"\?(?=[ \t\u3000\u00a0])")
_CLAUSE = re.compile(r"[^。！？!?，,；;\r\n]*\Z")
_ASKS = re.compile("[吗嗎呢么麼谁誰哪几幾何怎啥吧]|什|多少|是否|能否|可否|有没有|有沒有|[是能会要]不[是能会要]")


def stray_question_marks(text: str) -> list[int]:
    """Return the offsets of question marks that stand for a lost character; they are losses, never repaired."""
    if "?" not in text:
        return []
    found = []
    for match in _STRAY.finditer(text):
        clause = _CLAUSE.search(text[max(0, match.start() - 60) : match.start()])
        if clause is None or not _ASKS.search(clause[0]):
            found.append(match.start())
    return found


def full_width_marks(text: str) -> dict[int, str]:
    """Return the marks, by offset and in order, that give Chinese text full-width punctuation; each replaces one character.

    A mark is changed when a Chinese character or Chinese punctuation stands beside it; brackets and quotation marks in
    pairs. ``10:17``, ``2,300`` and addresses stay. Corner quotation marks become curly ones. Stray question marks stay.
    """
    marks = {match.start(): _FULL[match[0]] for match in _MARK.finditer(text)}
    for at in stray_question_marks(text):
        marks.pop(at, None)
    pairs = _pairs(text, marks)
    if pairs or _ADJOINING.search(text):
        marks |= pairs
        _spread(text, marks)
        return dict(sorted(marks.items()))
    return marks


def _pairs(text: str, marks: Mapping[int, str]) -> dict[int, str]:
    """Return the marks of pairs of which the one half is Chinese text already or what they enclose is."""
    pairs: dict[int, str] = {}
    if "(" in text:
        for match in _PAIR.finditer(text):
            first, last = match.start(), match.end() - 1
            if first in marks or last in marks or _HAS_CHINESE.search(match[1]):
                pairs |= {first: "（", last: "）"}
    if '"' in text:
        for match in _QUOTES.finditer(text):
            if _HAS_CHINESE.search(match[1]):
                pairs |= {match.start(): "“", match.end() - 1: "”"}
    return pairs


def _spread(text: str, marks: dict[int, str]) -> None:
    """Add the marks beside marks that have become Chinese punctuation, and so on along a row of them."""
    stray = set(stray_question_marks(text))
    other_half: dict[int, int] = {}
    for match in _PAIR.finditer(text):
        other_half |= {match.start(): match.end() - 1, match.end() - 1: match.start()}
    waiting = [at for at, mark in marks.items() if mark not in "？！"]
    while waiting:
        at = waiting.pop()
        for side in (at - 1, at + 1):
            for place in (side, other_half.get(side, side)):
                if place >= 0 and text[place : place + 1] in _ASCII and place not in marks and place not in stray:
                    marks[place] = _FULL[text[place]]
                    waiting += [place] if marks[place] not in "？！" else []
