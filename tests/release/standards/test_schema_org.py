"""The schema.org dataset."""

import pytest

from pbdata.release.standards.schema_org import check_schema_org
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written has what a dataset search asks for."""
    record = told.documents["schema-org.json"] | {"description": "A corpus. " * 10}
    assert check_schema_org(record) == []


@pytest.mark.parametrize("change", [{"license": None}, {"description": "Short."}, {"version": ""}])
def test_what_is_missing_is_found(told: Told, change: dict[str, object]) -> None:
    """A missing licence or version and a description that is too short are errors."""
    record = told.documents["schema-org.json"] | {"description": "A corpus. " * 10} | change
    assert len(check_schema_org(record)) == 1
