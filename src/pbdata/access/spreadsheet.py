"""A package for spreadsheets, safe to open: a workbook with a sheet for each table, or CSV files that Excel reads as UTF-8.

A cell of text that a spreadsheet could take for a formula gets an apostrophe before it, and is stored as text besides, so
that it stays harmless when the sheet is saved as CSV and opened again (OWASP, "CSV Injection": = + - @, tab, carriage
return, and the full-width forms of the signs). Numbers, truth values and dates are cells of their kind.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.errors import AccessError
from pbdata.package.reading import Package, file_name

if TYPE_CHECKING:
    import polars as pl

# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 gives these limits of Excel.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_UNITS = 32_767
_MAX_NAME = 31
_MAX_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel counts a day that there was not."""
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_CUT = "…"
_OTHERS = "Use sqlite, duckdb or parquet."
_NARROW, _WIDE = 8, 48
_ABOUT = "about"
_TABLES = ("sheet / 工作表", "title / 名称", "rows / 行数", "what it is / 说明")
_COLUMNS = ("sheet / 工作表", "column / 列", "title / 名称", "type / 类型", "what it is / 说明")


def write_xlsx(package: Package, target: Path) -> list[str]:
    """Write a workbook, which opens on a sheet that explains the others. Return sentences on the cells escaped or cut.

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
        bold = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        _write_about(package, names, workbook, bold)
        for resource in package.descriptor["resources"]:
            sheet = workbook.add_worksheet(names[resource["name"]])
            notes += _write_sheet(package, resource, sheet, bold, day)
    return notes


def write_csv(package: Package, folder: Path) -> list[str]:
    """Write each table as CSV with a byte order mark into a new folder. Return sentences on the cells that were escaped."""
    import polars as pl

    folder.mkdir()
    notes = []
    for name in package.resources:
        frame = package.frame(name)
        risky = pl.col(pl.String).str.contains(f"^[{''.join(_FORMULA)}]".replace("-", r"\-"))
        escaped = sum(frame.select(risky).sum().row(0), 0) if frame.height else 0
        harmless = pl.when(risky).then("'" + pl.col(pl.String)).otherwise(pl.col(pl.String)).name.keep()
        frame.with_columns(harmless).write_csv(folder / file_name(name, "csv"), include_bom=True)
        notes += _told_of_escaped(name, escaped)
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


def _write_about(package: Package, names: Mapping[str, str], workbook: Any, bold: Any) -> None:
    """The first sheet: what the package is, its tables with links to their sheets, and every column."""
    sheet = workbook.add_worksheet(_ABOUT)
    for column, width in enumerate((22, 26, 34, 12, 100)):
        sheet.set_column(column, column, width)
    row = 0

    def write(*cells: object, form: Any = None, link: str = "") -> None:
        nonlocal row
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, form)
            else:
                sheet.write_string(row, column, shortened(safe(str(cell or ""))), form)
        if link:
            sheet.write_url(row, 0, f"internal:'{link}'!A1", string=link)
        row += 1

    descriptor = package.descriptor
    write(descriptor.get("title") or descriptor.get("name"), form=bold)
    write(" ".join(str(descriptor[key]) for key in ("version", "created", "id") if descriptor.get(key)))
    write(", ".join(str(one.get("title") or one.get("name")) for one in descriptor.get("licenses") or ()))
    write()
    write(*_TABLES, form=bold)
    for resource in descriptor["resources"]:
        schema, name = resource["schema"], resource["name"]
        about = schema.get("description") or resource.get("description")
        title = schema.get("title") or resource.get("title")
        write(names[name], title, package.frame(name).height, about, link=names[name])
    write()
    write(*_COLUMNS, form=bold)
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            told = field.get("title"), field.get("type"), field.get("description")
            write(names[resource["name"]], field["name"], *told)


def _write_sheet(package: Package, resource: Mapping[str, Any], sheet: Any, bold: Any, day: Any) -> list[str]:
    name, frame = resource["name"], package.frame(resource["name"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, frame.height, max(frame.width - 1, 0))
    for column, width in enumerate(_widths(frame)):
        sheet.set_column(column, column, width)
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, safe(title), bold)
    escaped = cut = 0
    first_cut = ""
    for row, cells in enumerate(frame.iter_rows(), 1):
        for column, cell in enumerate(cells):
            if _written_as_it_is(sheet, row, column, cell, day):
                continue
            text = str(cell)
            harmless = safe(text) if isinstance(cell, str) else text
            short = shortened(harmless)
            escaped += harmless != text
            if short != harmless:
                cut += 1
                first_cut = first_cut or f"{frame.columns[column]} in row {row + 1}"
            sheet.write_string(row, column, short)
    notes = _told_of_escaped(name, escaped)
    if cut:
        notes.append(
            f"{name}: {cut} cells are longer than {MAX_UNITS} characters, and were cut, the first being {first_cut}. {_OTHERS}"
        )
    return notes


def _written_as_it_is(sheet: Any, row: int, column: int, cell: object, day: Any) -> bool:
    """Whether a cell was written as a number, a truth value or a date, or is empty; all else is text."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < _MAX_EXACT:
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, cell, day)
    else:
        return cell is None
    return True


def _widths(frame: "pl.DataFrame") -> list[int]:
    """How wide the columns are for their content, between a narrow and a wide one; a Chinese character is two wide."""
    import polars as pl

    text = pl.all().cast(pl.String).fill_null("")
    wide = frame.select((text.str.len_bytes() + text.str.len_chars()).max() // 2)
    most = wide.row(0) if frame.height else [0] * frame.width
    return [min(max(most[n], len(title) + 3, _NARROW), _WIDE) for n, title in enumerate(frame.columns)]


def _told_of_escaped(name: str, escaped: int) -> list[str]:
    return [f"{name}: {escaped} cells begin like a formula, and have an apostrophe before them."] if escaped else []


def _sheet_names(package: Package) -> dict[str, str]:
    """A name for each sheet: the table's, without signs that Excel forbids, cut to 31 characters, none given twice."""
    names: dict[str, str] = {}
    taken = {"history", _ABOUT}
    for table in package.resources:
        plain = "".join("_" if sign in "[]:*?/\\'" else sign for sign in table)
        name, number = plain[:_MAX_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: _MAX_NAME - len(str(number)) - 1]}~{number}"
        taken.add(name.lower())
        names[table] = name
    return names
