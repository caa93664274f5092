"""The noun that begins or ends at a place: 党员干部 in 9.3万名党员干部与…, 党建经费投入 in 党建经费投入达3.79亿元.

There is no segmenter here: a noun ends or begins at the words of ``clauses.yaml`` and at marks.
"""

from collections.abc import Callable
from typing import NamedTuple

from pbdata.chinese.sentences import CLAUSE, PHRASE
from pbdata.facts.figures.clause_words import clauses, verb_at, verb_before

STOPS = frozenset(PHRASE + " ,;:!?()[]【】=+*|%~～·．/＋")
LONGEST = 24
_QUALITY_ENDS = frozenset("难好强高大多低弱差贫富重优老深少")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_CLOSING = {close: opening for opening, close in _QUOTES.items()} | {"）": "（", ")": "("}
_LONGEST_QUOTE, _LONGEST_BRACKET = 24, 6
_LIST_NUMERALS = "两三四五六七八九十"
# In front of a comma, these keep the number from being said of the clause before.
_NOT_OF_TOPIC = "从由以将向对，"
_AMOUNTS = frozenset("率量数额值度面")
_HEADS, _TAILS = "全各共等和及与的", "等和及的"

Span = tuple[int, int]


def noun_behind(text: str, stop: int) -> Span | None:
    """Return the noun that begins at ``stop``, the end of a quantity, or ``None``.

    >>> noun_behind("9.3万名党员干部与228万户群众结成对子", 5)
    (5, 9)
    """
    start = stop
    if text[start : start + 1] in ("”", "’"):
        start += 1
    if text.startswith("的", start):
        start += 1
    if text.startswith(clauses().bounds, start):
        return None
    one_of = text.find("之一", start + 2, start + 14)
    if one_of > 0 and not STOPS.intersection(text[start:one_of]):
        return start, one_of
    at = _noun_end(text, start)
    while at > start and text[at - 1] in "和及与或等":
        at -= 1
    if at == start:
        return _described(text, start)
    if text[at : at + 1] == "的" and text[at - 1] in _QUALITY_ENDS:
        # 生活特别困难的群众: what stands in front of 的 describes the noun behind it.
        described = _noun(text, at + 1, _noun_end(text, at + 1))
        if described:
            return described
    return _noun(text, start, at)


def _described(text: str, start: int) -> Span | None:
    """名有马匹的农村党员: a clause that describes the noun comes first."""
    if text[start : start + 1] in STOPS:
        return None
    for at in range(start, min(len(text), start + LONGEST + 8)):
        if text[at] == "的":
            return _noun(text, at + 1, _noun_end(text, at + 1))
        if text[at] in CLAUSE or text[at].isdigit():
            return None
    return None


def _noun(text: str, start: int, stop: int) -> Span | None:
    """A range, if its words may be a noun: no verb, no scope, and not one character but for a few."""
    lexicon, words = clauses(), text[start:stop]
    if len(words) < 2:
        return (start, stop) if words in lexicon.short_nouns else None
    is_noun = (words not in lexicon.verbs or words in lexicon.nouns_too) and words not in lexicon.scopes
    return (start, stop) if is_noun else None


def _noun_end(text: str, start: int) -> int:
    """Where a noun that begins at a place ends: at a verb, a digit, 的 or a mark that parts no list."""
    lexicon = clauses()
    at, end = start, min(len(text), start + LONGEST)
    while at < end:
        mark = text[at]
        if mark == "的" or mark.isdecimal():
            break
        if mark in STOPS:
            further = _past_mark(text, start, at, end)
            if further is None:
                break
            at = further
            continue
        if mark in lexicon.verb_firsts and (length := verb_at(text, at)):
            behind = text[at + length : at + length + 1]
            if at == start or text[at : at + length] not in lexicon.nouns_too or behind not in STOPS:
                break
            at += length - 1
        at += 1
    return at


def _past_mark(text: str, start: int, at: int, end: int) -> int | None:
    """Where the noun goes on behind a mark: a quotation, a bracket, a list; ``None`` where the mark ends it."""
    mark = text[at]
    if mark in _QUOTES:
        close = text.find(_QUOTES[mark], at, at + _LONGEST_QUOTE)
        return close + 1 if close >= 0 and (at == start or text[at - 1] in "的和、") else None
    if at == start:
        return None
    if mark in "（(":
        close = text.find("）" if mark == "（" else ")", at, at + _LONGEST_BRACKET)
        return close + 1 if close > 0 else None
    return at + 1 if mark == "、" and _list_goes_on(text, start, at, end) else None


def _list_goes_on(text: str, start: int, at: int, end: int) -> bool:
    """县、乡、村干部 and 党员、党务干部等: a list of nouns that one number counts goes on behind its 、."""
    follower = text[at + 1 : at + 2]
    if not follower or follower.isdigit() or follower in _LIST_NUMERALS:
        return False
    if follower in STOPS and follower not in _QUOTES:
        return False
    if at - max(text.rfind("、", start, at) + 1, start) <= 3:
        return not verb_at(text, at + 1)
    rest = text[at:end]
    clause = rest[: next((i for i, mark in enumerate(rest) if mark in CLAUSE), len(rest))]
    return "等" in clause and not any(mark.isdigit() for mark in clause)


def noun_before(text: str, start: int, floor: int) -> Span | None:
    """Return the noun that ends before ``start``, the beginning of a quantity, or ``None``; never before ``floor``.

    >>> noun_before("解决企业融资难、用地难等问题206个", 14, 0)
    (8, 14)
    """
    lexicon = clauses()
    floor = max(floor, start - LONGEST)
    if start > floor and text[start - 1] in ("“", "‘"):
        return None
    stop = _without_copulas(text, start, floor)
    if stop - 1 > floor and text[stop - 1] == "，" and text[start - 1] not in _NOT_OF_TOPIC:
        return _topic(text, stop - 1, floor)
    if stop <= floor or (text[stop - 1] in lexicon.verb_lasts and _ends_in_verb(text, stop, floor)):
        return None
    at = _noun_start(text, stop, floor)
    if text[at:stop] in lexicon.scopes:
        return None
    at = _without_determiners(text, at, stop)
    while at < stop and text[at] in _HEADS:
        at += 1
    while stop > at and text[stop - 1] in _TAILS:
        stop -= 1
    return _noun(text, at, stop)


class _Step(NamedTuple):
    """A place in a walk back from the end of a noun."""

    text: str
    at: int
    stop: int
    floor: int


def _noun_start(text: str, stop: int, floor: int) -> int:
    at = stop
    while at > floor:
        step = _Step(text, at, stop, floor)
        further = next((place for cut in _CUTS if (place := cut(step)) is not None), at - 1)
        if further == at:
            return at
        at = further
    return at


def _past_pair(step: _Step) -> int | None:
    """Quotations and brackets belong to the noun, whole."""
    opening = _CLOSING.get(step.text[step.at - 1])
    if opening is None:
        return None
    begin = step.text.rfind(opening, step.floor, step.at - 1)
    return begin if begin >= 0 else step.at


def _past_latin(step: _Step) -> int | None:
    """4G手机: a digit in front of a letter belongs to the word."""
    text, at = step.text, step.at
    is_part = at < step.stop and text[at - 1].isdecimal() and text[at].isascii() and text[at].isalpha()
    return at - 1 if is_part else None


def _at_mark(step: _Step) -> int | None:
    """A mark or a digit cuts, but for the 、 of a list whose last member is short."""
    text, at = step.text, step.at
    mark = text[at - 1]
    if mark not in STOPS and not mark.isdecimal():
        return None
    is_list = mark == "、" and step.stop - at <= 3 and at - 2 > step.floor and text[at - 2] not in STOPS
    return at - 1 if is_list else at


def _at_description(step: _Step) -> int | None:
    return step.at if step.text[step.at - 1] == "的" and step.at < step.stop else None


def _at_verb(step: _Step) -> int | None:
    text, at, stop = step.text, step.at, step.stop
    if at == stop or text[at - 1] not in clauses().verb_lasts or _is_of_rate(text[at:stop]):
        return None
    return at if verb_before(text, at, step.floor) else None


def _is_of_rate(words: str) -> bool:
    """发案率, 覆盖面: a verb belongs to the noun of a rate or an amount that is too short to stand alone."""
    return (len(words) == 1 and words in _AMOUNTS) or (len(words) == 2 and words[1] == "率")


# Each says where the walk goes on, or stays where the noun begins; the first that knows decides.
_CUTS: tuple[Callable[[_Step], int | None], ...] = (_past_pair, _past_latin, _at_mark, _at_description, _at_verb)


def _ends_in_verb(text: str, stop: int, floor: int) -> bool:
    """走访3000户: in front of the number stands a verb, and no verb that is a noun too."""
    return verb_before(text, stop, floor) and not any(text[stop - n : stop] in clauses().nouns_too for n in (2, 3))


def _without_determiners(text: str, at: int, stop: int) -> int:
    """Skip 全市, 首个, 每个 at the head of a noun."""
    words = clauses()
    skipped = True
    while skipped and at < stop:
        skipped = False
        for length in (3, 2, 1):
            word = text[at : at + length]
            if at + length < stop and (word in words.scopes or word in words.determiners):
                at += length
                skipped = True
                break
    return at


def _topic(text: str, comma: int, floor: int) -> Span | None:
    """运转经费从无到有，现每年不低于1万元: a clause of a verb and a number tells of the noun that the clause before begins with."""
    begin = max(text.rfind(mark, max(0, comma - 2 * LONGEST), comma) for mark in CLAUSE + "“”") + 1
    if begin < floor or begin == comma:
        return None
    begin = _without_determiners(text, begin, comma)
    end = min(_noun_end(text, begin), comma)
    return (begin, end) if end - begin >= 2 else None


def _without_copulas(text: str, stop: int, floor: int) -> int:
    words = clauses()
    trimmed = True
    while trimmed and stop > floor:
        trimmed = False
        for length in (4, 3, 2, 1):
            if stop - length >= floor and text[stop - length : stop] in words.copulas:
                if length == 1 and text[stop - 2 : stop] in words.words:
                    continue
                stop -= length
                trimmed = True
                break
    return stop
