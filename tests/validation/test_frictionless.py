"""Our verdict against that of frictionless, the independent judge, on generated packages; and where they differ, and why."""

import contextlib
import csv
import io
import json
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbdata.validation.judge import validate
from tests.validation.breaking import load_cases, summary
from tests.validation.small import write_small

EXAMPLES = int(os.environ.get("PBDATA_DIFFERENTIAL", "150"))

# Cells of each type on which the two agree; disagreements.yaml lists the others.
CELLS: dict[str, list[str]] = {
    "string": ["a", "b", "", "党", " x ", "a,b", 'say "a"', "two\nlines", "NA", "1", "aa"],
    "integer": ["0", "1", "2", "-3", "007", "+1", "1.0", "1e2", "x", "", "12a", "NA"],
    "number": ["0", "1.5", "-2", "1e3", ".5", "5.", "x", "", "1,5", "NA", "2"],
    "boolean": ["true", "false", "True", "0", "1", "yes", "", "NA", "tRue"],
    "date": ["2014-09-29", "2020-02-29", "2019-02-29", "2014-13-01", "29.9.2014", "", "x", "2014-09-29T00:00:00"],
    "time": ["10:00:00", "23:59:59", "25:00:00", "10:00", "", "x"],
    "datetime": ["2014-09-29T10:00:00", "2014-09-29T10:00:00Z", "2014-09-29T10:00:00.5+08:00", "2014-09-29", "", "x"],
    "year": ["2014", "1999", "14", "", "x"],
    "yearmonth": ["2014-09", "2014-13", "2014", "", "x"],
    "duration": ["P1Y", "P1DT2H", "PT1.5S", "1Y", "", "x"],
    "geopoint": ["1,2", "114.9, 25.8", "200,0", "0,95", "1", "", "x"],
    "list": ["a;b", "a", "1;2", "1;x", "", "2014-09-29;x"],
    "array": ["[]", "[1]", '["a"]', "{}", "[", "", "x"],
    "object": ["{}", '{"a": 1}', "[]", "{", "", "x"],
    "any": ["a", "", "1"],
}
CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "string": [
        {"minLength": 2},
        {"maxLength": 1},
        {"enum": ["a", "b", "党"]},
        {"pattern": "[a-z党]+"},
        {"pattern": "^(a|b)?$"},
    ],
    "integer": [{"minimum": 1}, {"maximum": 1}, {"exclusiveMinimum": 0}, {"exclusiveMaximum": 2}, {"enum": [0, 1, 2]}],
    "number": [{"minimum": 1}, {"maximum": 1.5}, {"exclusiveMinimum": 0}, {"enum": [0, 1.5]}],
    "boolean": [{"enum": [True]}],
    "date": [{"minimum": "2015-01-01"}, {"maximum": "2014-09-29"}, {"enum": ["2014-09-29"]}],
    "time": [{"minimum": "12:00:00"}],
    "year": [{"minimum": 2000}, {"enum": [2014]}],
    "yearmonth": [{"enum": ["2014-09"]}],
    "list": [{"minLength": 2}, {"maxLength": 1}],
    "array": [{"minLength": 1}],
    "object": [{"maxLength": 0}],
}
ITEMS = ["string", "integer", "date"]


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A field with a few properties."""
    of_type = draw(st.sampled_from(sorted(CELLS)))
    field: dict[str, Any] = {"name": name, "type": of_type}
    if of_type == "list":
        field |= {"delimiter": ";", "itemType": draw(st.sampled_from(ITEMS))}
    constraints = draw(st.sampled_from([{}, {}, {"required": True}, *CONSTRAINTS.get(of_type, [])]))
    if draw(st.integers(0, 9)) == 0 and of_type not in ("list", "array", "object"):
        constraints = constraints | {"unique": True}
    if constraints:
        field["constraints"] = constraints
    if draw(st.integers(0, 7)) == 0:
        field["missingValues"] = draw(
            st.sampled_from([["", "NA"], ["NA"], [{"value": "", "label": "none"}, {"value": "NA", "label": "n/a"}]])
        )
    return field


@st.composite
def packages(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A descriptor and files: a parent with a key, and a child with a field or two that may lead to it."""
    ids = st.sampled_from(["k1", "k2", "k3", ""])
    parents = draw(st.lists(ids, min_size=1, max_size=3))
    columns = draw(st.lists(st.integers(0, 1), min_size=1, max_size=2))
    child_fields = [draw(fields(f"f{n}")) for n in range(len(columns))]
    rows = draw(
        st.lists(st.tuples(ids, *(st.sampled_from(CELLS[one["type"]]) for one in child_fields)), min_size=1, max_size=4)
    )
    fault = draw(st.sampled_from(["", "", "", "", "long", "short", "blank", "header", "order", "bytes", "parent"]))
    child: dict[str, Any] = {
        "fields": [{"name": "id", "type": "string"}, *child_fields],
        "foreignKeys": [
            {"fields": ["id"], "reference": {"resource": "none" if fault == "parent" else "p", "fields": ["id"]}}
        ],
    }
    header = ["id", *(one["name"] for one in child_fields)]
    listed: list[list[str]] = [list(row) for row in rows]
    if fault == "long":
        listed[0].append("x")
    elif fault == "short":
        listed[0].pop()
    elif fault == "header":
        header[-1] = "other"
    elif fault == "order":
        header = header[::-1]
    if draw(st.integers(0, 9)) == 0:
        child["primaryKey"] = ["id"]
    files = {"p.csv": as_csv([["id"], *([one] for one in parents)]), "c.csv": as_csv([header, *listed])}
    if fault == "blank":
        files["c.csv"] += b"\n"
    described = {"type": "table", "scheme": "file", "format": "csv", "encoding": "utf-8", "dialect": {"delimiter": ","}}
    resources = [
        {
            "name": "p",
            "path": "p.csv",
            **described,
            "schema": {"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]},
        },
        {"name": "c", "path": "c.csv", **described, "schema": child},
    ]
    if fault == "bytes":
        resources[1]["bytes"] = len(files["c.csv"]) + 1
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "d",
        "resources": resources,
    }, files


def as_csv(rows: list[list[str]]) -> bytes:
    """Rows with every cell in quotes."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue().encode()


def frictionless_accepts(place: Path) -> bool:
    """The verdict of frictionless; what makes it fail it does not accept."""
    import frictionless

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(frictionless.validate(str(place)).valid)
        except Exception:
            return False


@pytest.mark.slow
@given(package=packages())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_both_judges_agree(package: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    """On generated packages of two tables the verdicts are the same."""
    descriptor, files = package
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, data in files.items():
            Path(name).write_bytes(data)
        place = Path("datapackage.json")
        place.write_text(json.dumps(descriptor), "utf-8")
        report = validate(place)
        assert (not report.errors) == frictionless_accepts(place), (descriptor["resources"], files, summary(report))


@pytest.mark.parametrize("case", load_cases("disagreements"))
def test_where_the_judges_differ(tmp_path: Path, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each disagreement that is known still is one, so that the list stays true."""
    place = write_small(tmp_path, case)
    monkeypatch.chdir(place.parent)
    report = validate(place)
    assert (not report.errors) == case["ours"], summary(report)
    assert frictionless_accepts(Path(place.name)) == case["frictionless"]
