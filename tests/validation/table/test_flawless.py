"""Small tables that are beyond doubt: the columns find nothing in them, and are not even loaded."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pbdata.validation import judge
from pbdata.validation.report.findings import Report
from pbdata.validation.table.flawless import are_flawless
from pbdata.validation.table.plain import plain_value
from pbdata.validation.table.types import read_one
from tests.validation.small import write_small
from tests.validation.test_frictionless import CELLS, CONSTRAINTS
from tests.validation.test_packages import cases, write

READ = yaml.safe_load((Path(__file__).parents[2] / "cases/validation/plain.yaml").read_text("utf-8"))
FIELDS = [*READ, *({"field": {"type": of_type}, "cells": cells} for of_type, cells in CELLS.items())]


def both(place: Path) -> tuple[Report, Report, bool]:
    """The report as it is made, the report of the columns, and whether these could be spared."""
    said: list[bool] = []

    def asked(*given: Any) -> bool:
        said.append(are_flawless(*given))
        return said[-1]

    with mock.patch.object(judge, "are_flawless", asked):
        first = judge.validate(place)
    with mock.patch.object(judge, "are_flawless", lambda *_given: False):
        return first, judge.validate(place), said == [True]


@pytest.mark.parametrize("case", FIELDS, ids=lambda case: json.dumps(case["field"]))
def test_a_plain_value_is_that_of_the_column(case: dict[str, Any]) -> None:
    """A cell that is read alone has the value that it has in a column, or none; `plain` are those that have one."""
    values = {cell: plain_value(cell, case["field"]) for cell in case["cells"]}
    for cell, value in values.items():
        assert value is None or (value, type(value)) == ((other := read_one(cell, case["field"])), type(other)), cell
    plain = [cell for cell, value in values.items() if value is not None]
    assert plain == case.get("plain", plain)


@pytest.mark.parametrize("case", cases("legal", "unchecked", "fault", "report", "message"))
def test_the_columns_say_the_same(tmp_path: Path, case: dict[str, Any]) -> None:
    """Of every package that is kept as a case the report is the same, whether the columns could be spared or not."""
    first, second, _ = both(write(tmp_path, case))
    assert first == second


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    """Two tables that keep to most of what their fields ask for."""
    fields, columns = [], []
    for n in range(draw(st.integers(1, 3))):
        of_type = draw(st.sampled_from(sorted(CELLS)))
        constraints = draw(
            st.sampled_from([{}, {}, {"required": True}, {"unique": True}, *CONSTRAINTS.get(of_type, [])])
        )
        fields.append({"name": f"f{n}", "type": of_type, "constraints": constraints})
        good = [one for one in CELLS[of_type] if plain_value(one, {"type": of_type}) is not None]
        odd = st.sampled_from([*CELLS[of_type], "\u200b", "=1", "e\u0301", "\u3000", "\u0663", "\x0b"])
        columns.append(st.one_of(*[st.sampled_from(good or CELLS[of_type])] * 3, odd))
    rows = draw(st.lists(st.tuples(*columns), min_size=1, max_size=3))
    missing = draw(st.sampled_from([[""], ["", "NA"], ["NA"]]))
    keys = draw(st.sampled_from([{}, {"primaryKey": ["f0"]}, {"uniqueKeys": [["f0"]]}]))
    link = {"foreignKeys": [{"fields": ["f0"], "reference": {"resource": "p", "fields": ["f0"]}}]}
    header = [one["name"] for one in fields]
    parents = draw(st.sampled_from([rows, rows, rows[:1]]))
    child = {"fields": fields, "missingValues": missing, **keys, **draw(st.sampled_from([{}, link]))}
    parent = {"fields": fields[:1], "missingValues": missing}
    return {
        "child.csv": [header, *rows],
        "p.csv": [header[:1], *([row[0]] for row in parents)],
        "schemas": {"child": child, "p": parent},
    }


@settings(max_examples=60)
@given(packages())
def test_generated_packages_are_judged_alike(package: dict[str, Any]) -> None:
    """Whatever stands in small tables, sparing the columns changes nothing in the report."""
    with tempfile.TemporaryDirectory() as folder:
        resources = [
            {"name": name, "path": f"{name}.csv", "encoding": "utf-8", "schema": schema}
            for name, schema in package["schemas"].items()
        ]
        descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": resources}
        for name in package["schemas"]:
            lines = (
                ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in package[f"{name}.csv"]
            )
            (Path(folder) / f"{name}.csv").write_text("\n".join([*lines, ""]), "utf-8")
        (Path(folder) / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        first, second, _ = both(Path(folder))
        assert first == second


def test_a_sound_package_is_judged_without_columns(tmp_path: Path) -> None:
    """For two small tables with keys, bounds and patterns neither Polars nor NumPy is loaded."""
    place = write_small(tmp_path, {})
    program = "import sys; from pbdata.validation.judge import validate; report = validate(sys.argv[1]); "
    program += "print(report.valid, sorted({'polars', 'numpy', 'jsonschema', 'pbdata.facts'} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", program, str(place)], capture_output=True, text=True, check=True)
    assert ran.stdout == "True []\n"


@pytest.mark.parametrize(
    ("row", "aid", "spared"),
    [
        ("a2,2014-09-29,1,x,p,", "a1", True),
        ("a2,2014-9-29,1,x,p,", "a1", False),
        ("a1,2014-09-29,1,x,p,", "a1", False),
        ("a2,2014-09-29,1,x,p,", "a3", False),
    ],
)
def test_what_is_not_surely_right_is_judged_in_columns(tmp_path: Path, row: str, aid: str, spared: bool) -> None:
    """The columns are spared for what is right, and asked of a cell, a key and a foreign key that are not."""
    a, b = f"id,day,n,kind,tags,parent\na1,2014-09-29,1,x,p,\n{row}\n", f"aid,k,v\n{aid},1,赣州\n"
    assert both(write_small(tmp_path, {"files": {"a.csv": {"text": a}, "b.csv": {"text": b}}}))[2] is spared
