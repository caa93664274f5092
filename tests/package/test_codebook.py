"""The codebook."""

from pathlib import Path

import pytest

from pbdata.package.codebook import codebook
from pbdata.package.schemas import load_schemas

PLACE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_codebook_is_up_to_date() -> None:
    """docs/codebook.md is what the schemas give; `python -m pbdata.package.codebook > docs/codebook.md` renews it."""
    assert PLACE.read_bytes().decode() == codebook(load_schemas())


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
