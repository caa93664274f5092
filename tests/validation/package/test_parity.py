"""The Parquet copy against the CSV tables."""

import shutil
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from pbdata.validation.judge import validate
from tests.package.sample_package import PAGE_TABLES, copy_sample
from tests.validation.breaking import change_descriptor, change_file, change_row, summary


def replace_copy(package: Path, name: str, frame: pl.DataFrame) -> None:
    """Write another Parquet file of a table, and declare its size and hash anew."""
    stream = BytesIO()
    frame.write_parquet(stream)
    change_file(package / "data/parquet", name, stream.getvalue())


def copy_of(package: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(package / f"data/parquet/{name}.parquet")


def test_equal_copies_are_valid(tmp_path: Path) -> None:
    """The Parquet files that the writer makes hold what the CSV files hold."""
    assert summary(validate(copy_sample(tmp_path, parquet=True))) == []


def test_another_value_is_found_at_its_row(parquet_package: Path) -> None:
    """A cell that differs is reported with its row and column, a null against a value too."""
    edits = copy_of(parquet_package, "edits")
    deleted = pl.when(pl.col("rule") != "t2s").then("replacement").alias("replacement")
    replace_copy(parquet_package, "edits", edits.with_columns(deleted))
    report = validate(parquet_package)
    assert summary(report) == ["edits.replacement: parquet"]
    assert [problem.row for problem in report.errors] == [4]


def test_a_changed_csv_is_found(parquet_package: Path) -> None:
    """Whichever of the two was changed, they are no longer equal."""
    change_row(parquet_package, "collections", 1, {"title": "另一题"})
    assert summary(validate(parquet_package)) == ["collections.title: parquet"]


def test_another_number_of_rows_is_found(parquet_package: Path) -> None:
    """A copy with a row less is not equal."""
    replace_copy(parquet_package, "lines", copy_of(parquet_package, "lines").head(-1))
    assert summary(validate(parquet_package)) == ["lines: parquet"]


def test_another_type_is_found(parquet_package: Path) -> None:
    """A copy whose column has another type is refused."""
    replace_copy(parquet_package, "lines", copy_of(parquet_package, "lines").cast({"hans": pl.Int32}))
    assert summary(validate(parquet_package)) == ["lines: parquet"]


@pytest.mark.parametrize("name", ["lines.parquet", "datapackage.yaml"])
def test_broken_bytes_are_found(parquet_package: Path, name: str) -> None:
    """A file of the copy that is cut off is reported, without a traceback."""
    place = parquet_package / "data/parquet" / name
    place.write_bytes(place.read_bytes()[:100])
    assert not validate(parquet_package).valid


def test_a_file_that_is_no_parquet_is_found(parquet_package: Path) -> None:
    """Bytes that are declared rightly but are no Parquet are reported."""
    change_file(parquet_package / "data/parquet", "lines", b"PAR1 not really PAR1")
    assert summary(validate(parquet_package)) == ["lines: parquet"]


def test_a_copy_without_descriptor_is_found(parquet_package: Path) -> None:
    """A folder data/parquet that nothing describes is no copy."""
    for name in ("datapackage.yaml", "datapackage.json"):
        (parquet_package / "data/parquet" / name).unlink()
    assert summary(validate(parquet_package)) == ["-: parquet"]


def test_a_table_that_the_copy_lacks_is_found(parquet_package: Path) -> None:
    """The copy has the same tables."""
    change_descriptor(parquet_package / "data/parquet", lambda descriptor: descriptor["resources"].pop())
    assert summary(validate(parquet_package)) == [f"{PAGE_TABLES[-1]}: parquet"]


def test_no_copy_is_no_fault(parquet_package: Path) -> None:
    """Parquet is made on request only."""
    shutil.rmtree(parquet_package / "data/parquet")
    assert summary(validate(parquet_package)) == []
