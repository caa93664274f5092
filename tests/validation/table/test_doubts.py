"""Columns that are beyond doubt: to look at their cells would find nothing."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.package.structure import sound_schema
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.columns import Column, check_columns
from pbdata.validation.table.doubts import beyond_doubt
from tests.validation.breaking import load_cases

TYPES = {"integer": pl.Int64(), "boolean": pl.Boolean()}
MANY = 1500


def read(case: dict[str, Any]) -> tuple[Column, Batch]:
    """The column of a case and its cells."""
    field = {"name": "x", **case["field"]}
    schema: dict[str, Any] = {"fields": [field]} | ({"primaryKey": ["x"]} if case.get("key") else {})
    with Fetcher(False, Budget(DEFAULT)) as fetcher:
        sound = sound_schema(Path(), {"name": "t", "schema": schema}, fetcher, Findings())
    assert sound
    (one,) = sound["fields"]
    missing = one.get("missingValues", [""])
    cells = pl.Series("0", case["cells"], TYPES.get(field["type"], pl.String()))
    column = Column("t", one, 0, missing, fill=False, is_key=bool(sound["primaryKey"]))
    return column, Batch(cells.to_frame(), np.arange(1, len(cells) + 1), "t.csv")


def is_sure(column: Column, batch: Batch) -> bool:
    return bool(column.asked and beyond_doubt(batch.frame, [column.asked]))


@pytest.mark.parametrize("case", load_cases("doubts"))
def test_only_what_is_sound_is_beyond_doubt(case: dict[str, Any]) -> None:
    """A column of which it is said has the values that its cells give, and nothing is found in them."""
    column, batch = read(case)
    assert is_sure(column, batch) is case["sure"]
    alone, together = Findings(), Findings()
    values = column.check(batch, alone).typed
    assert check_columns([column], batch, together)["x"].equals(values, check_dtypes=True)
    assert together.report({}, lambda *_: {}) == alone.report({}, lambda *_: {})
    if case["sure"]:
        assert alone.report({}, lambda *_: {}).warnings == alone.report({}, lambda *_: {}).errors == ()


@pytest.mark.parametrize("case", load_cases("doubts"))
def test_a_cell_among_many_is_seen(case: dict[str, Any]) -> None:
    """Of a long column whose cells repeat one another each different one is looked at."""
    known = [cell for cell in case["cells"] if cell is not None][:1]
    assert is_sure(*read({**case, "cells": [*known * MANY, *case["cells"]]})) is case["sure"]


@given(st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=4), max_size=6))
def test_nothing_is_odd_in_text_beyond_doubt(cells: list[str | None]) -> None:
    """Whatever the text, what is passed is what the look at each cell passes, without a warning."""
    column, batch = read({"field": {"type": "string"}, "cells": cells})
    findings = Findings()
    column.check(batch, findings)
    if is_sure(column, batch):
        assert findings.report({}, lambda *_: {}).warnings == ()
        assert "" not in cells
