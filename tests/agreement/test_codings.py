"""Codings as people write them. Cases: cases/agreement/faults.yaml, cases/agreement/codings.yaml."""

from pathlib import Path
from typing import Any

import pytest

from pbdata.agreement.codings import CodedFact, CodedField, coded_fields, coded_tables, read_coder, read_coding
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written
from tests import cases
from tests.agreement.coders import codings

FAULTS = cases("agreement/faults.yaml")


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: str(case["label"]))
def test_a_fault_is_told_with_its_place(case: dict[str, Any]) -> None:
    """What is wrong in a coding is named with file, line and column, and nothing of it is taken."""
    with pytest.raises(ManifestError) as told:
        read_coding(Written(Path("c0123456789abcdef.yaml"), case["text"]))
    assert str(told.value).startswith("c0123456789abcdef.yaml:1:")
    assert case["said"] in str(told.value)


def test_a_coding_is_what_its_coder_said(tmp_path: Path) -> None:
    """Runs become lines, a field without a value is one that is not printed, and a fact has its codes by column."""
    coding = codings(tmp_path, "li")["li"]["c0000000000000001"]
    assert coding.lines == {0: "nav", 1: "nav", 2: "title", 3: "body", 4: "body", 5: "body"}
    assert coding.fields == {"title": CodedField("三送到村", 10, 14), "source": CodedField(None, None, None)}
    assert coding.facts["figures"][2] == CodedFact(40, 43, "三五个", {})
    assert coding.facts["figures"][0].codes == {"value": "93000", "measure": "stock"}


def test_a_coder_who_coded_nothing_is_told(tmp_path: Path) -> None:
    """A name without a folder, and a folder without a coding, are errors that say how to begin."""
    (tmp_path / "empty").mkdir()
    for name in ("nobody", "empty"):
        with pytest.raises(ManifestError, match=f"pbdata review --coder {name}"):
            read_coder(tmp_path / name)


def test_what_can_be_coded_is_what_a_page_says() -> None:
    """No id, offset or note of the program is coded, and no table without words of its own."""
    tables = coded_tables()
    assert {"dates", "figures", "place_mentions", "quotations"} <= set(tables)
    assert {"lines", "figure_relations", "places"}.isdisjoint(tables)
    columns = {column for names in tables.values() for column in names}
    assert {"value", "measure", "period_start"} <= columns
    assert columns.isdisjoint(
        {"figure_id", "programme_id", "counted_start", "start", "surface", "rule", "review_status"}
    )
    assert {"title", "published", "source"} <= set(coded_fields())
