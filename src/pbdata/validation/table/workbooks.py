"""How large the sheets of a workbook become, told from the file before a reader makes room for them.

A sheet that names its last cell alone has as many cells as one that is full, and its reader makes room for all of them.
"""

import re
import zipfile

from pbdata.compressed import BROKEN
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.table.rows import UnreadableError
from pbdata.validation.table.streams import Part

_MOST = 8_000_000
_PLACED = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_ELEMENT = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATS = re.compile(rb"""-repeated\s*=\s*["']([0-9]{1,19})""")
_ROW, _LAST_CELL = 0, 11


def check_workbook(part: Part, limits: Limits) -> None:
    """Raise ``LimitError`` for a workbook that unpacks to much more than it packs, or whose sheets make room for very many cells."""
    size = part.place.stat().st_size
    if not zipfile.is_zipfile(part.place):
        _spend(part, size)
        return
    try:
        with zipfile.ZipFile(part.place) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            if unpacked > limits.unpacked_from(size):
                message = f"`{part.file}` becomes much larger when it is unpacked ({unpacked} bytes), as a bomb does."
                raise LimitError(f"{message} Write the table as CSV.")
            _spend(part, unpacked)
            for name in archive.namelist():
                rows, columns = _extent(name, archive.read(name))
                if rows * columns > _MOST:
                    message = f"a sheet of `{part.file}` reaches over {rows} rows and {columns} columns"
                    raise LimitError(f"{message}. Remove the cells far away from the others, or write it as CSV.")
    except BROKEN as error:
        raise UnreadableError(
            "path", f"`{part.file}` cannot be read ({error}). Restore the file, or write it again."
        ) from None


def _spend(part: Part, size: int) -> None:
    if part.budget:
        part.budget.spend("read", size)
        part.budget.spend("held", size)


def _extent(name: str, data: bytes) -> tuple[int, int]:
    """The rows and columns over which a sheet reaches; none for a member that is no sheet."""
    if name == "content.xml":
        return _repeated(data)
    if "sheets/" in name and name.endswith(".xml"):
        return _named(data)
    return _recorded(data) if "sheets/" in name and name.endswith(".bin") else (0, 0)


def _named(data: bytes) -> tuple[int, int]:
    """The last row and column of XLSX in which something stands; what names no place follows the one before."""
    row = column = last_row = last_column = 0
    for kind, attributes in _PLACED.findall(data):
        named = _PLACE.search(attributes)
        if kind == b"row":
            row, column = int(named[2]) if named else row + 1, 0
            continue
        column = _column(named[1]) if named else column + 1
        if not attributes.endswith(b"/"):
            last_row, last_column = max(last_row, int(named[2]) if named else row), max(last_column, column)
    return last_row, last_column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _repeated(data: bytes) -> tuple[int, int]:
    """The last row and column of ODS in which something stands: rows and cells may be repeated, and empty ones are, to the end."""
    rows = columns = last_row = last_column = 0
    for kind, attributes in _ELEMENT.findall(data):
        found = _REPEATS.search(attributes)
        times = int(found[1]) if found else 1
        if kind == b"table":
            rows = 0
        elif kind == b"table-row":
            rows, columns = rows + times, 0
        else:
            columns += times
            if b"value" in attributes:
                last_row, last_column = max(last_row, rows), max(last_column, columns)
    return last_row, last_column


def _recorded(data: bytes) -> tuple[int, int]:
    """The last row and column that records of XLSB name."""
    rows = columns = at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind <= _LAST_CELL and size >= 4:
            value = int.from_bytes(data[at : at + 4], "little") + 1
            rows, columns = (max(rows, value), columns) if kind == _ROW else (rows, max(columns, value))
        at += size
    return rows, columns


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    value = 0
    for k in range(most):
        byte = data[at + k] if at + k < len(data) else 0
        value |= (byte & 0x7F) << (7 * k)
        if not byte & 0x80:
            return value, at + k + 1
    return value, at + most
