"""Rows of a package for people at a terminal: a summary, and a table with conditions on its columns."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.package.reading import Package

if TYPE_CHECKING:
    import polars as pl

_CONDITION = re.compile(r"\s*([^=!<>~\s]+)\s*(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda column, value: column == value,
    "!=": lambda column, value: column.ne_missing(value),
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
}


def summary(package: Package) -> dict[str, Any]:
    """What a package says of itself, and its tables: ``name``, ``title`` and number of ``rows``."""
    said = package.descriptor
    tables = [
        {"name": one["name"], "title": one.get("title"), "rows": package.frame(one["name"]).height}
        for one in said["resources"]
    ]
    keys = ("name", "title", "version", "created", "id")
    return {key: said.get(key) for key in keys} | {"root": str(package.root), "tables": tables}


def rows_of(
    package: Package, table: str, where: Sequence[str], columns: Sequence[str] | None = None, limit: int | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns and the rows of a table for which every condition holds, in the order of the table.

    A condition is ``COLUMN=VALUE``, with ``!=``, ``<``, ``<=``, ``>``, ``>=``, or ``~`` for text that holds VALUE. Columns
    of text are compared as text, others by their type; an empty VALUE is a missing one. Raises ``PackageError`` for a
    condition, a column or a table that cannot be.
    """
    frame = package.frame(table)
    for condition in where:
        frame = frame.filter(_condition(frame, table, condition))
    for name in columns or ():
        _check_column(frame, table, name)
    frame = frame.select(columns) if columns else frame
    return frame.columns, frame.head(limit).rows() if limit else frame.rows()


def _condition(frame: "pl.DataFrame", table: str, condition: str) -> Any:
    import polars as pl

    match = _CONDITION.fullmatch(condition)
    if not match:
        raise PackageError(f"--where {condition}: this is no condition. Write COLUMN=VALUE, or COLUMN~TEXT.")
    name, sign, value = match[1], match[2], match[3].strip()
    _check_column(frame, table, name)
    column = frame[name]
    if sign == "~":
        return column.cast(pl.String).str.contains(value, literal=True)
    if value == "" and sign in ("=", "!="):
        return column.is_null() if sign == "=" else column.is_not_null()
    try:
        typed = pl.Series([value]).cast(pl.String).str.strip_chars()
        if column.dtype == pl.Boolean:
            typed = pl.Series([{"true": True, "false": False}[value.lower()]])
        elif column.dtype == pl.Date:
            typed = typed.str.to_date("%Y-%m-%d")
        elif column.dtype != pl.String:
            typed = typed.cast(column.dtype)
    except (KeyError, pl.exceptions.PolarsError):
        raise PackageError(f"--where {condition}: {name} holds {column.dtype}, and `{value}` is none.") from None
    return _COMPARED[sign](column, typed[0])


def _check_column(frame: "pl.DataFrame", table: str, name: str) -> None:
    if name not in frame.columns:
        near = get_close_matches(name, frame.columns, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"It has: {', '.join(frame.columns)}."
        raise PackageError(f"{table} has no column `{name}`. {hint}")
