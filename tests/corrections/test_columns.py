"""What may be written into the cells of facts."""

import pytest

from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.corrections.columns import cell, changeable, columns_of, needed


@pytest.mark.parametrize(
    ("table", "column", "raw", "value"),
    [
        ("figures", "value", "93000", 93000),
        ("figures", "value", "2.5", 2.5),
        ("figures", "value", "0.00005", 5e-05),
        ("figures", "value", "1" + "0" * 22, 1e22),
        ("figures", "value", "9" * 400, None),
        ("figures", "counted_start", "1" + "0" * 22, None),
        ("figures", "value", "many", None),
        ("figures", "value_max", None, None),
        ("figures", "counted_start", "-1", None),
        ("dates", "value", "2014", "2014"),
        ("dates", "value", "14.3.2014", None),
        ("programme_definitions", "exhaustive", "true", True),
        ("programme_definitions", "exhaustive", "yes", None),
    ],
)
def test_a_cell_has_the_type_of_its_column(table: str, column: str, raw: str | None, value: object) -> None:
    """What cannot stand there is told, and so is a required cell that is empty."""
    found, fault = cell(columns_of(table)[column], raw)
    assert found == value
    assert (fault is None) == (value is not None or raw is None)


@pytest.mark.parametrize("table", fact_tables())
def test_all_columns_but_those_of_the_machine_can_be_corrected(table: str) -> None:
    """A row that is added needs no id and no words of its own."""
    one = fact_tables()[table]
    assert {*needed(table)} <= {*changeable(table)} <= {*one.columns}
    assert not {"detectors", "rule", "surface"} & {*changeable(table)}
