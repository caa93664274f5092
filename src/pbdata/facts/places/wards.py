"""The 里 of Taiwan, below a district or town: 新民里里长. 里 is a word too, and 里长 a post, so that each name needs a sign.

Signs are a place directly before, 里 printed twice (新民里里长), a row of them, the rank in a list, and the name of the head
behind (光明里长李大明) where the words before are no word of everyday language, or one that many villages have as a name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.numerals import HAN_NUMERALS
from pbdata.chinese.rules import rule
from pbdata.facts.persons.name_characters import is_verb, is_word, surname_bits
from pbdata.facts.places.enumerations import list_items
from pbdata.facts.places.gazetteer import TAIWAN
from pbdata.facts.places.lexicon import load_lexicon, opens
from pbdata.facts.places.name_lists import load_villages
from pbdata.facts.places.resolution import Day
from pbdata.facts.places.spots import Found, Spot, printed_spot
from pbdata.facts.places.villages import JOINTS

_SIZES = (2, 3, 4)
_ITEM = re.compile("[^、和及与里][^、里]{1,2}里")
# How many villages have a word of everyday language as a name, where it may be that of a ward (光明, 和平).
_MANY = 10


class _Ward(NamedTuple):
    start: int
    stop: int
    method: str


def find_wards(words: str, divisions: Sequence[Found], day: Day, known: Mapping[str, Spot]) -> list[Found]:
    """Return the wards that a field names behind the ``divisions`` of Taiwan; ``known`` are those told before, by name."""
    here = [one for one in divisions if one.spot.certain and one.spot.names[0] == TAIWAN]
    if not here:
        return []
    lowest = list(_lowest(here))
    told: dict[str, Spot] = {**known}
    found: dict[tuple[int, int], Found] = {}
    for behind in (True, False):  # What stands behind its district tells the others.
        for number, one in enumerate(here):
            stop = here[number + 1].start if number + 1 < len(here) else len(words)
            above = lowest[number]
            for ward in _behind(words, one) if behind else _told(words, one.stop, stop, told):
                name = words[ward.start : ward.stop].removesuffix("里") + "里"
                spot = told.get(name) if ward.method != "name-before" else None
                spot = spot or printed_spot(above.rows, above.names, name, "village", ward.method, day)
                told.setdefault(name, spot)
                found.setdefault((ward.start, ward.stop), Found(ward.start, ward.stop, "village", "ward", spot))
    return _apart(sorted(found.values()))


def _lowest(passed: Sequence[Found]) -> Iterator[Spot]:
    """For each place the last district or town that was named, if it lies in the place, else the place (新北市社会局)."""
    county = None
    for one in passed:
        county = one.spot if one.level == "county" else county
        yield county if county and county.names[: len(one.spot.names)] == one.spot.names else one.spot


def _apart(found: Sequence[Found]) -> list[Found]:
    return [one for number, one in enumerate(found) if number == 0 or one.start >= found[number - 1].stop]


def _behind(words: str, one: Found) -> Iterator[_Ward]:
    """The wards directly behind a district or town, one behind the other."""
    start = one.stop
    while one.level == "county" and (ward := _pattern("ward").match(words, start)):
        core, stop = ward["core"], ward.end()
        if words.startswith("长", stop) and _looks_like_a_person(core):
            return  # 兴南里吕明志里长
        told = ward["open"] is None or (len(core) == _SIZES[0] and _is_name(core))
        if not told or not _may_be_name(core) or (is_verb(core) and not words.startswith("里", stop)):
            return
        yield _Ward(start, stop, "name-before")
        start = stop + words.startswith(JOINTS, stop)


def _told(words: str, start: int, stop: int, known: Mapping[str, Spot]) -> Iterator[_Ward]:
    for listed in _pattern("wards-listed").finditer(words, start, stop):
        (first, end), *others = list_items(words, *listed.span("items"))
        longest = max(end - begin for begin, end in others)
        items = [(max(first, end - longest), end), *others]
        if not all(_looks_like_a_person(words[begin:end]) for begin, end in items):
            yield from (_Ward(*item, "paragraph") for item in items)
    for row in _pattern("wards-in-a-row").finditer(words, start, stop):
        behind = row.start() == start
        begins = start if behind else _begins(words, row.end("first"), row.start())
        cores = [core for core in re.split("里[、和及与]?", row["others"]) if core]
        if begins is not None and all(map(_may_be_name if behind else _is_name, cores)):
            yield _Ward(begins, row.end("first") + 1, "paragraph")
            yield from (_Ward(*item.span(), "paragraph") for item in _ITEM.finditer(words, *row.span("others")))
    last = -1
    for ending in _pattern("ward-told").finditer(words, start, stop):
        at = ending.start()
        again = next((at - size for size in _SIZES[::-1] if words[at - size : at] + "里" in known), None)
        begin = _begins(words, at, start) if again is None else again
        follows = last >= 0 and begin is not None and bool(_pattern("head-before").fullmatch(words, last, begin))
        if begin is not None and (again is not None or _is_told(words[begin:at], ending, words, begin, follows)):
            yield _Ward(begin, ending.end(), "paragraph")
            last = ending.end()


def _begins(words: str, stop: int, start: int) -> int | None:
    """Where a name before 里 begins: at the last place from which one may begin."""
    for size in _SIZES:
        at = stop - size
        if at < start or not all(map(is_han, words[at:stop])):
            return None
        if opens(words, at) or is_verb(words[max(start, at - 2) : at]):
            return at
    return None


def _is_told(core: str, ending: re.Match[str], words: str, begin: int, listed: bool) -> bool:
    """Whether what stands around tells that words before 里 are a name; ``listed``: they follow another ward and its head."""
    if not _may_be_name(core):
        return False
    if ending["twice"]:
        return not is_verb(core)
    ranked = _pattern("ranked").search(words, max(0, begin - 4), begin) is not None
    named = ending["head"] is not None and surname_bits(ending["head"]) > 0
    return ranked or (named and (listed or _is_name(core)))


def _is_name(core: str) -> bool:
    """Whether words may be the name of a ward by themselves: no word, or one that many villages are called by."""
    if not _may_be_name(core):
        return False
    if is_word(core) or is_verb(core):
        return load_villages().count(core) >= _MANY
    return not any(is_verb(core[at : at + 2]) for at in range(len(core) - 1))


def _may_be_name(core: str) -> bool:
    """Whether words before 里 may be the name of one, and no place in which something is (校园里, 各村里长) and no number."""
    lexicon = load_lexicon()
    return (
        core not in lexicon.no_wards
        and lexicon.not_of_wards.isdisjoint((core[0], core[-1]))
        and not set(core) <= {*HAN_NUMERALS, "卅", "廿"}
    )


def _looks_like_a_person(name: str) -> bool:
    return len(name) == 3 and surname_bits(name[0]) > 0


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "endings", name).pattern
