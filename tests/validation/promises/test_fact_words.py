"""Promise 3 for facts: they point at their words."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.package.reading import open_package
from pbdata.release.editions import edition_files
from pbdata.validation.judge import validate
from tests.validation.breaking import change_row, load_cases, summary


@pytest.mark.parametrize("case", load_cases("fact_words"))
def test_a_broken_row_is_found(whole_package: Path, case: dict[str, Any]) -> None:
    """A fact whose words do not stand where it says, and a hash that is not of the text, are reported."""
    change_row(whole_package, case["table"], case["row"], case["cells"])
    assert summary(validate(whole_package)) == case["errors"]


def test_words_that_are_withheld_are_not_checkable(whole_package: Path, tmp_path: Path) -> None:
    """The open edition is valid, and the report says that the words of its facts could not be checked."""
    for path, data in edition_files(open_package(whole_package), "open").items():
        (tmp_path / "open" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / path).write_bytes(data)
    report = validate(tmp_path / "open")
    assert report.valid
    assert any("words of `figures`" in sentence for sentence in report.not_checkable)
