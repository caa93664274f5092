"""The RO-Crate."""

from copy import deepcopy

from pbdata.release.standards.ro_crate import check_ro_crate
from tests.release.standards.telling import Told


def test_it_is_valid(told: Told) -> None:
    """What is written loads again as a crate, with what the standard asks of its root."""
    assert check_ro_crate(told.documents["ro-crate-metadata.json"]) == []


def test_it_depends_on_no_clock(told: Told) -> None:
    """The day in it is that of the release."""
    root = next(one for one in told.documents["ro-crate-metadata.json"]["@graph"] if one["@id"] == "./")
    assert root["datePublished"] == told.content.released


def test_a_crate_without_licence_is_found(told: Told) -> None:
    """A root without a licence is an error."""
    record = deepcopy(told.documents["ro-crate-metadata.json"])
    del next(one for one in record["@graph"] if one["@id"] == "./")["license"]
    assert check_ro_crate(record) == ["ro-crate-metadata.json: the root has no `license`."]


def test_a_file_that_is_no_part_is_found(told: Told) -> None:
    """A file that the root does not list is an error."""
    record = deepcopy(told.documents["ro-crate-metadata.json"])
    next(one for one in record["@graph"] if one["@id"] == "./")["hasPart"].pop()
    (found,) = check_ro_crate(record)
    assert "hasPart" in found
