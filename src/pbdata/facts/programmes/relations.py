"""How the programmes of a sentence stand to one another: what contains a list of others, and what carries out what."""

import re
from collections.abc import Sequence

from pbdata.facts.programmes.names import HAN, Name

_CONTAINS = re.compile("重点是|包括|包含|内容是|内容为|即是|分为|涵盖|，即|就是")
_BY = re.compile(rf"(?:为[{HAN}]{{1,6}}，?)?[^。；]{{0,24}}(?:深化|推进|落实|推动|助推|贯彻)[{HAN}]{{0,6}}")
_INTO = re.compile(rf"(?:活动)?(?:细化为|分解为|具体化为)[{HAN}]{{0,4}}")
_IS = re.compile(rf"，?是[{HAN}]{{0,16}}")
_FAR = 320
_SENTENCE_MARKS = "。！？\n"


def parent_of(text: str, names: Sequence[Name], start: int) -> Name | None:
    """Return the first programme of the sentence where words between say that it contains the list at ``start``."""
    bound = max(0, start - _FAR)
    sentence = max(bound, *(text.rfind(mark, bound, start) + 1 for mark in _SENTENCE_MARKS))
    for name in names:
        if sentence <= name.start and name.stop < start and name.rule != "list-in-marks":
            return name if _CONTAINS.search(text, name.stop, start) else None
    return None


def implementations(text: str, first: Name, second: Name) -> tuple[Name, Name] | None:
    """Return who carries out whom, of two neighbours in one sentence: 以…为助力深化…, 把…细化为…, …是该市“书记项目”."""
    if second.start < first.stop:
        return None
    by = _BY.fullmatch(text, first.stop, second.start)
    if by and text[max(0, first.start - 1) : first.start] == "以":
        return first, second
    if _INTO.fullmatch(text, first.stop, second.start):
        return second, first
    if _IS.fullmatch(text, first.stop, second.start) and second.name.endswith("项目"):
        return first, second
    return None
