"""The names of townships and villages (``gazetteer/README.md``): they are many, so those of one first character are unpacked
when the first of them is asked for."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pbdata.keeping import folder_of, kept

_FOLDER = folder_of("pbdata.facts.places") / "gazetteer"


class Township(NamedTuple):
    """A township under one county; ``first`` and ``last`` are the lists that have it (empty: the first, the last of all)."""

    county: str
    code: str
    name: str
    first: str
    last: str


class Townships:
    """The townships by name, in full and in short form (淤泥彝族乡, 淤泥乡)."""

    def __contains__(self, name: str) -> bool:
        return name in _townships(name[:1])

    def named(self, name: str) -> list[Township]:
        """Return the townships of a name."""
        packed = _townships(name[:1]).get(name)
        return [Township(*one.split("|")) for one in packed.split("/")] if packed else []


class Villages:
    """The names that villages and communities have, without 村 or 社区."""

    def __contains__(self, name: str) -> bool:
        return name in _villages(name[:1])

    def count(self, name: str) -> int:
        """Return how many villages and communities have a name."""
        return _villages(name[:1]).get(name, 0)


@cache
def load_townships() -> Townships:
    """Return the townships."""
    return Townships()


@cache
def load_villages() -> Villages:
    """Return the names of villages."""
    return Villages()


def is_also_township(name: str) -> bool:
    """Whether a division's name (in Taiwan a county has 乡 and 镇 below it) is that of townships elsewhere too."""
    return name[-1] in "乡镇" and name in load_townships()


@lru_cache(maxsize=8192)
def _townships(first: str) -> dict[str, str]:
    """Return the names that begin with a character, and the packed rows of each."""
    return dict(_split(row) for row in _rows_of(_packed_townships(), first))


@lru_cache(maxsize=8192)
def _villages(first: str) -> dict[str, int]:
    """Return the names that begin with a character, and how many villages have each."""
    villages: dict[str, int] = {}
    for n, names in map(_split, _rows_of(_packed_villages(), first)):
        villages |= dict.fromkeys(names.split(" "), int(n))
    return villages


def _rows_of(packed: Mapping[str, bytes], first: str) -> list[str]:
    return packed.get(first, b"").decode().splitlines()


def _split(row: str) -> tuple[str, str]:
    before, _, behind = row.partition(",")
    return before, behind


@cache
def _packed_townships() -> dict[str, bytes]:
    """Return the rows of the list of townships by the first characters of the names."""
    packed = (_FOLDER / "townships.csv.gz").read_bytes()
    return kept(__name__, "townships", packed, lambda: _by_first((row[0], row) for row in _unzipped(packed)))


@cache
def _packed_villages() -> dict[str, bytes]:
    """Return the rows of the list of villages, apart by the first characters of the names."""
    packed = (_FOLDER / "villages.csv.gz").read_bytes()
    return kept(__name__, "villages", packed, lambda: _by_first(_parted(_unzipped(packed))))


def _unzipped(table: bytes) -> list[str]:
    return gzip.decompress(table).decode().splitlines()[1:]


def _parted(rows: Iterable[str]) -> Iterator[tuple[str, str]]:
    for n, names in map(_split, rows):
        for first, alike in groupby(sorted(names.split(" ")), key=itemgetter(0)):
            yield first, f"{n},{' '.join(alike)}"


def _by_first(rows: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    grouped = defaultdict[str, list[str]](list)
    for first, row in rows:
        grouped[first].append(row)
    return {first: "\n".join(of_first).encode() for first, of_first in grouped.items()}
