"""The metadata of a deposit."""

from dataclasses import replace

from pbdata.release.standards.zenodo import check_zenodo, zenodo_json
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written has what a deposit must have."""
    assert check_zenodo(told.documents[".zenodo.json"]) == []


def test_the_full_edition_is_restricted(told: Told) -> None:
    """The edition with others' texts is deposited as restricted, with the conditions."""
    record = zenodo_json(replace(told.content, edition="full"))
    assert record["access_right"] == "restricted"
    assert record["access_conditions"] == told.content.descriptor["pbdata:rights"]


def test_what_is_missing_is_found(told: Told) -> None:
    """A deposit without makers is an error."""
    assert check_zenodo(told.documents[".zenodo.json"] | {"creators": []}) == [".zenodo.json: `creators` is missing."]
