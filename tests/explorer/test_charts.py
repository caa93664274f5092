"""Charts: their numbers as CSV, and labels in two languages."""

import csv

import pytest

from pbdata.explorer.charts import Bar, Chart, in_two
from tests import cases


@pytest.mark.parametrize("case", cases("explorer/charts.yaml"), ids=lambda case: case["label"])
def test_no_label_is_a_formula(case: dict[str, str]) -> None:
    """A spreadsheet shows a label and computes nothing."""
    (_, (label, n)) = csv.reader(Chart("x", [Bar(case["label"], (3,))]).csv().decode("utf-8-sig").splitlines())
    assert (label, n) == (case["cell"], "3")


def test_parts_have_columns_of_their_own() -> None:
    """A bar of several parts is a row with a number for each."""
    chart = Chart("x", [Bar(("存量", "Stock"), (2, 1))], legend=("已成 / Achieved", "计划 / Planned"))
    assert chart.csv().decode("utf-8-sig") == "label,已成 / Achieved,计划 / Planned\n存量 / Stock,2,1\n"
    assert chart.longest == 3


def test_a_title_is_parted_once() -> None:
    """The English of a title may have a stroke of its own; a name without one stays whole."""
    assert in_two("存量 / Stock / level") == ("存量", "Stock / level")
    assert in_two("贵州省") == "贵州省"


def test_nothing_has_a_length() -> None:
    """A chart without bars divides by one."""
    assert Chart("x", []).longest == 1
