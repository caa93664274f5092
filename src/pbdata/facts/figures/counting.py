"""What a quantity counts: the noun behind it (9.3万名党员干部), or before it (群众78.4万户, 党建经费投入达3.79亿元).

Where the clause leaves no noun there is none; it is never fetched from another clause, except down a list (336户、1430人).
"""

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.figures.clause_words import clauses
from pbdata.facts.figures.nouns import LONGEST, STOPS, Span
from pbdata.facts.figures.nouns_before import act_before, noun_before
from pbdata.facts.figures.nouns_behind import noun_behind
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.units import MEASURES

# What follows a length of time and is not what lasts: 两年内, 一年后, 三年的时间, 三年不变.
_NOT_AN_ACT = STOPS | frozenset("内前后以来间里的之时不没左上多余半计攻行规期")
_OF_ACTS = frozenset(("count", "event", "money", "percent", "points", "multiple", "area", "length", "weight", "volume"))
_TIMES = frozenset(("次", "趟", "遍", "回", "人次"))


def counted(text: str, quantity: Quantity, floor: int, upto: int | None = None) -> Span | None:
    """Return the range of the noun that a quantity counts. ``floor`` is the end of the quantity before it, or 0; a noun before
    the quantity ends at ``upto`` where a date stands between (人口从2012年末的9899万人).

    For a length of time, and for 次, it is what lasts or is done (连续七年组织新发展党员到井冈山接受教育).
    """
    unit_class, start, stop = quantity.unit_class, quantity.start, quantity.stop
    if unit_class == "duration" or (unit_class == "ordinal" and quantity.unit == "年"):
        lasting = text[start - 2 : start] == "连续" or text.startswith(clauses().lasting, stop)
        return _act_behind(text, stop) if lasting and text[stop : stop + 1] not in _NOT_AN_ACT else None
    if unit_class == "age":
        return noun_behind(text, stop) or noun_before(text, start, floor)
    if unit_class in ("ordinal", "ratio") or (
        text[start - 1 : start] == "分" and text[start - 2 : start - 1] not in CLAUSE + "、"
    ):
        return None
    attribute = (
        unit_class in MEASURES
        and stop > quantity.unit_stop
        and text.startswith("的", stop)
        and not text.startswith(clauses().dimensions, stop + 1)
    )
    if unit_class not in ("rank", "points") and not attribute:
        behind = noun_behind(text, stop) or _made_into(text, stop)
        if behind is not None:
            return behind
    if quantity.unit in _TIMES and text[stop : stop + 1] not in STOPS:
        return _act_behind(text, stop)
    if unit_class == "rank":
        return _that_ranks(text, quantity, floor)
    before = _that_makes_up(text, quantity, floor) or noun_before(text, start if upto is None else upto, floor)
    return noun_behind(text, stop) if before is None and attribute else before


def act(text: str, quantity: Quantity, floor: int) -> Span | None:
    """Return the act that a quantity counts where no noun is printed: 培训 in 培训258人."""
    return act_before(text, quantity.start, floor) if quantity.unit_class in _OF_ACTS else None


def _that_ranks(text: str, quantity: Quantity, floor: int) -> Span | None:
    """增速位居全市第二: what ranks stands in front of the verb and of the whole among which it does."""
    words = clauses()
    stop = quantity.start
    verbs = list(rule(__package__, "rankings", "verb").pattern.finditer(text, max(floor, stop - LONGEST), stop))
    if verbs and not any(mark in CLAUSE for mark in text[verbs[-1].end() : stop]):
        stop = verbs[-1].start()
    elif text[stop - 2 : stop] in words.scopes:
        stop -= 2
    return noun_before(text, stop, floor)


def _that_makes_up(text: str, quantity: Quantity, floor: int) -> Span | None:
    """女党员占党员总数的30%: what makes up the share, and not the whole."""
    if quantity.unit_class not in ("percent", "fraction"):
        return None
    at = text.rfind("占", max(floor, quantity.start - LONGEST), quantity.start)
    if at < 0 or any(mark in CLAUSE for mark in text[at : quantity.start]):
        return None
    return noun_before(text, at, floor)


def _made_into(text: str, stop: int) -> Span | None:
    """23个被遴选为市级项目: what they were made."""
    if not text.startswith("被", stop):
        return None
    at = text.find("为", stop, stop + 6)
    return noun_behind(text, at + 1) if at > 0 else None


def _act_behind(text: str, stop: int) -> Span | None:
    """两次集中组织党员干部下基层: what was done so often, up to the next mark."""
    end = stop
    while end < len(text) and end < stop + LONGEST and text[end] not in CLAUSE + "、":
        end += 1
    return (stop, end) if end > stop + 1 else None
