"""How large the sheets of a workbook become."""

import zipfile
from pathlib import Path

import pytest

from pbdata.validation.limits import DEFAULT, LimitError
from pbdata.validation.table.rows import UnreadableError
from pbdata.validation.table.streams import Part
from pbdata.validation.table.workbooks import check_workbook

XLSX, XLSB, ODS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.bin", "content.xml"
ROW = '<row r="1048576">{}</row>'
EMPTY_END = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def record(kind: int, number: int) -> bytes:
    """A record of XLSB that begins with the number of its row or column."""
    return bytes([kind, 4]) + number.to_bytes(4, "little")


SMALL = {
    "cells at the beginning": (XLSX, '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'),
    "cells that name no place": (XLSX, "<row><c><v>1</v></c></row>" * 9),
    "a cell far away that is only painted": (XLSX, ROW.format('<c r="XFD1048576" s="1"/>')),
    "a long column": (XLSX, ROW.format('<c r="A1048576"><v>1</v></c>')),
    "a wide row": (XLSX, '<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "empty rows to the end": (
        ODS,
        f'<table:table-row><table:table-cell office:value="1"/></table:table-row>{EMPTY_END}',
    ),
    "records": (XLSB, record(0, 3) + record(2, 5)),
    "no sheet": ("xl/styles.xml", ROW.format('<c r="XFD1048576"><v>1</v></c>')),
}
LARGE = {
    "a cell in the last corner": (XLSX, ROW.format('<c r="XFD1048576"><v>1</v></c>')),
    "cells of a far row that name no place": (XLSX, ROW.format("<c><v>1</v></c>" * 9)),
    "the same in single quotes": (XLSX, ROW.format("<c r='XFD1048576'><v>1</v></c>")),
    "empty rows before the last": (ODS, f'{EMPTY_END}<table:table-row><table:table-cell table:number-columns-repeated="99"/><table:table-cell office:value="1"/></table:table-row>'),
    "one cell a billion times": (ODS, '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value="1"/></table:table-row>'),
    "the last record": (XLSB, record(0, 1048575) + record(2, 16383)),
}  # fmt: skip


def write(folder: Path, name: str, content: str | bytes) -> Part:
    """A workbook with one member."""
    with zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return Part(folder / "a.xlsx", "a.xlsx", None, None, "utf-8")


@pytest.mark.parametrize("label", SMALL)
def test_a_sheet_that_is_read(tmp_path: Path, label: str) -> None:
    """Only cells in which something stands make a sheet large."""
    check_workbook(write(tmp_path, *SMALL[label]), DEFAULT)


@pytest.mark.parametrize("label", LARGE)
def test_a_sheet_for_which_no_room_is_made(tmp_path: Path, label: str) -> None:
    """Its extent is told from the file; a reader of workbooks would make room for billions of cells."""
    with pytest.raises(LimitError, match="reaches over"):
        check_workbook(write(tmp_path, *LARGE[label]), DEFAULT)


def test_a_workbook_that_is_broken(tmp_path: Path) -> None:
    """A member that cannot be unpacked is told before a reader tries."""
    part = write(tmp_path, XLSX, "x" * 1000)
    data = bytearray(part.place.read_bytes())
    data[60:64] = b"\xff\xff\xff\xff"
    part.place.write_bytes(data)
    with pytest.raises(UnreadableError, match="cannot be read"):
        check_workbook(part, DEFAULT)
