"""What a sentence says about its figures: modality, measure, what they are counted per, and the time they hold for.

All of it is inferred from words of the same clause or sentence, by the rules of docs/facts/figures.md; nothing is taken from
farther away. The words stand in ``attributes.yaml``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.facts.figures.quantities import Quantity
from pbdata.model.facts import Date

_SENTENCE_MARKS = "。！？\n"
_CLAUSE_MARKS = "，。；：！？\n,;…"
_PER = re.compile(
    r"(?:每(?:年|月|天|日|周|季度|亩|户|人|村|乡镇|株|头|斤|公斤|吨|平方米|次|所|家|组|县|镇|乡|社区|户家庭|个?支部|[个名](?:建制村|行政村|自然村|村民小组|村|社区|乡镇|县|镇|乡|党支部|基层党组织|党组织|党员|干部|人|家庭|企业|学生|孩子|老人|项目|单位|部门|工作日|季度|星期|小时|网格|小组|月|点)))+"
    r"|[人户亩村]均[年月]?|[月年]均|年(?=[^年月度\d]{0,5}(?:收入|收益|产值|利润|薪))"
)
_PER_BEHIND = re.compile(r"[/／每](月|年|人|户|亩|天|日|小时|斤|吨|村|平方米|次)")
_SUMS = frozenset(("累计", "共计", "总计", "先后", "共"))
_LONGEST_CLAUSE = 60
_SINCE = ("以来", "起", "开始", "至今", "之后", "后，")
_TRAILING = re.compile(r"(?:高达|达到|达|约为|为|约|近|超过|超|分别|仅|了|逾)+$")
_AFTER_WILL = frozenset("会要在于有达可继进再全新投建完实对按从通组开启举召用争力为陆逐重突超增减带覆引成使不")
_NOT_WILL = frozenset("大小上中少老名健")
_AFTER_STRIVE = frozenset("0123456789一两三四五六七八九十在用年今实达使让把早尽")
_PLANS = frozenset(("计划", "规划", "目标", "预算"))
_AFTER_NOUN = frozenset("，。、；”》的")
# Characters that may stand before, and behind, a word of one character that is then another word.
_PARTS = {
    "共": (frozenset("公中"), frozenset("产同青和享建治创鸣")),
    "正": (frozenset("真改纠公修方反校端"), frozenset("确能式常规面值气义风是处逢好如当直")),
    "了": (frozenset("为除受得不"), frozenset("解如然结")),
    "须": (frozenset("必"), frozenset()),
    "仅": (frozenset("不"), frozenset()),
}
_TRAILING_LASTS = frozenset("达到为约近过超别仅了逾")
_CLASSES_WITHOUT = frozenset(("duration", "age", "ordinal"))


class Telling(NamedTuple):
    """What is inferred for a figure; the fields are the columns of ``figures`` with the same names."""

    measure: str | None
    modality: str
    per: str | None
    period_start: str | None
    period_stop: str | None
    period_kind: str | None


class _Words(NamedTuple):
    modality: re.Pattern[str]
    modality_of: dict[str, str]
    flow: re.Pattern[str]
    change: re.Pattern[str]
    mean: re.Pattern[str]
    flow_before: frozenset[str]
    behind_any: re.Pattern[str]
    behind: dict[str, str]


@cache
def _words() -> _Words:
    data = read_data(__package__, "attributes.yaml")
    modality_of = {word: name for name, words in data["modality"].items() for word in words}
    return _Words(
        _any_of(modality_of),
        modality_of,
        _any_of(data["flow"]),
        re.compile(f"(?:{'|'.join(data['change'])})$"),
        _any_of(data["mean"]),
        frozenset(data["flow_before"]),
        _any_of(data["behind"]),
        data["behind"],
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words, the longest first. It begins with the set of their first characters, and then asks for one of the
    second characters, which makes it fast."""
    singles = "".join(word for word in words if len(word) == 1)
    by_first: dict[str, list[str]] = {}
    for word in sorted((word for word in words if len(word) > 1), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    seconds = "".join({rest[0] for found in by_first.values() for rest in found})
    tails = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in by_first.items())
    one = f"|(?<=[{singles}])" if singles else ""
    return re.compile(f"[{''.join(by_first)}{singles}](?:(?=[{seconds}])(?:{tails}){one})")


class Teller:
    """Answers for the figures of one field, in order. ``dates`` are those of the field."""

    def __init__(self, text: str, dates: Sequence[Date]) -> None:
        self._text = text
        self._dates = [date for date in dates if date.value and not date.value.startswith("..")]
        self._date_starts = [date.start for date in self._dates]
        self._sentence = self._scanned = 0
        self._mark: str | None = None
        self._sum, self._sum_goes_on = -1, False
        self._before: tuple[int, str | None] = (-1, None)

    def tell(self, quantity: Quantity, noun: tuple[int, int] | None) -> Telling:
        """Return what is inferred for a quantity with the noun that it counts. Call it in the order of the text."""
        text, start = self._text, quantity.start
        sentence = self._sentence_of(start)
        clause = start
        floor = max(sentence, start - _LONGEST_CLAUSE)
        while clause > floor and text[clause - 1] not in _CLAUSE_MARKS:
            clause -= 1
        prefix = text[clause:start]
        per = self._per(prefix, quantity)
        measure = self._measure(quantity, prefix, per, noun, clause, sentence)
        self._before = (sentence, measure)
        return Telling(measure, self._modality(quantity), per, *self._period(quantity, sentence, per, measure))

    def _sentence_of(self, start: int) -> int:
        """Where the sentence of a quantity begins; reads the words of modality between the last quantity and this."""
        text, floor = self._text, self._scanned
        sentence = max([text.rfind(mark, floor, start) for mark in _SENTENCE_MARKS]) + 1 or self._sentence
        if sentence != self._sentence:
            self._sentence, self._mark, floor = sentence, None, sentence
            self._sum, self._sum_goes_on = -1, False
        for match in _words().modality.finditer(text, floor, start):
            if not _part_of_word(text, match):
                self._mark = match[0]
                if self._mark in _SUMS:
                    # 共258人 sums up this number alone, 共撤换52名 also what follows.
                    self._sum = match.end()
                    self._sum_goes_on = self._sum_goes_on or not text[self._sum].isdecimal()
        self._scanned = start
        return sentence

    def _per(self, prefix: str, quantity: Quantity) -> str | None:
        if "每" in prefix or "均" in prefix or "年" in prefix:
            found = None
            for match in _PER.finditer(prefix):
                found = match[0]
            if found:
                return found
        match_behind = _PER_BEHIND.match(self._text, quantity.unit_stop)
        return match_behind[1] if match_behind else None

    def _measure(
        self, quantity: Quantity, prefix: str, per: str | None, noun: tuple[int, int] | None, clause: int, sentence: int
    ) -> str | None:
        unit_class = quantity.unit_class
        words = _words()
        if prefix and prefix[-1] in _TRAILING_LASTS:
            prefix = _TRAILING.sub("", prefix)
        if unit_class in _CLASSES_WITHOUT:
            return None
        if unit_class == "rank":
            return "rank"
        if unit_class == "points" or words.change.search(prefix, max(0, len(prefix) - 5)):
            return "change"
        if unit_class in ("percent", "fraction", "ratio"):
            return "share"
        if unit_class == "multiple":
            return "change"
        if "均" in prefix and words.mean.search(prefix):
            return "mean"
        if (per is not None and per not in ("每年", "年")) or (
            noun is not None and self._text[noun[1] - 2 : noun[1]] == "标准"
        ):
            return "rate"
        if unit_class in ("money", "event", "weight", "energy", "volume"):
            return "flow"
        verbs = prefix if noun is None or noun[0] >= quantity.start else self._text[clause : noun[0]]
        if not verbs.endswith("的") and (
            words.flow.search(verbs)
            or verbs[-1:] in words.flow_before
            or verbs[-2:-1] in words.flow_before
            and verbs[-1:] in "了出"
        ):
            return "flow"
        if (
            not verbs
            and self._before[0] == sentence
            and self._before[1] in ("flow", "stock")
            and noun is not None
            and noun[0] < quantity.start
        ):
            return self._before[1]
        return "stock"

    def _modality(self, quantity: Quantity) -> str:
        text, stop = self._text, quantity.stop
        if quantity.nominal and quantity.approximator is None:
            return "nominal"
        if (
            stop > quantity.unit_stop
            and quantity.unit_class not in ("percent", "fraction", "duration")
            and quantity.bound in ("at_least", "at_most")
            and text[stop : stop + 1] not in _CLAUSE_MARKS
            and text[stop : stop + 1] != "、"
        ):
            return "threshold"
        if self._mark is not None:
            return _words().modality_of[self._mark]
        words = _words()
        match = words.behind_any.search(text, stop, stop + 18)
        if match and not any(mark in text[stop : match.start()] for mark in _CLAUSE_MARKS):
            return words.behind[match[0]]
        return "achieved"

    def _period(
        self, quantity: Quantity, sentence: int, per: str | None, measure: str | None
    ) -> tuple[str | None, str | None, str | None]:
        text = self._text
        if measure is None:
            return None, None, None
        k = bisect_left(self._date_starts, quantity.start) - 1
        if k >= 0 and self._date_starts[k] >= sentence:
            date = self._dates[k]
            first, _, last = (date.value or "").partition("/")
            before, behind = text[date.start - 2 : date.start], text[date.stop : date.stop + 4]
            if behind.startswith(_SINCE):
                return first, None, "since"
            if (date.granularity == "day" and not behind.startswith("期间")) or before.endswith(("到", "至", "截止")):
                return first, last or first, "point"
            return first, last or first, "interval"
        if per is not None and ("每年" in per or per == "年" or per.startswith("年均")):
            return None, None, "annual"
        if measure in ("flow", "stock") and (self._sum_goes_on or self._sum == quantity.start):
            return None, None, "cumulative"
        return None, None, None


def _part_of_word(text: str, match: re.Match[str]) -> bool:
    """Whether characters around a telling word make another word of it: 共产党, 将军, 为了, 三年计划."""
    at, end = match.span()
    before, follower = text[at - 1] if at else "", text[end : end + 1]
    word = match[0]
    if word == "将":  # 将村干部报酬提高到: 将 may stand for 把
        return before in _NOT_WILL or follower not in _AFTER_WILL
    if word == "争取":  # 争取资金 is to obtain
        return follower not in _AFTER_STRIVE
    if word in _PLANS:  # 行动计划，
        return follower in _AFTER_NOUN
    if word == "已":
        return follower == "经"
    rules = _PARTS.get(word)
    return rules is not None and (before in rules[0] or follower in rules[1])
