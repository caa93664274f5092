"""What a quantity counts: the noun behind it (9.3万名党员干部), or before it (群众78.4万户, 党建经费投入达3.79亿元).

There is no segmenter here: the noun ends or begins at the words of ``clauses.yaml`` and at punctuation. Where the
clause leaves no noun there is none; it is never fetched from another clause, except down a list (336户、1430人).
"""

from pbdata.facts.figures.clause_words import clauses, verb_at, verb_before
from pbdata.facts.figures.quantities import Quantity
from pbdata.facts.figures.units import MEASURES

_STOPS = frozenset("，。；：！？…,;:!?\n （）()—“”‘’《》〈〉、[]【】+=*|%~～·．/＋")
_QUALITY_ENDS = frozenset("难好强高大多低弱差贫富重优老深少")
# Nouns of one character; others are what is left of a longer word.
_SHORT = frozenset(
    "村县乡镇户人果水粮雨车牛羊猪树房路桥话鸡鸭鱼田地药书字井山河街楼店厂校税米油茶菜煤电床课事题案歌诗画"
)
_LONGEST = 24
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}
# What follows a length of time and is not what lasts: 两年内, 一年后, 三年的时间, 三年不变.
_LASTING = ("义务", "坚持", "扎根", "潜心", "默默", "坚守", "致力", "始终", "不间断")
_NOT_AN_ACT = _STOPS | frozenset("内前后以来间里的之时不没左上多余半计攻行规期")
_DIMENSIONS = (
    "距离",
    "面积",
    "高度",
    "深度",
    "资金",
    "补助",
    "补贴",
    "奖励",
    "罚款",
    "费用",
    "价格",
    "经费",
    "投入",
    "贷款",
    "收入",
    "产值",
)
_TIMES = frozenset(("次", "趟", "遍", "回", "人次"))


def noun_behind(text: str, stop: int) -> tuple[int, int] | None:
    """Return the noun that begins at ``stop``, the end of a quantity, or ``None``.

    >>> noun_behind("9.3万名党员干部与228万户群众结成对子", 5)
    (5, 9)
    """
    start = stop
    if text[start : start + 1] in ("”", "’"):
        start += 1
    if text.startswith("的", start):
        start += 1
    one_of = text.find("之一", start + 2, start + 14)
    if one_of > 0 and not _STOPS.intersection(text[start:one_of]):
        return start, one_of
    end = min(len(text), start + _LONGEST)
    at = _noun_end(text, start, end)
    while at > start and text[at - 1] in "和及与或等":
        at -= 1
    if at > start and text[at : at + 1] == "的" and text[at - 1] in _QUALITY_ENDS:
        # 生活特别困难的群众: what stands in front of 的 describes the noun behind it.
        described = _noun_end(text, at + 1, min(len(text), at + 1 + _LONGEST))
        if _is_noun(text[at + 1 : described]):
            return at + 1, described
    if at > start:
        return (start, at) if _is_noun(text[start:at]) else None
    # A clause that describes the noun comes first: 名有马匹的农村党员.
    of = _of(text, start, end)
    if of is None or text[start : start + 1] in _STOPS:
        return None
    at = _noun_end(text, of, min(len(text), of + _LONGEST))
    return (of, at) if _is_noun(text[of:at]) else None


def _is_noun(words: str) -> bool:
    """Whether words may be a noun: no verb, no scope, and not one character but for a few."""
    lexicon = clauses()
    if len(words) < 2:
        return words in _SHORT if words else False
    return (words not in lexicon.verbs or words in lexicon.nouns_too) and words not in lexicon.scopes


def _noun_end(text: str, start: int, end: int) -> int:
    firsts, nouns_too = clauses().verb_firsts, clauses().nouns_too
    at = start
    while at < end:
        mark = text[at]
        if mark in _QUOTES:
            close = text.find(_QUOTES[mark], at, at + 24)
            if close < 0 or (at > start and text[at - 1] not in "的和、"):
                break
            at = close + 1
            continue
        if mark in _STOPS:
            if mark == "、" and at > start and _list_goes_on(text, start, at, end):
                at += 1
                continue
            if mark in "（(" and at > start and (close := text.find("）" if mark == "（" else ")", at, at + 6)) > 0:
                at = close + 1
                continue
            break
        if mark == "的":
            if at - start >= 2 and at + 1 < end and text[at + 1] not in _STOPS:
                break
            break
        if "0" <= mark <= "9":
            break
        if mark in firsts and (length := verb_at(text, at)):
            if (
                at == start
                or text[at : at + length] not in nouns_too
                or text[at + length : at + length + 1] not in _STOPS
            ):
                break
            at += length - 1
        at += 1
    return at


def _list_goes_on(text: str, start: int, at: int, end: int) -> bool:
    """县、乡、村干部 and 党员、党务干部等: a list of nouns that one number counts goes on behind its 、."""
    begin = max(text.rfind("、", start, at) + 1, start)
    follower = text[at + 1 : at + 2]
    if (
        not follower
        or follower in _STOPS
        and follower not in _QUOTES
        or follower.isdigit()
        or follower in "两三四五六七八九十"
    ):
        return False
    if at - begin <= 3 and at - begin > 0:
        return not verb_at(text, at + 1)
    clause = text[at:end]
    stop = next((i for i, mark in enumerate(clause) if mark in "，。；！？\n"), len(clause))
    return "等" in clause[:stop] and not any(mark.isdigit() for mark in clause[:stop])


def _of(text: str, start: int, end: int) -> int | None:
    for at in range(start, min(len(text), end + 8)):
        mark = text[at]
        if mark == "的":
            return at + 1
        if mark in "，。；：！？…,;\n" or mark.isdigit():
            return None
    return None


def noun_before(text: str, start: int, floor: int) -> tuple[int, int] | None:
    """Return the noun that ends before ``start``, the beginning of a quantity, or ``None``; never before ``floor``.

    >>> noun_before("解决企业融资难、用地难等问题206个", 14, 0)
    (8, 14)
    """
    words = clauses()
    stop = start
    floor = max(floor, start - _LONGEST)
    if stop - 1 >= floor and text[stop - 1] in ("“", "‘"):
        return None
    stop = _without_copulas(text, stop, floor, words.copulas)
    if stop - 1 > floor and text[stop - 1] == "，" and text[start - 1] not in "从由以将向对，":
        return _topic(text, stop - 1, floor)
    if stop <= floor or (text[stop - 1] in words.verb_lasts and _ends_in_verb(text, stop, floor)):
        return None
    at = stop
    while at > floor:
        mark = text[at - 1]
        if mark in "”’》」":
            begin = max(text.rfind(opening, floor, at - 1) for opening in _QUOTES)
            if begin < 0:
                break
            at = begin
            continue
        if mark in "）)":
            begin = max(text.rfind("（", floor, at), text.rfind("(", floor, at))
            if begin < 0:
                break
            at = begin
            continue
        if "0" <= mark <= "9" and at < stop and text[at].isascii() and text[at].isalpha():
            at -= 1  # 4G手机
            continue
        if mark in _STOPS or "0" <= mark <= "9":
            if mark == "、" and stop - at <= 3 and at - 2 > floor and text[at - 2] not in _STOPS:
                at -= 1
                continue
            break
        if mark == "的" and at < stop:
            break
        if at < stop and mark in words.verb_lasts and verb_before(text, at, floor):
            break
        at -= 1
    if text[at:stop] in words.scopes:
        return None
    at = _without_determiners(text, at, stop)
    while at < stop and text[at] in "全各共等和及与的":
        at += 1
    while stop > at and text[stop - 1] in "等和及的":
        stop -= 1
    return (at, stop) if _is_noun(text[at:stop]) else None


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


def _topic(text: str, comma: int, floor: int) -> tuple[int, int] | None:
    """运转经费从无到有，现每年不低于1万元: a clause of a verb and a number tells of the noun that the clause before begins with."""
    begin = max(text.rfind(mark, max(0, comma - 2 * _LONGEST), comma) for mark in "，。；：！？\n“”") + 1
    if begin < floor or begin == comma:
        return None
    begin = _without_determiners(text, begin, comma)
    end = _noun_end(text, begin, comma)
    return (begin, end) if end - begin >= 2 else None


def _without_copulas(text: str, stop: int, floor: int, copulas: frozenset[str]) -> int:
    trimmed = True
    while trimmed and stop > floor:
        trimmed = False
        for length in (4, 3, 2, 1):
            if stop - length >= floor and text[stop - length : stop] in copulas:
                if length == 1 and text[stop - 2 : stop] in clauses().words:
                    continue
                stop -= length
                trimmed = True
                break
    return stop


def counted(text: str, quantity: Quantity, floor: int, upto: int | None = None) -> tuple[int, int] | None:
    """Return the range of the noun that a quantity counts. ``floor`` is the end of the quantity before it, or 0; a noun before
    the quantity ends at ``upto`` where a date stands between (人口从2012年末的9899万人).

    For a length of time, and for 次, it is what lasts or is done (连续七年组织新发展党员到井冈山接受教育).
    """
    unit_class, start, stop = quantity.unit_class, quantity.start, quantity.stop
    if unit_class == "duration" or (unit_class == "ordinal" and quantity.unit == "年"):
        lasting = text[start - 2 : start] == "连续" or text.startswith(_LASTING, stop)
        return _act_behind(text, stop) if lasting and text[stop : stop + 1] not in _NOT_AN_ACT else None
    if unit_class in ("age", "ordinal", "ratio") or (
        text[start - 1 : start] == "分" and text[start - 2 : start - 1] not in "，。；、"
    ):
        return None
    attribute = (
        unit_class in MEASURES
        and stop > quantity.unit_stop
        and text.startswith("的", stop)
        and not text.startswith(_DIMENSIONS, stop + 1)
    )
    if unit_class not in ("rank", "points") and not attribute:
        behind = noun_behind(text, stop) or _made_into(text, stop)
        if behind is not None:
            return behind
    if quantity.unit in _TIMES and text[stop : stop + 1] not in _STOPS:
        return _act_behind(text, stop)
    before = noun_before(text, start if upto is None else upto, floor)
    return noun_behind(text, stop) if before is None and attribute else before


def _made_into(text: str, stop: int) -> tuple[int, int] | None:
    """23个被遴选为市级项目: what they were made."""
    if not text.startswith("被", stop):
        return None
    at = text.find("为", stop, stop + 6)
    return noun_behind(text, at + 1) if at > 0 else None


def _act_behind(text: str, stop: int) -> tuple[int, int] | None:
    """两次集中组织党员干部下基层: what was done so often, up to the next mark."""
    end = stop
    while end < len(text) and end < stop + _LONGEST and text[end] not in "，。；：！？…,;\n、":
        end += 1
    return (stop, end) if end > stop + 1 else None
