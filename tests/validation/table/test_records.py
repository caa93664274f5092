"""Rows that stand in JSON or in the sheets of a workbook."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pbdata.validation.judge import validate_descriptor
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, VALID, Report
from pbdata.validation.table.records import arranged
from tests.validation.breaking import summary

FIELDS = [
    {"name": "id", "type": "integer"},
    {"name": "name", "type": "string"},
    {"name": "day", "type": "date"},
    {"name": "at", "type": "datetime"},
]
ROW = [1, "a", date(2020, 1, 31), datetime(2020, 1, 31, 10, 30)]


def judged(folder: Path, rows: list[list[Any]], dialect: dict[str, Any] | None = None, sheet: str = "s") -> Report:
    """The report on a workbook whose second sheet holds the rows, or whose only one does."""
    with xlsxwriter.Workbook(folder / "a.xlsx", {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        if dialect:
            book.add_worksheet("first").write_string(0, 0, "nothing")
        page = book.add_worksheet(sheet)
        for number, row in enumerate([[field["name"] for field in FIELDS], *rows]):
            page.write_row(number, 0, row)
    resource = {
        "name": "r",
        "path": "a.xlsx",
        "schema": {"fields": FIELDS},
        **({"dialect": dialect} if dialect else {}),
    }
    return validate_descriptor({"resources": [resource]}, folder)


def test_a_workbook_is_read(tmp_path: Path) -> None:
    """Whole numbers, text, days and times have the types of their fields."""
    assert judged(tmp_path, [ROW, [2, "b", None, None]]).verdict == VALID


def test_a_cell_of_a_workbook_is_judged(tmp_path: Path) -> None:
    """A text in a column of numbers is found."""
    assert summary(judged(tmp_path, [ROW, ["x", "b", None, None]])) == ["r.id: type"]


@pytest.mark.parametrize("dialect", [{"sheetNumber": 2}, {"sheetName": "s"}, {"excel": {"sheet": "s"}}])
def test_the_dialect_names_the_sheet(tmp_path: Path, dialect: dict[str, Any]) -> None:
    """A sheet is named by number or by name, as the standard or as frictionless does."""
    assert judged(tmp_path, [ROW], dialect).verdict == VALID


def test_a_sheet_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """The dialect names a sheet that the workbook lacks."""
    assert summary(judged(tmp_path, [ROW], {"sheetName": "z"})) == ["r: dialect"]


def test_a_file_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    """A file of that name with other content cannot be read."""
    (tmp_path / "a.xlsx").write_text("a,b\n", "utf-8")
    resource = {"name": "r", "path": "a.xlsx", "schema": {"fields": [{"name": "a"}]}}
    assert summary(validate_descriptor({"resources": [resource]}, tmp_path)) == ["r: path"]


def test_what_is_no_rows_is_not_checked(tmp_path: Path) -> None:
    """JSON that is neither lists nor mappings gives no table."""
    (tmp_path / "a.json").write_text("[1, 2]", "utf-8")
    resource = {"name": "r", "path": "a.json", "schema": {"fields": [{"name": "a"}]}}
    assert validate_descriptor({"resources": [resource]}, tmp_path).verdict == AS_FAR_AS_CHECKED


def test_rows_are_arranged_under_their_labels() -> None:
    """Mappings need not all have the same keys, and lists may have no header."""
    assert arranged([{"a": 1}, {"b": 2}]) == (["a", "b"], [[1, None], [None, 2]])
    assert arranged([["a"], [1]]) == (["a"], [[1]])
    assert arranged([["a"], [1]], header=False) == (None, [["a"], [1]])
    assert arranged([1]) is None
