"""Which division is meant: the day whose names hold, the article's own area, and the choice among those of one name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from pbdata.chinese.sentences import Sentences
from pbdata.facts.places.gazetteer import TAIWAN, Division, load_gazetteer
from pbdata.facts.places.lexicon import load_lexicon
from pbdata.facts.places.name_lists import is_also_township
from pbdata.facts.places.names import Form, find_forms
from pbdata.model.article import Article

# How much a name in each part of the article says of its area; in the text each mention counts one.
_WEIGHTS = {"title": 6.0, "subtitle": 5.0, "source": 5.0, "site_name": 4.0, "section": 3.0, "text": 1.0}
_HEADS = ("source", "site_name", "section")
_METHODS = ("title", "subtitle", *_HEADS)
_ORDER = ("province", "prefecture", "county")
_SHARE = 0.5
# A bare name counts less, and one bare name in the text alone (他从16岁出门到北京) is not enough.
_BARE, _ENOUGH = 0.7, 1.0
_YEAR = re.compile(r"((?:19[4-9]|20[0-3])\d)年(?!以来|起|至|到|前|后)")
_FAR = 100
_NAME_AND_KIND = attrgetter("name", "kind")


Chain = tuple[Division, ...]
_Narrow = Callable[[Sequence[Chain]], list[Chain]]


class Day(NamedTuple):
    """The day whose names hold in an article, and how it is known: ``publication``, ``names`` or ``text``."""

    value: str | None
    method: str | None

    @property
    def known(self) -> str:
        """The day to look names up with: the last of the gazetteer where none is known."""
        return self.value or load_gazetteer().newest


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
    for name in {form.name for form in forms if form.kind == "full"}:
        units = [one for one in gazetteer.full.get(name, ()) if one.name == name]
        if units and all(one.valid_to for one in units):
            ends.append(max(one.valid_to for one in units))
    if ends:
        return Day(str(int(min(ends)[:4]) - 1), "names")
    years = [year for year in _YEAR.findall(article.text) if year <= gazetteer.newest[:4]]
    return Day(max(years), "text") if years else Day(None, None)


def find_area(article: Article, forms: Mapping[str, Sequence[Form]], day: str) -> Area:
    """Return the area that the article is about: the lowest division that most of the names lie in or stand for."""
    direct: dict[Chain, float] = {}
    doubtful: dict[Chain, float] = {}
    fields_of: dict[Chain, set[str]] = {}
    heads = {key: _forms_of_a_head(value) for key in _HEADS if (value := getattr(article, key))}
    for field, found in (*forms.items(), *heads.items()):
        for (name, kind), n in Counter(map(_NAME_AND_KIND, found)).items():
            chain = _plain_chain(name, kind, day, field in heads)
            if chain:
                weight = _WEIGHTS[field] * (1.0 if kind == "full" else _BARE)
                said = doubtful if is_also_township(name) else direct
                said[chain] = said.get(chain, 0.0) + n * weight
                fields_of.setdefault(chain, set()).add(field)
    chain = _descend(direct)
    if article.script == "hant" and (not chain or chain[0].name == TAIWAN):
        # 竹山镇 is a town of Taiwan and of the mainland.
        chain = _descend({key: direct.get(key, 0.0) + doubtful.get(key, 0.0) for key in (direct | doubtful)})
    if not chain:
        return Area((), None)
    fields = {field for below, found in fields_of.items() if below[: len(chain)] == chain for field in found}
    return Area(chain, next((method for method in _METHODS if method in fields), "text"))


@lru_cache(maxsize=4096)
def _forms_of_a_head(printed: str) -> tuple[Form, ...]:
    """The forms in the name of a source, site or section, which comes again in many articles; none in that of a national one."""
    return () if printed in load_lexicon().national_media else tuple(find_forms(printed))


def _descend(direct: Mapping[Chain, float]) -> Chain:
    """Walk down from the country while one division has most of what is said below, and more than is said above it."""
    here: Chain = ()
    while True:
        below: dict[Chain, float] = {}
        for chain, n in direct.items():
            if len(chain) > len(here) and chain[: len(here)] == here:
                step = chain[: len(here) + 1]
                below[step] = below.get(step, 0.0) + n
        if not below:
            return here
        best = max(below, key=lambda chain: (below[chain], chain[-1].code))
        if below[best] < max(_ENOUGH, _SHARE * sum(below.values()), direct.get(here, 0.0)):
            return here
        here = best


@lru_cache(maxsize=8192)
def _plain_chain(name: str, kind: str, day: str, in_head: bool) -> Chain:
    """Return the chain of a form that says by itself which division it is; empty if it does not.

    In the name of a source or site a bare name is enough (信宜新闻网).
    """
    gazetteer, lexicon = load_gazetteer(), load_lexicon()
    never = lexicon.words if in_head else lexicon.common
    if kind in ("country", "district") or name in lexicon.common_full or name in never:
        return ()
    found = highest(units_of(name, kind, day))
    if len(found) != 1 or not (kind == "full" or in_head or is_plain(name, found[0])):
        return ()
    return gazetteer.chain(found[0], day)


def is_plain(name: str, one: Division) -> bool:
    """Whether a bare form is a place wherever it stands.

    It is if it names a province or prefecture, has more than two characters or is known everywhere, and is no common word.
    """
    lexicon = load_lexicon()
    if one.level == "county" and len(name) == 2:
        return name in lexicon.known
    return name not in lexicon.common


@lru_cache(maxsize=8192)
def candidates(name: str, kind: str, day: str) -> tuple[tuple[Division, bool], ...]:
    """Return the divisions of a day that a form may stand for, and whether their names of the day have this form.

    Where some do, the others are left out.
    """
    gazetteer = load_gazetteer()
    forms = {"full": gazetteer.full, "bare": gazetteer.short, "district": gazetteer.districts}[kind]
    found: dict[Division, bool] = {}
    for unit in forms[name]:
        for one in gazetteer.as_of(unit, day):
            found[one] = found.get(one, False) or one is unit
    holding = {one: exact for one, exact in found.items() if one.holds(day)} or found
    exact = {one: same for one, same in holding.items() if same} or holding
    return tuple(exact.items())


@lru_cache(maxsize=8192)
def units_of(name: str, kind: str, day: str) -> tuple[Division, ...]:
    """Return the divisions of a day that a form may stand for."""
    return tuple(one for one, _ in candidates(name, kind, day))


def highest(found: Sequence[Division]) -> list[Division]:
    """Return those of the highest level among divisions."""
    level = min((_ORDER.index(one.level) for one in found), default=0)
    return [one for one in found if one.level == _ORDER[level]]


def resolve(form: Form, day: str, before: Chain, area: Chain, named: Iterable[Division]) -> Resolved:
    """Say which division a form stands for.

    ``before`` is the chain of the name that stands directly before it, ``area`` that of the article, ``named`` what the
    article names elsewhere. The first of these that leaves one candidate decides; if none does, nothing is decided.
    """
    gazetteer = load_gazetteer()
    found = candidates(form.name, form.kind, day)
    alone = "name" if found[0][1] else "former-or-later-name"
    if len(found) == 1:
        return Resolved(gazetteer.chain(found[0][0], day), 1, alone)
    chains = [gazetteer.chain(one, day) for one, _ in found]
    left = chains
    for narrow, method in _narrowings(before, area, named):
        inside = narrow(left)
        if len(inside) == 1:
            return Resolved(inside[0], len(chains), method)
        left = inside or left
    return Resolved((), len(chains), None)


def _narrowings(before: Chain, area: Chain, named: Iterable[Division]) -> Iterator[tuple[_Narrow, str]]:
    """What tells several divisions of one name apart, in this order, and the method that each is."""
    if before:
        yield partial(_below, before[-1]), "name-before"
    yield _of_highest_level, "highest-level"
    yield from ((partial(_within, one), "area") for one in reversed(area))
    yield from ((partial(_within, one), "named-elsewhere") for one in named)


def _below(upper: Division, chains: Sequence[Chain]) -> list[Chain]:
    return [chain for chain in chains if upper in chain[:-1]]


def _of_highest_level(chains: Sequence[Chain]) -> list[Chain]:
    level = highest([chain[-1] for chain in chains])
    return [chain for chain in chains if chain[-1] in level]


def _within(upper: Division, chains: Sequence[Chain]) -> list[Chain]:
    return [chain for chain in chains if upper in chain]


class Years:
    """The years that a text prints, by clause."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences
        self._text = sentences.text
        self._years = [(match.start(), match[1]) for match in _YEAR.finditer(self._text)]

    def before(self, words: str, position: int) -> str | None:
        """Return the last year that the clause of a position prints before it; none where the words are not the text."""
        if words is not self._text:
            return None
        at = bisect_left(self._years, (position, ""))
        if not at:
            return None
        start, year = self._years[at - 1]
        if position - start > _FAR or "；" in self._text[start:position]:
            return None
        return year if start >= self._sentences.sentence(position)[0] else None
