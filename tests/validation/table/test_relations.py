"""Keys and foreign keys that the sample package does not have."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import change_descriptor, change_file, load_cases, summary


@pytest.mark.parametrize("case", load_cases("keys"))
def test_a_key_is_held_against_the_rows(package: Path, case: dict[str, Any]) -> None:
    """Primary, unique and foreign keys accept and refuse what the Table Schema standard says."""

    def set_keys(descriptor: dict[str, Any]) -> None:
        table = next(one for one in descriptor["resources"] if one["name"] == case["table"])
        table["schema"].update(case["set"])

    change_descriptor(package, set_keys)
    assert summary(validate(package)) == case["errors"]


def test_a_foreign_key_to_an_empty_table_is_refused(package: Path) -> None:
    """Rows that point into a table without rows are orphans."""
    header = (package / "data/tables/collections.csv").read_bytes().splitlines(keepends=True)[0]
    change_file(package, "collections", header)
    assert summary(validate(package)) == ["retrievals.collection_id: foreignKey"]


def test_an_unreadable_parent_is_said_and_not_blamed_on_its_children(package: Path) -> None:
    """Where a parent cannot be read, its children's foreign keys count as not checked."""
    change_file(package, "collections", b"\xff\xfe")
    report = validate(package)
    assert summary(report) == ["collections: encoding"]
    assert any("foreign key collection_id of `retrievals`" in sentence for sentence in report.not_checked)
