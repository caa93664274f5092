"""A package as a database in one file, with the types, keys and foreign keys of its schemas, and views of what is joined often."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pbdata.access.fulltext import write_search
from pbdata.datafiles import read_data
from pbdata.errors import AccessError
from pbdata.package.keys import ForeignKey, foreign_keys, names, primary_key
from pbdata.package.reading import Package

if TYPE_CHECKING:
    import polars as pl

_NAMED = re.compile(r"(?:FROM|JOIN) (\w+) AS (\w+)")
_COLUMN = re.compile(r"\b(\w+)\.(\w+)")
_SQLITE = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_ROW = "\0row"
_BLOCK = 16_384
_QUOTE = "'"
_DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def write_sqlite(package: Package, target: Path) -> list[str]:
    """Write a SQLite database, with an index for each foreign key, views, and a table to search for any stretch of text.

    Truth values are 0 and 1, dates text in ISO 8601, as SQLite has neither type.
    """
    import polars as pl

    schemas = _schemas(package)
    with closing(sqlite3.connect(target)) as database, database:
        for name in schemas:
            database.execute(_create(name, schemas, _SQLITE, "TEXT", schemas.keys()))
        for name in schemas:
            frame = package.frame(name)
            plain = frame.with_columns(pl.col(pl.Date).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int8))
            marks = ", ".join("?" * len(frame.columns))
            try:
                database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", plain.iter_rows())
            except (sqlite3.Error, OverflowError) as error:
                raise _unfit(package, name, error) from None
        broken = database.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise _unfit(package, broken[0], f"a row points to none in {broken[2]}")
        for statement in _indexes(schemas):
            database.execute(statement)
        for statement in _views(schemas):
            database.execute(statement)
        if not {"article_id", "title"} <= _columns(schemas, "articles"):
            return []
        try:
            write_search(database, database.execute(_searched(schemas)).fetchall())
        except sqlite3.OperationalError as error:
            return [f"the table `search` was left out ({error}). Use a Python whose SQLite has FTS5."]
    return []


def write_duckdb(package: Package, target: Path) -> list[str]:
    """Write a DuckDB database. Return a sentence for each foreign key that DuckDB cannot declare."""
    try:
        import duckdb
    except ImportError:
        raise AccessError('duckdb is not installed. Install it: pip install "pbdata[export]".') from None
    schemas = _schemas(package)
    made: list[str] = []
    notes = []
    with TemporaryDirectory() as folder, duckdb.connect() as database:
        # Each column of each table takes whole blocks, so that small tables want small ones.
        database.execute(f"ATTACH '{str(target).replace(_QUOTE, _QUOTE * 2)}' AS package (BLOCK_SIZE {_BLOCK})")
        database.execute("USE package")
        for name in _parents_first(schemas):
            made.append(name)
            keys = foreign_keys(schemas[name], schemas)
            lots, in_circles = _parent_rows_first(
                package.frame(name), [key for key in keys if key.parent in ("", name)]
            )
            parents = [one for one in made if not in_circles or one != name]
            notes += [
                f"{name}: its key to {key.parent or name} was left out, because DuckDB takes none whose rows or tables point "
                "to themselves in a circle."
                for key in keys
                if (key.parent or name) not in parents
            ]
            database.execute(_create(name, schemas, _DUCKDB, "VARCHAR", parents))
            for number, rows in enumerate(lots):
                piece = Path(folder) / f"{number}.parquet"
                rows.write_parquet(piece)
                try:
                    database.execute(f"INSERT INTO {_quoted(name)} SELECT * FROM read_parquet(?)", [str(piece)])
                except duckdb.Error as error:
                    raise _unfit(package, name, error) from None
        for statement in _views(schemas):
            database.execute(statement)
        database.execute("USE memory")
        database.execute("DETACH package")
    return notes


def _schemas(package: Package) -> dict[str, Mapping[str, Any]]:
    return {one["name"]: one["schema"] for one in package.descriptor["resources"]}


def _indexes(schemas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A statement for each foreign key that is not the beginning of its table's primary key."""
    for name, schema in schemas.items():
        wanted = dict.fromkeys(key.fields for key in foreign_keys(schema, schemas))
        for fields in wanted:
            if primary_key(schema)[: len(fields)] != fields:
                yield f"CREATE INDEX {_quoted('_'.join((name, *fields)))} ON {_quoted(name)} ({_list(fields)})"


def _views(schemas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A statement for each view whose tables and columns the package has, and whose name no table has."""
    for name, query in read_data(__package__, "views.yaml").items():
        tables = {letter: table for table, letter in _NAMED.findall(query)}
        asked = {(tables[letter], column) for letter, column in _COLUMN.findall(query)}
        if name not in schemas and all(column in _columns(schemas, table) for table, column in asked):
            yield f"CREATE VIEW {_quoted(name)} AS {query}"


def _columns(schemas: Mapping[str, Mapping[str, Any]], table: str) -> set[str]:
    return {field["name"] for field in schemas[table]["fields"]} if table in schemas else set()


def _searched(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    if {"article_id", "text"} <= _columns(schemas, "texts"):
        return "SELECT a.article_id, a.title, t.text FROM articles AS a LEFT JOIN texts AS t USING (article_id)"
    return "SELECT article_id, title, NULL FROM articles"


def _create(
    name: str,
    schemas: Mapping[str, Mapping[str, Any]],
    types: Mapping[str, str],
    text: str,
    declared: Collection[str],
) -> str:
    """The statement that creates a table, with foreign keys to those tables that are declared."""
    schema = schemas[name]
    primary = primary_key(schema)
    parts = []
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        needed = " NOT NULL" if constraints.get("required") or field["name"] in primary else ""
        unique = " UNIQUE" if constraints.get("unique") and primary != (field["name"],) else ""
        parts.append(f"{_quoted(field['name'])} {types.get(field.get('type', 'string'), text)}{needed}{unique}")
    if primary:
        parts.append(f"PRIMARY KEY ({_list(primary)})")
    parts += [f"UNIQUE ({_list(key)})" for key in _uniqueforeign_keys(name, schemas) if key != primary]
    for key in foreign_keys(schema, schemas):
        if (key.parent or name) in declared:
            parts.append(
                f"FOREIGN KEY ({_list(key.fields)}) REFERENCES {_quoted(key.parent or name)} ({_list(key.others)})"
            )
    return f"CREATE TABLE {_quoted(name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _uniqueforeign_keys(name: str, schemas: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The keys of a table that are unique: those it declares, and those to which foreign keys point."""
    alone = {(f["name"],) for f in schemas[name]["fields"] if f.get("constraints", {}).get("unique")}
    own = [names(key) for key in schemas[name].get("uniqueKeys", ())]
    pointed = [
        key.others
        for child in schemas
        for key in foreign_keys(schemas[child], schemas)
        if (key.parent or child) == name
    ]
    return [key for key in dict.fromkeys(own + pointed) if key not in alone]


def _parents_first(schemas: Mapping[str, Mapping[str, Any]]) -> list[str]:
    graph = {name: {key.parent for key in foreign_keys(schemas[name], schemas)} - {name, ""} for name in schemas}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(schemas)


def _parent_rows_first(frame: "pl.DataFrame", own: Sequence[ForeignKey]) -> tuple[list["pl.DataFrame"], bool]:
    """The rows of a table in lots, those first to which later ones point by the table's keys to itself.

    Also whether some point in a circle, so that no order would do; these are the last lot.
    """
    import polars as pl

    lots: list[pl.DataFrame] = []
    rest = frame.with_row_index(_ROW) if own else frame
    while own and rest.height:
        waiting = [
            rest.join(rest.select(key.others).unique(), left_on=key.fields, right_on=key.others, how="semi")[_ROW]
            for key in own
        ]
        ready = rest.filter(~pl.col(_ROW).is_in(pl.concat(waiting).implode()))
        if not ready.height:
            return [*lots, rest.drop(_ROW)], True
        lots.append(ready.drop(_ROW))
        rest = rest.join(ready.select(_ROW), on=_ROW, how="anti", maintain_order="left")
    return [*lots, rest] if not own else lots, False


def _unfit(package: Package, name: str, error: object) -> AccessError:
    return AccessError(
        f"{package.root}: the rows of {name} do not keep its keys ({error}). Run `pbdata validate` on the package."
    )


def _list(fields: Sequence[str]) -> str:
    return ", ".join(map(_quoted, fields))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
