"""Opening a package and reading its tables."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import MissingFileError, Package, contained, open_package
from pbdata.package.schemas import load_schemas
from tests import cpu_limit
from tests.package.sample_package import copy_sample, sample


@pytest.mark.parametrize("name", ["", "datapackage.yaml", "datapackage.json"])
def test_a_package_is_opened_by_folder_or_descriptor(package: Path, name: str) -> None:
    """The folder and each descriptor open the same package."""
    opened = open_package(package / name)
    assert opened.resources == list(load_schemas())
    assert opened.descriptor["name"] == "sample"
    assert opened.root == package


def test_a_table_comes_back_as_it_was_written(package: Path) -> None:
    """Every value of every table is read with its type, text exactly."""
    opened = open_package(str(package))
    for table, rows in sample().rows().items():
        read = opened.frame(table).rows(named=True)
        assert [
            {key: str(cell) if isinstance(cell, date) else cell for key, cell in row.items()} for row in read
        ] == rows, table


def test_columns_have_the_types_of_their_fields(package: Path) -> None:
    """Integers, booleans and dates are typed; an empty cell is null, and so is a column of them."""
    opened = open_package(package)
    assert opened.frame("lines").schema["kept"] == pl.Boolean
    assert opened.frame("lines").schema["start"] == pl.Int64
    assert opened.frame("articles").schema["published_date"] == pl.Date
    assert opened.frame("articles").schema["subtitle"] == pl.String
    assert opened.frame("articles")["subtitle"].null_count() == 1


def test_line_ends_within_cells_are_kept(package: Path) -> None:
    """A carriage return in a text is part of it."""
    assert "走村入户\r\n党员" in open_package(package).frame("texts")["text_printed"].item()


def test_the_parquet_copy_opens_as_a_package(tmp_path: Path) -> None:
    """The Parquet copy gives the same frames."""
    copy_sample(tmp_path, parquet=True)
    there, copy = open_package(tmp_path), open_package(tmp_path / "data/parquet")
    assert copy.resources == there.resources
    assert [name for name in there.resources if not copy.frame(name).equals(there.frame(name))] == []


def test_a_folder_without_package_is_refused(tmp_path: Path) -> None:
    """The message says what was looked for."""
    with pytest.raises(PackageError, match="holds no datapackage.yaml or datapackage.json"):
        open_package(tmp_path)


@pytest.mark.parametrize("name", ["missing", "data/raw/a.txt"])
def test_what_is_no_descriptor_is_refused(package: Path, name: str) -> None:
    """A path that leads nowhere, or to another file, is refused."""
    with pytest.raises(PackageError, match=r"Name a package's folder or its datapackage\.yaml\."):
        open_package(package / name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("datapackage.yaml", "a: [", r"datapackage\.yaml:\d+:\d+: this is not YAML"),
        ("datapackage.yaml", "a: \x00", "this is not YAML: it holds a control character"),
        (
            "datapackage.yaml",
            "!!python/object/apply:os.getcwd []",
            "this is not YAML: could not determine a constructor",
        ),
        ("datapackage.yaml", "- a", "a descriptor is a mapping"),
        ("datapackage.yaml", "", "a descriptor is a mapping"),
        ("datapackage.yaml", "name: x", "`resources` is not a list of tables with names"),
        ("datapackage.yaml", "&a [*a]", "`\\*a` stands within what it stands for"),
        ("datapackage.yaml", "[" * 900 + "]" * 900, "more than 50 levels"),
        ("datapackage.yaml", "[" * 100_000, "this is not YAML|cannot be read"),
        ("datapackage.json", '{"a": }', "datapackage.json:1:7: this is not JSON"),
        ("datapackage.json", "[" * 100_000, "cannot be read"),
        ("datapackage.json", '{"n": ' + "1" * 10_000 + "}", "cannot be read"),
    ],
)
def test_a_broken_descriptor_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    """A descriptor that is no YAML or JSON, or not one of a package, gives a message with its place."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(PackageError, match=message):
        open_package(tmp_path)


def test_a_descriptor_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Descriptors are UTF-8."""
    (tmp_path / "datapackage.yaml").write_bytes("title: 党建".encode("gbk"))
    with pytest.raises(PackageError, match="byte 7 is not UTF-8"):
        open_package(tmp_path)


def test_aliases_cannot_blow_up(tmp_path: Path) -> None:
    """A few hundred bytes that stand for billions of values are refused at once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (tmp_path / "datapackage.yaml").write_text("\n".join(lines), "utf-8")
    with cpu_limit(5), pytest.raises(PackageError, match="aliases stand for more than"):
        read_descriptor(tmp_path / "datapackage.yaml")


def test_an_unknown_table_is_refused(package: Path) -> None:
    """The message lists the tables that there are."""
    with pytest.raises(PackageError, match="no table `zzz`. It has: collections, captures"):
        open_package(package).frame("zzz")


def test_a_missing_file_is_refused(package: Path) -> None:
    """The message names the table and the file."""
    (package / "data/tables/lines.csv").unlink()
    with pytest.raises(PackageError, match=r"table `lines`: `data/tables/lines\.csv` is missing"):
        open_package(package).frame("lines")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b"line_no,start", b"start,line_no", "the columns of table `lines` are not those of its schema"),
        (b",true,", b",yes,", "kept holds cells that are no Boolean"),
        (b",0,8,", b",0,x,", "stop holds cells that are no Int64"),
        (b",by-hand,0,0,neutral\n", b",by-hand,0,0,neutral,0\n", "table `lines` cannot be read"),
    ],
)
def test_a_table_that_does_not_fit_its_schema_is_refused(
    package: Path, before: bytes, after: bytes, message: str
) -> None:
    """A frame is never silently another one: the reader is sent to the judge."""
    place = package / "data/tables/lines.csv"
    data = place.read_bytes()
    assert before in data
    place.write_bytes(data.replace(before, after))
    with pytest.raises(PackageError, match=message):
        open_package(package).frame("lines")


def test_an_empty_table_has_its_types(package: Path) -> None:
    """A table of nothing but a header is an empty frame with typed columns."""
    place = package / "data/tables/losses.csv"
    place.write_bytes(place.read_bytes().splitlines(keepends=True)[0])
    frame = open_package(package).frame("losses")
    assert (len(frame), frame.schema["start"]) == (0, pl.Int64)


def test_a_path_of_the_package_is_found(package: Path) -> None:
    """A path within the package leads to its file, one that is not there is told apart from one that may not be."""
    assert contained(package, "data/raw/a.txt") == (package / "data/raw/a.txt").resolve()
    with pytest.raises(MissingFileError):
        contained(package, "data/raw/z.txt")
    with pytest.raises(PackageError, match="may lead out of the package"):
        contained(package / "data", "../datapackage.yaml")


def test_a_scanned_table_is_the_table(package: Path) -> None:
    """Collecting what was scanned gives the same rows and types as reading it at once, from CSV and from Parquet."""
    copy_sample(package, parquet=True)
    for opened in (open_package(package), open_package(package / "data/parquet")):
        for name in opened.resources:
            assert_frame_equal(opened.scan(name).collect(), opened.frame(name))


def test_a_scanned_table_is_read_as_far_as_it_is_needed(package: Path) -> None:
    """A wrong cell is met when its column is read, with an error and never as a null."""
    place = package / "data/tables/paragraphs.csv"
    place.write_text(place.read_text("utf-8").replace(",0,", ",zero,", 1), "utf-8")
    opened = open_package(package)
    assert opened.scan("paragraphs").select("kind").collect().height > 0
    with pytest.raises(pl.exceptions.PolarsError, match="zero"):
        opened.scan("paragraphs").collect()


def test_a_scan_is_refused_where_the_columns_differ(package: Path) -> None:
    """A missing file, a renamed column and an unknown table are found before anything is read."""
    place = package / "data/tables/losses.csv"
    place.write_text(place.read_text("utf-8").replace("kind", "sort", 1), "utf-8")
    with pytest.raises(PackageError, match="not those of its schema"):
        open_package(package).scan("losses")
    place.unlink()
    with pytest.raises(PackageError, match="missing"):
        open_package(package).scan("losses")
    with pytest.raises(PackageError, match="no table `loss`"):
        open_package(package).scan("loss")


def test_pandas_gets_nullable_types(package: Path) -> None:
    """Text, numbers, truth values and dates have types that know nulls, and the cells are those of the Polars table."""
    pytest.importorskip("pandas")
    opened = open_package(package)
    articles, lines = opened.pandas("articles"), opened.pandas("lines")
    assert (str(articles["title"].dtype), str(articles["n_chars"].dtype)) == ("string", "Int64")
    assert (str(lines["kept"].dtype), articles["published_date"].dtype.kind) == ("boolean", "M")
    for name in opened.resources:
        there, here = opened.pandas(name), opened.frame(name)
        assert [None if value is None else str(value)[:10] for value in here.to_series(0)] == [
            str(value)[:10] for value in there.iloc[:, 0]
        ]
        assert there.isna().sum().to_list() == list(here.null_count().row(0))


def test_a_package_shows_itself_in_a_line_and_in_a_notebook(package: Path) -> None:
    """Neither form prints the descriptor; a notebook gets a row for each table, with nothing taken for HTML."""
    opened = open_package(package)
    assert len(repr(opened)) < 200
    assert f"{len(opened.resources)} tables" in repr(opened)
    assert opened._repr_html_().count("<tr>") == len(opened.resources)
    spoken = Package(package, {"title": "<script>", "resources": [{"name": "a", "title": "<b>"}]})
    assert "<script>" not in spoken._repr_html_()


def test_a_near_name_of_a_table_is_suggested(package: Path) -> None:
    """A slip in the name of a table is met with the one that was meant."""
    with pytest.raises(PackageError, match="Did you mean `articles`"):
        open_package(package).frame("article")
