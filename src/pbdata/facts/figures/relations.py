"""How the quantities of a sentence stand to each other: growth, rank, before and after, the same people twice, a part.

Ties follow words and marks between two quantities, never their distance alone. A list with 分别 is given out one by one:
总收入a，增加值b，同比分别增长x、y ties x to a and y to b; 党委、支部分别为3个、20个 gives each number its noun.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import either, first_match, read_rules, rule
from pbdata.chinese.sentences import CLAUSE, Sentences
from pbdata.datafiles import read_data
from pbdata.facts.figures.clause_words import verb_at
from pbdata.facts.figures.quantity import Quantity

_LISTED = frozenset(("、", "和", "及", "与", "以及", "，"))
_SAME = frozenset(("", "、", "，共", "，共计", "、共", "共", "，"))
# Without 、 or 共 between them, only these units are known to count the same.
_SAME_UNITS = frozenset(("户", "人", "名", "家", "个", "批（次）", "件", "人次", "批"))
_PLACES = frozenset(
    (
        "乡",
        "镇",
        "县",
        "市",
        "区",
        "村",
        "邻",
        "村里",
        "村居",
        "街道",
        "社区",
        "乡镇",
        "区县",
        "县区",
        "县市",
        "市县",
        "省",
    )
)
_HOUSEHOLDS = frozenset(("户", "人", "名", "口"))
_FROM = ("从", "由", "从原来的", "的")
_RESPECTIVELY = "分别"
_BEFORE_LIST = 16
# A list with 分别 is looked for so far back, in characters and in figures.
_LONGEST_SENTENCE = 400
_MOST_HEADS = 40
_LONGEST_BETWEEN, _LONGEST_LEVELS = 40, 14
_GROWS = frozenset(("percent", "points", "multiple", "money", "count"))
_NEVER_GROWS = frozenset(("percent", "rank", "duration", "points"))
_SHARES = frozenset(("percent", "points", "fraction", "multiple"))
_HAVE_PARTS = frozenset(("count", "money", "area", "event"))
_PERSONS = frozenset(("人", "名", "位"))
_GROWTH_NAMED = ("增速", "增幅", "增长")


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


def tie(text: str, quantities: Sequence[Quantity], sentences: Sentences) -> Ties:
    """Find the ties between the quantities of a field."""
    found = Ties([], [], {})
    i = 0
    while i < len(quantities):
        start = quantities[i].start
        run = _run(text, quantities, i) if text.rfind(_RESPECTIVELY, max(0, start - _BEFORE_LIST), start) >= 0 else 1
        spread = _spread(text, quantities, i, run, found, sentences) if run > 1 else False
        if not spread and i:
            one = _single(text, quantities, i)
            if one is not None:
                found.ties.append(one)
        i += run if spread else 1
    return found


def leans_on(text: str, quantities: Sequence[Quantity], i: int) -> int | None:
    """The quantity of which another says how large a part it is: 党员300名，占95%; 资金71亿元，完成目标61亿元的117%."""
    whole = _whole(text, quantities, i)
    return None if whole == i else whole


def _whole(text: str, quantities: Sequence[Quantity], i: int) -> int:
    while (base := _base(text, quantities, i)) is not None:
        i = base
    return i


def _base(text: str, quantities: Sequence[Quantity], i: int) -> int | None:
    if not i or quantities[i].unit_class not in _SHARES:
        return None
    base = i - 2 if i > 1 and words_between(text, quantities[i - 1], quantities[i]) == "的" else i - 1
    between = words_between(text, quantities[base], quantities[base + 1])
    return base if len(between) <= _LONGEST_BETWEEN and _matches("leaning", between) else None


def words_between(text: str, first: Quantity, second: Quantity) -> str:
    """The words between two quantities, without blanks."""
    return text[first.stop : second.start].replace(" ", "")


def _run(text: str, quantities: Sequence[Quantity], i: int) -> int:
    """How many quantities of one unit follow each other from ``i`` on, parted by 、 or 和 alone."""
    k = i + 1
    while (
        k < len(quantities)
        and quantities[k].unit == quantities[i].unit
        and words_between(text, quantities[k - 1], quantities[k]) in _LISTED
    ):
        k += 1
    return k - i


def _spread(text: str, quantities: Sequence[Quantity], i: int, run: int, found: Ties, sentences: Sentences) -> bool:
    """Give out a 分别 list to the quantities, or the nouns, in front of it."""
    first = quantities[i]
    at = text.rfind(_RESPECTIVELY, max(0, first.start - _BEFORE_LIST), first.start)
    if at < 0 or (i and quantities[i - 1].stop > at):
        return False
    values = tuple(range(i, i + run))
    lead = text[at + len(_RESPECTIVELY) : first.start]
    if first.unit_class == "rank" or _grew().search(lead):
        heads = _heads(text, quantities, i, at, found, sentences)
        if len(heads) < run:
            return False
        heads = heads[-run:]
        relation = "rank_of" if first.unit_class == "rank" else "growth_of"
        found.ties.extend(Tie(v, h, relation, "respectively") for v, h in zip(values, heads, strict=True))
        found.groups.append((*heads, *values))
        return True
    nouns = _nouns(text, sentences.clause(at)[0], at)
    if len(nouns) == run:
        found.nouns.update(zip(values, nouns, strict=True))
        found.groups.append(values)
        return True
    return False


def _heads(text: str, quantities: Sequence[Quantity], i: int, at: int, found: Ties, sentences: Sentences) -> list[int]:
    """The quantities of the sentence to which a list of growths or ranks behind ``at`` may be given out."""
    begin = max(sentences.sentence(at)[0], text.rfind("；", 0, at) + 1, at - _LONGEST_SENTENCE)
    heads = [k for k in range(max(0, i - _MOST_HEADS), i) if quantities[k].start >= begin]
    changes = {tied.position for tied in found.ties if tied.relation == "growth_of"}
    clause = text[sentences.clause(at)[0] : at]
    if quantities[i].unit_class == "rank" and any(word in clause for word in _GROWTH_NAMED):
        return [k for k in heads if k in changes]
    return [k for k in heads if k not in changes and quantities[k].unit_class not in ("percent", "rank")]


def _nouns(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    nouns, at = [], start
    for match in re.finditer(r"、|和|及(?!以)|与|以及|$", text[start:stop]):
        end = start + match.start()
        if end > at:
            nouns.append((at, end))
        at = start + match.end()
    return nouns


class _Pair(NamedTuple):
    """A quantity ``one`` at ``i``, the one before it, and the words between them."""

    text: str
    quantities: Sequence[Quantity]
    i: int
    between: str

    @property
    def base(self) -> Quantity:
        return self.quantities[self.i - 1]

    @property
    def one(self) -> Quantity:
        return self.quantities[self.i]


def _single(text: str, quantities: Sequence[Quantity], i: int) -> Tie | None:
    """The tie of a quantity to the one before it, or to one a little farther back."""
    pair = _Pair(text, quantities, i, words_between(text, quantities[i - 1], quantities[i]))
    if len(pair.between) > _LONGEST_BETWEEN or "\n" in pair.between:
        return None
    for relation in _RELATIONS:
        if (tied := relation(pair)) is not None:
            return tied
    return None


def _level(pair: _Pair) -> Tie | None:
    """从950元提高到1450元."""
    if len(pair.between) > _LONGEST_LEVELS or pair.base.unit != pair.one.unit or not _matches("levels", pair.between):
        return None
    begin = pair.base.start
    each = rule(__package__, "between_noun_and_number", "of-a-unit").pattern.search(pair.text, max(0, begin - 6), begin)
    is_from = pair.text.endswith(_FROM, 0, each.start() if each else begin)
    return Tie(pair.i, pair.i - 1, "before_after", "from-to") if is_from else None


def _growth(pair: _Pair) -> Tie | None:
    """总收入200.89亿元，同比增长11.2%; 投资74亿元，占计划的47%，同比增长24%; 满意率98%，同比提高3个百分点."""
    if pair.one.unit_class not in _GROWS or not _matches("growth", pair.between):
        return None
    base = _whole(pair.text, pair.quantities, pair.i - 1)
    base_class = pair.quantities[base].unit_class
    grows = base_class not in _NEVER_GROWS or (base_class == "percent" and pair.one.unit_class in _SHARES)
    return Tie(pair.i, base, "growth_of", "grew") if grows else None


def _rank(pair: _Pair) -> Tie | None:
    """增长11.2%，居全省第四位."""
    is_rank = pair.one.unit_class == "rank" and _matches("ranked", pair.between)
    return Tie(pair.i, pair.i - 1, "rank_of", "ranked") if is_rank else None


def _same(pair: _Pair) -> Tie | None:
    """7893户25281人."""
    base, one, between = pair.base, pair.one, pair.between
    if between not in _SAME or base.unit == one.unit:
        return None
    if not {base.unit_class, one.unit_class} <= {"count", "event", "percent"} or {base.unit, one.unit} <= _PLACES:
        return None
    is_of_persons = "户" in (base.unit, one.unit) and {base.unit, one.unit} <= _HOUSEHOLDS
    if between.startswith("，") and not is_of_persons and _has_own_noun(pair.text, one.stop):
        return None
    is_known = between not in ("，", "") or {base.unit, one.unit} <= _SAME_UNITS
    return Tie(pair.i, pair.i - 1, "same_population", "side-by-side") if is_known else None


def _has_own_noun(text: str, stop: int) -> bool:
    return is_han(text[stop : stop + 1]) and not verb_at(text, stop)


def _part(pair: _Pair) -> Tie | None:
    """46个项目，其中23个: of the figures a little before, the one of the same unit, or of persons, is the whole."""
    text, base, one, between = pair.text, pair.base, pair.one, pair.between
    if one.unit_class not in _HAVE_PARTS or not rule(__package__, "parts", "among").pattern.search(between):
        return None
    if between.startswith("中") and text[base.start - 1 : base.start] != "从":
        return None
    near = range(pair.i - 1, max(-1, pair.i - 4), -1)
    alike = [k for k in near if pair.quantities[k].unit == one.unit]
    persons = [k for k in near if {pair.quantities[k].unit, one.unit} <= _PERSONS]
    for k in (*alike, *persons):
        whole = pair.quantities[k]
        if "其中" not in words_between(text, whole, base) and _is_part(text, whole, one, between):
            return Tie(pair.i, k, "subset_of", "among")
    return None


_RELATIONS = (_level, _growth, _rank, _same, _part)


def _matches(group: str, between: str) -> bool:
    return first_match(read_rules(__package__, group), between) is not None


@cache
def _grew() -> re.Pattern[str]:
    return re.compile(either(read_data(__package__, "words.yaml")["grew"]))


def _is_part(text: str, whole: Quantity, part: Quantity, between: str) -> bool:
    """Whether the part may be of the whole: it names nothing of its own, or a noun that shares two characters with the whole's."""
    behind = text[part.stop : part.stop + 12]
    if (
        between.startswith("中")
        or not behind
        or behind[0] in CLAUSE + "、被"
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
