"""Tables joined along the foreign keys that their schemas declare."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.package.keys import foreign_keys

if TYPE_CHECKING:
    import polars as pl


class Link(NamedTuple):
    """How two tables hang together: ``fields`` of ``table``, which came before, hold what ``others`` hold in the next."""

    table: str
    fields: tuple[str, ...]
    others: tuple[str, ...]


def joined(
    frames: Mapping[str, "pl.DataFrame"], resources: Iterable[Mapping[str, Any]], on: str | None
) -> "pl.DataFrame":
    """Return the first table with the columns of the others; see ``Package.join``. Raises ``ValueError`` with a sentence."""
    schemas = {one["name"]: one["schema"] for one in resources if one["name"] in frames}
    if not frames:
        raise ValueError('no table was named. Name those to join, as in join("articles", "texts").')
    first, *rest = frames
    result = frames[first]
    names = {(first, column): column for column in result.columns}
    for number, table in enumerate(rest, 1):
        link = _link(list(frames)[:number], table, schemas, on)
        keys = dict(zip(link.others, (names[link.table, field] for field in link.fields), strict=True))
        taken = set(result.columns)
        for column in frames[table].columns:
            names[table, column] = keys.get(column) or (f"{column}_{table}" if column in taken else column)
        renamed = frames[table].rename({column: names[table, column] for column in frames[table].columns})
        result = result.join(renamed, on=list(keys.values()), how="left", maintain_order="left_right")
    return result


def _link(before: Sequence[str], table: str, schemas: Mapping[str, Any], on: str | None) -> Link:
    """The one foreign key between a table and those before it, whichever of the two declares it."""
    links = []
    for other in before:
        for key in foreign_keys(schemas[other]):
            if key.parent == table:
                links.append((Link(other, key.fields, key.others), key.fields))
        for key in foreign_keys(schemas[table]):
            if key.parent == other:
                links.append((Link(other, key.others, key.fields), key.fields))
    chosen = [link for link, declared in links if on is None or on in declared] or [link for link, _ in links]
    if not chosen:
        raise ValueError(
            f"no foreign key joins {table} to {' or '.join(before)}. Name the table between them as well, before it."
        )
    if len(chosen) > 1:
        columns = ", ".join("+".join(declared) for _, declared in links)
        raise ValueError(
            f"{table} is joined to {' or '.join(before)} by several keys. Say on which: on= one of {columns}."
        )
    return chosen[0]
