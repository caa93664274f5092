"""Cells against their fields, keys and foreign keys on the sample package, by our judge and by frictionless."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import accepted_by_frictionless, change_descriptor, change_row, load_cases, summary

CELLS = load_cases("cells")


@pytest.mark.parametrize("case", CELLS)
def test_a_broken_cell_is_found(package: Path, case: dict[str, Any]) -> None:
    """A cell that its column cannot hold, or a key that is broken, is reported, with what follows from it."""
    change_row(package, case["table"], case["row"], case["cells"])
    assert summary(validate(package)) == case["errors"]


@pytest.mark.parametrize("case", [one for one in CELLS if one.values[0].get("frictionless") == "refuses"])
def test_frictionless_refuses_the_cell_too(package: Path, case: dict[str, Any]) -> None:
    """The independent judge sees types, constraints and keys."""
    change_row(package, case["table"], case["row"], case["cells"])
    assert not accepted_by_frictionless(package)


def test_a_problem_names_its_row_and_line(package: Path) -> None:
    """A problem counts rows of data from 1 and lines of the file from 1; a cell of two lines moves the rows after it."""
    change_row(package, "collections", 1, {"frame": "two\nlines", "n_found": "two"})
    problem = validate(package).errors[0]
    assert (problem.resource, problem.row, problem.field, problem.rule) == ("collections", 1, "n_found", "type")
    assert (problem.file, problem.line) == ("data/tables/collections.csv", 2)
    change_row(package, "texts", 1, {"text_printed": ""})
    assert [one.line for one in validate(package).errors if one.resource == "texts"] == [2]


@pytest.mark.parametrize("case", load_cases("constraints"))
def test_a_constraint_is_held_against_a_cell(package: Path, case: dict[str, Any]) -> None:
    """Each constraint accepts and refuses what the Table Schema standard says."""

    def constrain(descriptor: dict[str, Any]) -> None:
        table = next(one for one in descriptor["resources"] if one["name"] == case["table"])
        field = next(one for one in table["schema"]["fields"] if one["name"] == case["field"])
        field.update(case["set"])

    change_descriptor(package, constrain)
    report = validate(package)
    assert (summary(report), list(report.not_checked)) == (case["errors"], case.get("not_checked", []))
