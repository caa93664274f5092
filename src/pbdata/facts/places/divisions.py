"""Divisions from province to county, and countries: which of the forms that a field prints are places, and which one each is."""

from collections.abc import Iterator, Sequence

from pbdata.chinese.sentences import CLAUSE, Sentences
from pbdata.facts.persons.titles import head_before
from pbdata.facts.places.enumerations import find_division_lists
from pbdata.facts.places.gazetteer import TAIWAN, Division, load_gazetteer
from pbdata.facts.places.lexicon import load_lexicon, opens
from pbdata.facts.places.name_lists import is_also_township, load_townships
from pbdata.facts.places.names import Form
from pbdata.facts.places.resolution import Chain, Day, Years, is_plain, resolve, units_of
from pbdata.facts.places.spots import Found, Spot, chain_of, names_of, printed_row, rows_of
from pbdata.facts.places.townships import counties_of

_HONG_KONG = "香港特别行政区"
_LONGEST_TOWNSHIP = 7
_TOWNSHIP_ENDS = frozenset("乡镇道木")


class Divisions:
    """Finds the divisions from province to county, and countries, in the fields of one article."""

    def __init__(self, area: Chain, day: Day, text: Sentences, forms: Sequence[Form]) -> None:
        self._gazetteer = load_gazetteer()
        self._lexicon = load_lexicon()
        self._area = area
        self._day = day
        self._on = day.known
        self.years = Years(text)
        self.named = self._named(forms)
        self._kin = {kin for one in (*self.named, *area) for kin in self._gazetteer.kin(one)}
        self._spots: dict[tuple[str, str, Chain, str | None], tuple[Spot, str]] = {}

    def _named(self, forms: Sequence[Form]) -> list[Division]:
        """The divisions that the article names in full, in the order of their first mention."""
        named: dict[Division, None] = {}
        for name in dict.fromkeys(form.name for form in forms if form.kind == "full"):
            if name not in self._lexicon.common_full and not is_also_township(name):
                chain = resolve(Form(0, 0, name, "full"), self._on, (), self._area, ()).chain
                if chain:
                    named.setdefault(chain[-1])
        return list(named)

    def find(self, words: str, forms: Sequence[Form]) -> list[Found]:
        """Return the divisions and countries that a field names, in order."""
        found: list[Found] = []
        for number, form in enumerate(forms):
            if form.kind == "country":
                row = printed_row(form.name, "country", None)
                spot = Spot((row,), (form.name,), True, 1, "name", *self._day)
                found.append(Found(form.start, form.stop, "country", "country", spot))
                continue
            before = self._before(form, found)
            if self._is_place(words, forms, number, found, before):
                year = self.years.before(words, form.start)
                spot, level = self._spot(form, before, year)
                found.append(Found(form.start, form.stop, level, f"division-{form.kind}", spot))
        return sorted([*found, *self._lists(words, found)])

    def _lists(self, words: str, found: Sequence[Found]) -> Iterator[Found]:
        """The districts and counties of lists whose kind stands at their end, as far as they were not found by themselves."""
        lists = [*find_division_lists(words)]
        taken = {at for one in found for at in range(one.start, one.stop)} if lists else set()
        for items in lists:
            holders = [self._by_holder(words[start:stop]) for start, stop in items]
            shared = set.intersection(*map(set, holders))
            if len(shared) > 1 and self._area:
                shared &= {self._area[:2][-1].code[:4], self._area[:2][-1].name}
            for (start, stop), units in zip(items, holders, strict=True) if len(shared) == 1 else ():
                if taken.isdisjoint(range(start, stop)):
                    (one,) = (units[code] for code in shared)
                    chain = self._gazetteer.chain(one, self._on)
                    spot = Spot(rows_of(chain), names_of(chain), True, len(units), "list", *self._day)
                    yield Found(start, stop, one.level, "division-list", spot)

    def _by_holder(self, name: str) -> dict[str, Division]:
        """The counties and districts of a bare name, by the code (in Taiwan the name) of what each lies in."""
        names = {"bare": self._gazetteer.short, "district": self._gazetteer.districts}
        units = [one for kind, known in names.items() if name in known for one in units_of(name, kind, self._on)]
        return {one.code[:4] or one.parent: one for one in units if one.level == "county"}

    def _before(self, form: Form, found: Sequence[Found]) -> Chain:
        """The chain of the division that stands directly before a form."""
        if not found or found[-1].stop != form.start or not found[-1].spot.certain:
            return ()
        return chain_of(found[-1].spot.rows)

    def _is_place(self, words: str, forms: Sequence[Form], number: int, found: Sequence[Found], before: Chain) -> bool:
        form, lexicon, day = forms[number], self._lexicon, self._on
        name = form.name
        if form.kind == "full" and is_also_township(name):
            return any(one.name == TAIWAN for one in (*self._area[:1], *before[:1]))
        if form.kind == "full" and name not in lexicon.common_full:
            return True
        units = units_of(name, form.kind, day)
        if before and any(before[-1] in self._gazetteer.chain(one, day)[:-1] for one in units):
            return True
        if form.kind == "full":
            listed = len(name) > 2 or self._is_listed(words, forms, number, found) or self._is_district(words, form)
            return listed and any(map(self._in_area, units)) and opens(words, form.start)
        if name not in lexicon.words and not self._kin.isdisjoint(units):
            return True
        if self._holds_the_next(forms, number) or self._holds_a_township(words, form.stop, units):
            return True
        if _acts(words, form) and any(one.level == "prefecture" for one in units):
            return True
        if form.kind == "district":
            return self._is_listed(words, forms, number, found)
        if any(is_plain(name, one) for one in units):
            return not self._is_given_name(words, form)
        if name not in lexicon.common and (
            words.startswith(lexicon.place_after, form.stop) or any(map(self._in_area, units))
        ):
            return True
        return self._is_listed(words, forms, number, found)

    def _holds_the_next(self, forms: Sequence[Form], number: int) -> bool:
        """Whether a form of a province or prefecture stands directly before one that lies in it (安康|旬阳)."""
        form = forms[number]
        after = forms[number + 1] if number + 1 < len(forms) else None
        if after is None or after.start != form.stop or after.kind == "country":
            return False
        upper = {one for one in units_of(form.name, form.kind, self._on) if one.level != "county"}
        below = units_of(after.name, after.kind, self._on) if upper else ()
        return any(not upper.isdisjoint(self._gazetteer.chain(one, self._on)) for one in below)

    def _holds_a_township(self, words: str, stop: int, units: Sequence[Division]) -> bool:
        """Whether the lists have a township in a county whose name stands directly behind that of the county (泰和|水槎乡)."""
        ahead = words[stop : stop + _LONGEST_TOWNSHIP]
        if _TOWNSHIP_ENDS.isdisjoint(ahead):
            return False
        ends = [
            at + 1 for at in range(2, len(ahead)) if ahead[at] in _TOWNSHIP_ENDS and ahead[: at + 1] in load_townships()
        ]
        return any(not set(units).isdisjoint(counties_of(ahead[:end], self._on)) for end in ends)

    def _is_district(self, words: str, form: Form) -> bool:
        """Whether 北区 is a district, as it is in Hong Kong and before its office or its heads."""
        of_hong_kong = any(one.name == _HONG_KONG for one in self._area[:1])
        return of_hong_kong or words.startswith(self._lexicon.district_after, form.stop)

    def _in_area(self, one: Division) -> bool:
        """Whether a division lies in the prefecture of the article, or in its province where it is about that."""
        upper = [above for above in self._area[:2] if above.level != "county"]
        return bool(upper) and upper[-1] in self._gazetteer.chain(one, self._on)

    def _is_given_name(self, words: str, form: Form) -> bool:
        """Whether a bare name of two characters follows a surname that nothing goes before but a post (里长王大同)."""
        at = form.start - 1
        return (
            form.stop - form.start == 2
            and at >= 0
            and words[at] in self._lexicon.surnames
            and (opens(words, at) or head_before(words, at) is not None)
        )

    def _is_listed(self, words: str, forms: Sequence[Form], number: int, found: Sequence[Found]) -> bool:
        """Whether a form stands in a list of places: tied by a mark to one that was taken, or to one beside it after it."""
        form, lexicon = forms[number], self._lexicon
        if found and found[-1].level != "country" and words[found[-1].stop : form.start] in lexicon.list_marks:
            return form.name not in lexicon.words or words[found[-1].stop] == "、"
        after = forms[number + 1] if number + 1 < len(forms) else None
        if after is None or after.kind == "country" or words[form.stop : after.start] != "、":
            return False
        if not opens(words, form.start):
            return False
        units = {one.code[:4] for one in units_of(form.name, form.kind, self._on)}
        return any(other.code[:4] in units for other in units_of(after.name, after.kind, self._on))

    def _spot(self, form: Form, before: Chain, year: str | None) -> tuple[Spot, str]:
        key = (form.name, form.kind, before, year)
        if key not in self._spots:
            self._spots[key] = self._resolve(form, before, year)
        return self._spots[key]

    def _resolve(self, form: Form, before: Chain, year: str | None) -> tuple[Spot, str]:
        day, as_of, method = self._on, self._day.value, self._day.method
        resolved = resolve(form, day, before, self._area, self.named)
        if resolved.method == "former-or-later-name" and year and year < day[:4]:
            then = resolve(form, year, before, self._area, self.named)
            if then.method != "former-or-later-name" and then.chain:
                resolved, as_of, method = then, year, "clause"
        if resolved.chain:
            chain, level = resolved.chain, resolved.chain[-1].level
        else:
            units = units_of(form.name, form.kind, day)
            chain, level = self._common([self._gazetteer.chain(one, day) for one in units]), units[0].level
        certain = bool(resolved.chain)
        spot = Spot(rows_of(chain), names_of(chain), certain, resolved.n_candidates, resolved.method, as_of, method)
        return spot, level

    def _common(self, chains: Sequence[Chain]) -> Chain:
        """What all of several divisions have above them."""
        size = 0
        while all(len(chain) > size + 1 and chain[size] is chains[0][size] for chain in chains):
            size += 1
        return chains[0][:size]


def _acts(words: str, form: Form) -> bool:
    """Whether a form opens a clause and does what a city does (日照|选派干部)."""
    at = form.start
    return words.startswith(load_lexicon().acts_after, form.stop) and (at == 0 or words[at - 1] in CLAUSE + "\n")
