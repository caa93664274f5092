"""The codebook."""

from typing import Any

import pytest

from pbdata.package.codebook import codebook
from pbdata.package.reading import open_package
from pbdata.package.schemas import load_schemas
from tests import ROOT

MEASURED: dict[str, Any] = {
    "resource": "dates", "n_articles": 5, "developed_on": True, "n_units": 47, "agreement": 0.957, "precision": 1.0, "recall": None,
    "guideline": "docs/facts/dates.md", "guideline_version": "0123456789ab", "column_name": "value", "kappa": None,
}  # fmt: skip


def test_the_codebook_is_up_to_date() -> None:
    """docs/codebook.md is what schemas and package give; `make codebook` renews it."""
    measured = open_package(ROOT).frame("reliability").iter_rows(named=True)
    assert (ROOT / "docs" / "codebook.md").read_bytes().decode() == codebook(load_schemas(), measured)


@pytest.mark.parametrize("as_text", [False, True])
def test_what_was_measured_stands_with_its_table(as_text: bool) -> None:
    """The section of a table, and no other, has its figures, the guideline, and that the rules were developed there."""
    row = {key: str(value).lower() if as_text and value is not None else value for key, value in MEASURED.items()}
    sections = codebook(load_schemas(), [row]).split("<a id=")
    (section,) = [section for section in sections if "| `value` | 47 | 0.957 |  | 1.0 |  |" in section]
    assert section.startswith('"dates"')
    assert "`docs/facts/dates.md` (0123456789ab)" in section
    assert "were developed on these 5 captures" in section
    assert "即据这 5 份抓取文件开发" in section


def test_what_was_measured_stands_in_the_order_of_the_columns() -> None:
    """The rows come first, then the columns as in the schema; a column that an edition withholds is left out."""
    rows = [MEASURED | {"column_name": name} for name in ("value", "granularity", "row", "withheld")]
    text = codebook(load_schemas(), rows)
    places = [text.index(f"| `{name}` | 47 | 0.957 |") for name in ("row", "value", "granularity")]
    assert places == sorted(places)
    assert "withheld` | 47" not in text


def test_figures_of_other_articles_are_not_excused() -> None:
    """Where the rules were not developed on the articles that were read, nothing is said of it."""
    assert "were developed on these 5 captures" not in codebook(load_schemas(), [MEASURED | {"developed_on": False}])


@pytest.mark.parametrize("table", list(load_schemas()))
def test_every_column_and_value_is_explained(table: str) -> None:
    """Each column has a row with both descriptions, and so has each value of an enumeration."""
    section = codebook(load_schemas()).split(f"## `{table}`: ")[1].split("<a id=")[0]
    for field in load_schemas()[table]["fields"]:
        for name, one in [(field["name"], field), *((value["value"], value) for value in field.get("categories", ()))]:
            row = next(
                line for line in section.splitlines() if line.startswith(f"| `{name}` |") and one["description"] in line
            )
            assert one["pbdata:description_zh"] in row


def test_every_row_of_a_table_has_its_cells() -> None:
    """A vertical bar in a pattern does not break the Markdown table."""
    rows = [line.replace("\\|", "") for line in codebook(load_schemas()).splitlines() if line.startswith("| ")]
    assert {row.count("|") for row in rows} == {4, 5}


def test_keys_lead_to_their_tables() -> None:
    """Foreign keys are links to the section of the parent."""
    assert "Foreign key / 外键: `capture_id` → [`captures`](#captures) (`capture_id`)" in codebook(load_schemas())
