"""The committed readings as codings of two readers."""

from typing import Any

import pytest

from pbdata.agreement.comparing import compare
from pbdata.agreement.readings import is_annotation, judged_readings
from pbdata.errors import ManifestError
from pbdata.package.annotation import ANNOTATION
from pbdata.package.reading import open_package
from tests import ROOT

PACKAGE = open_package(ROOT)
TABLES: dict[str, Any] = {name: PACKAGE.frame(name).to_dicts() for name in PACKAGE.resources if name != "span_hashes"}


def test_the_readings_agree_as_the_package_says() -> None:
    """Agreement, F1 and kappa are those of the table ``reliability``, where it has them; alpha is beside kappa."""
    assert is_annotation(ROOT / ANNOTATION)
    found = {(one.table, one.column): one for one in compare(judged_readings(ROOT / ANNOTATION, TABLES))}
    measured = [row for row in TABLES["reliability"] if row["agreement"] is not None]
    assert len(measured) > 40
    for row in measured:
        one = found[row["resource"], row["column_name"]]
        assert row["agreement"] == (one.f1 if one.level == "units" else one.agreement).value, one
        if row["kappa"] is not None:
            assert row["kappa"] == one.kappa.value, one
            assert one.alpha.value == pytest.approx(row["kappa"], abs=0.03)


def test_readings_of_other_articles_are_told() -> None:
    """Where the package holds none of the articles that were read, there is nothing to compare."""
    tables = TABLES | {"articles": [], "texts": []}
    with pytest.raises(ManifestError, match="nothing in it was read twice"):
        judged_readings(ROOT / ANNOTATION, tables)
