"""The noun that begins behind a number: 党员干部 in 9.3万名党员干部与…, 扶持政策 in 20条扶持政策."""

import re

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE, PHRASE
from pbdata.facts.figures.clause_words import clauses, verb_at
from pbdata.facts.figures.nouns import LONGEST, QUOTES, STOPS, Span, as_noun

_JOINING = frozenset("和及与或")
_LONGEST_QUOTE, _LONGEST_BRACKET = 24, 6
_LIST_NUMERALS = "两三四五六七八九十百千万几数半上近约逾超"
_OF_PERSONS, _PERSONS_ALONE = frozenset("户人名位"), frozenset("名位")
_OF_THINGS = frozenset("张本台辆件份把副套幅枚首篇册顶盏棵株头只匹")
_OF_MONEY = frozenset("元钱圆")
_OF_SHARES = frozenset("%‰")
_CLASSIFIERS = frozenset("个家名位支条项处所间座栋")
_OF_EVENTS = frozenset("次轮场期批")
_NO_CLASSIFIERS = _OF_SHARES | _OF_MONEY | frozenset("人岁")
_APART = frozenset(PHRASE + "（）()“”") - {"、"}
_PREPOSITIONS = frozenset("对向在为与同将把被给从由到用以")
_NEVER_IN_NOUNS = frozenset("不未刚被最很懂")
_DESCRIBING = _NEVER_IN_NOUNS | frozenset("有会能具各、")
_NOT_DESCRIBING = frozenset("的了到在为被并和把将")
_LONGEST_DESCRIBED, _SHORT = 12, 4


def noun_behind(text: str, stop: int) -> Span | None:
    """Return the noun that begins at ``stop``, the end of a quantity, or ``None``.

    >>> noun_behind("9.3万名党员干部与228万户群众结成对子", 5)
    (5, 9)
    """
    start = _noun_start(text, stop)
    related = rule(__package__, "between_number_and_noun", "related-to").pattern.match(text, start)
    if related:
        return as_noun(text, related.end(), noun_end(text, related.end()))
    if text.startswith(clauses().bounds, start) or text[start : start + 1] in _JOINING:
        return None
    one_of = text.find("之一", start + 2, start + 14)
    if one_of > 0 and not STOPS.intersection(text[start:one_of]):
        return start, one_of
    at = noun_end(text, start)
    if text[stop - 1 : stop] == "人" and not text.endswith(_groups(), start, at):
        return _described(text, start, stop)  # 两人胸口, 300人的出行难题; but 3人参加的小组
    if text[at : at + 1].isdecimal():
        # 3万元慰问金和价值500元的慰问品: what stands behind 和 is counted by the next number.
        at = next((at - len(words) for words in re.findall("[和及与][^和及与]*$", text[start:at])), at)
    while at > start and text[at - 1] in "和及与或等":
        at -= 1
    if noun := _behind_description(text, start, at, stop):
        return noun
    if at == start:
        return _with_verb(text, start, stop) or _described(text, start, stop) or _persons_alone(text, start, stop)
    return _of_quality(text, start, at, stop) or as_noun(text, start, at) or _persons_alone(text, start, stop)


def _behind_description(text: str, start: int, at: int, stop: int) -> Span | None:
    """6名懂技术、会管理的带头人, 3座年久失修的桥: behind a classifier, words with a verb or a quality in front of 的 describe the noun
    behind it; but 5家企业捐赠的物资 counts 企业."""
    lexicon = clauses()
    of = text.find("的", start + 2, start + LONGEST)
    if (
        text[stop - 1] in _NO_CLASSIFIERS
        or of < 0
        or any(mark in _APART or mark.isdecimal() for mark in text[start:of])
    ):
        return None
    may_be_noun = at > start and _NEVER_IN_NOUNS.isdisjoint(text[start:at])
    if may_be_noun and (text.endswith(_owners(), start, at) or _acts(text, start, at)):
        return None
    if of - start <= _SHORT and _has_suffix(text, of - 1):
        return None
    describes = text.endswith(lexicon.qualities, start, of) or not _DESCRIBING.isdisjoint(text[start:of])
    if not describes and not any(verb_at(text, i) for i in range(start, of)):
        return None
    return as_noun(text, of + 1, noun_end(text, of + 1))


def _owners() -> tuple[str, ...]:
    return clauses().persons + clauses().heads + clauses().owners


def _acts(text: str, start: int, at: int) -> bool:
    """Whether what ends in front of a verb is who or what does it: 79位里长对市政共同关切的问题, 70座拱棚组成的园区."""
    is_noun = at - start > 1 and not text.endswith(clauses().adverbs, start, at)
    is_noun &= _DESCRIBING.isdisjoint(text[start:at])
    return is_noun and (verb_at(text, at) > 1 or text[at] in _PREPOSITIONS)


def _groups() -> tuple[str, ...]:
    """What a number of 人 makes up, or who they are: 300人的队伍, 5人小组, 200人代表团."""
    return clauses().persons + clauses().groups


def _noun_start(text: str, stop: int) -> int:
    """Behind closing marks, 的, an age (14名20岁以下的学生) and the way of a length (十几米长的直梯)."""
    at = stop
    if text[at : at + 1] in ("”", "’"):
        at += 1
    if text[at : at + 1] == " " and not is_han(text[at - 1]):
        at += 1
    between = rule(__package__, "between_number_and_noun", "age-or-dimension").pattern.match(text, at)
    return between.end() if between else at + text.startswith("的", at)


def _of_quality(text: str, start: int, at: int, stop: int) -> Span | None:
    """生活特别困难的群众, 工作能力强、作风硬的干部, 两张不同银行的卡, 30位身穿红马甲的志愿者: what stands in front of 的 describes the noun behind it."""
    is_quality = text.endswith(clauses().qualities, start, at)
    end = at
    if is_quality and text[at : at + 1] == "、":
        end = text.find("的", at, at + LONGEST)
        if end < 0 or any(mark in CLAUSE or mark.isdigit() for mark in text[at:end]):
            return None
    if text[end : end + 1] != "的":
        return None
    noun = as_noun(text, end + 1, noun_end(text, end + 1))
    is_of_thing = at > start + 1 and text[stop - 1 : stop] in _OF_THINGS
    is_of_person = (
        text[stop - 1 : stop] in _PERSONS_ALONE
        and noun is not None
        and text.endswith(clauses().persons, *noun)
        and not text.endswith(clauses().persons, start, at)
    )
    return noun if is_quality or is_of_thing or is_of_person else None


def _with_verb(text: str, start: int, stop: int) -> Span | None:
    """20条扶持政策, 39名选派帮扶干部: behind a classifier, a verb in front of a noun that ends so describes it."""
    lexicon = clauses()
    unit = text[stop - 1 : stop]
    heads = lexicon.persons if unit in _OF_PERSONS else lexicon.money if unit in _OF_MONEY else lexicon.heads
    length = verb_at(text, start)
    if length < 2:
        return None
    if unit == "点" and (text[start + length : start + length + 1] in STOPS or start + length == len(text)):
        return start, start + length  # 三点要求
    for at in range(start + length + 1, min(len(text), start + _LONGEST_DESCRIBED) + 1):
        if text[at - 1] in STOPS or text[at - 1] in _NOT_DESCRIBING or text[at - 1].isdigit():
            return None
        if text.endswith(heads, start + length, at) and (
            text[at : at + 1] in STOPS or at == len(text) or verb_at(text, at)
        ):
            return start, at
    return None


def _persons_alone(text: str, start: int, stop: int) -> Span | None:
    """30位独居老人，: what fills its phrase and ends as a noun for persons is one, whatever verb seems to stand in it."""
    if text[stop - 1 : stop] not in _PERSONS_ALONE:
        return None
    at = start
    while at < len(text) and text[at] not in STOPS and text[at] not in _NOT_DESCRIBING and not text[at].isdigit():
        at += 1
    fills = at == len(text) or text[at] in STOPS
    return (start, at) if fills and at - start <= LONGEST and text.endswith(clauses().persons, start, at) else None


def _described(text: str, start: int, stop: int) -> Span | None:
    """30名有马匹的农村党员: a clause that describes the noun comes first. Behind 人 and 元 only who and what is paid is one."""
    unit = text[stop - 1 : stop]
    if text[start : start + 1] in STOPS or unit in _OF_SHARES:
        return None
    for at in range(start, min(len(text), start + LONGEST + 8)):
        if text[at] == "的":
            if 1 < at - start <= _SHORT and _has_suffix(text, at - 1):
                return start, at  # 3个住点村的建设
            noun = as_noun(text, at + 1, noun_end(text, at + 1))
            heads = clauses().persons if unit == "人" else clauses().money if unit in _OF_MONEY else ("",)
            return noun if noun and text.endswith(heads, *noun) else None
        if text[at] in CLAUSE or text[at].isdigit():
            return None
    return None


def noun_end(text: str, start: int) -> int:
    """Return where a noun that begins at a place ends: at a verb, a digit, 的 or a mark that parts no list."""
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
        length = verb_at(text, at) if mark in lexicon.verb_firsts else 0
        if length > 1 and at == start and text[at - 1 : at] in _CLASSIFIERS and _has_suffix(text, at + length):
            length += 1
        elif length and not _is_noun_too(text, at, at + length, at == start):
            break
        at += length or 1
    return at


def _has_suffix(text: str, at: int) -> bool:
    """帮扶村, 孵化器: a verb and one character make a noun, but not in 帮扶村民."""
    not_behind = clauses().suffixes.get(text[at : at + 1])
    return not_behind is not None and not (at + 1 < len(text) and text[at + 1] in not_behind)


def _is_noun_too(text: str, start: int, stop: int, is_first: bool) -> bool:
    """转移支付补助，: a verb that is a noun too ends the noun, or is all of it (三轮整治办了)."""
    lexicon = clauses()
    if text[start:stop] not in lexicon.verbal_nouns:
        return False
    if is_first and text[start - 1 : start] == "的":
        return text[stop : stop + 1] in STOPS
    if is_first:
        return text[max(0, start - 2) : start].rstrip("”’")[-1:] in _OF_EVENTS and verb_at(text, stop) > 0
    if text.endswith(lexicon.persons, 0, start):
        return False  # 农户种植
    if text[start:stop] in lexicon.compound_ends and text.startswith(lexicon.heads, stop):
        return True  # 电信网络诈骗线索
    return text[stop : stop + 1] in STOPS or stop == len(text)


def _past_mark(text: str, start: int, at: int, end: int) -> int | None:
    """Where the noun goes on behind a mark: a quotation, a bracket, a list; ``None`` where the mark ends it."""
    mark = text[at]
    if mark in QUOTES:
        close = text.find(QUOTES[mark], at, at + _LONGEST_QUOTE)
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
    if follower in STOPS and follower not in QUOTES:
        return False
    if at - max(text.rfind("、", start, at) + 1, start) <= 3:
        return not verb_at(text, at + 1)
    rest = text[at:end]
    clause = rest[: next((i for i, mark in enumerate(rest) if mark in CLAUSE), len(rest))]
    return "等" in clause and not any(mark.isdigit() for mark in clause)
