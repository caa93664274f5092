"""Townships, villages and urban communities, and their short names, as they follow one another in a field."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pbdata.chinese.rules import rule
from pbdata.facts.places.around import Around
from pbdata.facts.places.enumerations import find_enumeration, may_close_a_list
from pbdata.facts.places.gazetteer import TAIWAN, Division
from pbdata.facts.places.lexicon import opens
from pbdata.facts.places.name_lists import load_townships
from pbdata.facts.places.names import Local, Refused, find_locals
from pbdata.facts.places.resolution import Chain, Day, Years
from pbdata.facts.places.short_names import find_short_names, short_name
from pbdata.facts.places.spots import Found, Spot, chain_of, n_villages, open_spot, printed_spot
from pbdata.facts.places.townships import TownshipReader
from pbdata.facts.places.villages import judge_village
from pbdata.facts.places.wards import find_wards

_SHORT = 4
# How long an ending is with the character before it.
_ENDS = (2, 3, 4)
_VILLAGE = frozenset({"村", "社区", "嘎查"})
_IS_OF = ("是", "位于", "地处", "属于", "属", "隶属", "隶属于", "坐落在", "坐落于")
_OF_THAT = tuple(f"{that}{ending}" for that in ("该", "本", "我", "这个") for ending in ("乡", "镇", "街道"))
# The methods that tell where a village lies by what stands around it, and not by what is printed with it.
_GUESSED = ("paragraph", "only-township")


class Localities:
    """Finds the townships and villages in the fields of one article; what it refuses stands in ``refused``."""

    def __init__(self, area: Chain, day: Day, named: Sequence[Division], years: Years) -> None:
        self._area = area
        self._day = day
        self._years = years
        self._townships = TownshipReader(area, day, [one for one in named if one.level == "county"])
        self._known: dict[str, Spot] = {}
        self._told: dict[str, dict[str, Spot]] = {}
        self._names: set[str] = set()
        self._ends: set[str] = set()
        self._wards: dict[str, Spot] = {}
        self.refused: list[Refused] = []

    def find(self, words: str, divisions: Sequence[Found]) -> list[Found]:
        """Return the townships and villages that a field names, in order; ``divisions`` are those found in it."""
        found = self._walk(words, divisions)
        short = find_short_names(words, [*divisions, *found], self._towns([*divisions, *found]))
        if any(_pattern("village-behind").match(words, one.stop) for one in short):
            # A village may stand directly behind the short name of its township (寺耳|黑山村).
            found = self._walk(words, sorted([*divisions, *short]))
        found += short
        wards = find_wards(words, divisions, self._day, self._wards)
        self._wards |= {one.spot.names[-1]: one.spot for one in wards}
        return sorted([*found, *wards])

    def _towns(self, found: Sequence[Found]) -> dict[str, Spot]:
        """The short names of the townships that the article has named so far, those of Taiwan among them."""
        spots = [
            one.spot for one in found if one.spot.certain and one.level == "county" and one.spot.names[0] == TAIWAN
        ]
        spots += [spot for spot in self._known.values() if spot.rows[-1].level == "township"]
        return {
            short: spot for spot in spots if spot.names[-1][-1] in "镇乡道" and (short := short_name(spot.names[-1]))
        }

    def _walk(self, words: str, before: Sequence[Found]) -> list[Found]:
        """The localities of a field, read from left to right; ``before`` are the places that are known already."""
        found: list[Found] = []
        self.refused = []
        around = Around()
        at = 0
        for local in find_locals(words, [(one.start, one.stop) for one in before]):
            while at < len(before) and before[at].stop <= local.suffix:
                around.move(words, before[at].start)
                around.pass_by(before[at])
                at += 1
            around.move(words, local.suffix)
            for one in self._read(words, max(local.run, around.edge), local, around):
                found.append(one)
                around.pass_by(one)
                self._names.add(words[one.start : one.stop])
                self._ends.update(words[one.stop - size : one.stop] for size in _ENDS)
                if one.spot.certain:
                    self._known.setdefault(words[one.start : one.stop], one.spot)
                if one.level == "village" and one.spot.method == "name-before":
                    self._told.setdefault(words[one.start : one.stop], {})[one.spot.rows[-1].place_id] = one.spot
        return found

    def _read(self, words: str, start: int, local: Local, around: Around) -> list[Found]:
        """What ends in a locality's ending: one place, the places of a list, or none."""
        listed = self._list(words, local, around) if may_close_a_list(words, local.suffix) else []
        counted = words[start - 1 : start].isdigit() and local.suffix - start < _SHORT  # 3个示范|村
        if listed or start >= local.suffix or counted:
            return listed
        one = (self._village if local.ending in _VILLAGE else self._township)(words, start, local, around)
        one = one or self._again(words, start, local, around)
        return [one] if one else []

    def _list(self, words: str, local: Local, around: Around) -> list[Found]:
        """The places of a list whose ending stands once (周庄、驼龙两个村)."""
        taken = around.last.stop if around.last else 0
        listed = find_enumeration(words, local.stop, taken)
        if listed is None:
            return []
        spots = [self._item(words[start:stop], listed.level, listed.endings, around) for start, stop in listed.items]
        if listed.level == "township" and not any(spot.certain for spot in spots):
            return []
        rule_name = f"{listed.level}-list"
        return [Found(*span, listed.level, rule_name, spot) for span, spot in zip(listed.items, spots, strict=True)]

    def _item(self, name: str, level: str, endings: Sequence[str], around: Around) -> Spot:
        if level == "village":
            return self._village_spot(name + endings[0], "", False, around)
        for full in (name + ending for ending in endings):
            spot = self._townships.choose(full, around) if full in load_townships() else None
            if spot:
                return spot
        return open_spot(around.county() or self._area, name + endings[-1], 0, self._day)

    def _township(self, words: str, start: int, local: Local, around: Around) -> Found | None:
        town = self._townships.judge(words, start, local, around)
        if town is None:
            return None
        if town.spot is None:
            self.refused.append(Refused(town.start, local.stop, town.case.name))
            return None
        spot = self._then(town.spot, self._years.before(words, start))
        return Found(town.start, local.stop, "township", town.case.name, spot)

    def _village(self, words: str, start: int, local: Local, around: Around) -> Found | None:
        at, case = judge_village(words, start, local, around)
        if not case.takes:
            self.refused.append(Refused(start + at, local.stop, case.name))
            return None
        name = words[start + at : local.stop]
        behind = around.touches(start) and at == 0
        spot = self._village_spot(name, words[max(0, start - 4) : start + at], behind, around)
        return Found(start + at, local.stop, "village", case.name, spot)

    def _again(self, words: str, start: int, local: Local, around: Around) -> Found | None:
        """A name that was found before, where nothing else would tell that it begins here."""
        if words[local.suffix - 1 : local.stop] not in self._ends:
            return None
        for at in range(start, local.suffix):
            name = words[at : local.stop]
            if name in self._names and (len(name) > 2 or opens(words, at)):
                level = "village" if local.ending in _VILLAGE else "township"
                known = self._known.get(name)
                spot = known or open_spot(around.county() or self._area, name, n_villages(name), self._day)
                return Found(at, local.stop, level, "named-before", spot)
        return None

    def _then(self, spot: Spot, year: str | None) -> Spot:
        """A township that held no longer at publication, but in the year that the clause names, is meant as of that year."""
        ended = spot.rows[-1].valid_to if spot.certain else None
        if year is None or ended is None or not year <= ended[:4] < self._day.known[:4]:
            return spot
        return spot._replace(as_of=year, as_of_method="clause")

    def _village_spot(self, name: str, before: str, behind: bool, around: Around) -> Spot:
        """Which village is meant: that of the place before it, of the township of the paragraph, or of the only township."""
        if behind and around.last is not None and around.last.spot.certain:
            last = around.last.spot
            if around.last.level in ("township", "county"):
                return printed_spot(last.rows, last.names, name, "village", "name-before", self._day)
            if around.last.level == "village":
                return printed_spot(last.rows[:-1], last.names[:-1], name, "village", "name-before", self._day)
            if around.last.level != "country":
                return open_spot(chain_of(last.rows), name, n_villages(name), self._day)
        town, county = around.town, around.county()
        if town is not None and (around.same_paragraph or before.endswith(_OF_THAT)):
            return printed_spot(town.rows, town.names, name, "village", "paragraph", self._day)
        fits = town is not None and (not county or county[-1].place_id == town.rows[-2].place_id)
        if town is not None and around.only_town and fits:
            return printed_spot(town.rows, town.names, name, "village", "only-township", self._day)
        return open_spot(county or self._area, name, n_villages(name), self._day)

    def complete(self, words: str, found: Sequence[Found]) -> Iterator[Found]:
        """Replace what was guessed or not decided by what the same words mean elsewhere, or by what follows."""
        for number, one in enumerate(found):
            village, certain = one.level == "village", one.spot.certain
            if certain and not village:
                yield one
                continue
            name = words[one.start : one.stop]
            above = self._holder_behind(words, found, number) if village else None
            known = self._printed_behind_its_holder(words, one) if village else None
            known = known or (None if certain else self._known.get(name))
            if above and (not certain or one.spot.method in _GUESSED):
                self._known[name] = printed_spot(above.rows, above.names, name, "village", "name-after", self._day)
                yield one._replace(spot=self._known[name])
            elif known:
                yield one._replace(spot=known._replace(method="same-name-elsewhere"))
            else:
                yield one

    def _printed_behind_its_holder(self, words: str, one: Found) -> Spot | None:
        """The village that the article prints directly behind its township, or else its county, and names here without it."""
        told = [*self._told.get(words[one.start : one.stop], {}).values()]
        told = [spot for spot in told if spot.rows[-2].level == "township"] or told
        if len(told) != 1 or words.endswith(_OF_THAT, 0, one.start):
            return None
        (spot,) = told
        below = one.spot.method == "name-before" and one.spot.rows[-2] in spot.rows[:-2]
        return spot if below or one.spot.method in _GUESSED else None

    def _holder_behind(self, words: str, found: Sequence[Found], number: int) -> Spot | None:
        """The township that is said of a village behind it (箬鸟村是舒桥乡的后进村, 龙源村隶属于陕西省泾阳县安吴镇)."""
        one, *after = found[number : number + 5]
        if not after or words[one.stop : after[0].start] not in _IS_OF:
            return None
        stop = after[0].start
        for above in after:
            if above.start != stop:
                return None
            if above.level == "township":
                return above.spot if above.spot.certain else None
            stop = above.stop
        return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "endings", name).pattern
