"""What the sentence of a mention says of its programme: the level that issued it, the place, the year of its launch."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.facts.programmes.names import HAN, either, lexicon
from pbdata.model.facts import PlaceMention

_FAR = 90
_NEAR = 18


class Circumstances(NamedTuple):
    """``level`` was found by ``method``: ``body`` (县委), ``scope`` (全县) or ``place`` (the subject of the verb)."""

    level: str | None
    method: str | None
    place_id: str | None
    year: int | None


_NOTHING = Circumstances(None, None, None, None)


class _Patterns(NamedTuple):
    body: re.Pattern[str]
    scope: re.Pattern[str]
    introduced: re.Pattern[str]
    begins: re.Pattern[str]
    year: re.Pattern[str]
    subject: re.Pattern[str]
    levels: dict[str, str]


def circumstances(field: str, text: str, start: int, places: Sequence[PlaceMention]) -> Circumstances:
    """Return what the words before a mention, in its own sentence, say of the programme that begins at ``start``.

    They say something only where one of their verbs begins the programme (开展, 部署, 确定的) and the name is its object.
    """
    patterns = _patterns()
    if not patterns.introduced.search(text[max(0, start - _NEAR) : start]):
        return _NOTHING
    bound = max(0, start - _FAR)
    words = text[max(bound, *(text.rfind(mark, bound, start) + 1 for mark in "。！？\n")) : start]
    begin = start - len(words)
    years = list(patterns.year.finditer(words))
    year = (
        int(years[-1]["year"])
        if years and (years[-1]["since"] or years[-1]["alone"] or patterns.begins.search(words))
        else None
    )
    place = _subject(field, text, begin, start, places)
    place_id = place.place_id if place else None
    for method, pattern in (("body", patterns.body), ("scope", patterns.scope)):
        clause = words.rfind("，") + 1
        found = [match[1] for match in pattern.finditer(words) if match.start() >= clause or match["deciding"]]
        if found:
            return Circumstances(patterns.levels[found[-1]], method, place_id, year)
    level = place.level if place else None
    return Circumstances(level, "place" if level else None, place_id, year)


def _subject(field: str, text: str, begin: int, start: int, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The last place before the mention that is the subject of the verb which introduces it."""
    for place in reversed(places):
        if place.field == field and begin <= place.start and place.stop <= start:
            return place if _patterns().subject.fullmatch(text, place.stop, start) else None
    return None


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    levels = {word: level for kind in ("issuers", "scopes") for level, group in words[kind].items() for word in group}
    bodies = either([word for group in words["issuers"].values() for word in group])
    scopes = either([word for group in words["scopes"].values() for word in group])
    launching = either(words["launching"])
    return _Patterns(
        body=re.compile(
            rf"({bodies})(?!{either(words['posts'])})(?P<deciding>[、{HAN}]{{0,8}}(?:决定|部署|提出|要求))?"
        ),
        scope=re.compile(rf"({scopes})(?P<deciding>)"),
        introduced=re.compile(rf"(?:{launching})[了的为]?[{HAN}0-9]{{0,12}}$"),
        begins=re.compile(rf"(?:{either(words['beginning'])})[了的]?[{HAN}0-9]{{0,12}}$"),
        year=re.compile(
            "(?P<since>[从自](?=[12][0-9]{3}年))?(?P<year>[12][0-9]{3})年(?!以来)(?:[0-9月日]*(?:起|开始))?(?P<alone>(?<=[年起始])，)?"
        ),
        subject=re.compile(
            rf"(?:[省市县区]?委[、省市县区政府]*)?[^，。；：“”\n]{{0,24}}(?:{launching})[了的为]?[{HAN}0-9]{{0,12}}"
        ),
        levels=levels,
    )
