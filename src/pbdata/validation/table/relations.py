"""Whether rows are told apart by their keys, and whether foreign keys lead to a row.

Of each key a table of any size leaves 8 bytes a row behind: a hash of its cells. Hashes say whether anything is wrong; only then
are the tables read once more, to say where. No parent is read again for a child.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from pbdata.held import Held
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget, room
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.keys import Key, Link

Hashes = npt.NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SECOND = 7
_BITS = 64
_IN_MEMORY = 1 << 19
"""How many hashes of each key wait in memory before they go to disk: 4 MB of some 60 keys."""


class Again(NamedTuple):
    """A batch of a table that is read once more: its cells and their values, by the names of the fields."""

    batch: Batch
    cells: Mapping[str, pl.Series]
    values: Mapping[str, pl.Series]


class Keys:
    """What is kept of the keys of one table while it is read."""

    def __init__(self, keys: Iterable[Key], folder: Path | None = None) -> None:
        """What does not fit into memory lies in ``folder``; without one memory holds all."""
        self._held = {
            key: Held(_BITS, 0, folder and folder / str(n), _IN_MEMORY) for n, key in enumerate(dict.fromkeys(keys))
        }

    def add(self, columns: Mapping[str, pl.Series], budget: Budget) -> None:
        """Take in a batch of typed columns. Raises ``BudgetError``."""
        for key, held in self._held.items():
            hashes, _ = hash_rows(columns, key)
            budget.spend("keys", len(hashes))
            budget.spend("cells", len(hashes) * len(key.fields))
            with room():
                held.add(hashes)

    @property
    def on_disk(self) -> bool:
        """Whether some of the hashes are."""
        return any(held.on_disk for held in self._held.values())

    def sorted(self, key: Key, in_parts: bool) -> Iterator[Hashes]:
        """The hashes of the rows whose key has no empty part; ``in_parts``, as many for each key, where any are on disk."""
        held = self._held[key]
        with room():
            yield from held.by_beginning() if in_parts else held


def hash_rows(columns: Mapping[str, pl.Series], key: Key, seed: int = 0) -> tuple[Hashes, npt.NDArray[np.int64] | None]:
    """Hashes of a key, and the places of the rows that have them where an empty part leaves some rows out."""
    cells = [_comparable(columns[field], kind) for field, kind in zip(key.fields, key.kinds, strict=True)]
    places = None
    if any(one.null_count() for one in cells):
        whole = np.ones(len(cells[0]), np.bool_)
        for one in cells:
            whole &= one.is_not_null().to_numpy()
        places = np.flatnonzero(whole)
        cells = [one.gather(places) for one in cells]
    total: Hashes = cells[0].hash(seed).to_numpy()
    for one in cells[1:]:
        total = total * _FACTOR + one.hash(seed).to_numpy()
    return total, places


def _without_runs(hashes: Hashes) -> Hashes:
    """Leave out what stands directly after its like."""
    if not len(hashes):
        return hashes
    begins = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=begins[1:])
    return hashes[begins]


def repeated(parts: Iterable[Hashes]) -> Hashes:
    """The hashes that stand more than once, sorted."""
    return np.concatenate([_without_runs(one[1:][one[1:] == one[:-1]]) for one in parts])


def missing(children: Iterable[Hashes], parents: Iterable[Hashes]) -> Hashes:
    """The hashes that only the first have, sorted."""
    return np.concatenate([_missing(*pair) for pair in zip(children, parents, strict=True)])


def _missing(children: Hashes, parents: Hashes) -> Hashes:
    if not len(children):
        return children
    if not len(parents):
        return _without_runs(children)
    places = np.searchsorted(parents, children)
    places[places == len(parents)] = 0
    return _without_runs(children[parents[places] != children])


class Repeated:
    """Reports each row whose key stands in an earlier row, while the table is read again.

    Rows are compared by a second hash too, so that two keys which happen to share the first are not taken for one.
    """

    def __init__(self, table: str, rule: str, key: Key, hashes: Hashes) -> None:
        """``hashes`` are sorted: those that stand more than once."""
        self.table, self.rule, self.key, self.hashes = table, rule, key, hashes
        self._met, self._seconds = np.zeros(len(hashes), np.bool_), np.zeros(len(hashes), np.uint64)

    def take(self, again: Again, findings: Findings) -> None:
        """Report the rows of a batch."""
        name = ", ".join(self.key.fields)
        first, places = hash_rows(again.values, self.key)
        at = np.searchsorted(self.hashes, first)
        at[at == len(self.hashes)] = 0
        chosen = np.flatnonzero(self.hashes[at] == first)
        at, second = at[chosen], hash_rows(again.values, self.key, _SECOND)[0][chosen]
        known, begins = np.unique(at, return_index=True)
        fresh = begins[~self._met[known]]
        self._met[at[fresh]], self._seconds[at[fresh]] = True, second[fresh]
        repeats = self._seconds[at] == second
        repeats[fresh] = False
        rows = chosen[repeats]
        for k in rows[: findings.room(self.table, name, self.rule)]:
            place = int(k if places is None else places[k])
            shown = _show([again.cells[field][place] for field in self.key.fields])
            findings.cell(self.table, self.rule, _again(self.rule, name, shown), again.batch, place, name, shown)
        findings.more(self.table, name, self.rule, len(rows))


class Orphans:
    """Reports each row whose foreign key leads nowhere, while the table is read again."""

    rule = "foreignKey"

    def __init__(self, link: Link, hashes: Hashes) -> None:
        """``hashes`` are sorted: those that the other table does not have."""
        self.table, self.key, self.hashes = link.child, link.key, hashes
        self._link = link

    def take(self, again: Again, findings: Findings) -> None:
        """Report the rows of a batch."""
        name, link = ", ".join(self.key.fields), self._link
        found, places = hash_rows(again.values, self.key)
        chosen = np.flatnonzero(np.isin(found, self.hashes))
        for k in chosen[: findings.room(self.table, name, self.rule)]:
            place = int(k if places is None else places[k])
            shown = _show([again.cells[field][place] for field in self.key.fields])
            sentence = f"there is no row of `{link.parent}` with {', '.join(link.target.fields)} {shown}. Add it, or correct the key."
            findings.cell(self.table, self.rule, sentence, again.batch, place, name, shown)
        findings.more(self.table, name, self.rule, len(chosen))


def _again(rule: str, name: str, shown: str) -> str:
    if rule == "unique":
        return f"{shown} stands in an earlier row too. Keep one."
    return f"an earlier row has the same {name}: {shown}. Remove one, or correct it."


def _comparable(column: pl.Series, kind: str) -> pl.Series:
    if kind == "number" and (column.dtype.is_numeric() or column.dtype == pl.String):
        return column.cast(pl.Float64, strict=False)
    if column.dtype.is_nested():
        return pl.Series([None if one is None else repr(one) for one in column.to_list()], dtype=pl.String)
    return column


def _show(cells: Sequence[object]) -> str:
    return ", ".join(repr(cell) if isinstance(cell, str) else str(cell) for cell in cells)
