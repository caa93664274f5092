"""Festivals and five-year plans: 春节, “七一”, 十二五. Their names are in ``chinese/festivals.yaml``.

A name that is a number too (七一), or that is the name of an activity (清明祭奠), is a festival only in quotation marks or in front
of a telling word.
"""

import re
from typing import NamedTuple

from pbdata.chinese.calendar import festivals
from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import either
from pbdata.datafiles import read_data
from pbdata.patterns import compiled

_WORDS = read_data(__package__, "words.yaml")
_MARKS = ("、", "，")
_NO_FEAST, _BEHIND = tuple(_WORDS["not_feast_behind"]), tuple(_WORDS["feast_behind"])
_NAMES = festivals()
_ANY = either(_NAMES.names.union(_NAMES.plans))
_QUOTED = compiled(f"{__name__}.quoted", f"[“‘](?P<name>{_ANY})[”’]")
_BARE = compiled(f"{__name__}.bare", f"(?P<name>{_ANY})")
_FIRSTS = frozenset(name[0] for name in _NAMES.names.union(_NAMES.plans)) | {"“", "‘"}
_IN_NUMBER = re.compile("[0-9一二三四五六七八九十百千第双]")
_SHORTEST_BARE_PLAN = 3
# Where a name may begin, or its quotation mark. Each alternative begins with a character, of which ``re`` makes a set.
PLACES = compiled(f"{__name__}.places", f"“(?=(?:{_ANY})[”’])|‘(?=(?:{_ANY})[”’])|{_ANY}")


class Feast(NamedTuple):
    """A festival, or a plan with its first and last year, by its name; ``stop`` is behind its quotation marks."""

    stop: int
    name: str
    plan: str | None


def feast_at(text: str, at: int, *, behind_year: bool = False) -> Feast | None:
    """Return the festival or plan whose name, or whose quotation marks, begin at a place."""
    if text[at : at + 1] not in _FIRSTS:
        return None
    quoted = _QUOTED.match(text, at)
    match = quoted or _BARE.match(text, at)
    if match is None or _IN_NUMBER.match(text[at - 1 : at]):
        return None
    name, stop = match["name"], match.end()
    if name in _NAMES.plans:
        bare = len(name) >= _SHORTEST_BARE_PLAN and text.startswith(_NAMES.plan_before, stop)
        return Feast(stop, name, _NAMES.plans[name]) if quoted or bare else None
    if text.startswith(_NO_FEAST, stop) or not (quoted or _is_telling(name, text, at, stop, behind_year)):
        return None
    return Feast(stop + (not quoted and text.startswith("节", stop)), name, None)


def _is_telling(name: str, text: str, at: int, stop: int, behind_year: bool) -> bool:
    """Whether what is around a bare name makes it a festival: 国庆、 is one behind a year or a mark, and else may be a person."""
    alone = behind_year or (name not in _NAMES.numeric and not is_han(text[at - 1 : at] or "，"))
    if alone and text.startswith(_MARKS, stop):
        return True
    if name in _NAMES.numeric:
        return text.startswith(_NAMES.numeric_before, stop) or (behind_year and text.startswith(_BEHIND, stop))
    return name in _NAMES.certain or name.endswith(("节", "日")) or text.startswith(_BEHIND, stop)
