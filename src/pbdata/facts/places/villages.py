"""Villages and urban communities: where their names begin (their endings say only where they end), and whether there is a name."""

import re

from pbdata.chinese.numerals import HAN_NUMERALS
from pbdata.facts.persons.name_characters import is_word
from pbdata.facts.places.around import Around
from pbdata.facts.places.cases import Case, decide
from pbdata.facts.places.lexicon import holds_a_word, is_boundary, is_generic, is_located, load_lexicon
from pbdata.facts.places.name_lists import load_townships, load_villages
from pbdata.facts.places.names import Local

JOINTS = ("、", "和", "与", "及")
_COMMUNITY, _LONGEST_NUMBERED, _SHORTEST_STREET = "社区", 8, 3
_MARKS = frozenset({"、", "，", "；", "。", "：", "\n", ""})
# What is a name only behind that of a street: 新建南路第二社区.
_NUMBER = re.compile(f"第[{HAN_NUMERALS}]+$")


def judge_village(words: str, start: int, local: Local, around: Around) -> tuple[int, Case]:
    """Return where the name of a village begins in the words from ``start`` on, and the case that takes or refuses it."""
    run = words[start : local.suffix]
    before = around.level_before(start)
    told = words[local.stop : local.stop + 3].startswith(load_lexicon().village_after)
    number = _NUMBER.search(run) if local.ending == _COMMUNITY else None
    if number:
        at: int | None = _street_begins(run, number.start(), before != "nothing")
    elif len(run) < 5 and words[start - 1] == "、" and _in_list(words, start, around):
        at = 0
    else:
        at = name_begins(run, before != "nothing")
    found = {
        "within_township": is_within_township(run + local.ending, words[local.stop : local.stop + 2]),
        "quoted": words[start - 1 : start] + words[local.stop : local.stop + 1] == "“”",
        "before": before,
        "begins": _begins(run, at, before),
        "told": told,
        "community": local.ending == _COMMUNITY,
    }
    evidence = _Evidence(words, start, local, around, at or 0, number is not None, told)
    case = decide("villages", found, evidence)
    return (evidence.within() or 0 if case.name == "village-told-within" else at or 0), case


class _Evidence:
    """What words show of being the name of a village: the conditions of cases.yaml, each by its name."""

    def __init__(
        self, words: str, start: int, local: Local, around: Around, at: int, has_number: bool, told: bool
    ) -> None:
        self._words, self._local, self._around = words, local, around
        self._run = words[start : local.suffix]
        self._begin = start + at
        self._has_number, self._told = has_number, told
        self._bare = self._run[at:]
        self._core = _without_kind(self._bare)

    def within(self) -> int | None:
        """Where a name that villages have begins later in the words, if what follows is what follows the name of one."""
        if not self._told:
            return None
        run, listed = self._run, load_villages()
        return next((i for i in range(max(0, len(run) - 4), len(run) - 1) if run[i:] in listed), None)

    def listed(self) -> bool:
        return self._core in load_villages()

    def listed_within(self) -> bool:
        return self.within() is not None

    def whole_listed(self) -> bool:
        return self._run in load_villages() and self._run not in load_lexicon().boundary_words

    def in_list(self) -> bool:
        return _in_list(self._words, self._begin, self._around)

    def common_behind(self) -> bool:
        return self._behind(3).startswith(load_lexicon().common_after) and not self._told

    def villagers_behind(self) -> bool:
        return self._behind(1) == "民"

    def made(self) -> bool:
        return (
            self._words.endswith(load_lexicon().made_before, 0, self._begin)
            or self._words.startswith(load_lexicon().made_after, self._local.stop)
            or _follows_a_kind(self._words, self._begin, self._local.ending)
        )

    def own_name(self) -> bool:
        return self.listed() and not self.word()

    def generic(self) -> bool:
        kind = self._core != self._bare and self.word()  # 实现|行政村
        return kind or is_generic(self._core, self._local.ending) or _NUMBER.fullmatch(self._core) is not None

    def generic_within(self) -> bool:
        within = self.within()
        return within is not None and (self._has_number or is_generic(self._run[within:], self._local.ending))

    def whole_item(self) -> bool:
        return self._words[self._begin - 1 : self._begin] in _MARKS and self._behind(1) in _MARKS

    def numbered(self) -> bool:
        return self._has_number and len(self._core) < _LONGEST_NUMBERED

    def ends_like_a_name(self) -> bool:
        return self._run[-1] not in load_lexicon().not_last

    def short(self) -> bool:
        return len(self._core) < 4

    def word(self) -> bool:
        return is_word(self._core)

    def wordless(self) -> bool:
        return not holds_a_word(self._core)

    def located(self) -> bool:
        return is_located(self._words, self._begin)

    def _behind(self, size: int) -> str:
        return self._words[self._local.stop : self._local.stop + size]


def _follows_a_kind(words: str, start: int, ending: str) -> bool:
    """Whether a kind of village stands before a name in a list (富裕村、|幸福村)."""
    before = words[max(0, start - 5) : start]
    if not before.endswith(ending + "、"):
        return False
    core = before.removesuffix(ending + "、")
    return any(is_generic(core[at:], ending, whole=True) for at in range(len(core)))


def _street_begins(run: str, stop: int, adjacent: bool) -> int:
    """Where the name of a street begins that ends at ``stop``: it has three characters at least (来到|建设南路)."""
    last = 0 if adjacent else stop - _SHORTEST_STREET
    return next((at for at in range(last, 0, -1) if is_boundary(run, at)), 0 if last >= 0 else stop)


def _without_kind(core: str) -> str:
    """The name in 赵西行政(村)."""
    bare = core.removesuffix("行政")
    return bare if len(bare) > 1 else core


def _begins(run: str, at: int | None, before: str) -> str:
    if at is None:
        return "at-the-ending" if is_boundary(run, len(run)) else "nowhere"
    return "behind" if at == 0 and before != "nothing" else "bounded"


def _in_list(words: str, start: int, around: Around) -> bool:
    last = around.last
    return last is not None and last.level == "village" and words[last.stop : start] in JOINTS


def name_begins(run: str, adjacent: bool) -> int | None:
    """Where a name begins in the characters before its ending: after the last boundary; none if nothing bounds it.

    Where a boundary stands directly before the ending (工作在村), the ending is a word of its own.
    """
    if adjacent and run in load_villages():
        return 0
    if adjacent and len(run) < 4:
        return 1 if len(run) == 3 and is_boundary(run, 1) else 0
    if is_boundary(run, len(run)):
        return None
    for at in range(len(run) - 2, 0, -1):
        if is_boundary(run, at):
            return at if len(run) - at < 5 else None
    if adjacent and (len(run) < 7 or not holds_a_word(run)):
        return 0  # 阿依巴格乡|玉斯屯克阿依库勒村
    return 0 if 1 < len(run) < 5 else None


def is_within_township(words: str, following: str) -> bool:
    """Whether an ending stands within the name of a township (吴村镇, 庐镇乡)."""
    ending = following[:1] if following[:1] in ("镇", "乡") else following if following == "街道" else ""
    return bool(ending) and any(
        words[at:] + ending in load_townships() for at in range(max(0, len(words) - 4), len(words))
    )
