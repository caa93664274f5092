"""The administrative divisions of China since 1984, with the time for which each name held (``gazetteer/README.md``).

A day is an ISO 8601 string of any precision (``2012``, ``2012-06``, ``2012-06-06``). Two are compared at the lesser
precision of both, so that in the year of a change the names of before and after both hold. A division is one name under
one code: a rename makes a new one, and a change leads from the one to the other.
"""

import csv
import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from pbdata.datafiles import read_data
from pbdata.keeping import folder_of, kept

_FOLDER = folder_of("pbdata.facts.places") / "gazetteer"
# How the forms of a division's name end, the longer endings first.
_ENDING = re.compile(
    r"(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|省|市|县|旗|盟|区)$"
)
TAIWAN = "台湾省"
_BARE = {"自治州": "州", "自治县": "县", "自治旗": "旗"}

# The forms of a division's name: those that say the level, those that do not, and those of a district that do not.
_Forms = tuple[list[str], list[str], list[str]]
# A row of the list of divisions, the id of the division, and the forms of its name.
_Listed = tuple[list[str], str, _Forms]


@dataclass(frozen=True, eq=False)
class Division:
    """A division from province to county. ``parent`` is the code of the one above, or its name where it has no code.

    Two are the same only if they are one object of the gazetteer.
    """

    code: str
    name: str
    level: str
    parent: str
    valid_from: str
    valid_to: str
    source: str

    @cached_property
    def place_id(self) -> str:
        """The id of the place: it follows from code, name and parent, and not from days, which may be corrected."""
        return place_id(self.code or self.parent, self.name)

    def holds(self, day: str) -> bool:
        """Whether the name held on a day."""
        return _reached(self.valid_from, day) and (not self.valid_to or _reached(day, self.valid_to))


class Township(NamedTuple):
    """A township under one county; ``first`` and ``last`` are the lists that have it (empty: the first, the last of all)."""

    county: str
    code: str
    name: str
    first: str
    last: str


class Change(NamedTuple):
    """A change that made one division of another."""

    before: Division
    after: Division
    date: str
    kind: str
    source: str


def place_id(above: str, name: str) -> str:
    """Return the id of a place: ``z`` and 16 hexadecimal digits. ``above`` is its code, or what it belongs to."""
    return "z" + sha256(f"{above}\0{name}".encode()).hexdigest()[:16]


def _reached(earlier: str, later: str) -> bool:
    """Whether one day is not after another, at the lesser precision of both; an empty one is before all."""
    size = min(len(earlier), len(later))
    return earlier[:size] <= later[:size]


class Gazetteer:
    """The divisions, found by code, by id and by any form of the name.

    ``full`` holds the forms that say the level (威宁彝族回族苗族自治县, 威宁自治县, 威宁县), ``short`` those that do not (威宁),
    ``districts`` the names of districts without 区, which are used rarely and mean other things often. ``newest`` is the month of
    the newest list.
    """

    def __init__(self, divisions: Iterable[_Listed], changes: Iterable[Sequence[str]], newest: str) -> None:
        self.newest = newest
        self.by_code: dict[str, list[Division]] = {}
        self.full: dict[str, list[Division]] = {}
        self.short: dict[str, list[Division]] = {}
        self.districts: dict[str, list[Division]] = {}
        self.by_id: dict[str, Division] = {}
        for row, own_id, forms in divisions:
            one = self.by_id[own_id] = Division(*row)
            self.by_code.setdefault(one.code or one.name, []).append(one)
            for names, found in zip(forms, (self.full, self.short, self.districts), strict=True):
                for name in names:
                    found.setdefault(name, []).append(one)
        self.changes: dict[Division, list[Change]] = {}
        self.changes_to: dict[Division, list[Change]] = {}
        for code, name, to_code, to_name, date, kind, source in changes:
            before, after = self._find(code, name), self._find(to_code, to_name)
            if before and after:
                change = Change(before, after, date, kind, source)
                self.changes.setdefault(before, []).append(change)
                self.changes_to.setdefault(after, []).append(change)

    def add_alias(self, name: str, code: str, of: str) -> None:
        """Let another name stand for a division."""
        found = self._find(code, of)
        if found is None:
            raise ValueError(f"gazetteer/curated.yaml: alias {name}: there is no {code} {of}. Correct code or name.")
        self.full.setdefault(name, []).append(found)

    def _find(self, code: str, name: str) -> Division | None:
        return next((one for one in self.full.get(name, ()) if code in (one.code, one.parent)), None)

    def chain(self, one: Division, day: str) -> tuple[Division, ...]:
        """Return a division and those above it by their names of a day, the province first."""
        return _chain(self, one, day)

    def as_of(self, one: Division, day: str) -> tuple[Division, ...]:
        """Return what a division was called on a day, or what it was part of: itself where nothing else is known."""
        return _as_of(self, one, day)

    def kin(self, one: Division) -> frozenset[Division]:
        """Return a division with all that came before it and after it by renaming, upgrading or recoding."""
        return _kin(self, one)


@lru_cache(maxsize=65536)
def _chain(gazetteer: Gazetteer, one: Division, day: str) -> tuple[Division, ...]:
    above = gazetteer.by_code.get(one.parent)
    if not above:
        return (one,)
    return (*_chain(gazetteer, next((x for x in above if x.holds(day)), above[-1]), day), one)


@lru_cache(maxsize=65536)
def _kin(gazetteer: Gazetteer, one: Division) -> frozenset[Division]:
    found, todo = {one}, [one]
    while todo:
        here = todo.pop()
        for change in (*gazetteer.changes.get(here, ()), *gazetteer.changes_to.get(here, ())):
            if change.kind != "merge":
                new = {change.before, change.after} - found
                found |= new
                todo += new
    return frozenset(found)


@lru_cache(maxsize=65536)
def _as_of(gazetteer: Gazetteer, one: Division, day: str) -> tuple[Division, ...]:
    if one.holds(day):
        return (one,)
    found = _along_changes(gazetteer, one, day)
    same = [
        x
        for x in gazetteer.full.get(one.name, ())
        if x.name == one.name and x.code[:2] == one.code[:2] and x.holds(day)
    ]
    return tuple([x for x in found if x.level == one.level] or found or same or [one])


def _along_changes(gazetteer: Gazetteer, one: Division, day: str) -> list[Division]:
    """The divisions of a day that a division became, or that it was before; what was merged into it is another one."""
    ahead = bool(one.valid_to) and not _reached(day, one.valid_to)
    seen, todo = {one}, [one]
    found: list[Division] = []
    while todo:
        here = todo.pop()
        for change in gazetteer.changes.get(here, ()) if ahead else gazetteer.changes_to.get(here, ()):
            other = change.after if ahead else change.before
            if other in seen or (change.kind == "merge" and not ahead):
                continue
            seen.add(other)
            (found if other.holds(day) else todo).append(other)
    return found


class Townships(dict[str, str]):
    """The townships by name, in full and in short form (淤泥彝族乡, 淤泥乡), each with its packed rows."""

    def named(self, name: str) -> list[Township]:
        """Return the townships of a name."""
        packed = self.get(name)
        return [Township(*one.split("|")) for one in packed.split("/")] if packed else []


@cache
def load_gazetteer() -> Gazetteer:
    """Return the divisions from province to county."""
    curated = _curated()
    divisions, changes = ((_FOLDER / name).read_bytes() for name in ("divisions.csv", "changes.csv"))
    ethnic = "|".join(curated["ethnic"])
    source = b"".join([divisions, changes, ethnic.encode()])
    listed, changed = kept(__name__, "divisions", source, lambda: (_listed(divisions, ethnic), _rows(changes)))
    gazetteer = Gazetteer(listed, changed, curated["newest"])
    for alias in curated["aliases"]:
        gazetteer.add_alias(alias["name"], *alias["of"].split())
    return gazetteer


def _listed(divisions: bytes, ethnic: str) -> list[_Listed]:
    ethnicity = re.compile(rf"(?<=.{{2}})(?:{ethnic})+$|(?:{ethnic}){{2,}}$")
    return [(row, Division(*row).place_id, _forms_of(row[1], ethnicity)) for row in _rows(divisions)]


def _rows(table: bytes) -> list[list[str]]:
    return list(csv.reader(table.decode().splitlines()[1:]))


def _forms_of(name: str, ethnicity: re.Pattern[str]) -> _Forms:
    ending = _ENDING.search(name)
    if ending is None:
        return [name], [], []
    stem = name[: ending.start()]
    bare = ethnicity.sub("", stem)
    more: set[str] = set()
    if ending[0] in _BARE:
        more = {bare + ending[0], bare + _BARE[ending[0]]}
    elif ending[0] == "区" and bare != stem:
        more = {bare + "区"}
    full, without = [name, *sorted(more - {name})], [bare] if len(bare) > 1 else []
    return (full, [], without) if ending[0] == "区" else (full, without, [])


@cache
def load_townships() -> Townships:
    """Return the townships; they are many, so load them when they are needed."""
    return Townships(row.split(",", 1) for row in _unpack("townships.csv.gz").splitlines()[1:])


class Villages:
    """The names that villages and communities have, without 村 or 社区. They are many: those of one first character are unpacked
    when the first of them is asked for."""

    def __contains__(self, name: str) -> bool:
        return name in _villages(name[:1])

    def count(self, name: str) -> int:
        """Return how many villages and communities have a name."""
        return _villages(name[:1]).get(name, 0)


@cache
def load_villages() -> Villages:
    """Return the names of villages."""
    return Villages()


@lru_cache(maxsize=8192)
def _villages(first: str) -> dict[str, int]:
    """Return the names that begin with a character, and how many villages have each."""
    villages: dict[str, int] = {}
    for row in _packed_villages().get(first, "").splitlines():
        n, names = row.split(",")
        villages |= dict.fromkeys(names.split(" "), int(n))
    return villages


@cache
def _packed_villages() -> dict[str, str]:
    """Return the rows of the list of villages, apart by the first characters of the names."""
    packed = (_FOLDER / "villages.csv.gz").read_bytes()
    return kept(__name__, "villages", packed, lambda: _by_first(gzip.decompress(packed).decode()))


def _by_first(table: str) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for row in table.splitlines()[1:]:
        n, names = row.split(",")
        for first, alike in groupby(sorted(names.split(" ")), key=itemgetter(0)):
            rows.setdefault(first, []).append(f"{n},{' '.join(alike)}")
    return {first: "\n".join(of_first) for first, of_first in rows.items()}


def is_also_township(name: str) -> bool:
    """Whether a division's name (in Taiwan a county has 乡 and 镇 below it) is that of townships elsewhere too."""
    return name[-1] in "乡镇" and name in load_townships()


def _unpack(name: str) -> str:
    return gzip.decompress((_FOLDER / name).read_bytes()).decode()


@cache
def _curated() -> dict[str, Any]:
    return read_data(__package__, "gazetteer/curated.yaml")  # type: ignore[no-any-return]
