"""A package as a workbook: a sheet for each table, safe to open.

A cell of text that a spreadsheet could take for a formula gets an apostrophe before it, and is stored as text besides, so
that it stays harmless when the sheet is saved as CSV and opened again (OWASP, "CSV Injection": = + - @, tab, carriage
return, and the full-width forms of the signs). Numbers and truth values are cells of their kind; dates are text.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pbdata.errors import AccessError
from pbdata.package.reading import Package

# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 gives these limits of Excel.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_UNITS = 32_767
_MAX_NAME = 31
_MAX_EXACT = 10**15
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_CUT = "…"
_OTHERS = "Use sqlite, duckdb or parquet."


def write_xlsx(package: Package, target: Path) -> list[str]:
    """Write a workbook. Return sentences on the cells that were escaped or cut.

    Raises ``AccessError`` where a table has more rows or columns than a sheet.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise AccessError('xlsxwriter is not installed. Install it: pip install "pbdata[export]".') from None
    names = _sheet_names(package)
    for table in package.resources:
        height, width = package.frame(table).shape
        if height >= MAX_ROWS or width > MAX_COLUMNS:
            raise AccessError(
                f"{table} has {height} rows and {width} columns; a sheet holds {MAX_ROWS - 1} and {MAX_COLUMNS}. {_OTHERS}"
            )
    notes = []
    with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True})
        for resource in package.descriptor["resources"]:
            sheet = workbook.add_worksheet(names[resource["name"]])
            sheet.freeze_panes(1, 0)
            notes += _write_sheet(package, resource, sheet, bold)
    return notes


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def shortened(text: str) -> str:
    """Return text as long as a cell may be, counted in UTF-16 units, with an ellipsis where it was cut."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) <= 2 * MAX_UNITS:
        return text
    return encoded[: 2 * (MAX_UNITS - 1)].decode("utf-16-le", "ignore") + _CUT


def _write_sheet(package: Package, resource: Mapping[str, Any], sheet: Any, bold: Any) -> list[str]:
    name, frame = resource["name"], package.frame(resource["name"])
    escaped = cut = 0
    first_cut = ""
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, safe(title), bold)
    for row, cells in enumerate(frame.iter_rows(), 1):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, bool):
                sheet.write_boolean(row, column, cell)
            elif isinstance(cell, int | float) and abs(cell) < _MAX_EXACT:
                sheet.write_number(row, column, cell)
            else:
                text = str(cell)
                harmless = safe(text) if isinstance(cell, str) else text
                short = shortened(harmless)
                escaped += harmless != text
                if short != harmless:
                    cut += 1
                    first_cut = first_cut or f"{frame.columns[column]} in row {row + 1}"
                sheet.write_string(row, column, short)
    notes = []
    if escaped:
        notes.append(f"{name}: {escaped} cells begin like a formula, and have an apostrophe before them.")
    if cut:
        notes.append(
            f"{name}: {cut} cells are longer than {MAX_UNITS} characters, and were cut, the first being {first_cut}. {_OTHERS}"
        )
    return notes


def _sheet_names(package: Package) -> dict[str, str]:
    """A name for each sheet: the table's, without signs that Excel forbids, cut to 31 characters, none given twice."""
    names: dict[str, str] = {}
    taken = {"history"}
    for table in package.resources:
        plain = "".join("_" if sign in "[]:*?/\\'" else sign for sign in table)
        name, number = plain[:_MAX_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: _MAX_NAME - len(str(number)) - 1]}~{number}"
        taken.add(name.lower())
        names[table] = name
    return names
