"""Databases that keep the types and keys of the schemas."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbdata.access.databases import write_duckdb, write_sqlite
from pbdata.access.fulltext import DATASETTE, SEARCH, phrase
from pbdata.datafiles import read_data
from pbdata.errors import AccessError
from pbdata.package.reading import Package, open_package
from tests import ROOT
from tests.package.sample_package import copy_sample
from tests.release.small_package import Make

PLACES = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "inside", "type": "string"},
        {"name": "order", "type": "boolean"},
    ],
    "primaryKey": "id",
    "foreignKeys": [{"fields": "inside", "reference": {"resource": "", "fields": "id"}}],
}
ROWS = [("a", "b", "true"), ("b", "c", None), ("c", None, "false")]


@pytest.fixture
def sample(tmp_path: Path) -> Package:
    """The sample package."""
    return open_package(copy_sample(tmp_path / "package"))


def declared_keys(schema: Any) -> set[tuple[str, str, str]]:
    """The foreign keys of a schema, one entry a column."""
    return {
        (one, key["reference"]["resource"], other)
        for key in schema.get("foreignKeys", ())
        for one, other in zip(key["fields"], key["reference"]["fields"], strict=True)
    }


def test_sqlite_declares_what_the_schemas_do(sample: Package, tmp_path: Path) -> None:
    """Primary keys, foreign keys and required columns are SQLite's own, for every table."""
    write_sqlite(sample, tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as database:
        for resource in sample.descriptor["resources"]:
            columns = database.execute(f"PRAGMA table_info({resource['name']})").fetchall()
            schema = resource["schema"]
            assert [column[1] for column in sorted(columns, key=lambda c: c[5]) if column[5]] == schema["primaryKey"]
            keys = {(k[3], k[2], k[4]) for k in database.execute(f"PRAGMA foreign_key_list({resource['name']})")}
            assert keys == declared_keys(schema)
            required = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")}
            assert required <= {column[1] for column in columns if column[3]}


def test_sqlite_refuses_a_row_without_its_parent_afterwards(sample: Package, tmp_path: Path) -> None:
    """The declared keys bite once foreign keys are switched on."""
    write_sqlite(sample, tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("DELETE FROM articles")


@pytest.mark.parametrize("name", ["articles", "texts", "lines", "edits"])
def test_both_databases_hold_the_cells(sample: Package, tmp_path: Path, name: str) -> None:
    """Every cell comes back: from DuckDB with its type, from SQLite as number or text."""
    import duckdb

    write_sqlite(sample, tmp_path / "s")
    write_duckdb(sample, tmp_path / "d")
    rows = sorted(sample.frame(name).rows())
    with closing(sqlite3.connect(tmp_path / "s")) as database:
        plain = [tuple(str(cell) if isinstance(cell, date) else cell for cell in row) for row in rows]
        assert sorted(database.execute(f"SELECT * FROM {name}").fetchall()) == plain
    with duckdb.connect(str(tmp_path / "d")) as database:
        assert sorted(database.execute(f"SELECT * FROM {name}").fetchall()) == rows


def test_duckdb_declares_what_the_schemas_do(sample: Package, tmp_path: Path) -> None:
    """Every primary and foreign key of the package is a constraint of the database."""
    import duckdb

    assert write_duckdb(sample, tmp_path / "d") == []
    with duckdb.connect(str(tmp_path / "d")) as database:
        found = database.execute("SELECT table_name, constraint_type FROM duckdb_constraints()").fetchall()
    for resource in sample.descriptor["resources"]:
        kinds = [kind for name, kind in found if name == resource["name"]]
        assert kinds.count("PRIMARY KEY") == 1
        assert kinds.count("FOREIGN KEY") >= len(resource["schema"].get("foreignKeys", ()))


def test_rows_that_point_to_rows_of_the_same_table(make: Make, tmp_path: Path) -> None:
    """Places within places get in whatever their order, with their key; a column called order needs no care."""
    import duckdb

    package = make(ROWS, PLACES)
    write_sqlite(package, tmp_path / "s")
    assert write_duckdb(package, tmp_path / "d") == []
    with duckdb.connect(str(tmp_path / "d")) as database:
        rows = database.execute('SELECT id, inside, "order" FROM t ORDER BY id').fetchall()
        keys = database.execute("SELECT 1 FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'").fetchall()
    assert rows == [("a", "b", True), ("b", "c", None), ("c", None, False)]
    assert keys != []


@pytest.mark.parametrize("more", [[("d", "d", None)], [("d", "e", None), ("e", "d", None)]], ids=["itself", "circle"])
def test_rows_that_point_in_a_circle(make: Make, tmp_path: Path, more: Any) -> None:
    """DuckDB cannot take them under a key: the rows are there, the key is not, and the reader is told."""
    import duckdb

    package = make(ROWS + more, PLACES)
    write_sqlite(package, tmp_path / "s")
    assert "its key to t was left out" in write_duckdb(package, tmp_path / "d")[0]
    with duckdb.connect(str(tmp_path / "d")) as database:
        assert len(database.execute("SELECT * FROM t").fetchall()) == 3 + len(more)


@pytest.mark.parametrize("write", [write_sqlite, write_duckdb], ids=["sqlite", "duckdb"])
@pytest.mark.parametrize(
    "rows", [[("a", "gone", None)], [("a", None, None), ("a", None, None)]], ids=["orphan", "duplicate"]
)
def test_rows_that_break_a_key_are_refused(make: Make, tmp_path: Path, write: Any, rows: Any) -> None:
    """A package that does not keep its keys is no database; the error says how to look at it."""
    with pytest.raises(AccessError, match="do not keep its keys.*pbdata validate"):
        write(make(rows, PLACES), tmp_path / "x")


def test_a_key_to_columns_that_are_no_primary_key(make: Make, tmp_path: Path) -> None:
    """What is pointed to is made unique, as both databases ask."""
    schema = PLACES | {"foreignKeys": [{"fields": ["order"], "reference": {"resource": "t", "fields": ["inside"]}}]}
    schema["fields"] = [{**field, "type": "string"} for field in PLACES["fields"]]  # type: ignore[union-attr]
    package = make([("a", "x", "y"), ("b", "y", None)], schema)
    write_sqlite(package, tmp_path / "s")
    assert write_duckdb(package, tmp_path / "d") == []


VIEWS = read_data("pbdata.access", "views.yaml")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed package as a SQLite database."""
    target = tmp_path_factory.mktemp("whole") / "corpus.sqlite"
    write_sqlite(open_package(ROOT), target)
    return target


def test_every_view_gives_rows(whole: Path) -> None:
    """The committed package has all tables and columns that the views need."""
    with closing(sqlite3.connect(whole)) as database:
        for name in VIEWS:
            assert database.execute(f"SELECT * FROM {name} LIMIT 1").fetchone(), name


def test_views_are_left_out_where_a_column_is_missing(make: Make, tmp_path: Path) -> None:
    """A package of other tables has none of them, in either database."""
    import duckdb

    package = make(ROWS, PLACES)
    write_sqlite(package, tmp_path / "s")
    write_duckdb(package, tmp_path / "d")
    with closing(sqlite3.connect(tmp_path / "s")) as database:
        assert (
            database.execute("SELECT name FROM sqlite_master WHERE type = 'view' OR name = 'search'").fetchall() == []
        )
    with duckdb.connect(str(tmp_path / "d")) as database:
        assert database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == []


def test_every_foreign_key_is_indexed(whole: Path) -> None:
    """A join from a parent to its children looks rows up instead of reading them all."""
    with closing(sqlite3.connect(whole)) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            indexes = [row[1] for row in database.execute(f'PRAGMA index_list("{table}")')]
            first = {database.execute(f'PRAGMA index_info("{index}")').fetchone()[2] for index in indexes}
            keys = {key[3] for key in database.execute(f'PRAGMA foreign_key_list("{table}")') if key[1] == 0}
            assert keys <= first, table


@pytest.mark.parametrize(
    "words", ["三送", "干部", "送", "党群关系", "万名", "，", "“三送”", "9.3", '"', "没有这几个字"]
)
def test_any_stretch_of_text_is_found(whole: Path, words: str) -> None:
    """Of one character or more, with its marks, in just the articles that have it; Datasette's query finds the same."""
    with closing(sqlite3.connect(whole)) as database:
        texts = database.execute("SELECT article_id, title, text FROM articles_with_texts").fetchall()
        holding = {key for key, *both in texts if any(words in (one or "") for one in both)}
        assert {row[0] for row in database.execute(SEARCH, (phrase(words),))} == holding
        assert {row[0] for row in database.execute(DATASETTE, {"words": words})} == holding


def test_a_duckdb_database_is_small(sample: Package, tmp_path: Path) -> None:
    """Its blocks are small, so that many small tables do not fill megabytes with nothing."""
    write_duckdb(sample, tmp_path / "d")
    assert (tmp_path / "d").stat().st_size < 3_000_000
