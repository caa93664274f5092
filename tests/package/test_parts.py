"""A table that is cut into parts is the same table, and is cut where its rows say."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.package.parts import Cutter, part_path, paths, single_path
from pbdata.package.reading import open_package
from pbdata.package.writer import csv_files, csv_of, header_of
from pbdata.release.differences import compare
from pbdata.release.editions import edition_files
from pbdata.validation.judge import validate
from pbdata.validation.referee import frictionless_errors
from tests.package.sample_package import copy_sample, in_parts

CELLS = st.text('a,"\n\r党', max_size=6)
HEADER = b"a,b\n"


def as_csv(rows: list[tuple[str, str]]) -> bytes:
    return csv_of(pl.DataFrame(rows, {"a": pl.String, "b": pl.String}, orient="row"), header=False)


def parts(pieces: list[bytes], part_bytes: int) -> list[bytes]:
    """The parts that are made of CSV that comes in pieces, without their headers."""
    cutter, made = Cutter(HEADER, part_bytes), [b""]
    for piece in pieces:
        for begins, some in cutter.cut(piece):
            made += [b""] if begins else []
            made[-1] += some
    return made


@given(st.lists(st.tuples(CELLS, CELLS), max_size=20), st.integers(5, 60), st.integers(1, 6))
def test_parts_hold_whole_rows(rows: list[tuple[str, str]], part_bytes: int, n_pieces: int) -> None:
    """However the rows come, cuts lie between the same rows; a part is too large only where it is one row."""
    whole = as_csv(rows)
    made = parts([whole], part_bytes)
    step = -(-len(rows) // n_pieces) or 1
    assert made == parts([as_csv(rows[at : at + step]) for at in range(0, len(rows), step)], part_bytes)
    assert b"".join(made) == whole
    counts = [len(list(csv.reader(io.StringIO(part.decode(), newline="")))) for part in made]
    assert sum(counts) == len(rows)
    assert all(len(HEADER) + len(part) <= part_bytes or n == 1 for part, n in zip(made, counts, strict=True))
    assert all(len(HEADER) + len(one) + len(after) > part_bytes for one, after in zip(made, made[1:], strict=False))


def test_a_part_has_a_number() -> None:
    """And tells of which table it is."""
    assert part_path("data/tables/dates.csv", 3) == "data/tables/dates-00003.csv"
    assert (
        single_path({"path": ["data/tables/dates-00001.csv", "data/tables/dates-00002.csv"]}) == "data/tables/dates.csv"
    )
    assert single_path({"path": "data/tables/dates.csv"}) == "data/tables/dates.csv"


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """The sample with its tables in parts, and as Parquet."""
    return in_parts(tmp_path / "cut")


def test_a_package_in_parts_is_valid_by_two_judges(cut: Path) -> None:
    """Every table and key, and the hashes of all parts together; and a change in a later part is found."""
    several = [one for one in open_package(cut).descriptor["resources"] if isinstance(one["path"], list)]
    assert len(several) > 3
    report = validate(cut)
    assert list(report.errors) == []
    assert frictionless_errors(cut) == []
    place = cut / several[0]["path"][-1]
    place.write_bytes(place.read_bytes().replace(b"1", b"2", 1))
    assert {(one.resource, one.rule) for one in validate(cut).errors} >= {(several[0]["name"], "hash")}


def test_parts_are_read_as_one_table(cut: Path, tmp_path: Path) -> None:
    """Whole and lazily, from CSV and from Parquet, whose parts are those of the CSV."""
    package, copies, whole = (
        open_package(cut),
        open_package(cut / "data/parquet"),
        open_package(copy_sample(tmp_path / "whole")),
    )
    for name in whole.resources:
        assert package.frame(name).equals(whole.frame(name))
        assert package.scan(name).collect().equals(whole.frame(name))
        assert copies.scan(name).collect().equals(whole.frame(name))
        assert len(paths(package._resource(name))) == len(paths(copies._resource(name)))
    assert not compare(whole, package)


def test_size_and_hash_are_those_of_the_table_as_one_file(cut: Path, tmp_path: Path) -> None:
    """They are the same in a package whose tables are not cut."""
    whole = open_package(copy_sample(tmp_path / "whole"))
    for one, other in zip(open_package(cut).descriptor["resources"], whole.descriptor["resources"], strict=True):
        assert (one["name"], one["bytes"], one["hash"]) == (other["name"], other["bytes"], other["hash"])


def test_an_edition_is_cut_as_the_build_was(cut: Path) -> None:
    """The full edition has the files of the package, the open one parts of its own."""
    full = edition_files(open_package(cut), "full")
    tables = {path.relative_to(cut).as_posix(): path.read_bytes() for path in (cut / "data/tables").iterdir()}
    assert {path: data for path, data in full.items() if path.startswith("data/")} == tables
    told = json.loads(edition_files(open_package(cut), "open")["datapackage.json"])
    assert any(isinstance(one["path"], list) for one in told["resources"])


def test_files_of_a_frame(tmp_path: Path) -> None:
    """The same parts as the writer makes, and one file where it fits."""
    frame = pl.DataFrame({"a": ["x"] * 9, "b": ["y"] * 9})
    files, told = csv_files("t.csv", frame, 20)
    assert list(files) == ["t-00001.csv", "t-00002.csv", "t-00003.csv"] == list(told.paths)
    assert files["t-00002.csv"] == b"a,b\n" + b"x,y\n" * 4
    assert told.sha256 == sha256(csv_of(frame)).hexdigest() and told.bytes == len(csv_of(frame))
    assert csv_files("t.csv", frame, 1000)[0] == {"t.csv": csv_of(frame)}
    assert header_of({"fields": [{"name": "a"}, {"name": "b"}]}) == b"a,b\n"
