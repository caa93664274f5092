"""Where the names of townships, villages and urban communities begin: their endings say only where they end."""

import re

from pbdata.facts.places.gazetteer import load_townships, load_villages
from pbdata.facts.places.names import is_boundary, is_generic, load_lexicon, opens

# A list of villages without their endings (周庄、驼龙两个村).
_LIST = re.compile(r"((?:[\u3400-\u9fff]{2,12}、)+[\u3400-\u9fff]{2,4}?)等?(?:[两二三四五六七八九十\d]+个|等)村")
_ITEM = re.compile(r"[^、]+")
_LONGEST = 100
_STOPS = "，。；：！？\n"


def find_list(words: str, suffix: int, stop: int, taken: int) -> list[tuple[int, int]]:
    """Return the villages of a list whose ending stands once, at ``suffix``; most must have names that villages have.

    What stands before ``taken`` belongs to another name.
    """
    listed = load_villages()
    opening = max(
        max(words.rfind(mark, max(0, suffix - _LONGEST), suffix) for mark in _STOPS) + 1, suffix - _LONGEST, 0
    )
    match = _LIST.search(words, opening, stop)
    if match is None:
        return []
    (begin, end), *others = ((item.start(), item.end()) for item in _ITEM.finditer(words, match.start(1), match.end(1)))
    first = next((at for at in range(begin, end - 1) if words[at:end] in listed and opens(words, at)), None)
    if begin < taken < end:
        first = taken
    if first is None or 2 * sum(words[at:to] in listed for at, to in others) < len(others):
        return []
    return [(first, end), *others]


def name_begins(run: str, adjacent: bool) -> int | None:
    """Where a name begins in the characters before its ending: after the last boundary; none if nothing bounds it.

    Where a boundary stands directly before the ending (工作在村), the ending is a word of its own.
    """
    if adjacent and len(run) < 4:
        return 1 if len(run) == 3 and is_boundary(run, 1) and run not in load_villages() else 0
    if is_boundary(run, len(run)):
        return None
    for at in range(len(run) - 2, 0, -1):
        if is_boundary(run, at):
            return at if len(run) - at < 5 else None
    return 0 if 1 < len(run) < 5 or (adjacent and len(run) < 7) else None


def is_within_township(words: str, following: str) -> bool:
    """Whether 村 or 社区 stands within the name of a township (吴村镇)."""
    ending = following[:1] if following[:1] in ("镇", "乡") else following if following == "街道" else ""
    return bool(ending) and any(
        words[at:] + ending in load_townships() for at in range(max(0, len(words) - 4), len(words))
    )


def village_begins(run: str, before: str | None, following: str, ending: str) -> int | None:
    """Where the name of a village begins in a run of characters; none if there is no name.

    ``before`` is the level of the place that stands directly before the run. After a township nearly anything is a name; elsewhere a
    name has to be one that villages have, or the words that follow have to be those that follow a village's name.
    """
    lexicon, listed = load_lexicon(), load_villages()
    at = name_begins(run, before is not None)
    if before is not None and at == 0:
        if before == "township":
            a_name = run[-1] not in lexicon.not_last and not is_generic(run, ending)
            return 0 if run in listed or a_name else None
        if before == "village" and following[:1] == "民":
            return None
        a_name = run in listed and not is_generic(run, ending)
        return 0 if a_name and not following.startswith(lexicon.common_after) else None
    if following.startswith(lexicon.common_after):
        return None
    if at is None and is_boundary(run, len(run)):
        return 0 if run in listed and before is None and run not in lexicon.boundary_words else None
    told = following.startswith(lexicon.village_after)
    if at is None or (run[at:] not in listed and not (told and len(run) - at < 4)):
        if not told:
            return None
        at = next((i for i in range(max(0, len(run) - 4), len(run) - 1) if run[i:] in listed), None)
    return None if at is None or is_generic(run[at:], ending) else at
