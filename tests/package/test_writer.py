"""The files of a package."""

import csv
import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.package.columns import frame_of_rows, typed
from pbdata.package.schemas import load_schemas
from pbdata.package.writer import TableWriter, csv_of, sink_parquet
from tests.package.sample_package import sample, write_sample

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "s", "type": "string"},
        {"name": "n", "type": "integer"},
        {"name": "b", "type": "boolean"},
        {"name": "d", "type": "date"},
    ]
}


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    """The table above with some rows."""
    return frame_of_rows("t", SCHEMA, rows)


def row(s: Any = None, n: Any = None, b: Any = None, d: Any = None) -> dict[str, Any]:
    """A row of the table above; what is not given is null."""
    return {"s": s, "n": n, "b": b, "d": d}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a b", "a b"),
        (" a ", " a "),
        ("a,b", '"a,b"'),
        ('say "x"', '"say ""x"""'),
        ("a\nb", '"a\nb"'),
        ("a\rb", '"a\rb"'),
        ("\r\n", '"\r\n"'),
        ("a\u2028b", "a\u2028b"),
        ("a;b\tc'd", "a;b\tc'd"),
        ("#x", "#x"),
        (None, ""),
    ],
)
def test_a_cell_is_quoted_only_where_it_must_be(cell: str | None, written: str) -> None:
    """Comma, quote and line ends call for quotes, and nothing else does."""
    assert csv_of(table(row(s=cell))) == f"s,n,b,d\n{written},,,\n".encode()


def test_numbers_and_booleans_have_one_form() -> None:
    """Integers are digits, booleans true and false, dates ISO 8601."""
    assert csv_of(table(row("x", -7, True, "2024-01-31"), row("y", 0, False))) == (
        b"s,n,b,d\nx,-7,true,2024-01-31\ny,0,false,\n"
    )


def test_a_table_without_rows_is_its_header() -> None:
    """An empty table still names its columns."""
    assert csv_of(table()) == b"s,n,b,d\n"


def test_csv_comes_back_as_it_was() -> None:
    """What the csv module reads is what was written, line ends within cells included."""
    cells = ["a\r\nb", "\r", "\n", " x ", '""', "a,b", "党\u3000建"]
    data = csv_of(table(*(row(s=cell) for cell in cells))).decode()
    assert [one[0] for one in csv.reader(io.StringIO(data, newline=""))][1:] == cells


def test_parquet_holds_types_and_exact_text(tmp_path: Path) -> None:
    """The columns of a Parquet file have the types of their fields."""
    rows = table(row("a\r\nb", 2**40, True, "2024-01-31"), row()).lazy()
    sink_parquet(typed(rows, SCHEMA), tmp_path / "t.parquet")
    frame = pl.read_parquet(tmp_path / "t.parquet")
    assert frame.schema == {"s": pl.String, "n": pl.Int64, "b": pl.Boolean, "d": pl.Date}
    assert frame["s"].to_list() == ["a\r\nb", None]
    assert str(frame["d"][0]) == "2024-01-31"


@pytest.mark.parametrize("n", [1, 1000, 300_000])
def test_parquet_does_not_depend_on_how_rows_come(tmp_path: Path, n: int) -> None:
    """What is written while it is read are the bytes of the whole table, in groups of the same rows."""
    frame = pl.DataFrame({"key": pl.int_range(n, eager=True).cast(pl.String), "n": pl.int_range(n, eager=True)})
    frame.write_csv(tmp_path / "t.csv")
    sink_parquet(pl.scan_csv(tmp_path / "t.csv", schema=frame.schema, glob=False), tmp_path / "t.parquet")
    frame.write_parquet(tmp_path / "whole.parquet", row_group_size=1 << 17)
    assert (tmp_path / "t.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_a_package_has_its_files(tmp_path: Path) -> None:
    """Tables, page texts and both descriptors are written, and Parquet only on request."""
    write_sample(tmp_path)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    written = {path for path in found if not path.startswith(("data/raw/", "data/pages/"))}
    assert written == {f"data/tables/{name}.csv" for name in load_schemas()} | {"datapackage.yaml", "datapackage.json"}
    assert sum(path.startswith("data/pages/") for path in found) == 1


def test_parquet_has_a_descriptor_of_its_own(tmp_path: Path) -> None:
    """The copy below data/parquet is a package by itself."""
    write_sample(tmp_path, parquet=True)
    found = {path.name for path in (tmp_path / "data/parquet").iterdir()}
    assert found == {f"{name}.parquet" for name in load_schemas()} | {"datapackage.yaml", "datapackage.json"}


def test_page_texts_keep_their_line_ends(tmp_path: Path) -> None:
    """A page text is written byte for byte, on every system."""
    write_sample(tmp_path)
    (place,) = (tmp_path / "data/pages").iterdir()
    assert place.read_bytes() == "首页\n版权所有".encode()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Two writes of one sample differ in no byte, Parquet included."""
    first, second = (write_sample(tmp_path / name, parquet=True) for name in ("first", "second"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [str(path) for path in files if (first / path).read_bytes() != (second / path).read_bytes()] == []


def test_the_sample_has_the_line_ends_that_are_hard() -> None:
    """The sample would show a writer that changes line ends: a cell holds a carriage return."""
    made = sample()
    assert "\r\n" in made.rows()["texts"][0]["text_printed"]


def test_a_table_is_written_part_by_part(tmp_path: Path) -> None:
    """Parts give the bytes of the whole, with their number of rows, size and hash."""
    names = [field["name"] for field in load_schemas()["unigrams"]["fields"]]
    frame = pl.DataFrame([("a1", "党", 2), ("a1", "，", 1), ("a2", '"', 3)], schema=names, orient="row")
    with TableWriter(tmp_path, "unigrams") as writer:
        writer.add(frame[:1])
        writer.add(frame[1:])
    data = (tmp_path / writer.data_file.paths[0]).read_bytes()
    assert (data, writer.rows) == (csv_of(frame), 3)
    assert writer.data_file[1:] == (len(data), sha256(data).hexdigest())
