"""Rows that do not come as CSV or Parquet: in the descriptor, in JSON, in lines of JSON, in a sheet of a workbook."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from pbdata.validation.limits import Limits
from pbdata.validation.table.rows import UnreadableError
from pbdata.validation.table.streams import Part, open_part
from pbdata.validation.table.workbooks import check_workbook

WORKBOOKS = ("xlsx", "xls", "xlsb", "ods")
"""The formats that ``sheet_rows`` reads."""

_PIECE = 2**20


class Rows(NamedTuple):
    """The labels of a table, ``None`` where it has no header, and its rows."""

    labels: list[str] | None
    rows: Sequence[Sequence[Any]]


def arranged(content: object, *, header: bool = True) -> Rows | None:
    """Rows that are lists, the first of them the header unless there is none, or mappings; ``None`` for anything else."""
    if not isinstance(content, list) or not content:
        return None
    if all(isinstance(row, dict) for row in content):
        labels = list(dict.fromkeys(str(key) for row in content for key in row))
        return Rows(labels, [[row.get(label) for label in labels] for row in content])
    if not all(isinstance(row, list) for row in content):
        return None
    return Rows([str(label) for label in content[0]], content[1:]) if header else Rows(None, content)


def json_content(part: Part, limits: Limits, dialect: Mapping[str, Any]) -> object:
    """The rows in a file of JSON; the ``property`` of the dialect holds them where they are not the whole."""
    try:
        content = json.loads(_text(part, limits), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("json", f"`{part.file}` is not JSON: {error}. Correct it.") from None
    key = dialect.get("property")
    return content.get(key) if isinstance(key, str) and isinstance(content, dict) else content


def json_lines(part: Part, limits: Limits) -> list[Any]:
    """The rows in a file that holds one value of JSON a line."""
    rows = []
    for number, line in enumerate(_text(part, limits).split("\n"), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line, parse_constant=_refuse))
            except (ValueError, RecursionError) as error:
                message = f"line {number} of `{part.file}` is not JSON: {error}. Correct it."
                raise UnreadableError("json", message) from None
    return rows


def sheet_rows(part: Part, limits: Limits, dialect: Mapping[str, Any]) -> list[list[Any]]:
    """The rows of a sheet: the one that the dialect names, or else the first. Rows and columns at its end that are empty are left out."""
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    file = part.file
    check_workbook(part, limits)
    nested = dialect.get("excel") or dialect.get("ods") or {}
    wanted = dialect.get("sheetName", dialect.get("sheetNumber", nested.get("sheet", 1)))
    try:
        with CalamineWorkbook.from_path(part.place) as book:
            by_name = isinstance(wanted, str)
            sheet = book.get_sheet_by_name(wanted) if by_name else book.get_sheet_by_index(wanted - 1)
            rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (WorksheetNotFound, IndexError, TypeError, OverflowError):
        raise UnreadableError("dialect", f"`{file}` has no sheet {wanted!r}. Name one that is there.") from None
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(
            "path", f"`{file}` cannot be read ({error}). Restore the file, or write it again."
        ) from None
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    width = max((k + 1 for row in rows for k, cell in enumerate(row) if cell is not None), default=0)
    return [row[:width] for row in rows]


def _plain(cell: Any) -> Any:
    """A cell as JSON would have it: whole numbers as such, nothing for an empty cell."""
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, timedelta):
        seconds = cell.total_seconds()
        return f"PT{int(seconds) if seconds.is_integer() else seconds}S"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell


def _text(part: Part, limits: Limits) -> str:
    """The text of a file that is held in memory as a whole."""
    pieces = []
    for piece in _pieces(part, limits):
        if part.budget:
            part.budget.spend("held", len(piece))
        pieces.append(piece)
    try:
        return b"".join(pieces).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} of `{part.file}` is not {part.encoding}. Save the file as utf-8."
        raise UnreadableError("encoding", message) from None


def _pieces(part: Part, limits: Limits) -> Iterator[bytes]:
    with open_part(part, limits) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
