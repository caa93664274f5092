"""How the quantities of a sentence stand to each other: growth, rank, before and after, the same people twice, a part.

Ties follow words and marks between two quantities, never their distance alone. A list with 分别 is given out one by one:
总收入a，增加值b，同比分别增长x、y ties x to a and y to b; 党委、支部分别为3个、20个 gives each number its noun.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pbdata.facts.figures.quantities import Quantity

_GREW = r"(?:增长|下降|增加|减少|提高|上升|上涨|降低|回落|增收|净增|增幅达?|增|降|减|翻)"
_COMPARED = r"(?:同比|环比|比上年|比去年|较上年|较去年|比上年同期|较上年同期|同期|年均|比[^，。；\d]{1,8}|较[^，。；\d]{1,8}|与[^，。；\d]{1,6}相比，?)"
_GROWTH = re.compile(rf"^[，、（(；]?(?:并?且)?{_COMPARED}?(?:分别|净|大幅|平均|累计)?{_GREW}(?:了|为|达|率为)?$")
_TO = re.compile(
    rf"^[^，。；\d]{{0,3}}{_GREW[:-1]}|升|扩大|发展|变|改|缩短|压缩|扩大|提升|调整|涨|扩充)(?:到|至|为|成)(?:了)?(?:目前|现在|如今|现|今年)?的?$"
)
_RANK = re.compile(
    r"^[，、（(][^。；\d]{0,16}(?:居|列|排|位|跃入|跃居|进入|名列|升至|跃升|第)[^。；，\d]{0,8}$|^[，、]?(?:分别)?[居列排][^。；，\d]{0,8}$"
)
_LISTED = frozenset(("、", "和", "及", "与", "以及", "，"))
_PART = re.compile(r"其中|当中|^中|里面")
_SAME = frozenset(("", "、", "，共", "，共计", "、共", "共", "，"))
# A list with 分别 is looked for so far back, in characters and in figures.
_LONGEST_SENTENCE = 400
_MOST_HEADS = 40
_GROWS = frozenset(("percent", "points", "multiple", "money", "count"))
_NEVER_GROWS = frozenset(("percent", "rank", "duration", "points"))
_PERSONS = frozenset(("人", "名", "位"))


class Tie(NamedTuple):
    """The quantity ``position`` stands in ``relation`` to the quantity ``base``: it is the growth, rank or part of it."""

    position: int
    base: int
    relation: str
    rule: str


class Ties(NamedTuple):
    """The ties of a field, its 分别 lists (indices that belong together), and nouns given out by 分别, by index."""

    ties: list[Tie]
    groups: list[tuple[int, ...]]
    nouns: dict[int, tuple[int, int]]


def tie(text: str, quantities: Sequence[Quantity]) -> Ties:
    """Find the ties between the quantities of a field."""
    found = Ties([], [], {})
    i = 0
    while i < len(quantities):
        start = quantities[i].start
        run = _run(text, quantities, i) if text.rfind("分别", max(0, start - 16), start) >= 0 else 1
        spread = _spread(text, quantities, i, run, found) if run > 1 else False
        if not spread and i:
            one = _single(text, quantities, i)
            if one is not None:
                found.ties.append(one)
        i += run if spread else 1
    return found


def _between(text: str, first: Quantity, second: Quantity) -> str:
    return text[first.stop : second.start]


def _run(text: str, quantities: Sequence[Quantity], i: int) -> int:
    """How many quantities of one unit follow each other from ``i`` on, parted by 、 or 和 alone."""
    k = i + 1
    while (
        k < len(quantities)
        and quantities[k].unit == quantities[i].unit
        and _between(text, quantities[k - 1], quantities[k]) in _LISTED
    ):
        k += 1
    return k - i


def _spread(text: str, quantities: Sequence[Quantity], i: int, run: int, found: Ties) -> bool:
    """Give out a 分别 list to the quantities, or the nouns, in front of it."""
    first = quantities[i]
    at = text.rfind("分别", max(0, first.start - 16), first.start)
    if at < 0 or (i and quantities[i - 1].stop > at):
        return False
    floor = max(0, at - _LONGEST_SENTENCE)
    begin = max(text.rfind(mark, floor, at) for mark in "。！？\n；") + 1 or floor
    lead = text[at + 2 : first.start]
    values = tuple(range(i, i + run))
    clause = max(text.rfind("，", begin, at), begin - 1)
    heads = [k for k in range(max(0, i - _MOST_HEADS), i) if quantities[k].start >= begin]
    if first.unit_class == "rank" or re.search(_GREW, lead):
        changes = {t.position for t in found.ties if t.relation == "growth_of"}
        if first.unit_class == "rank" and any(word in text[clause:at] for word in ("增速", "增幅", "增长")):
            heads = [k for k in heads if k in changes]
        else:
            heads = [k for k in heads if k not in changes and quantities[k].unit_class not in ("percent", "rank")]
        if len(heads) < run:
            return False
        heads = heads[-run:]
        relation = "rank_of" if first.unit_class == "rank" else "growth_of"
        found.ties.extend(Tie(v, h, relation, "respectively") for v, h in zip(values, heads, strict=True))
        found.groups.append((*heads, *values))
        return True
    nouns = _nouns(text, clause + 1, at)
    if len(nouns) == run:
        found.nouns.update(zip(values, nouns, strict=True))
        found.groups.append(values)
        return True
    return False


def _nouns(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    nouns, at = [], start
    for match in re.finditer(r"、|和|及|与|以及|$", text[start:stop]):
        end = start + match.start()
        if end > at:
            nouns.append((at, end))
        at = start + match.end()
    return nouns


def _single(text: str, quantities: Sequence[Quantity], i: int) -> Tie | None:
    base, one = quantities[i - 1], quantities[i]
    between = _between(text, base, one)
    if len(between) > 40 or "\n" in between:
        return None
    if (
        len(between) <= 14
        and base.unit == one.unit
        and _TO.match(between)
        and text[max(0, base.start - 2) : base.start].endswith(("从", "由", "从原来的", "的"))
    ):
        return Tie(i, i - 1, "before_after", "from-to")
    if one.unit_class in _GROWS and base.unit_class not in _NEVER_GROWS and _GROWTH.match(between):
        return Tie(i, i - 1, "growth_of", "grew")
    if one.unit_class == "rank" and _RANK.match(between):
        return Tie(i, i - 1, "rank_of", "ranked")
    if (
        between in _SAME
        and base.unit != one.unit
        and {base.unit_class, one.unit_class} <= {"count", "event", "percent"}
    ):
        if between in ("，", "") and not {base.unit, one.unit} <= {
            "户",
            "人",
            "名",
            "家",
            "个",
            "批（次）",
            "件",
            "人次",
            "批",
        }:
            return None
        return Tie(i, i - 1, "same_population", "side-by-side")
    if one.unit_class in ("count", "money", "area", "event") and _PART.search(between):
        if between.startswith("中") and text[base.start - 1 : base.start] != "从":
            return None
        near = range(i - 1, max(-1, i - 4), -1)
        alike = [k for k in near if quantities[k].unit == one.unit]
        persons = [k for k in near if {quantities[k].unit, one.unit} <= _PERSONS]
        for k in (*alike, *persons):
            if "其中" not in _between(text, quantities[k], base) and _is_part(text, quantities[k], one, between):
                return Tie(i, k, "subset_of", "among")
    return None


def _is_part(text: str, whole: Quantity, part: Quantity, between: str) -> bool:
    """Whether the part may be of the whole: it names nothing of its own, or a noun that shares two characters with the whole's."""
    behind = text[part.stop : part.stop + 12]
    if (
        between.startswith("中")
        or not behind
        or behind[0] in "，。；、被"
        or between.rstrip("的").endswith(("报到", "有"))
    ):
        return True
    noun = text[whole.stop : whole.stop + 10]
    before = text[max(0, whole.start - 10) : whole.start]
    own = behind + between
    return any(
        pair in own
        for words in (noun, before)
        for pair in map("".join, zip(words, words[1:], strict=False))
        if len(pair) == 2
    )
