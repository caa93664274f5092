"""Columns of a table from the records of Python, in the form in which they are written: numbers and dates as text."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import polars as pl

from pbdata.package.schemas import field_names

Frames = Mapping[str, pl.DataFrame]
"""Tables by name. ``string``, ``date`` and ``number`` are text, as CSV has them; integers and truth values have their types."""

_Table = TypeVar("_Table", pl.DataFrame, pl.LazyFrame)
_PYTHON: dict[str, frozenset[type]] = {
    "string": frozenset({str}),
    "date": frozenset({str}),
    "integer": frozenset({int}),
    "number": frozenset({int, float}),
    "boolean": frozenset({bool}),
}
_POLARS: dict[str, pl.DataType] = {"integer": pl.Int64(), "boolean": pl.Boolean()}
_NULL = type(None)


def written_type(field: Mapping[str, Any]) -> pl.DataType:
    """The type of a column in the written form."""
    return _POLARS.get(field["type"], pl.String())


def frame_of(name: str, schema: Mapping[str, Any], columns: Mapping[str, Iterable[Any]]) -> pl.DataFrame:
    """Return a table of columns that are given by name, in the order of its schema.

    Raises ``ValueError`` where the columns are not those of the schema, for a cell of another type than its column's, and for
    empty text, which would come back as null.
    """
    if columns.keys() != set(field_names(schema)):
        differing = ", ".join(sorted(columns.keys() ^ set(field_names(schema))))
        raise ValueError(f"`{name}` does not fit schemas/{name}.yaml: {differing}. Change one of the two.")
    made = pl.DataFrame([column_of(field, columns[field["name"]]) for field in schema["fields"]])
    empty = made.select_seq((pl.col(pl.String) == "").any())
    for name, is_there in empty.row(0, named=True).items() if empty.width else ():
        if is_there:
            raise _unfit(name, "", _PYTHON["string"])
    return made


def frame_of_rows(name: str, schema: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return a table of rows that have the columns of its schema. Raises ``ValueError`` as ``frame_of`` does."""
    return frame_of(name, schema, {column: [row[column] for row in rows] for column in field_names(schema)})


def column_of(field: Mapping[str, Any], values: Iterable[Any]) -> pl.Series:
    """Return the column of a field. Raises ``ValueError`` for a cell of another type."""
    column, allowed = field["name"], _PYTHON[field["type"]]
    values = values if isinstance(values, pl.Series | list | tuple) else list(values)
    if not isinstance(values, pl.Series):
        kinds = set(map(type, values))
        if not kinds <= allowed | {_NULL}:
            raise _unfit(column, next(one for one in values if one is not None and type(one) not in allowed), allowed)
        if field["type"] == "number":
            values = [None if one is None else _number(one) for one in values]
    return pl.Series(column, values, written_type(field))


def in_order(schema: Mapping[str, Any], frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table sorted by its primary key: text by code points, numbers by size."""
    return frame.sort(schema["primaryKey"])


def with_numbers(frame: _Table, schema: Mapping[str, Any]) -> _Table:
    """Return a table in the written form with its numbers as such."""
    return frame.with_columns(pl.col(_of_type("number", frame, schema)).cast(pl.Float64))


def typed(frame: _Table, schema: Mapping[str, Any]) -> _Table:
    """Return a table in the written form with the types of its schema."""
    dates = pl.col(_of_type("date", frame, schema)).str.to_date("%Y-%m-%d")
    return with_numbers(frame, schema).with_columns(dates)


def _of_type(of_type: str, frame: pl.DataFrame | pl.LazyFrame, schema: Mapping[str, Any]) -> list[str]:
    names, there = [field["name"] for field in schema["fields"] if field["type"] == of_type], frame.collect_schema()
    return [name for name in names if name in there]


def frame_types(schema: Mapping[str, Any]) -> dict[str, pl.DataType]:
    """The types of the columns of a table in the written form."""
    return {field["name"]: written_type(field) for field in schema["fields"]}


def _number(value: int | float) -> str:
    """A number without an exponent, as short as it can be."""
    return format(Decimal(str(value)), "f") if isinstance(value, float) else str(value)


def _unfit(column: str, value: object, allowed: frozenset[type]) -> ValueError:
    of_type = "number" if float in allowed else next(iter(allowed)).__name__
    return ValueError(f"{column}: {value!r} cannot stand in a column of {of_type}. Give a value, or None.")
