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
    run, ending, listed = words[start : local.suffix], local.ending, load_villages()
    lexicon = load_lexicon()
    before = around.level_before(start)
    following = words[local.stop : local.stop + 3]
    listed_item = len(run) < 5 and _in_list(words, start, around)
    number = _NUMBER.search(run) if ending == _COMMUNITY else None
    at = 0 if listed_item and words[start - 1] == "、" else name_begins(run, before != "nothing")
    if number:
        at = _street_begins(run, number.start(), before != "nothing")
    told = following.startswith(lexicon.village_after)
    within = next((i for i in range(max(0, len(run) - 4), len(run) - 1) if run[i:] in listed), None) if told else None
    core = _without_kind(run[at or 0 :])
    kind = core != run[at or 0 :] and is_word(core)  # 实现|行政村
    case = decide(
        "villages",
        {
            "within_township": is_within_township(run + ending, words[local.stop : local.stop + 2]),
            "quoted": words[start - 1 : start] + words[local.stop : local.stop + 1] == "“”",
            "before": before,
            "begins": _begins(run, at, before),
            "listed": core in listed,
            "listed_within": within is not None,
            "whole_listed": run in listed and run not in lexicon.boundary_words,
            "in_list": _in_list(words, start + (at or 0), around),
            "told": told,
            "common_behind": following.startswith(lexicon.common_after) and not told,
            "villagers_behind": following[:1] == "民",
            "made": words.endswith(lexicon.made_before, 0, start + (at or 0))
            or words.startswith(lexicon.made_after, local.stop)
            or _follows_a_kind(words, start + (at or 0), ending),
            "own_name": core in listed and not is_word(core),
            "generic": kind or is_generic(core, ending) or _NUMBER.fullmatch(core) is not None,
            "generic_within": within is not None and (bool(number) or is_generic(run[within:], ending)),
            "community": ending == _COMMUNITY,
            "whole_item": words[start + (at or 0) - 1 : start + (at or 0)] in _MARKS
            and words[local.stop : local.stop + 1] in _MARKS,
            "numbered": number is not None and len(core) < _LONGEST_NUMBERED,
            "ends_like_a_name": run[-1] not in lexicon.not_last,
            "short": len(core) < 4,
            "word": is_word(core),
            "wordless": not holds_a_word(core),
            "located": is_located(words, start + (at or 0)),
        },
    )
    return (within or 0 if case.name == "village-told-within" else at or 0), case


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
