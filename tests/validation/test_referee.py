"""Frictionless, the independent judge, is really asked."""

import shutil
from pathlib import Path

from pbdata.validation.referee import frictionless_errors
from tests import ROOT


def test_nothing_is_wrong_with_the_committed_package() -> None:
    """It accepts what a build puts in place."""
    assert frictionless_errors(ROOT) == []


def test_a_broken_cell_is_found(tmp_path: Path) -> None:
    """It reads the cells."""
    shutil.copytree(ROOT / "data/tables", tmp_path / "data/tables")
    shutil.copyfile(ROOT / "datapackage.json", tmp_path / "datapackage.json")
    table = tmp_path / "data/tables/paragraphs.csv"
    table.write_text(table.read_text("utf-8").replace(",body,", ",bodi,", 1), "utf-8")
    assert any("bodi" in error for error in frictionless_errors(tmp_path))
