"""Promise 9: tables agree."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.package.reading import open_package
from pbdata.release.editions import edition_files
from pbdata.validation.judge import validate
from tests.validation.breaking import change_row, load_cases, summary


@pytest.mark.parametrize("case", load_cases("promise_9"))
def test_an_end_that_contradicts_another_table_is_found(whole_package: Path, case: dict[str, Any]) -> None:
    """An end without the figure or body of its words, and a sender that is no end, are reported; agreement is not."""
    for change in case["change"]:
        change_row(whole_package, change["table"], change["row"], change["cells"])
    assert summary(validate(whole_package)) == case["errors"]


def test_what_an_edition_withholds_is_not_checkable(whole_package: Path, tmp_path: Path) -> None:
    """The open edition has no words of ends: the report says that bodies could not be compared by them."""
    for path, data in edition_files(open_package(whole_package), "open").items():
        (tmp_path / "open" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / path).write_bytes(data)
    report = validate(tmp_path / "open")
    assert report.valid
    assert any("promise 9" in sentence for sentence in report.not_checkable)
