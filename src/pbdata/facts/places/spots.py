"""What a place in an article is known to be: the rows of the gazetteer down to it, and how sure that is."""

from functools import lru_cache
from typing import NamedTuple

from pbdata.facts.places.gazetteer import Division, load_gazetteer, place_id
from pbdata.facts.places.name_lists import load_villages
from pbdata.facts.places.resolution import Chain, Day
from pbdata.model.facts import Place


class Spot(NamedTuple):
    """A place as it was resolved.

    ``rows`` are those of the gazetteer from the highest down, the last the place itself if it is ``certain``, else what is
    known to hold it; ``names`` is its path.
    """

    rows: tuple[Place, ...]
    names: tuple[str, ...]
    certain: bool
    n_candidates: int
    method: str | None
    as_of: str | None
    as_of_method: str | None


class Found(NamedTuple):
    """Words of a field that name a place."""

    start: int
    stop: int
    level: str
    rule: str
    spot: Spot


@lru_cache(maxsize=16384)
def row_of(one: Division) -> Place:
    """Return the row of a division. Its parent is the one that it had last."""
    gazetteer = load_gazetteer()
    chain = gazetteer.chain(one, one.valid_to or gazetteer.newest)
    return Place(
        place_id=one.place_id,
        code=one.code or None,
        code_system="GB/T 2260" if one.code else None,
        name=one.name,
        level=one.level,
        parent_id=chain[-2].place_id if len(chain) > 1 else None,
        valid_from=one.valid_from or None,
        valid_to=one.valid_to or None,
        source=one.source,
    )


@lru_cache(maxsize=16384)
def rows_of(chain: Chain) -> tuple[Place, ...]:
    """Return the rows of a chain of divisions."""
    return tuple(row_of(one) for one in chain)


@lru_cache(maxsize=16384)
def names_of(chain: Chain) -> tuple[str, ...]:
    """Return the names of a chain of divisions."""
    return tuple(one.name for one in chain)


@lru_cache(maxsize=16384)
def chain_of(rows: tuple[Place, ...]) -> Chain:
    """Return the divisions of rows, as far down as they are divisions."""
    by_id = load_gazetteer().by_id
    return tuple(by_id[row.place_id] for row in rows if row.place_id in by_id)


def printed_row(name: str, level: str, parent: Place | None) -> Place:
    """Return the row of a place that no list has: it is known by its name and by what it belongs to."""
    above = parent.place_id if parent else ""
    return Place(
        place_id=place_id(above, name),
        code=None,
        code_system=None,
        name=name,
        level=level,
        parent_id=above or None,
        valid_from=None,
        valid_to=None,
        source="printed" if parent else "ISO 3166",
    )


def printed_spot(rows: tuple[Place, ...], names: tuple[str, ...], name: str, level: str, method: str, day: Day) -> Spot:
    """Return a township or village that no list has, below the rows that are known to hold it."""
    row = printed_row(name, level, rows[-1])
    return Spot((*rows, row), (*names, name), True, n_villages(name), method, *day)


def open_spot(chain: Chain, name: str, n: int, day: Day) -> Spot:
    """Return a place that several could be, or that nothing is known of but the name and perhaps what holds it."""
    return Spot(rows_of(chain), (*names_of(chain), name) if chain else (), False, n, None, *day)


def n_villages(name: str) -> int:
    """How many villages and communities have a name; none, where it is that of a township."""
    return load_villages().count(name.removesuffix("村").removesuffix("社区"))
