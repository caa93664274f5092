"""The record for DataCite."""

import pytest

from pbdata.release.standards.datacite import check_datacite
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written passes DataCite's schema 4.5."""
    assert check_datacite(told.documents["datacite.json"]) == []


@pytest.mark.parametrize("name", ["creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"])
def test_a_missing_property_is_found(told: Told, name: str) -> None:
    """Each property that DataCite must have is missed when it is gone."""
    record = {key: value for key, value in told.documents["datacite.json"].items() if key != name}
    assert check_datacite(record) != []
