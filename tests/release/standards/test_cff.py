"""CITATION.cff."""

import pytest

from pbdata.release.standards.cff import check_cff
from tests import ROOT
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written passes the schema of its standard."""
    assert check_cff(told.documents["CITATION.cff"]) == []


def test_the_committed_file_is_valid() -> None:
    """CITATION.cff of this repository passes too."""
    assert check_cff((ROOT / "CITATION.cff").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("type: dataset", "type: corpus"), ("authors:", "writers:"), ("license: CC-BY-4.0", "license: CC-4")],
)
def test_what_the_standard_forbids_is_found(told: Told, before: str, after: str) -> None:
    """A type, a key and a licence that the standard does not know are errors."""
    text = told.documents["CITATION.cff"]
    assert before in text
    assert check_cff(text.replace(before, after)) != []
