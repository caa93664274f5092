"""Which place is meant: the article's own area, the day whose names hold, and the way down from there to each name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pbdata.extraction.gazetteer import Division, Gazetteer, load_gazetteer
from pbdata.extraction.place_names import Form, find_forms, load_lexicon
from pbdata.model import Article

TODAY = "2026-09"
# How much a name in each part of the article says of its area; in the text each mention counts one.
_WEIGHTS = {"title": 6.0, "subtitle": 5.0, "source": 5.0, "site_name": 4.0, "section": 3.0, "text": 1.0}
_METHODS = ("title", "subtitle", "source", "site_name", "section")
_SHARE = 0.5
_YEAR = re.compile(r"((?:19[4-9]|20[0-3])\d)年(?!以来|起|至|到|前|后)")
_CLAUSE = re.compile(r"[。；！？\n]")

Chain = tuple[Division, ...]


class Day(NamedTuple):
    """The day whose names hold in an article, and how it is known: ``publication``, ``names`` or ``text``."""

    value: str | None
    method: str | None

    @property
    def known(self) -> str:
        """The day to look names up with: the last of the gazetteer where none is known."""
        return self.value or TODAY


class Area(NamedTuple):
    """The area that an article is about, from province down, and what says so. Empty where nothing does."""

    chain: Chain
    method: str | None


class Resolved(NamedTuple):
    """What a form stands for: the chain down to it, how many it could be, and what decided. No chain: undecided."""

    chain: Chain
    n_candidates: int
    method: str | None


def find_day(article: Article, forms: Iterable[Form]) -> Day:
    """Return the day as of which places are named: that of publication, else what names or years in the text prove.

    The names prove the last year in which all the full names that are printed held, where one of them holds no longer.
    """
    if article.published and article.published[:4].isdigit():
        return Day(article.published[:10], "publication")
    gazetteer = load_gazetteer()
    ends = []
    for form in {form.name for form in forms if form.kind == "full"}:
        units = [one for one in gazetteer.full.get(form, ()) if one.name == form]
        if units and all(one.valid_to for one in units):
            ends.append(max(one.valid_to for one in units))
    if ends:
        return Day(str(int(min(ends)[:4]) - 1), "names")
    years = [year for year in _YEAR.findall(article.text) if year <= TODAY[:4]]
    return Day(max(years), "text") if years else Day(None, None)


def find_area(article: Article, forms: dict[str, list[Form]], day: str) -> Area:
    """Return the area that the article is about: the lowest division that most of the names lie in or stand for."""
    votes: Counter[Chain] = Counter()
    direct: Counter[Chain] = Counter()
    by_field: dict[Chain, set[str]] = {}
    heads = {key: find_forms(value) for key in ("source", "site_name", "section") if (value := getattr(article, key))}
    for field, found in (*forms.items(), *heads.items()):
        for form in found:
            chain = _plain_chain(form, day, lenient=field in heads)
            if not chain:
                continue
            direct[chain] += _WEIGHTS[field]
            for size in range(1, len(chain) + 1):
                votes[chain[:size]] += _WEIGHTS[field]
                by_field.setdefault(chain[:size], set()).add(field)
    chain = _descend(votes, direct)
    if not chain:
        return Area((), None)
    fields = by_field[chain]
    return Area(chain, next((method for method in _METHODS if method in fields), "text"))


def _descend(votes: Counter[Chain], direct: Counter[Chain]) -> Chain:
    """Walk down from the country while one division has most of what is said below, and more than is said above it."""
    here: Chain = ()
    while True:
        below = {chain: n for chain, n in votes.items() if len(chain) == len(here) + 1 and chain[:-1] == here}
        if not below:
            return here
        best = max(below, key=lambda chain: (below[chain], chain[-1].code))
        if below[best] < _SHARE * sum(below.values()) or below[best] < direct[here]:
            return here
        here = best


def _plain_chain(form: Form, day: str, lenient: bool) -> Chain:
    """Return the chain of a form that says by itself which division it is; empty if it does not."""
    gazetteer = load_gazetteer()
    lexicon = load_lexicon()
    if form.kind == "country" or form.name in lexicon.common_full or (form.name in lexicon.common and not lenient):
        return ()
    found = [one for _, one in candidates(gazetteer, form, day)]
    best = [one for one in found if one.level == _highest(found)]
    if len(best) != 1 or (form.kind == "bare" and not lenient and not is_plain(form, best[0])):
        return ()
    return gazetteer.chain(best[0], day)


def is_plain(form: Form, one: Division) -> bool:
    """Whether a bare form is a place wherever it stands: a province or prefecture, or a long name, and no common word."""
    lexicon = load_lexicon()
    return form.name not in lexicon.common and (one.level != "county" or len(form.name) > 2)


def candidates(gazetteer: Gazetteer, form: Form, day: str) -> list[tuple[bool, Division]]:
    """Return the divisions of a day that a form may stand for; true for one whose name of the day has this form."""
    units = gazetteer.full.get(form.name, ()) if form.kind == "full" else gazetteer.short.get(form.name, ())
    found: dict[Division, bool] = {}
    for unit in units:
        for one in gazetteer.as_of(unit, day):
            found[one] = found.get(one, False) or one == unit
    if any(found.values()):
        found = {one: exact for one, exact in found.items() if exact}
    if any(one.holds(day) for one in found):
        found = {one: exact for one, exact in found.items() if one.holds(day)}
    return [(exact, one) for one, exact in found.items()]


def _highest(found: Sequence[Division]) -> str | None:
    order = ("province", "prefecture", "county")
    return min((one.level for one in found), key=order.index, default=None)


def resolve(form: Form, day: str, before: Chain, area: Chain, named: Iterable[Division]) -> Resolved:
    """Say which division a form stands for.

    ``before`` is the chain of the name that stands directly before it, ``area`` that of the article, ``named`` what the
    article names elsewhere. The first of these that leaves one candidate decides; if none does, nothing is decided.
    """
    gazetteer = load_gazetteer()
    found = candidates(gazetteer, form, day)
    exact = any(same for same, _ in found)
    chains = [gazetteer.chain(one, day) for _, one in found]
    total = len(chains)
    if total == 1:
        return Resolved(chains[0], 1, "name" if exact else "former-or-later-name")
    if before:
        below = [chain for chain in chains if before[-1] in chain[:-1]]
        if len(below) == 1:
            return Resolved(below[0], total, "name-before")
        chains = below or chains
    level = _highest([chain[-1] for chain in chains])
    chains = [chain for chain in chains if chain[-1].level == level]
    for upper, method in _settings(area, named):
        inside = [chain for chain in chains if upper in chain]
        if len(inside) == 1:
            return Resolved(inside[0], total, method)
        chains = inside or chains
    if len(chains) == 1:
        return Resolved(chains[0], total, "highest-level" if exact else "former-or-later-name")
    return Resolved((), total, None)


def _settings(area: Chain, named: Iterable[Division]) -> Iterator[tuple[Division, str]]:
    for one in reversed(area):
        yield one, "area"
    for one in named:
        yield one, "named-elsewhere"


class Years:
    """The years that a text prints, by clause."""

    def __init__(self, text: str) -> None:
        self._years = [(match.start(), match[1]) for match in _YEAR.finditer(text)]
        self._starts = [match.start() for match in _CLAUSE.finditer(text)] if self._years else []

    def before(self, position: int) -> str | None:
        """Return the last year that the clause of a position prints before it."""
        at = bisect_left(self._years, (position, ""))
        if not at:
            return None
        opening = bisect_left(self._starts, position)
        start = self._starts[opening - 1] if opening else -1
        place, year = self._years[at - 1]
        return year if place > start else None
