"""How the programmes of a sentence stand to one another: what contains a list of others, and what carries out what."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from pbdata.chinese.rules import rule
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.spots import FAR
from pbdata.facts.reading import Field


def parent_of(field: Field, names: Sequence[Name], start: int) -> Name | None:
    """Return the first programme of the sentence where words between say that it contains the list at ``start``."""
    sentence = max(0, start - FAR, field.sentences.sentence(start)[0])
    for name in names[bisect_left(names, (sentence,)) : bisect_left(names, (start,))]:
        if name.stop < start and name.rule != "list-in-marks":
            return name if _pattern("contains").search(field.text, name.stop, start) else None
    return None


def implementations(text: str, first: Name, second: Name) -> tuple[Name, Name] | None:
    """Return who carries out whom, of two neighbours in one sentence: 以…为助力深化…, 把…细化为…, …是该市“书记项目”."""
    if second.start < first.stop:
        return None
    if _pattern("by").fullmatch(text, first.stop, second.start) and text[max(0, first.start - 1) : first.start] == "以":
        return first, second
    if _pattern("into").fullmatch(text, first.stop, second.start):
        return second, first
    if _pattern("is").fullmatch(text, first.stop, second.start) and second.name.endswith("项目"):
        return first, second
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "relations", name).pattern
