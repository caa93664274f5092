"""What the sentence of a mention says of its programme: the level that issued it, the place, the year of its launch."""

import re
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.datafiles import read_data
from pbdata.facts.reading import Field, Rows
from pbdata.model.facts import PlaceMention

_FAR = 90
_NEAR = 18


class Circumstances(NamedTuple):
    """``level`` was found by ``method``: ``body`` (县委), ``scope`` (全县) or ``place`` (the subject of the verb)."""

    level: str | None = None
    method: str | None = None
    place_id: str | None = None
    year: int | None = None


def circumstances(field: Field, start: int, places: Rows) -> Circumstances:
    """Return what the words before a mention, in its own sentence, say of the programme that begins at ``start``.

    They say something only where one of their verbs begins the programme (开展, 部署, 确定的) and the name is its object.
    ``places`` are those of the field, by start.
    """
    text = field.text
    if not _pattern("introduced").search(text[max(0, start - _NEAR) : start]):
        return Circumstances()
    begin = max(0, start - _FAR, field.sentences.sentence(start)[0])
    words = text[begin:start]
    place = _subject(text, begin, start, places)
    level, method = _level(words)
    if level is None and place and place.level:
        level, method = place.level, "place"
    return Circumstances(level, method, place.place_id if place else None, _year(words))


def _level(words: str) -> tuple[str | None, str | None]:
    """The level of the last body or extent in the clause, or in the sentence where the body decides."""
    clause = words.rfind("，") + 1
    for method, levels in (("body", "issuers"), ("scope", "scopes")):
        for match in reversed(list(_pattern(method).finditer(words))):
            if match.start() >= clause or match["deciding"]:
                return read_data(__package__, "words.yaml")[levels][match["who"]], method
    return None, None


def _year(words: str) -> int | None:
    """The last year, where it is that of the beginning."""
    years = list(_pattern("year").finditer(words))
    if years and (years[-1]["since"] or years[-1]["alone"] or _pattern("begins").search(words)):
        return int(years[-1]["year"])
    return None


def _subject(text: str, begin: int, start: int, places: Rows) -> PlaceMention | None:
    """The last place before the mention, if it is the subject of the verb which introduces it."""
    place = next(reversed(places.within(begin, start)), None)
    return place if place and _pattern("subject").fullmatch(text, place.stop, start) else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "circumstances", name).pattern
