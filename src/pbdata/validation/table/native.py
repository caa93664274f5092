"""Columns that come with types of their own, as Parquet has them, as values of a field."""

from collections.abc import Mapping

import polars as pl

from pbdata.validation.table.types import Field, Values, read_values, wrong_items

_WHOLE = frozenset({"integer", "year"})
_NESTED = frozenset({"list", "array"})


def read_native(column: pl.Series, field: Field) -> Values | None:
    """The values of a typed column; text is read as in CSV. ``None`` where the column's type cannot hold the field's."""
    of_type, dtype = field.get("type", "any"), column.dtype
    if dtype in (pl.Categorical, pl.Enum):
        column, dtype = column.cast(pl.String), pl.String()
    if dtype == pl.Null:
        return Values(column.cast(_DTYPES.get(of_type, pl.String())), None)
    if dtype == pl.String:
        return read_values(column, field)
    if isinstance(dtype, pl.List | pl.Array):
        return _read_items(column, field) if of_type in (*_NESTED, "any") else None
    if of_type in _WHOLE and dtype.is_integer():
        typed = column.cast(pl.Int64, strict=False)
        return Values(
            typed, None if typed.null_count() == column.null_count() else typed.is_null() & column.is_not_null()
        )
    if of_type == "number" and dtype.is_numeric():
        return Values(column.cast(pl.Float64), None)
    times = _read_times(column, of_type)
    if times is not None:
        return Values(times, None)
    if _DTYPES.get(of_type) == dtype or (of_type in ("object", "geojson") and dtype == pl.Struct):
        return Values(column, None)
    return Values(column, None) if of_type == "any" else None


def _read_times(column: pl.Series, of_type: str) -> pl.Series | None:
    """Instants in UTC, days as instants, and lengths of time in seconds."""
    dtype = column.dtype
    if of_type == "datetime" and isinstance(dtype, pl.Datetime):
        instants = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None) if dtype.time_zone else column
        return instants.cast(pl.Datetime("us"))
    if of_type == "datetime" and dtype == pl.Date:
        return column.cast(pl.Datetime("us"))
    if of_type == "duration" and isinstance(dtype, pl.Duration):
        return column.dt.total_microseconds().cast(pl.Float64) / 1e6
    return None


def as_text(column: pl.Series) -> pl.Series:
    """The cells of a column for printing."""
    if column.dtype == pl.String:
        return column
    if column.dtype.is_nested() or isinstance(column.dtype, pl.Duration):
        return pl.Series(column.name, [None if one is None else str(one) for one in column.to_list()], pl.String())
    return column.cast(pl.String, strict=False)


def _read_items(column: pl.Series, field: Field) -> Values:
    if isinstance(column.dtype, pl.Array):
        column = column.arr.to_list()
    inner = column.dtype.inner if isinstance(column.dtype, pl.List) else pl.String()
    item = {"type": field.get("itemType", "string")}
    if field.get("type") != "list" or inner == pl.Null:
        return Values(column, None)
    if inner == pl.String:
        return Values(column, None if item["type"] == "string" else wrong_items(column, item))
    values = read_native(column.explode(), item)
    if values is None:
        return Values(column, column.is_not_null())
    return Values(column, None)


_DTYPES: Mapping[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
}
