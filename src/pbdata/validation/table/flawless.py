"""Whether small tables of plain text are beyond doubt: then no library for columns is needed, which takes longer to load than they do.

It may only say that nothing is wrong, and that there is nothing to warn of. What it does not pass is judged in columns.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pbdata.errors import PackageError
from pbdata.validation.limits import DEFAULT, Limits
from pbdata.validation.table.constants import Constant
from pbdata.validation.table.keys import Key, Link, own_keys
from pbdata.validation.table.patterns import Pattern
from pbdata.validation.table.plain import is_plain_ascii, plain_value
from pbdata.validation.table.rows import read_rows
from pbdata.validation.table.sources import CsvSource, Source

_MOST_BYTES = 2**19
_MEASURED = frozenset({"string", "any"})
# What a spreadsheet might take for the beginning of a formula.
_FORMULA = ("=", "@", "+", "-")

Schema = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]


class _DoubtError(Exception):
    """Something must be looked at more closely."""


def are_flawless(
    opened: Mapping[str, tuple[Schema | None, Source | None]], links: Sequence[Link], limits: Limits
) -> bool:
    """Whether all rows of all tables surely keep to their schemas, and all keys lead somewhere.

    Where limits were set the columns are asked, which count what they cost.
    """
    tables = {name: (schema, source) for name, (schema, source) in opened.items() if schema and source}
    try:
        _require(limits == DEFAULT and sum(_size(source) for _, source in tables.values()) <= _MOST_BYTES)
        columns = {name: _read(schema, source, limits) for name, (schema, source) in tables.items()}
        for name, (schema, _) in tables.items():
            for _, key in own_keys(schema, columns[name]):
                rows = list(_keys(columns[name], key))
                _require(len(set(rows)) == len(rows))
        for link in links:
            _require(link.child in columns and link.parent in columns)
            _require(set(_keys(columns[link.child], link.key)) <= set(_keys(columns[link.parent], link.target)))
    except (_DoubtError, PackageError, OSError, UnicodeError):
        return False
    return True


def _require(sure: bool) -> None:
    if not sure:
        raise _DoubtError


def _size(source: Source) -> int:
    """The bytes of a table of text that is not packed."""
    _require(isinstance(source, CsvSource) and not any(part.compression for part in source.parts))
    parts = source.parts if isinstance(source, CsvSource) else ()
    return sum(part.place.stat().st_size if part.data is None else len(part.data) for part in parts)


def _read(schema: Schema, source: Source, limits: Limits) -> Columns:
    """The values of a table, by the names of its fields."""
    fields, names = schema["fields"], [field["name"] for field in schema["fields"]]
    _require(isinstance(source, CsvSource) and len(set(names)) == len(names))
    assert isinstance(source, CsvSource)
    _require(source.labels is None or list(source.labels) == names)
    everywhere = schema.get("missingValues", [""])
    missing = [{*field.get("missingValues", everywhere), *source.missing} for field in fields]
    columns: list[list[Any]] = [[] for _ in fields]
    for row in read_rows(source.parts, source.dialect, source.labels, limits):
        _require(len(row.cells) == len(fields))
        values = [
            None if cell in absent else _value(cell, field)
            for cell, absent, field in zip(row.cells, missing, fields, strict=True)
        ]
        # A row in which nothing stands is told.
        _require(any(value is not None for value in values))
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    for column, field in zip(columns, fields, strict=True):
        whole = field["constraints"].get("required") or field["name"] in schema["primaryKey"]
        _require(not whole or None not in column)
    return dict(zip(names, columns, strict=True))


def _value(cell: str, field: Mapping[str, Any]) -> Any:
    """The value of a cell that keeps to its field and warns of nothing."""
    value = plain_value(cell, field)
    _require(value is not None)
    if isinstance(value, str):
        _require(cell.isprintable() and not cell.startswith(_FORMULA) and unicodedata.is_normalized("NFC", cell))
    for constraint, wanted in field["constraints"].items():
        measured = not constraint.endswith("Length") or field.get("type", "any") in _MEASURED
        _require(measured and _keeps(value, cell, constraint, wanted))
    _require("categories" not in field or _keeps(value, cell, "enum", field["categories"]))
    return value


def _keeps(value: Any, cell: str, constraint: str, wanted: Any) -> bool:
    if constraint in ("required", "unique"):
        return True
    if constraint == "pattern":
        return is_plain_ascii(cell) and _matches(wanted, cell)
    if constraint == "enum":
        return value in [one.typed for one in wanted]
    if constraint == "minLength":
        return isinstance(value, str) and len(value) >= wanted
    if constraint == "maxLength":
        return isinstance(value, str) and len(value) <= wanted
    return isinstance(wanted, Constant) and _within(value, constraint, wanted.typed)


def _within(value: Any, constraint: str, bound: Any) -> bool:
    if type(value) is not type(bound):
        return False
    return bool(
        {
            "minimum": value >= bound,
            "maximum": value <= bound,
            "exclusiveMinimum": value > bound,
            "exclusiveMaximum": value < bound,
        }[constraint]
    )


def _matches(pattern: Pattern, cell: str) -> bool:
    return _compiled(pattern.text).search(cell) is not None


@cache
def _compiled(text: str) -> Any:
    import re2

    return re2.compile(text)


def _keys(columns: Columns, key: Key) -> Iterator[tuple[Any, ...]]:
    """A key in the rows in which no part of it is empty."""
    rows = zip(*(columns[field] for field in key.fields), strict=True)
    return (row for row in rows if None not in row)
