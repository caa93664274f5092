"""What differs between two packages: their schemas, their rows by key, and what they say of themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.package.keys import primary_key
from pbdata.package.reading import Package

if TYPE_CHECKING:
    import polars as pl

Key = tuple[Any, ...]
Schema = Mapping[str, Any]

# What a package says that follows from its content, or differs from release to release anyway.
_NOT_METADATA = frozenset(
    {"resources", "version", "created", "pbdata:code_version", "pbdata:edition", "pbdata:part_bytes"}
)
# Constraints of which a larger value asks for more, and those of which a smaller one does.
_FLOORS = ("minimum", "exclusiveMinimum", "minLength")
_CEILINGS = ("maximum", "exclusiveMaximum", "maxLength")
_SWITCHES = ("required", "unique")
# Texts of more characters are shown by what differs in them, with so many characters around it.
_SHORT, _AROUND = 80, 10


class SchemaChange(NamedTuple):
    """A change of a table's structure. ``field`` is ``None`` where it concerns the whole table.

    ``kind`` is one of ``table added``, ``table removed``, ``field added``, ``field removed``, ``field renamed``, ``fields
    reordered``, ``type changed``, ``tightened``, ``loosened`` and ``described``.
    """

    table: str
    field: str | None
    kind: str
    before: Any
    after: Any


class CellChange(NamedTuple):
    """A cell that both packages have, by the key of its row, and what stands in it before and after."""

    key: Key
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanges:
    """The rows of a table that both packages have: keys of those added, removed and changed, in the order of the keys.

    ``columns`` counts for each column the rows in which it changed, ``cells`` gives each of their cells. ``key`` names the columns of the key; it is empty
    where a table has none that holds, and rows are compared as wholes then, so that none is ``changed``.
    """

    table: str
    key: tuple[str, ...]
    before: int
    after: int
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[Key, ...]
    columns: Mapping[str, int]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Everything that differs. ``rows`` holds the tables whose rows differ, new and dropped tables among them;
    ``metadata`` the names of the properties of the package that differ."""

    schema: tuple[SchemaChange, ...]
    rows: tuple[RowChanges, ...]
    metadata: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.schema or self.rows or self.metadata)


def compare(before: Package, after: Package) -> Differences:
    """Compare two packages table by table.

    Raises ``PackageError`` where a table cannot be read.
    """
    old, new = _schemas(before), _schemas(after)
    names = [*new, *(name for name in old if name not in new)]
    schema = [change for name in names for change in _schema_changes(name, old.get(name), new.get(name))]
    rows = (_row_changes(name, before if name in old else None, after if name in new else None) for name in names)
    return Differences(
        schema=tuple(schema),
        rows=tuple(change for change in rows if change.added or change.removed or change.changed),
        metadata=tuple(_metadata_changes(before.descriptor, after.descriptor)),
    )


def _schemas(package: Package) -> dict[str, Schema]:
    return {one["name"]: one.get("schema") or {} for one in package.descriptor["resources"]}


def _metadata_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*after, *before]):
        if name not in _NOT_METADATA and before.get(name) != after.get(name):
            yield name


def _schema_changes(table: str, old: Schema | None, new: Schema | None) -> Iterator[SchemaChange]:
    if old is None or new is None:
        yield SchemaChange(table, None, "table added" if old is None else "table removed", None, None)
        return
    before = {field["name"]: field for field in old.get("fields", ())}
    after = {field["name"]: field for field in new.get("fields", ())}
    renamed = dict(_renamed(before, after))
    for name in before:
        if name not in after:
            kind, value = ("field renamed", renamed[name]) if name in renamed else ("field removed", None)
            yield SchemaChange(table, name, kind, name, value)
    for name in after:
        if name not in before and name not in renamed.values():
            yield SchemaChange(table, name, "field added", None, name)
    common = [name for name in before if name in after], [name for name in after if name in before]
    if common[0] != common[1]:
        yield SchemaChange(table, None, "fields reordered", common[0], common[1])
    for name in common[1]:
        yield from _field_changes(table, before[name], after[name])
    yield from _key_changes(table, old, new)
    if any(old.get(name) != new.get(name) for name in ("title", "description", "pbdata:description_zh")):
        yield SchemaChange(table, None, "described", None, None)


def _renamed(before: Mapping[str, Schema], after: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """A field that is gone and one of the same type that is new in the same place are one field under a new name."""
    for old, new in zip(before, after, strict=False):
        if old not in after and new not in before and before[old].get("type") == after[new].get("type"):
            yield old, new


def _field_changes(table: str, before: Schema, after: Schema) -> Iterator[SchemaChange]:
    name = after["name"]
    for what in ("type", "format"):
        if before.get(what) != after.get(what):
            yield SchemaChange(table, name, "type changed", before.get(what), after.get(what))
    old, new = before.get("constraints") or {}, after.get("constraints") or {}
    for constraint in sorted({*old, *new}):
        was, now = old.get(constraint), new.get(constraint)
        if was != now:
            kind = "tightened" if _tightens(constraint, was, now) else "loosened"
            yield SchemaChange(table, name, kind, {constraint: was}, {constraint: now})
    about = [key for key in {*before, *after} if key not in ("name", "type", "format", "constraints")]
    if any(before.get(key) != after.get(key) for key in about):
        yield SchemaChange(table, name, "described", None, None)


def _tightens(constraint: str, was: Any, now: Any) -> bool:
    """Whether a cell that was legal may not be so any more; a change that cannot be weighed counts as such."""
    if constraint in _SWITCHES:
        return bool(now)
    if now is None:
        return False
    if was is None:
        return True
    if constraint == "enum":
        return not set(was) <= set(now)
    if constraint in _FLOORS:
        return bool(now > was)
    if constraint in _CEILINGS:
        return bool(now < was)
    return True


def _key_changes(table: str, old: Schema, new: Schema) -> Iterator[SchemaChange]:
    if primary_key(old) != primary_key(new):
        yield SchemaChange(
            table, None, "tightened", {"primaryKey": old.get("primaryKey")}, {"primaryKey": new.get("primaryKey")}
        )
    for name in ("foreignKeys", "uniqueKeys"):
        was, now = old.get(name) or [], new.get(name) or []
        if was != now:
            kind = "tightened" if any(key not in was for key in now) else "loosened"
            yield SchemaChange(table, None, kind, {name: was}, {name: now})


def _row_changes(table: str, before: Package | None, after: Package | None) -> RowChanges:
    import polars as pl

    some = after or before
    assert some is not None
    schema = _schemas(some)[table]
    old = before.frame(table) if before else some.frame(table).clear()
    new = after.frame(table) if after else some.frame(table).clear()
    key = list(primary_key(schema))
    common = [name for name in new.columns if name in old.columns]
    if not key or not set(key) <= set(common) or _repeats(old, key) or _repeats(new, key):
        return _whole_rows(table, old, new, common)
    others = [name for name in common if name not in key]
    both = new.select(key + others).join(old.select(key + others), on=key, how="inner", suffix="\0old")
    differs = {name: pl.col(name).cast(pl.String).ne_missing(pl.col(f"{name}\0old").cast(pl.String)) for name in others}
    flags = both.select(*key, *(flag.alias(name) for name, flag in differs.items()))
    changed = flags.filter(pl.any_horizontal(others)) if others else flags.clear()
    return RowChanges(
        table=table,
        key=tuple(key),
        before=old.height,
        after=new.height,
        added=_keys(new.join(old, on=key, how="anti"), key),
        removed=_keys(old.join(new, on=key, how="anti"), key),
        changed=_keys(changed, key),
        columns={name: count for name in others if (count := int(changed[name].sum() or 0))},
        cells=tuple(
            CellChange(row[:-2], name, row[-2], row[-1])
            for name in others
            for row in both.filter(differs[name]).select(*key, f"{name}\0old", name).sort(key).rows()
        ),
    )


def _whole_rows(table: str, old: "pl.DataFrame", new: "pl.DataFrame", common: Sequence[str]) -> RowChanges:
    """Compare rows as wholes, with how often each stands there."""
    import polars as pl

    counts = [frame.select(pl.col(common).cast(pl.String)).group_by(common).len() for frame in (old, new)]
    both = counts[1].join(counts[0], on=common, how="full", suffix="\0old", nulls_equal=True, coalesce=True)
    surplus = pl.col("len").fill_null(0).cast(pl.Int64) - pl.col("len\0old").fill_null(0).cast(pl.Int64)
    both = both.with_columns(surplus.alias("surplus"))

    def rows(frame: "pl.DataFrame") -> tuple[Key, ...]:
        repeated = frame.select(pl.exclude("len", "len\0old").repeat_by(pl.col("surplus").abs())).drop("surplus")
        return _keys(repeated.explode(common), common) if frame.height else ()

    return RowChanges(
        table=table,
        key=(),
        before=old.height,
        after=new.height,
        added=rows(both.filter(pl.col("surplus") > 0)),
        removed=rows(both.filter(pl.col("surplus") < 0)),
        changed=(),
        columns={},
        cells=(),
    )


def _repeats(frame: "pl.DataFrame", key: Sequence[str]) -> bool:
    return bool(frame.select(key).is_duplicated().any())


def _keys(frame: "pl.DataFrame", key: Sequence[str]) -> tuple[Key, ...]:
    return tuple(frame.select(key).sort(key).rows())


def as_lines(differences: Differences, shown: int = 5) -> Iterator[str]:
    """Yield what differs in sentences for people; of the keys of each kind only the first ``shown``."""
    for change in differences.schema:
        place = f"{change.table}.{change.field}" if change.field else change.table
        values = "" if change.before is None and change.after is None else f": {change.before} -> {change.after}"
        yield f"schema    {place}: {change.kind}{values}"
    for rows in differences.rows:
        yield f"rows      {rows.table}: {rows.before} -> {rows.after}"
        for kind in ("added", "removed", "changed"):
            keys: tuple[Key, ...] = getattr(rows, kind)
            if keys:
                some = ", ".join("/".join(map(str, key)) for key in keys[:shown])
                yield f"  {kind:<8}{len(keys)}: {some}{', ...' if len(keys) > shown else ''}"
        for name, count in rows.columns.items():
            yield f"  in {name} {count}"
            for cell in [one for one in rows.cells if one.column == name][:shown]:
                before, after = _differing(cell.before, cell.after)
                yield f"    {'/'.join(map(str, cell.key))}: {before} -> {after}"
    yield from (f"metadata  {name}" for name in differences.metadata)
    if not differences:
        yield "nothing differs"


def _differing(before: Any, after: Any) -> tuple[str, str]:
    """Both values for people; of long texts only what differs, with what stands around it."""
    if not (isinstance(before, str) and isinstance(after, str)) or len(before) + len(after) <= 2 * _SHORT:
        return repr(before), repr(after)
    same = len(commonprefix([before, after]))
    rest = len(commonprefix([before[same:][::-1], after[same:][::-1]]))

    def cut(text: str) -> str:
        start, stop = max(0, same - _AROUND), len(text) - rest + _AROUND
        part = text[start:stop]
        middle = part if len(part) <= _SHORT else f"{part[: _SHORT // 2]}…{part[-_SHORT // 2 :]}"
        return f"{'…' if start else ''}{middle}{'…' if stop < len(text) else ''}"

    return repr(cut(before)), repr(cut(after))


def as_json(differences: Differences) -> dict[str, Any]:
    """Return what differs as JSON: changes of schema, rows by table with all their keys, and names of properties."""
    return {
        "schema": [change._asdict() for change in differences.schema],
        "rows": [
            {
                "table": rows.table,
                "key": list(rows.key),
                "before": rows.before,
                "after": rows.after,
                "columns": dict(rows.columns),
                "cells": [
                    {
                        "key": list(map(_plain, cell.key)),
                        "column": cell.column,
                        "before": _plain(cell.before),
                        "after": _plain(cell.after),
                    }
                    for cell in rows.cells
                ],
                **{
                    kind: [list(map(_plain, key)) for key in getattr(rows, kind)]
                    for kind in ("added", "removed", "changed")
                },
            }
            for rows in differences.rows
        ],
        "metadata": list(differences.metadata),
    }


def _plain(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)
