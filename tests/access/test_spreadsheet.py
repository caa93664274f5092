"""Workbooks that are safe to open, read back from their XML."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pbdata.access import spreadsheet
from pbdata.access.spreadsheet import MAX_UNITS, safe, shortened, write_csv, write_xlsx
from pbdata.errors import AccessError
from tests.release.small_package import SCHEMA, Make

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(path: Path, sheet: int = 2) -> list[list[tuple[str, str]]]:
    """The kind and the words of each cell of a sheet; the first sheet explains the others."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert root.findall(f".//{SPACE}f") == []
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row.iter(f"{SPACE}c")]
        for row in root.iter(f"{SPACE}row")
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "--09-30"]
)
def test_what_could_be_a_formula_is_escaped(text: str) -> None:
    """An apostrophe stands before it."""
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["党员", "1+1", " =1", "'=1", "——记者", "", "2014-09-29"])
def test_other_text_stays(text: str) -> None:
    """What no spreadsheet takes for a formula is not touched."""
    assert safe(text) == text


def test_cells_are_of_their_kind(make: Make, tmp_path: Path) -> None:
    """Text is text whatever it looks like, numbers are numbers, nulls are empty; the reader is told what was escaped."""
    rows = [("a", 1, "=HYPERLINK(1)"), ("b", None, "http://a.cn/"), ("c", 2**60, "007"), ("d", 4, "_x000D_")]
    notes = write_xlsx(make(rows), tmp_path / "x.xlsx")
    header, *body = cells(tmp_path / "x.xlsx")
    assert [words for _, words in header] == ["id", "n", "word"]
    assert body[0] == [("inlineStr", "a"), ("n", "1"), ("inlineStr", "'=HYPERLINK(1)")]
    assert body[1] == [("inlineStr", "b"), ("inlineStr", "http://a.cn/")]
    assert body[2] == [("inlineStr", "c"), ("inlineStr", str(2**60)), ("inlineStr", "007")]
    assert body[3][2] == ("inlineStr", "_x005F_x000D_")
    assert notes == ["t: 1 cells begin like a formula, and have an apostrophe before them."]


def test_a_long_cell_is_cut_and_told(make: Make, tmp_path: Path) -> None:
    """The first of them is named, and the forms that hold all of it."""
    notes = write_xlsx(make([("a", 1, "党" * (MAX_UNITS + 1)), ("b", 1, "建" * MAX_UNITS)]), tmp_path / "x.xlsx")
    _, first, second = cells(tmp_path / "x.xlsx")
    assert first[2][1] == "党" * (MAX_UNITS - 1) + "…"
    assert second[2][1] == "建" * MAX_UNITS
    assert re.match(
        r"t: 1 cells are longer than 32767 .* first being word in row 2\. Use sqlite, duckdb or parquet", notes[0]
    )


def test_characters_beyond_the_first_plane_count_twice() -> None:
    """Excel counts UTF-16 units; no half of a character is left."""
    assert shortened("𠀀" * MAX_UNITS) == "𠀀" * (MAX_UNITS // 2) + "…"


def test_a_table_with_too_many_rows_is_refused(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written, with the forms that can hold it."""
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 2)
    with pytest.raises(AccessError, match="t has 2 rows .* holds 1 .*Use sqlite, duckdb or parquet"):
        write_xlsx(make(), tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_sheets_have_names_that_excel_takes(make: Make, tmp_path: Path) -> None:
    """Long names and forbidden signs give names that differ."""
    package = make()
    (resource,) = package.descriptor["resources"]
    for name in ("programme_definitions_and_their_items", "programme_definitions_and_their_ends", "a/b", "History"):
        package.descriptor["resources"].append({**resource, "name": name})
    write_xlsx(package, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    assert len({name.lower() for name in names}) == 6 and max(map(len, names)) <= 31
    assert "a_b" in names and "History" not in names


def test_two_workbooks_of_one_package_hold_the_same_sheets(make: Make, tmp_path: Path) -> None:
    """The sheets depend on the package alone."""
    package = make(schema=SCHEMA)
    write_xlsx(package, tmp_path / "a.xlsx")
    write_xlsx(package, tmp_path / "b.xlsx")
    assert cells(tmp_path / "a.xlsx") == cells(tmp_path / "b.xlsx")


DATED = {
    "fields": [{"name": "id", "type": "string", "title": "编号 / Id"}, {"name": "day", "type": "date"}],
    "primaryKey": ["id"],
}


def test_dates_are_dates(make: Make, tmp_path: Path) -> None:
    """A day is a cell by which a spreadsheet sorts and counts; one before 1900 is text, as Excel knows none."""
    write_xlsx(make([("a", "2014-09-29"), ("b", "1850-01-01"), ("c", None)], DATED), tmp_path / "x.xlsx")
    _, first, second, third = cells(tmp_path / "x.xlsx")
    assert (first[1], second[1], len(third)) == (("n", "41911"), ("inlineStr", "1850-01-01"), 1)


def test_the_workbook_opens_on_what_explains_it(make: Make, tmp_path: Path) -> None:
    """The first sheet lists each table with its rows, linked to its sheet, and each column with its title."""
    write_xlsx(make([("a", "2014-09-29")], DATED), tmp_path / "x.xlsx")
    words = [[word for _, word in row] for row in cells(tmp_path / "x.xlsx", sheet=1)]
    assert [row for row in words if row and row[0] == "t"][0][:3] == ["t", "", "1"]
    assert ["t", "id", "编号 / Id", "string"] in [row[:4] for row in words]
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert "'t'!A1" in archive.read("xl/worksheets/sheet1.xml").decode()
        assert archive.read("xl/workbook.xml").decode().index('name="about"') > 0


def test_a_sheet_is_ready_to_read(make: Make, tmp_path: Path) -> None:
    """Its head stays, its columns are as wide as their words, and it can be filtered."""
    write_xlsx(make([("党建" * 10, "2014-09-29")], DATED), tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in sheet and '<autoFilter ref="A1:B2"/>' in sheet
    assert [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)][0] > 40


def test_csv_for_excel(make: Make, tmp_path: Path) -> None:
    """The files begin with a byte order mark, and what could be a formula is escaped and told."""
    notes = write_csv(make([("a", 1, "=1+1"), ("b", None, "党建"), ("c", 3, "-5"), ("d", 4, None)]), tmp_path / "x")
    assert (tmp_path / "x" / "t.csv").read_bytes().decode(
        "utf-8"
    ) == "\ufeffid,n,word\na,1,'=1+1\nb,,党建\nc,3,'-5\nd,4,\n"
    assert notes == ["t: 2 cells begin like a formula, and have an apostrophe before them."]
