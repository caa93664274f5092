"""Rows of a package with conditions on its columns."""

from pathlib import Path

import pytest

from pbdata.errors import PackageError
from pbdata.package.reading import open_package
from pbdata.package.rows import rows_of, summary
from tests import cases


@pytest.mark.parametrize("case", cases("package/conditions.yaml"), ids=lambda case: str(case["label"]))
def test_a_condition_keeps_the_rows_for_which_it_holds(package: Path, case: dict[str, object]) -> None:
    """Numbers, days, truth values and text are compared as what they are; an empty value is a missing one."""
    _, rows = rows_of(open_package(package), str(case["table"]), [str(case["where"])], [str(case["column"])])
    assert [row[0] for row in rows] == case["rows"]


@pytest.mark.parametrize("case", cases("package/conditions_refused.yaml"), ids=lambda case: str(case["label"]))
def test_what_is_no_condition_is_refused_in_a_sentence(package: Path, case: dict[str, str]) -> None:
    """The message names the condition or the column, and what to write."""
    with pytest.raises(PackageError, match=case["said"]):
        rows_of(open_package(package), "articles", [case["where"]])


def test_a_summary_counts_the_rows_of_every_table(package: Path) -> None:
    """Each table stands in it, with as many rows as it has."""
    opened = open_package(package)
    tables = summary(opened)["tables"]
    assert [one["name"] for one in tables] == opened.resources
    assert {one["name"]: one["rows"] for one in tables}["lines"] == opened.frame("lines").height


def test_no_more_rows_come_than_were_asked_for(package: Path) -> None:
    """``limit`` keeps the first ones, in the order of the table."""
    opened = open_package(package)
    assert rows_of(opened, "lines", [], limit=2)[1] == opened.frame("lines").head(2).rows()
