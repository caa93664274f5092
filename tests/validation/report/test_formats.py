"""A report as JSON, SARIF and annotations."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft202012Validator

from pbdata.validation.judge import validate
from pbdata.validation.report.findings import Problem, Report
from pbdata.validation.report.formats import as_annotations, as_sarif, printed
from tests import ROOT
from tests.validation.small import DESCRIPTOR, changed, write_small

SCHEMA = ROOT / "docs" / "validation.schema.json"
BROKEN = {
    "files": {"b.csv": {"text": "aid,k,v\na1,one,=1+1\na9,1,x\n"}},
    "changes": [{"at": ["version"], "value": "1"}],
}


@pytest.fixture
def broken(tmp_path: Path) -> Report:
    """The report of a package with faults of several kinds, and a warning."""
    return validate(write_small(tmp_path, BROKEN))


def test_json_keeps_to_its_schema(broken: Report) -> None:
    """What is printed as JSON is what docs/validation.schema.json describes, for a good and a bad package."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for report in (broken, Report()):
        record = json.loads("".join(printed(report, "json", Path())))
        assert list(Draft202012Validator(schema).iter_errors(record)) == []


def test_json_names_the_place_the_cell_and_the_fix(broken: Report) -> None:
    """Each fault has its resource, row, field, cell, rule, sentence and fix."""
    fault = next(one for one in broken.as_dict()["errors"] if one["rule"] == "type")
    assert fault == {
        "resource": "b",
        "row": 1,
        "field": "k",
        "rule": "type",
        "message": "'one' is not an integer. Write up to 18 digits, without spaces or separators.",
        "fix": "Write up to 18 digits, without spaces or separators.",
        "file": "b.csv",
        "line": 2,
        "count": 1,
        "cell": "one",
    }


def test_sarif_has_a_result_for_each_fault(broken: Report) -> None:
    """Errors and warnings are results with their rule, level and place, the file as seen from where the log is read."""
    run: dict[str, Any] = as_sarif(broken, "data/pkg")["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert len(run["results"]) == len(broken.errors) + len(broken.warnings)
    orphan = next(one for one in run["results"] if one["ruleId"] == "foreignKey")
    assert orphan["level"] == "error"
    place = orphan["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "data/pkg/b.csv"}, "region": {"startLine": 3}}


def test_sarif_has_sizes_and_hashes_on_the_line_of_their_resource(tmp_path: Path) -> None:
    """A size or a hash that differs stands in the descriptor, at its resource; the sentence names the file."""
    declared = [{"at": ["resources", 1, key], "value": value} for key, value in (("bytes", 1), ("hash", "0" * 32))]
    text = json.dumps(changed(DESCRIPTOR, declared), indent=1)
    run = as_sarif(validate(write_small(tmp_path, {"descriptor": {"text": text}})))["runs"][0]
    found = [one for one in run["results"] if one["level"] == "error"]
    line = text.split("\n").index('   "name": "b",') + 1
    place = {"artifactLocation": {"uri": "datapackage.json"}, "region": {"startLine": line}}
    assert [one["ruleId"] for one in found] == ["bytes", "hash"]
    assert [one["locations"] for one in found] == [[{"physicalLocation": place}]] * 2
    assert all("`b.csv`" in one["message"]["text"] for one in found)


def test_annotations_are_one_for_each_kind(broken: Report) -> None:
    """GitHub's commands name file, line and rule; what it would take for its own marks is escaped."""
    lines = list(as_annotations(broken, "pkg"))
    assert "::error file=pkg/b.csv,line=2,title=type%3A b.k::'one' is not an integer." in "".join(lines)
    assert any(line.startswith("::warning file=pkg/b.csv,line=2,title=formula%3A b.v::") for line in lines)
    many = Report(errors=tuple(Problem("t", row, "f", "type", "100%\nwrong.") for row in range(3)))
    assert list(as_annotations(many)) == [
        "::error title=type%3A t.f::100%25%0Awrong. (3 of this kind)",
        "::notice title=pbdata validate::not valid",
    ]
