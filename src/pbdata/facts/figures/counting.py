"""What a quantity counts: the noun behind it (9.3万名党员干部), or before it (群众78.4万户, 党建经费投入达3.79亿元).

Where the clause leaves no noun there is none; it is never fetched from another clause, except down a list (336户、1430人).
"""

from collections.abc import Callable
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.figures.clause_words import clauses
from pbdata.facts.figures.nouns import LONGEST, STOPS, Span
from pbdata.facts.figures.nouns_before import act_before, noun_before, without_copulas
from pbdata.facts.figures.nouns_behind import noun_behind
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.units import MEASURES

# What follows a length of time and is not what lasts: 两年内, 一年后, 三年的时间, 三年不变.
_NOT_AN_ACT = STOPS | frozenset("内前后以来间里的之时不没左上多余半计攻行规期")
_OF_ACTS = frozenset(("count", "event", "money", "percent", "points", "multiple", "area", "length", "weight", "volume"))
_SIDES = frozenset("长宽高深厚")
_MEAN = "平均"
_TIMES = frozenset(("次", "趟", "遍", "回", "人次"))


class _Case(NamedTuple):
    """A quantity whose noun is looked for, and between which places a noun in front of it stands."""

    text: str
    quantity: Quantity
    floor: int
    upto: int


def counted(text: str, quantity: Quantity, floor: int, upto: int | None = None) -> Span | None:
    """Return the range of the noun that a quantity counts. ``floor`` is the end of the quantity before it, or 0; a noun before
    the quantity ends at ``upto`` where a date stands between (人口从2012年末的9899万人).

    For a length of time, and for 次, it is what lasts or is done (连续七年组织新发展党员到井冈山接受教育).
    """
    case = _Case(text, quantity, floor, quantity.start if upto is None else upto)
    for place in _places(case):
        if (noun := place(case)) is not None:
            return noun
    return None


def _places(case: _Case) -> tuple[Callable[[_Case], Span | None], ...]:
    """Where the noun of a quantity is looked for, in this order."""
    text, quantity = case.text, case.quantity
    unit_class = quantity.unit_class
    if unit_class == "duration" or (unit_class == "ordinal" and quantity.unit == "年"):
        return _that_lasts, _that_takes_so_long, _told_in_lengths, _that_went_on
    if unit_class == "age":
        return _behind, _that_is_so_old
    if unit_class in ("ordinal", "ratio") or _is_of_parts(text, quantity.start):
        return ()
    is_attribute = _is_attribute(text, quantity)
    behind = () if is_attribute or unit_class in ("rank", "points") else (_behind, _made_into)
    if quantity.unit in _TIMES and text[quantity.stop : quantity.stop + 1] not in STOPS:
        return *behind, _persons_before, _done_so_often
    if unit_class == "rank":
        return *behind, _that_ranks
    if _share_verb(case) is not None:
        return *behind, _that_makes_up
    return *behind, _before, *((_behind,) if is_attribute else ())


def _is_of_parts(text: str, start: int) -> bool:
    """党员分3批: into how many parts something is cut, unless 分 opens the clause."""
    return text[start - 1 : start] == "分" and text[start - 2 : start - 1] not in CLAUSE + "、"


def _is_attribute(text: str, quantity: Quantity) -> bool:
    """年收入10万元以上的村: behind a measure with 以上 or the like, and behind 收入, 的 leads to what has it, if not to what is
    measured (补助)."""
    is_bound = quantity.stop > quantity.unit_stop
    return (
        quantity.unit_class in MEASURES
        and text.startswith("的", quantity.stop)
        and (is_bound or text.endswith(clauses().amounts, 0, without_copulas(text, quantity.start)))
        and not _is_measured(text, quantity.stop)
    )


def _is_measured(text: str, stop: int) -> bool:
    noun = noun_behind(text, stop)
    return noun is not None and (
        text.startswith(clauses().dimensions, noun[0]) or text.endswith(clauses().money, *noun)
    )


def act(text: str, quantity: Quantity, floor: int) -> Span | None:
    """Return the act that a quantity counts where no noun is printed: 培训 in 培训258人."""
    return act_before(text, quantity.start, floor) if quantity.unit_class in _OF_ACTS else None


def _behind(case: _Case) -> Span | None:
    return noun_behind(case.text, case.quantity.stop)


def _before(case: _Case) -> Span | None:
    text, upto = case.text, case.upto
    is_side = case.quantity.unit_class == "length" and text[upto - 1 : upto] in _SIDES
    if is_side and text[upto - 2 : upto] not in clauses().words:
        upto -= 1  # 水渠长3公里
    return noun_before(text, upto, case.floor)


def _persons_before(case: _Case) -> Span | None:
    """组织党员360人次参与值守: who did it so often, where persons stand in front of 人次."""
    noun = _before(case) if case.quantity.unit == "人次" else None
    return noun if noun and case.text.endswith(clauses().persons, *noun) else None


def _that_is_so_old(case: _Case) -> Span | None:
    """The name in front, or 平均年龄."""
    if case.text.startswith("的", case.quantity.stop):
        return None
    noun = noun_before(case.text, case.quantity.start, case.floor)
    is_mean = noun is not None and case.text.endswith(_MEAN, case.floor, noun[0])
    return (noun[0] - len(_MEAN), noun[1]) if noun and is_mean else noun


def _that_ranks(case: _Case) -> Span | None:
    """增速位居全市第二: what ranks stands in front of the verb and of the whole among which it does."""
    text, floor, stop = case.text, case.floor, case.quantity.start
    verbs = list(rule(__package__, "rankings", "verb").pattern.finditer(text, max(floor, stop - LONGEST), stop))
    if verbs and not any(mark in CLAUSE for mark in text[verbs[-1].end() : stop]):
        stop = verbs[-1].start()
        whole = rule(__package__, "rankings", "whole").pattern.search(text, floor, stop)
        stop = whole.start() if whole else stop
    elif text[stop - 2 : stop] in clauses().scopes:
        stop -= 2
    return noun_before(text, stop, floor)


def _that_makes_up(case: _Case) -> Span | None:
    """女党员占党员总数的30%, 产量是去年的3倍: what makes up the share, and not the whole."""
    at = _share_verb(case)
    return None if at is None else noun_before(case.text, at, case.floor)


def _share_verb(case: _Case) -> int | None:
    """Where the verb stands that parts a share from its whole."""
    text, quantity, floor = case.text, case.quantity, case.floor
    if quantity.unit_class not in ("percent", "fraction", "multiple"):
        return None
    name = "times" if quantity.unit_class == "multiple" else "share"
    verb = rule(__package__, "shares", name).pattern.search(text, max(floor, quantity.start - LONGEST), quantity.start)
    return verb.start() if verb else None


def _made_into(case: _Case) -> Span | None:
    """23个被遴选为市级项目: what they were made."""
    text, stop = case.text, case.quantity.stop
    if not text.startswith("被", stop):
        return None
    at = text.find("为", stop, stop + 6)
    return noun_behind(text, at + 1) if at > 0 else None


def _that_lasts(case: _Case) -> Span | None:
    """连续七年组织新发展党员到井冈山接受教育: what lasted, where words beside the time say that it did."""
    text, start, stop = case.text, case.quantity.start, case.quantity.stop
    lasting = text[start - 2 : start] == "连续" or text.startswith(clauses().lasting, stop)
    return _done_so_often(case) if lasting and text[stop : stop + 1] not in _NOT_AN_ACT else None


def _that_takes_so_long(case: _Case) -> Span | None:
    """党龄达71年: a noun in front that is told in lengths of time."""
    noun = _before(case)
    return noun if noun and case.text.endswith(clauses().spans, *noun) else None


def _told_in_lengths(case: _Case) -> Span | None:
    """60年党龄, 12小时基础课程: a noun behind that is told in lengths of time."""
    noun = _behind(case)
    ends = (*clauses().spans, *clauses().sessions)
    return noun if noun and case.text.endswith(ends, *noun) else None


def _that_went_on(case: _Case) -> Span | None:
    """巡守队成立16年: the verb in front, where it says what began so long ago."""
    stop = without_copulas(case.text, case.quantity.start, case.floor)
    verb = next((one for one in clauses().going_on if case.text.endswith(one, case.floor, stop)), None)
    return (stop - len(verb), stop) if verb else None


def _done_so_often(case: _Case) -> Span | None:
    """两次集中组织党员干部下基层: what was done so often, up to the next mark."""
    text, stop = case.text, case.quantity.stop
    end = stop
    while end < len(text) and end < stop + LONGEST and text[end] not in CLAUSE + "、":
        end += 1
    return (stop, end) if end > stop + 1 else None
