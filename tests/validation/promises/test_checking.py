"""The promises as a whole, and promise 4: printed and inferred are kept apart."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED
from tests.package.sample_package import without_links
from tests.validation.breaking import change_descriptor, change_row, load_cases, summary

RECORDS = [
    "captures",
    "retrievals",
    "lines",
    "edits",
    "spans",
    "losses",
    "articles",
    "texts",
    "paragraphs",
    "contributors",
]


@pytest.mark.parametrize("case", load_cases("promise_4"))
def test_a_broken_row_is_found(package: Path, case: dict[str, Any]) -> None:
    """A row that breaks promise 4 is reported, with what follows from it."""
    change_row(package, case["table"], case["row"], case["cells"])
    assert summary(validate(package)) == case["errors"]


@pytest.mark.parametrize("table", RECORDS)
def test_an_edition_without_a_table_is_checked_as_far_as_it_goes(package: Path, table: str) -> None:
    """A table that an edition leaves out makes no error, and the report says what could not be checked."""

    def leave_out(descriptor: dict[str, Any]) -> None:
        descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] != table]
        for resource in descriptor["resources"]:
            without_links(resource["schema"], {one["name"] for one in descriptor["resources"]})

    change_descriptor(package, leave_out)
    report = validate(package)
    assert summary(report) == []
    assert any(f"what needs `{table}`" in sentence for sentence in report.not_checkable)


def test_the_promises_are_those_of_our_format(package: Path) -> None:
    """A package that does not say that it is pbdata's is not asked to keep pbdata's promises."""
    change_row(package, "texts", 1, {"text": "other"})
    change_descriptor(package, lambda descriptor: descriptor.pop("pbdata:format"))
    assert summary(validate(package)) == []


def test_another_format_is_not_judged_by_this_one(package: Path) -> None:
    """The promises of a later format are not checked, and the report says so."""
    change_descriptor(package, lambda descriptor: descriptor.update({"pbdata:format": "2"}))
    report = validate(package)
    assert report.verdict == AS_FAR_AS_CHECKED
    assert any("format '2'" in sentence for sentence in report.not_checked)


def test_roles_that_nobody_marked_are_not_checked(package: Path) -> None:
    """Where no span marks a role, the report says that roles were not checked."""
    change_row(package, "spans", 6, {"field": "", "label": "byline"})
    assert any("roles of contributors" in sentence for sentence in validate(package).not_checkable)
