"""One decision of each kind, and each as it can be made: none of them costs the article its place in the package."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pbdata.building.runner import build
from pbdata.corrections.reading import correction_path
from pbdata.model.correction import DECISIONS
from pbdata.validation.judge import validate
from tests import cases
from tests.corrections.conftest import ID, root

__all__ = ["root"]

GIVEN: list[dict[str, Any]] = cases("corrections/of_each_kind.yaml")


def decided(root: Path, sections: dict[str, list[dict[str, Any]]]) -> pl.DataFrame:
    """The table `corrections` of a package that is built with these decisions."""
    rows = {
        section: [{**one, "reason": "r", "day": "2026-01-31"} for one in listed] for section, listed in sections.items()
    }
    path = correction_path(root, ID)
    path.parent.mkdir()
    path.write_text(yaml.safe_dump({"capture_id": ID, **rows}, allow_unicode=True), "utf-8")
    assert build(root).warnings == ()
    assert validate(root).valid
    return pl.read_csv(root / "data/tables/corrections.csv", infer_schema=False)


def test_the_cases_are_of_each_kind() -> None:
    """Every section of the form, and of makers and facts every decision."""
    made = {
        (section, one.get("decision")) for case in GIVEN for section, listed in case["decide"].items() for one in listed
    }
    plain = ("page", "lines", "parts", "paragraphs", "text", "fields")
    of_rows = {(section, decision) for section in ("contributors", "facts") for decision in DECISIONS}
    assert made == {(section, None) for section in plain} | of_rows


@pytest.mark.slow
@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case["label"])
def test_a_decision_of_each_kind_is_published(root: Path, case: dict[str, Any]) -> None:
    """The package is valid, the article is in it, and every decision is told of."""
    rows = decided(root, case["decide"])
    articles = pl.read_csv(root / "data/tables/articles.csv", infer_schema=False)
    assert articles["review_status"].to_list() == ["corrected"]
    assert set(rows["resource"]) == set(case["told"])
