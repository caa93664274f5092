"""What a quantity counts: the noun behind it (9.3万名党员干部), or before it (群众78.4万户, 党建经费投入达3.79亿元).

Where the clause leaves no noun there is none; it is never fetched from another clause, except down a list (336户、1430人).
"""

from pbdata.chinese.sentences import CLAUSE
from pbdata.facts.figures.clause_words import clauses
from pbdata.facts.figures.nouns import LONGEST, STOPS, Span, noun_before, noun_behind
from pbdata.facts.figures.quantity import Quantity
from pbdata.facts.figures.units import MEASURES

# What follows a length of time and is not what lasts: 两年内, 一年后, 三年的时间, 三年不变.
_NOT_AN_ACT = STOPS | frozenset("内前后以来间里的之时不没左上多余半计攻行规期")
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
    if unit_class in ("age", "ordinal", "ratio") or (
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
    before = noun_before(text, start if upto is None else upto, floor)
    return noun_behind(text, stop) if before is None and attribute else before


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
