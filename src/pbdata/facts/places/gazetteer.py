"""The administrative divisions of China since 1984, with the time for which each name held (``gazetteer/README.md``).

A day is an ISO 8601 string of any precision (``2012``, ``2012-06``, ``2012-06-06``). Two are compared at the lesser
precision of both, so that in the year of a change the names of before and after both hold. A division is one name under
one code: a rename makes a new one, and a change leads from the one to the other.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from typing import Any, Generic, NamedTuple, TypeVar

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
_Packed = TypeVar("_Packed")
_Value = TypeVar("_Value")


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


class Change(NamedTuple):
    """A change that made one division of another."""

    before: Division
    after: Division
    date: str
    kind: str
    source: str


@lru_cache(maxsize=16384)
def place_id(above: str, name: str) -> str:
    """Return the id of a place: ``z`` and 16 hexadecimal digits. ``above`` is its code, or what it belongs to."""
    return "z" + sha256(f"{above}\0{name}".encode()).hexdigest()[:16]


def _reached(earlier: str, later: str) -> bool:
    """Whether one day is not after another, at the lesser precision of both; an empty one is before all."""
    size = min(len(earlier), len(later))
    return earlier[:size] <= later[:size]


class _Unpacked(Mapping[str, _Value], Generic[_Packed, _Value]):
    """A mapping whose values are packed; one is unpacked when it is asked for."""

    def __init__(self, packed: Mapping[str, _Packed], unpack: Callable[[_Packed], _Value]) -> None:
        self._packed, self._unpack = packed, unpack

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __getitem__(self, key: str) -> _Value:
        return self._unpack(self._packed[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class _Divisions(dict[int, Division]):
    """The divisions by their rows in the list; one is made when it is first asked for."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, row: int) -> Division:
        # Of two threads that ask at once, both get the same object.
        return self.setdefault(row, Division(*self._rows[row].split("|")))


class Gazetteer:
    """The divisions, found by code, by id and by any form of the name.

    ``full`` holds the forms that say the level (威宁彝族回族苗族自治县, 威宁自治县, 威宁县), ``short`` those that do not (威宁),
    ``districts`` the names of districts without 区, which are used rarely and mean other things often. ``changes`` and
    ``changes_to`` hold by the id of a division what became of it, and of what it was made. ``newest`` is the month of the newest
    list.
    """

    def __init__(self, packed: Mapping[str, Any]) -> None:
        divisions = _Divisions(packed["rows"])

        def several(rows: Sequence[int]) -> tuple[Division, ...]:
            return tuple([divisions[row] for row in rows])

        def changed(rows: Sequence[tuple[int, int, str, str, str]]) -> tuple[Change, ...]:
            return tuple([Change(divisions[before], divisions[after], *how) for before, after, *how in rows])

        self.newest: str = packed["newest"]
        self.full, self.short, self.districts, self.by_code = (
            _Unpacked(packed[name], several) for name in ("full", "short", "districts", "by_code")
        )
        self.by_id = _Unpacked(packed["by_id"], divisions.__getitem__)
        self.changes, self.changes_to = (_Unpacked(packed[name], changed) for name in ("changes", "changes_to"))

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
        for change in (*gazetteer.changes.get(here.place_id, ()), *gazetteer.changes_to.get(here.place_id, ())):
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
        for change in (gazetteer.changes if ahead else gazetteer.changes_to).get(here.place_id, ()):
            other = change.after if ahead else change.before
            if other in seen or (change.kind == "merge" and not ahead):
                continue
            seen.add(other)
            (found if other.holds(day) else todo).append(other)
    return found


@cache
def load_gazetteer() -> Gazetteer:
    """Return the divisions from province to county."""
    sources = [(_FOLDER / name).read_bytes() for name in ("divisions.csv", "changes.csv", "curated.yaml")]
    return Gazetteer(kept(__name__, "divisions", b"".join(sources), lambda: _packed(*sources[:2])))


def _packed(divisions: bytes, changes: bytes) -> dict[str, Any]:
    """Return what a gazetteer is unpacked from: the divisions as rows, and what leads to the numbers of these."""
    curated = read_data(__package__, "gazetteer/curated.yaml")
    ethnic = "|".join(curated["ethnic"])
    ethnicity = re.compile(rf"(?<=.{{2}})(?:{ethnic})+$|(?:{ethnic}){{2,}}$")
    listed = [Division(*row) for row in _rows(divisions)]
    full, short, districts, by_code = (defaultdict[str, list[int]](list) for _ in range(4))
    for row, one in enumerate(listed):
        by_code[one.code or one.name].append(row)
        for forms, found in zip(_forms_of(one.name, ethnicity), (full, short, districts), strict=True):
            for form in forms:
                found[form].append(row)

    def find(code: str, name: str) -> int | None:
        return next((row for row in full.get(name, ()) if code in (listed[row].code, listed[row].parent)), None)

    after, before = (defaultdict[str, list[tuple[int, int, str, str, str]]](list) for _ in range(2))
    for code, name, to_code, to_name, date, kind, source in _rows(changes):
        old, new = find(code, name), find(to_code, to_name)
        if old is not None and new is not None:
            change = (old, new, date, kind, source)
            after[listed[old].place_id].append(change)
            before[listed[new].place_id].append(change)
    for alias in curated["aliases"]:
        known = find(*alias["of"].split())
        if known is None:
            raise ValueError(
                f"gazetteer/curated.yaml: alias {alias['name']}: there is no {alias['of']}. Correct code or name."
            )
        full[alias["name"]].append(known)
    return {
        "newest": curated["newest"],
        "rows": ["|".join(astuple(one)) for one in listed],
        "by_id": {one.place_id: row for row, one in enumerate(listed)},
        "full": _tuples(full),
        "short": _tuples(short),
        "districts": _tuples(districts),
        "by_code": _tuples(by_code),
        "changes": _tuples(after),
        "changes_to": _tuples(before),
    }


def _tuples(found: Mapping[str, list[_Value]]) -> dict[str, tuple[_Value, ...]]:
    return {key: tuple(values) for key, values in found.items()}


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
