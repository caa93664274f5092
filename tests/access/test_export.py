"""Exports: what is written, what is refused, and that nothing is overwritten by accident."""

from pathlib import Path

import pytest

from pbdata.access import export as exporting
from pbdata.access.export import FORMS, export
from pbdata.errors import AccessError, PbdataError
from pbdata.package.reading import open_package
from pbdata.validation.judge import validate
from tests.package.sample_package import copy_sample


def content(root: Path) -> dict[Path, bytes]:
    """Every file of a folder."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_row_and_leaves_the_package_alone(form: str, tmp_path: Path) -> None:
    """The counts are those of the tables, and no file of the package changes."""
    package = open_package(copy_sample(tmp_path / "package"))
    before = content(package.root)
    done = export(package, form, tmp_path / "out" / "x")
    assert done.rows == {name: package.frame(name).height for name in package.resources}
    assert (tmp_path / "out" / "x").exists()
    beside = ["x.metadata.json"] if form == "sqlite" else []
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["x", *beside]
    assert content(package.root) == before


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_overwritten_unless_asked(form: str, tmp_path: Path) -> None:
    """A second export is refused, and with force it takes the place of the first."""
    package = open_package(copy_sample(tmp_path / "package"))
    export(package, form, tmp_path / "x")
    with pytest.raises(AccessError, match="exists already.*--force"):
        export(package, form, tmp_path / "x")
    assert export(package, form, tmp_path / "x", force=True).rows["articles"] > 0


@pytest.mark.parametrize("form", FORMS)
def test_a_failed_export_leaves_what_was_there(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error on the way removes the draft and nothing else."""
    package = open_package(copy_sample(tmp_path / "package"))
    export(package, form, tmp_path / "x")
    before = content(tmp_path) | {tmp_path / "x": b""}
    table = package.root / "data/tables/paragraphs.csv"
    table.write_text(table.read_text("utf-8").replace(",0,", ",zero,", 1), "utf-8")
    with pytest.raises(PbdataError, match="zero|paragraphs"):
        export(package, form, tmp_path / "x", force=True)
    after = content(tmp_path) | {tmp_path / "x": b""}
    assert {path for path in after if after[path] != before.get(path)} == {table}


def test_parquet_is_a_package_of_its_own(tmp_path: Path) -> None:
    """The folder validates, and its tables are equal to those of the package."""
    package = open_package(copy_sample(tmp_path / "package"))
    export(package, "parquet", tmp_path / "x")
    assert validate(tmp_path / "x").errors == ()
    there = open_package(tmp_path / "x")
    assert all(there.frame(name).equals(package.frame(name)) for name in package.resources)


def test_a_folder_that_is_no_export_is_not_replaced(tmp_path: Path) -> None:
    """Even with force neither a package with data, nor any other folder, nor a file in place of one is removed."""
    package = open_package(copy_sample(tmp_path / "package"))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.txt").write_text("x")
    before = content(tmp_path)
    for form, target in (
        ("parquet", "papers"),
        ("parquet", "package"),
        ("csv", "papers"),
        ("sqlite", "papers"),
        ("parquet", "papers/thesis.txt"),
    ):
        with pytest.raises(PbdataError, match="Name another target"):
            export(package, form, tmp_path / target, force=True)
    assert content(tmp_path) == before


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    """The forms there are, are listed."""
    with pytest.raises(AccessError, match="Use one of sqlite, duckdb, parquet, xlsx, csv"):
        export(open_package(copy_sample(tmp_path)), "ods", tmp_path / "x")


@pytest.mark.parametrize(("form", "library"), [("duckdb", "duckdb"), ("xlsx", "xlsxwriter")])
def test_a_library_that_is_missing_is_named(
    form: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(AccessError, match=rf'{library} is not installed.*"pbdata\[export\]"'):
        exporting.export(open_package(copy_sample(tmp_path / "package")), form, tmp_path / "x")


def test_a_table_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A table with a name like a path is refused, and no file is written for it."""
    package = open_package(copy_sample(tmp_path / "package"))
    package.descriptor["resources"][0]["name"] = "../../evil"
    with pytest.raises(PbdataError, match="cannot name a file"):
        export(package, "parquet", tmp_path / "out" / "x")
    assert list(tmp_path.rglob("evil*")) == []
