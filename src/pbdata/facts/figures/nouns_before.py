"""The noun that ends before a number: 党建经费投入 in 党建经费投入达3.79亿元; and the act where there is none."""

from functools import cache

from pbdata.chinese.rules import read_rules, rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.figures.clause_words import clauses, verb_at, verb_before
from pbdata.facts.figures.nouns import LONGEST, QUOTES, STOPS, Span, as_noun
from pbdata.facts.figures.nouns_behind import noun_end
from pbdata.facts.persons.name_characters import likelihood, surname_bits

_CLOSING = {close: opening for opening, close in QUOTES.items()} | {"）": "（", ")": "("}
# In front of a comma, these keep the number from being said of the clause before.
_NOT_OF_TOPIC = "从由以将向对，"
_AMOUNTS = frozenset("率量数额值度面")
_ALL_SORTS = ("各类", "各种", "各项", "各级", "各族", "各界")
_INSIDE = frozenset("上里")
_FOR_EACH = ("每", "每个", "每名", "每位", "每家", "每支")
_LONGEST_BETWEEN = 6
_SURE = 8
_LONGEST_RATE = 4
_ACHIEVING = ("完成", "实现")
_HEADS, _TAILS = "全各共等和及与的", "等和及的"


def noun_before(text: str, start: int, floor: int) -> Span | None:
    """Return the noun that ends before ``start``, the beginning of a quantity, or ``None``; never before ``floor``.

    >>> noun_before("解决企业融资难、用地难等问题206个", 14, 0)
    (8, 14)
    """
    lexicon = clauses()
    floor = max(floor, start - LONGEST)
    start = _without_blanks(text, start, floor)
    if start > floor and text[start - 1] in "（(":
        start = _without_blanks(text, start - 1, floor)  # 推荐对象（2名）
    if start > floor and text[start - 1] in ("“", "‘"):
        return None
    if "：" in text[max(0, start - 3) : start] and (label := _label(text, floor, start)):
        return label  # 成员数量：19人
    stop = _without_achievement(text, _without_comparison(text, without_copulas(text, start, floor), floor), floor)
    if stop - 1 > floor and text[stop - 1] == "，" and text[start - 1] not in _NOT_OF_TOPIC:
        return _topic(text, stop - 1, floor)
    if stop <= floor or (text[stop - 1] in lexicon.verb_lasts and _ends_in_verb(text, stop, floor)):
        return None
    if text[stop - 1] == "等" and _ends_in_a_name(text, stop - 1):
        return None  # 主任高红霞等19人
    at = _noun_start(text, stop, floor)
    if text[at:stop] in lexicon.scopes or text[stop - 1] in _INSIDE:
        return None
    if text[at:stop] in lexicon.compound_ends:
        return (at, stop) if text.endswith(lexicon.light_verbs, floor, at) else None
    noun = as_noun(text, *_trimmed(text, _without_determiners(text, at, stop), stop))
    if noun and text.endswith(_FOR_EACH, floor, noun[0]) and not text.endswith(lexicon.amounts, *noun):
        return None  # 每个合作社10万元 counts no 合作社
    return noun


def _label(text: str, floor: int, stop: int) -> Span | None:
    label = rule(__package__, "labels", "label").pattern.search(text, max(0, floor - 1), stop)
    return label.span("noun") if label else None


def _ends_in_a_name(text: str, stop: int) -> bool:
    """Whether what ends here looks like the name of a person: 高红霞, and not 党员."""
    return any(
        surname_bits(text[stop - size]) > 0 and likelihood(text[stop - size : stop]) >= _SURE
        for size in (2, 3)
        if size < stop
    )


def _trimmed(text: str, at: int, stop: int) -> Span:
    """A noun without what joins it to others or says that all of them are meant: 各类矛盾, 和群众."""
    words = clauses()
    while at < stop and text[at] in _HEADS and text[at:stop] not in words.dimensions:
        if text.startswith(_ALL_SORTS, at):
            at += 2
        elif text[at] in words.verbs and not verb_at(text, at):
            break  # 共青团
        else:
            at += 1
    while stop > at and text[stop - 1] in _TAILS:
        stop -= 1
    return at, stop


def act_before(text: str, start: int, floor: int) -> Span | None:
    """Return the act that ends before a number where no noun is printed: 培训 in 培训258人, 诈骗 in 被诈骗了139万元."""
    stop = without_copulas(text, _without_blanks(text, start, floor), floor)
    length = verb_before(text, stop, floor)
    if (
        not length
        and text[stop : stop + 1] == "了"
        and stop - 2 >= floor
        and not STOPS.intersection(text[stop - 2 : stop])
    ):
        length = 2
    return (stop - length, stop) if length > 1 and text[stop - length : stop] not in clauses().no_acts else None


def _noun_start(text: str, stop: int, floor: int) -> int:
    at, cutting = stop, _cutting()
    while at > floor:
        if text[at - 1] not in cutting and not text[at - 1].isdecimal():
            at -= 1
            continue
        further = _past(text, at, stop, floor)
        if further == at:
            return at
        at = further
    return at


def _past(text: str, at: int, stop: int, floor: int) -> int:
    """Where the walk back from ``stop`` goes on at a place; the place itself where the noun begins there."""
    mark = text[at - 1]
    if mark in _CLOSING:
        begin = text.rfind(_CLOSING[mark], floor, at - 1)
        return begin if begin >= 0 else at  # Quotations and brackets belong to the noun, whole.
    if mark in STOPS or mark.isdecimal():
        goes_on = _is_of_list(text, at, stop, floor) or _is_of_latin(text, at, stop)
    else:
        goes_on = at == stop or not (mark == "的" or _cuts(text, at, stop, floor))
    return at - 1 if goes_on else at


def _is_of_latin(text: str, at: int, stop: int) -> bool:
    """4G手机: a digit in front of a letter belongs to the word."""
    return at < stop and text[at - 1].isdecimal() and text[at].isascii() and text[at].isalpha()


def _is_of_list(text: str, at: int, stop: int, floor: int) -> bool:
    """The 、 of a list whose last member is short does not cut."""
    return text[at - 1] == "、" and 0 < stop - at <= 3 and at - 2 > floor and text[at - 2] not in STOPS


def _cuts(text: str, at: int, stop: int, floor: int) -> bool:
    """Whether a verb ends in front of a noun, and neither describes it nor makes one word with it."""
    if text[at - 1] not in clauses().verb_lasts:
        return False
    length = verb_before(text, at, floor)
    return length > 0 and not (
        _is_compound(text[at:stop], length)
        or _describes(text[at - length : at], text[at:stop], text[floor : at - length])
    )


def _describes(verb: str, noun: str, before: str) -> bool:
    """参训学员: a verb without an object describes the noun behind it. 社会救助资金, 奖补资金: so does one that is a noun too before
    资金, 项目 and the like, where it does not open the clause."""
    lexicon = clauses()
    if verb in lexicon.intransitive or verb in lexicon.verbal_nouns and _is_rate(noun):
        return True
    if noun not in lexicon.heads or not before:
        return False
    return verb in lexicon.compound_ends and before[-1] not in CLAUSE + "、"


def _is_rate(noun: str) -> bool:
    """调解成功率: what ends in 率 may have a verb in front that is a noun too."""
    return noun[-1] == "率" and len(noun) <= _LONGEST_RATE


def _is_compound(words: str, length: int) -> bool:
    """搬迁户, 覆盖面, 发案率: behind a verb of some length, words that are too short to stand alone make one noun with it."""
    return (len(words) == 1 and (length > 1 or words in _AMOUNTS)) or (len(words) == 2 and words[1] == "率")


@cache
def _cutting() -> frozenset[str]:
    """The characters in front of a place, besides digits, at which a noun may begin."""
    return clauses().verb_lasts.union(STOPS, _CLOSING, {"的"})


def _ends_in_verb(text: str, stop: int, floor: int) -> bool:
    """走访3000户: in front of the number stands a verb, and no verb that is a noun too."""
    lexicon = clauses()
    too = lexicon.verbal_nouns
    return verb_before(text, stop, floor) > 0 and not any(text[stop - n : stop] in too for n in (2, 3))


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
    of = text.rfind("的", max(begin, floor), comma) + 1
    if of and rule(__package__, "labels", "is-parted").pattern.match(text, comma + 1):
        return as_noun(text, of, comma)  # 代表的选举单位，分为41个
    if begin < floor or begin == comma:
        return None
    begin = _without_determiners(text, begin, comma)
    end = min(noun_end(text, begin), comma)
    return (begin, end) if end - begin >= 2 else None


def _without_comparison(text: str, stop: int, floor: int) -> int:
    """案件较上年同期下降10个百分点: with what something is compared is not what is counted."""
    compared = rule(__package__, "comparisons", "with-another-time").pattern.search(text, floor, stop)
    return without_copulas(text, compared.start(), floor) if compared else stop


def _without_achievement(text: str, stop: int, floor: int) -> int:
    """固定资产投资完成74.5亿元: behind an amount, 完成 says no more than 达到."""
    verb = next((one for one in _ACHIEVING if text.endswith(one, floor, stop)), "")
    is_of_amount = bool(verb) and text.endswith(clauses().amounts, floor, stop - len(verb))
    return stop - len(verb) if is_of_amount else stop


def _without_blanks(text: str, stop: int, floor: int) -> int:
    """耕地面积 2665 亩: blanks around a number part nothing."""
    while stop > floor and text[stop - 1] == " ":
        stop -= 1
    return stop


def without_copulas(text: str, stop: int, floor: int = 0) -> int:
    """Where a noun in front of a number ends: in front of 达, 共有 and the like."""
    words = clauses()
    trimmed = True
    while trimmed and stop > floor:
        trimmed = False
        for one in read_rules(__package__, "between_noun_and_number"):
            if passed := one.pattern.search(text, max(floor, stop - _LONGEST_BETWEEN), stop):
                stop, trimmed = passed.start(), True
        for length in (4, 3, 2, 1):
            if stop - length >= floor and text[stop - length : stop] in words.copulas:
                if length == 1 and text[stop - 2 : stop] in words.words:
                    continue
                stop -= length
                trimmed = True
                break
    return stop
