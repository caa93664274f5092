"""Footers of Parquet files: what they say, and what no file can say of itself."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.errors import PackageError
from pbdata.validation.limits import DEFAULT, LimitError, Limits
from pbdata.validation.table.parquet_footer import Footer, read_footer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small file of two columns."""
    pl.DataFrame({"a": range(50), "b": ["x"] * 50}).write_parquet(tmp_path / "a.parquet")
    return tmp_path / "a.parquet"


def footer_of(data: bytes) -> bytes:
    return data[-8 - int.from_bytes(data[-8:-4], "little") : -8]


def with_footer(data: bytes, footer: bytes, length: int | None = None) -> bytes:
    """The file with another footer, which may lie about its length."""
    told = len(footer) if length is None else length
    return data[: -8 - len(footer_of(data))] + footer + told.to_bytes(4, "little") + b"PAR1"


@pytest.mark.parametrize("compression", ["uncompressed", "zstd", "snappy", "gzip", "lz4", "brotli"])
@pytest.mark.parametrize("size", [None, 7])
def test_what_a_file_says_of_itself(tmp_path: Path, compression: Any, size: int | None) -> None:
    """Rows and size are read whatever the compression and the number of row groups, nested columns too."""
    frame = pl.DataFrame({"a": range(50), "b": [["x", None]] * 50, "c": [{"u": 1}] * 50, "d": [None] * 50})
    frame.write_parquet(tmp_path / "a.parquet", compression=compression, row_group_size=size)
    found = read_footer(tmp_path / "a.parquet", DEFAULT)
    assert found.rows == 50 and found.unpacked > 100


def test_a_file_without_rows(tmp_path: Path) -> None:
    """It has a footer and nothing else."""
    pl.DataFrame({"a": []}).write_parquet(tmp_path / "a.parquet")
    assert read_footer(tmp_path / "a.parquet", DEFAULT) == Footer(0, 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:-1], "its end is missing"),
        (lambda data: b"PAR1", "its end is missing"),
        (lambda data: b"", "its end is missing"),
        (lambda data: data[:-1] + b"E", "encrypted"),
        (lambda data: with_footer(data, footer_of(data), 2**31), "larger than the file"),
        (lambda data: with_footer(data, b""), "damaged"),
        (lambda data: with_footer(data, b"\0"), "damaged"),
        (lambda data: with_footer(data, footer_of(data)[:-9]), "damaged"),
        (lambda data: with_footer(data, b"\x1c" * 5000), "damaged"),
        (lambda data: with_footer(data, b"\x15\x02\x19\xfc\xff\xff\xff\xff\x07" + footer_of(data)), "damaged"),
        (lambda data: data[:4] + data[-8 - len(footer_of(data)) :], "larger than the file|outside|page|damaged"),
    ],
)  # fmt: skip
def test_a_footer_that_cannot_be_is_told(file: Path, change: Any, said: str) -> None:
    """Before anything is decoded, in a sentence."""
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(PackageError, match=said):
        read_footer(file, DEFAULT)


def test_a_column_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    """Its size is asked of the footer, and nothing is unpacked."""
    pl.DataFrame({"a": ["x" * 10**6]}).write_parquet(tmp_path / "a.parquet", compression="zstd")
    with pytest.raises(LimitError, match="as a bomb does"):
        read_footer(tmp_path / "a.parquet", Limits(free=1000))
