"""Parquet files, whose columns have types of their own."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import summary

NOON = datetime(2014, 9, 29, 12)
COLUMNS: list[tuple[str, list[Any], pl.DataType, dict[str, Any], list[str]]] = [
    ("text", ["a", None], pl.String(), {"type": "string"}, []),
    (
        "categories of Polars",
        ["a", "b"],
        pl.Categorical(),
        {"type": "string", "constraints": {"enum": ["a"]}},
        ["t.c: enum"],
    ),
    ("small integers", [1, None], pl.Int8(), {"type": "integer", "constraints": {"minimum": 2}}, ["t.c: minimum"]),
    ("integers that no column of ours holds", [2**63, 1], pl.UInt64(), {"type": "integer"}, ["t.c: type"]),
    ("a number in a column of text", ["1", "x"], pl.String(), {"type": "integer"}, ["t.c: type"]),
    ("integers for numbers", [1, 2], pl.Int64(), {"type": "number", "constraints": {"maximum": 1.5}}, ["t.c: maximum"]),
    ("numbers for integers", [1.0, 2.0], pl.Float64(), {"type": "integer"}, ["t.c: type"]),
    ("integers for text", [1, 2], pl.Int64(), {"type": "string"}, ["t.c: type"]),
    ("truth", [True, None], pl.Boolean(), {"type": "boolean", "constraints": {"required": True}}, ["t.c: required"]),
    (
        "days",
        [date(2014, 9, 29), None],
        pl.Date(),
        {"type": "date", "constraints": {"maximum": "2014-09-28"}},
        ["t.c: maximum"],
    ),
    (
        "instants",
        [NOON, NOON],
        pl.Datetime("ns"),
        {"type": "datetime", "constraints": {"unique": True}},
        ["t.c: unique"],
    ),
    (
        "instants with a zone",
        [NOON],
        pl.Datetime("ms", "UTC"),
        {"type": "datetime", "constraints": {"minimum": "2014-09-29T20:00:00+08:00"}},
        [],
    ),
    (
        "spans of time",
        [timedelta(days=2)],
        pl.Duration(),
        {"type": "duration", "constraints": {"maximum": "P1D"}},
        ["t.c: maximum"],
    ),
    (
        "lists of text",
        [["a", "b"], None],
        pl.List(pl.String()),
        {"type": "list", "constraints": {"maxLength": 1}},
        ["t.c: maxLength"],
    ),
    (
        "lists of text that are numbers",
        [["1", "x"], ["2"]],
        pl.List(pl.String()),
        {"type": "list", "itemType": "integer"},
        ["t.c: type"],
    ),
    ("lists of numbers", [[1], [2, 3]], pl.List(pl.Int64()), {"type": "list", "itemType": "integer"}, []),
    ("lists of numbers for lists of text", [[1], [2, 3]], pl.List(pl.Int64()), {"type": "list"}, ["t.c: type"]),
    (
        "lists as enum",
        [["a"], ["b"]],
        pl.List(pl.String()),
        {"type": "list", "constraints": {"enum": [["a"]]}},
        ["t.c: enum"],
    ),
    (
        "lists as arrays",
        [[1], [2, 3]],
        pl.List(pl.Int64()),
        {"type": "array", "constraints": {"jsonSchema": {"maxItems": 1}}},
        ["t.c: jsonSchema"],
    ),
    (
        "structs as objects",
        [{"a": 1}],
        pl.Struct({"a": pl.Int64()}),
        {"type": "object", "constraints": {"jsonSchema": {"required": ["b"]}}},
        ["t.c: jsonSchema"],
    ),
    ("anything", [[1], None], pl.List(pl.Int64()), {"type": "any"}, []),
    ("years", [2014, 1999], pl.Int32(), {"type": "year", "constraints": {"minimum": 2000}}, ["t.c: minimum"]),
    ("nothing at all", [None, None], pl.Null(), {"type": "date"}, []),
]


def write(folder: Path, frames: list[pl.DataFrame], schema: dict[str, Any]) -> Path:
    """A package of one table in one or more Parquet files."""
    paths = [f"t{n}.parquet" for n in range(len(frames))]
    for path, frame in zip(paths, frames, strict=True):
        frame.write_parquet(folder / path)
    resource = {"name": "t", "path": paths if len(paths) > 1 else paths[0], "format": "parquet", "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("values", "dtype", "field", "errors"), [one[1:] for one in COLUMNS], ids=[one[0] for one in COLUMNS]
)
def test_a_typed_column_is_held_against_its_field(
    tmp_path: Path, values: list[Any], dtype: pl.DataType, field: dict[str, Any], errors: list[str]
) -> None:
    """A column of Parquet is accepted where its type can hold the field's values, and these keep the constraints."""
    frame = pl.DataFrame({"id": range(len(values)), "c": pl.Series(values, dtype=dtype)})
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "c", **field}]}
    assert summary(validate(write(tmp_path, [frame], schema))) == errors


def test_several_files_are_one_table(tmp_path: Path) -> None:
    """Keys and row numbers run through all files."""
    frames = [pl.DataFrame({"id": [1, 2]}), pl.DataFrame({"id": [3, 1]})]
    schema = {"fields": [{"name": "id", "type": "integer"}], "primaryKey": ["id"]}
    report = validate(write(tmp_path, frames, schema))
    assert [(one.rule, one.row, one.file, one.line) for one in report.errors] == [("primaryKey", 4, "t1.parquet", None)]


def test_columns_that_are_missing_or_too_many_are_found(tmp_path: Path) -> None:
    """The columns of a Parquet file must be the fields."""
    frame = pl.DataFrame({"id": [1], "x": [1]})
    assert summary(validate(write(tmp_path, [frame], {"fields": [{"name": "id", "type": "integer"}]}))) == ["t: header"]
