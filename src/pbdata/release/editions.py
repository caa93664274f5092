"""The editions of one build: ``full`` is the build itself, ``open`` what of it can be given to anyone.

What is open is data. A table whose schema says ``pbdata:edition: open`` is in the open edition, without the fields that say
``pbdata:edition: full``; a table that says nothing is not. ``pbdata:open_rows`` names a field and the values with which a
row may stay. A foreign key that pointed to a row or table that is gone becomes null, or takes its own row along where it may
not be null. ``pbdata:open_places`` names, for the field of a place, a field and the values with which the place is made no
more exact than the county.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.package.descriptor import as_json, as_yaml, located
from pbdata.package.keys import foreign_keys
from pbdata.package.parts import PART_BYTES, paths, single_path
from pbdata.package.reading import Package, contained
from pbdata.package.writer import csv_files
from pbdata.release.stored import Stored

if TYPE_CHECKING:
    import polars as pl

EDITIONS = ("full", "open")
_EDITION = "pbdata:edition"
_OPEN_ROWS = "pbdata:open_rows"
_OPEN_PLACES = "pbdata:open_places"
# Levels of places that may be told of private persons, from the largest down.
_COARSE = ("province", "prefecture", "county")

Schema = dict[str, Any]
Tables = dict[str, tuple[Schema, "pl.DataFrame"]]


def edition_files(package: Package, edition: str) -> Stored:
    """Return the files of an edition of a built package by path: its tables as CSV and both descriptors.

    Those of the full edition are the built ones, where they lie.
    """
    files: dict[str, bytes | Path] = {}
    resources = list(package.descriptor["resources"])
    if edition == "full":
        files |= {path: contained(package.root, path) for one in resources for path in paths(one)}
    else:
        part_bytes = package.descriptor.get("pbdata:part_bytes", PART_BYTES)
        by_name = {one["name"]: one for one in resources}
        resources = []
        for name, (schema, rows) in filter_edition(read_tables(package), edition).items():
            made, told = csv_files(single_path(by_name[name]), rows, part_bytes)
            files |= made
            resources.append(by_name[name] | located(told) | {"schema": schema})
    descriptor = {**package.descriptor, "pbdata:edition": edition, "resources": resources}
    return Stored({**files, "datapackage.yaml": as_yaml(descriptor), "datapackage.json": as_json(descriptor)})


def read_tables(package: Package) -> Tables:
    """Return the schema and the rows of every table, cells as text, in the order of the package."""
    import polars as pl

    return {
        one["name"]: (
            one["schema"],
            pl.concat(pl.read_csv(contained(package.root, path), infer_schema=False) for path in paths(one)),
        )
        for one in package.descriptor["resources"]
    }


def filter_edition(tables: Tables, edition: str) -> Tables:
    """Return the tables of an edition, their schemas without what is withheld. Parents come before their children."""
    if edition == "full":
        return tables
    kept: Tables = {}
    coarse = _coarse_places(tables)
    for name, (schema, frame) in tables.items():
        if schema.get(_EDITION) == "open":
            rows = _open_rows(schema, frame)
            rows = _coarsen(schema, rows, coarse)
            rows = _without_orphans(schema, rows, kept)
            fields = [field for field in schema["fields"] if field.get(_EDITION) != "full"]
            kept[name] = _schema(schema, fields, kept), rows.select([field["name"] for field in fields])
    return kept


def _open_rows(schema: Mapping[str, Any], rows: "pl.DataFrame") -> "pl.DataFrame":
    """The rows that may stay; null is a value that may be listed."""
    import polars as pl

    for field, values in (schema.get(_OPEN_ROWS) or {}).items():
        allowed = pl.col(field).is_in([value for value in values if value is not None])
        rows = rows.filter(allowed.fill_null(None in values))
    return rows


def _without_orphans(schema: Mapping[str, Any], rows: "pl.DataFrame", kept: Tables) -> "pl.DataFrame":
    import polars as pl

    required = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
    for key in foreign_keys(schema):
        parent, fields = key.parent, list(key.fields)
        if parent not in kept:
            if required.isdisjoint(fields):
                rows = rows.with_columns(pl.lit(None, pl.String).alias(field) for field in fields)
            continue
        there = kept[parent][1].select(key.others).unique().rename(dict(zip(key.others, fields, strict=True)))
        found = rows.with_row_index("\0row").join(there, on=fields, how="semi")["\0row"]
        is_there = pl.int_range(pl.len()).is_in(found.implode()) | pl.any_horizontal(pl.col(fields).is_null())
        if required.isdisjoint(fields):
            rows = rows.with_columns(pl.when(is_there).then(pl.col(field)).alias(field) for field in fields)
        else:
            rows = rows.filter(is_there)
    return rows


def _schema(schema: Schema, fields: list[Schema], kept: Tables) -> Schema:
    """A schema with these fields only, and the keys that still hold among tables that are kept."""
    names = {field["name"] for field in fields}
    filtered = {key: value for key, value in schema.items() if key not in (_OPEN_ROWS, "foreignKeys", "uniqueKeys")}
    filtered["fields"] = fields
    links = [key.declared() for key in foreign_keys(schema, kept) if names.issuperset(key.fields)]
    unique = [key for key in schema.get("uniqueKeys", ()) if set(key) <= names]
    return filtered | ({"foreignKeys": links} if links else {}) | ({"uniqueKeys": unique} if unique else {})


def _coarsen(schema: Mapping[str, Any], rows: "pl.DataFrame", coarse: Mapping[str, str | None]) -> "pl.DataFrame":
    import polars as pl

    for place, condition in (schema.get(_OPEN_PLACES) or {}).items():
        ((field, values),) = condition.items()
        rows = rows.with_columns(
            pl.when(pl.col(field).is_in(values))
            .then(pl.col(place).replace_strict(coarse, default=None, return_dtype=pl.String))
            .otherwise(pl.col(place))
            .alias(place)
        )
    return rows


def _coarse_places(tables: Tables) -> dict[str, str | None]:
    """For each place the place itself or the county, prefecture or province around it."""
    if "places" not in tables:
        return {}
    rows = {row["place_id"]: row for row in tables["places"][1].iter_rows(named=True)}

    def county(place_id: str) -> str | None:
        seen: set[str] = set()
        at: str | None = place_id
        while at is not None and at in rows and at not in seen:
            if rows[at]["level"] in _COARSE:
                return at
            seen.add(at)
            at = rows[at]["parent_id"]
        return None

    return {place_id: county(place_id) for place_id in rows}
