"""Columns in the form in which they are written."""

from typing import Any

import polars as pl
import pytest

from pbdata.package.columns import column_of, frame_of, frame_of_rows, frame_types, in_order, typed, with_numbers

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "s", "type": "string"},
        {"name": "n", "type": "integer"},
        {"name": "b", "type": "boolean"},
        {"name": "d", "type": "date"},
        {"name": "x", "type": "number"},
    ],
    "primaryKey": ["s", "n"],
}
ROW: dict[str, Any] = {"s": "党", "n": 2**40, "b": True, "d": "2024-01-31", "x": 1.5}
NULLS: dict[str, Any] = dict.fromkeys(ROW)


def test_numbers_and_dates_are_text_as_csv_has_them() -> None:
    """Integers and truth values have types; a null is null in every column."""
    frame = frame_of_rows("t", SCHEMA, [ROW, NULLS])
    assert frame.schema == frame_types(SCHEMA)
    assert frame.rows() == [("党", 2**40, True, "2024-01-31", "1.5"), (None,) * 5]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1"), (1.0, "1.0"), (1e-7, "0.0000001"), (10**20, "1" + "0" * 20), (1e22, "1" + "0" * 22)],
)
def test_a_number_has_no_exponent(number: float, written: str) -> None:
    """What was a whole number stays one, and no digit is lost."""
    assert column_of({"name": "x", "type": "number"}, [number]).to_list() == [written]


@pytest.mark.parametrize(
    ("column", "wrong"), [("s", ""), ("s", 1), ("n", "1"), ("n", True), ("n", 1.0), ("b", 1), ("b", "true"), ("x", "1")]
)
def test_a_cell_of_another_type_is_refused(column: str, wrong: Any) -> None:
    """Empty text, which would come back as null, and values of another type stop the build."""
    with pytest.raises(ValueError, match=f"{column}: .* cannot stand in a column"):
        frame_of_rows("t", SCHEMA, [ROW | {column: wrong}])


def test_columns_are_those_of_the_schema() -> None:
    """One that is missing or unknown is named; their order is that of the schema."""
    backward = {name: [value] for name, value in reversed(ROW.items())}
    assert frame_of("t", SCHEMA, backward).columns == list(ROW)
    with pytest.raises(ValueError, match=r"`t` does not fit schemas/t.yaml: d, z. Change one of the two."):
        frame_of("t", SCHEMA, dict.fromkeys(("s", "n", "b", "x", "z"), ()))


def test_rows_are_sorted_by_code_points() -> None:
    """Beyond U+FFFF comes after the private use area, as in UTF-8, and not before it as in UTF-16."""
    rows = [{**ROW, "s": s} for s in ("\U00020000", "\ue000", "a")]
    assert in_order(SCHEMA, frame_of_rows("t", SCHEMA, rows))["s"].to_list() == ["a", "\ue000", "\U00020000"]


def test_types_come_back() -> None:
    """Numbers alone, or dates too."""
    frame = frame_of_rows("t", SCHEMA, [ROW])
    assert with_numbers(frame, SCHEMA).schema == {**frame.schema, "x": pl.Float64()}
    assert typed(frame, SCHEMA).schema == {**frame.schema, "x": pl.Float64(), "d": pl.Date()}
