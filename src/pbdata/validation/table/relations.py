"""Whether rows are told apart by their keys, and whether foreign keys lead to a row.

Of each key a table of any size leaves 8 bytes a row behind: a hash of its cells. Hashes say whether anything is wrong; only then
are the tables read once more, to say where. No parent is read again for a child.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget
from pbdata.validation.report.findings import Findings

Hashes = npt.NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SECOND = 7
_NUMERIC = frozenset({"integer", "number", "year"})
_TEXT = frozenset({"string", "any"})


class Key(NamedTuple):
    """Some fields of a table whose cells together are looked up. ``kinds`` says as what each is compared."""

    fields: tuple[str, ...]
    kinds: tuple[str, ...]


class Link(NamedTuple):
    """A foreign key from a table to a table."""

    child: str
    key: Key
    parent: str
    target: Key


class Keys:
    """What is kept of the keys of one table while it is read."""

    def __init__(self, own: Iterable[Key], others: Iterable[Key]) -> None:
        """Of ``own`` keys every row counts; of ``others`` it is enough to know which there are. One may be both."""
        self._own = frozenset(own)
        self._sorted: set[Key] = set()
        self._parts: dict[Key, list[Hashes]] = {key: [] for key in (*self._own, *others)}

    def add(self, columns: Mapping[str, pl.Series], budget: Budget) -> None:
        """Take in a batch of typed columns. Raises ``BudgetError``."""
        for key, parts in self._parts.items():
            hashes, _ = hash_rows(columns, key)
            budget.spend("keys", len(hashes))
            budget.spend("cells", len(hashes) * len(key.fields))
            parts.append(hashes if key in self._own else _without_runs(hashes))

    def sorted(self, key: Key) -> Hashes:
        """The hashes of the rows whose key has no empty part."""
        parts = self._parts[key]
        if key not in self._sorted:
            self._sorted.add(key)
            together = np.concatenate([np.empty(0, np.uint64), *parts])
            together.sort()
            parts[:] = [together if key in self._own else _without_runs(together)]
        return parts[0]


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


def own_keys(schema: Mapping[str, Any], present: Iterable[str]) -> list[tuple[str, Key]]:
    """The keys by which the rows of a table must differ, each with the name of its rule."""
    kinds = {field["name"]: field.get("type", "any") for field in schema["fields"]}
    listed = [("primaryKey", schema["primaryKey"]), *(("uniqueKeys", key) for key in schema["uniqueKeys"])]
    unique = [field["name"] for field in schema["fields"] if field["constraints"].get("unique")]
    listed += [("unique", [field]) for field in unique]
    there = set(present)
    return [
        (rule, Key(tuple(key), tuple(kinds[one] for one in key))) for rule, key in listed if key and set(key) <= there
    ]


def find_links(schemas: Mapping[str, Mapping[str, Any] | None], findings: Findings) -> list[Link]:
    """The foreign keys of all tables that make sense. ``schemas`` holds ``None`` for a table without a sound schema."""
    links = []
    for child, schema in schemas.items():
        for one in schema["foreignKeys"] if schema else ():
            parent, what = one["resource"], f"the foreign key {', '.join(one['fields'])} of `{child}`"
            other = schemas.get(parent)
            there = {field["name"]: field.get("type", "any") for field in other["fields"]} if other else {}
            if parent not in schemas or (other and not set(one["reference"]) <= there.keys()):
                message = f"{what} leads to {parent}.{', '.join(one['reference'])}, which is no column. Correct it."
                findings.error(child, "schema", message)
            elif not other:
                findings.skip(f"{what}, because `{parent}` could not be read")
            else:
                here = {field["name"]: field.get("type", "any") for field in schema["fields"]} if schema else {}
                pairs = [(here[a], there[b]) for a, b in zip(one["fields"], one["reference"], strict=True)]
                kinds = [_common(*pair) for pair in pairs]
                if None in kinds:
                    message = (
                        f"{', '.join(one['fields'])} and {parent}.{', '.join(one['reference'])} have different types."
                    )
                    findings.error(child, "schema", f"{message} Make them equal.")
                    continue
                shared = tuple(kind for kind in kinds if kind)
                links.append(
                    Link(child, Key(tuple(one["fields"]), shared), parent, Key(tuple(one["reference"]), shared))
                )
    return links


def _without_runs(hashes: Hashes) -> Hashes:
    """Leave out what stands directly after its like."""
    if not len(hashes):
        return hashes
    begins = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=begins[1:])
    return hashes[begins]


def repeated(hashes: Hashes) -> Hashes:
    """The hashes that stand more than once in a sorted array."""
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def missing(children: Hashes, parents: Hashes) -> Hashes:
    """The hashes that stand in the first of two sorted arrays only."""
    if not len(children):
        return children
    if not len(parents):
        return np.unique(children)
    places = np.searchsorted(parents, children)
    places[places == len(parents)] = 0
    return np.unique(children[parents[places] != children])


def report_repeated(
    table: str,
    rule: str,
    key: Key,
    hashes: Hashes,
    batches: Iterator[tuple[Batch, Mapping[str, pl.Series], Mapping[str, pl.Series]]],
    findings: Findings,
) -> None:
    """Report each row whose key stands in an earlier row. ``batches`` reads the table again: batch, cells, values.

    Rows are compared by a second hash too, so that two keys which happen to share the first are not taken for one.
    """
    met, seconds = np.zeros(len(hashes), np.bool_), np.zeros(len(hashes), np.uint64)
    name = ", ".join(key.fields)
    for batch, cells, values in batches:
        first, places = hash_rows(values, key)
        at = np.searchsorted(hashes, first)
        at[at == len(hashes)] = 0
        chosen = np.flatnonzero(hashes[at] == first)
        if not len(chosen):
            continue
        at, second = at[chosen], hash_rows(values, key, _SECOND)[0][chosen]
        known, begins = np.unique(at, return_index=True)
        fresh = begins[~met[known]]
        met[at[fresh]], seconds[at[fresh]] = True, second[fresh]
        again = seconds[at] == second
        again[fresh] = False
        rows = chosen[again]
        for k in rows[: findings.room(table, name, rule)]:
            place = int(k if places is None else places[k])
            shown = _show([cells[field][place] for field in key.fields])
            findings.cell(table, rule, _again(rule, name, shown), batch, place, name, shown)
        findings.more(table, name, rule, len(rows))


def report_orphans(
    link: Link,
    hashes: Hashes,
    batches: Iterator[tuple[Batch, Mapping[str, pl.Series], Mapping[str, pl.Series]]],
    findings: Findings,
) -> None:
    """Report each row whose foreign key leads nowhere. ``batches`` reads the table again: batch, cells, values."""
    name, rule = ", ".join(link.key.fields), "foreignKey"
    for batch, cells, values in batches:
        found, places = hash_rows(values, link.key)
        chosen = np.flatnonzero(np.isin(found, hashes))
        for k in chosen[: findings.room(link.child, name, rule)]:
            place = int(k if places is None else places[k])
            shown = _show([cells[field][place] for field in link.key.fields])
            sentence = f"there is no row of `{link.parent}` with {', '.join(link.target.fields)} {shown}. Add it, or correct the key."
            findings.cell(link.child, rule, sentence, batch, place, name, shown)
        findings.more(link.child, name, rule, len(chosen))


def by_table(links: Iterable[Link]) -> dict[str, list[Key]]:
    """The keys that must be kept of each table for foreign keys from it or to it."""
    wanted: dict[str, list[Key]] = defaultdict(list)
    for link in links:
        wanted[link.child].append(link.key)
        wanted[link.parent].append(link.target)
    return wanted


def _again(rule: str, name: str, shown: str) -> str:
    if rule == "unique":
        return f"{shown} stands in an earlier row too. Keep one."
    return f"an earlier row has the same {name}: {shown}. Remove one, or correct it."


def _common(here: str, there: str) -> str | None:
    """As what cells of two types are compared; ``None`` where they cannot be equal."""
    if here == there or {here, there} <= _TEXT:
        return here
    return "number" if {here, there} <= _NUMERIC else None


def _comparable(column: pl.Series, kind: str) -> pl.Series:
    if kind == "number" and column.dtype.is_numeric():
        return column.cast(pl.Float64)
    if column.dtype.is_nested():
        return pl.Series([None if one is None else repr(one) for one in column.to_list()], dtype=pl.String)
    return column


def _show(cells: Sequence[object]) -> str:
    return ", ".join(repr(cell) if isinstance(cell, str) else str(cell) for cell in cells)
