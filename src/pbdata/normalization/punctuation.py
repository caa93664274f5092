"""Full-width punctuation between Chinese characters, where a crawler or an editor left ASCII marks."""

import re

from pbdata.model import Edit

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
# Han, Chinese punctuation and quotation marks: what makes a mark beside it part of Chinese text.
_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\u3001-\u3003\u3005-\u3011\u2014\u2018\u2019\u201c\u201d\u2026\uff08\uff09\uff0c\uff1a\uff1b"
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,;:!?]|[,;:!?](?=[{_CHINESE}])")
_PAIR = re.compile(r"\(([^()\r\n]*)\)")
_LONE = re.compile(rf"(?<=[{_CHINESE}])[()]|[()](?=[{_CHINESE}])")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_QUOTES = re.compile(r'"([^"\r\n]*)"')
_CORNERS = re.compile("[「」『』﹁﹂﹃﹄]")
_CORNER_TO_CURLY = dict(zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True))
# A question mark before white space stands for a character that was lost (a dash, a full-width space), unless the clause
# before it asks something.
_STRAY = re.compile(r"\?(?=[ \t\u3000\u00a0])")
_CLAUSE = re.compile(r"[^。！？!?，,；;\r\n]*\Z")
_ASKS = re.compile("[吗嗎呢么麼谁誰哪几幾何怎啥吧]|什|多少|是否|能否|可否|有没有|有沒有|[是能会要]不[是能会要]")


def stray_question_marks(text: str) -> list[int]:
    """Return the offsets of question marks that stand for a lost character; they are losses, never repaired."""
    found = []
    for match in _STRAY.finditer(text):
        clause = _CLAUSE.search(text[max(0, match.start() - 60) : match.start()])
        if clause is None or not _ASKS.search(clause[0]):
            found.append(match.start())
    return found


def punctuation_edits(text: str) -> list[Edit]:
    """Return the edits, all of one character and rule ``punctuation``, that give Chinese text full-width punctuation.

    A mark is changed when a Chinese character or Chinese punctuation stands beside it; brackets and quotation marks in
    pairs. ``10:17``, ``2,300`` and addresses stay. Corner quotation marks become curly ones. Stray question marks stay.
    """
    places: dict[int, str] = {m.start(): _FULL[m[0]] for m in _MARK.finditer(text)}
    for at in stray_question_marks(text) if "?" in text else ():
        places.pop(at, None)
    if "(" in text or ")" in text:
        places |= _brackets(text)
    if '"' in text:
        for match in _QUOTES.finditer(text):
            if _HAS_CHINESE.search(match[1]):
                places |= {match.start(): "“", match.end() - 1: "”"}
    places |= {m.start(): _CORNER_TO_CURLY[m[0]] for m in _CORNERS.finditer(text)}
    return [Edit(at, at + 1, places[at], "punctuation") for at in sorted(places)]


def _brackets(text: str) -> dict[int, str]:
    places = {m.start(): _FULL[m[0]] for m in _LONE.finditer(text)}
    for match in _PAIR.finditer(text):
        first, last = match.start(), match.end() - 1
        if first in places or last in places or _HAS_CHINESE.search(match[1]):
            places |= {first: "（", last: "）"}
    return places
