"""``releases.yaml``."""

import pytest

from pbdata.captures.store.dataset import DATASET as DATASET_FILE
from pbdata.captures.store.dataset import read_dataset
from pbdata.errors import ReleaseError
from pbdata.release.identity import Dataset, dataset_of
from pbdata.release.register import Archived, Register, Release, read_register, registered, write_register
from tests import ROOT

DATASET = Dataset("p", "urn:p", "https://example.org/p")
ARCHIVED = Archived("pbdata-1.0.0-open.zip", 5, "1" * 64, "2" * 64)


def test_what_is_written_is_read_again() -> None:
    """Versions, days and hashes of digits alone stay text; the latest version is the last, by its numbers."""
    releases = [Release(version, "2026-01-31", {"open": ARCHIVED}) for version in ("1.10.0", "1.2.0")]
    assert read_register(write_register(DATASET, releases)) == Register(DATASET, tuple(releases[::-1]))


def test_a_register_of_the_time_of_one_dataset_is_read() -> None:
    """Version 1.0.0 was published with a register that names no dataset and no hash of contents."""
    told = read_register(write_register(None, [Release("1.0.0", "2026-01-31", {"open": ARCHIVED})]))
    assert told == Register(None, (Release("1.0.0", "2026-01-31", {"open": ARCHIVED}),))


def test_the_register_of_this_repository_names_its_dataset() -> None:
    """What the toolkit knows is known of one dataset: the one in ``data/dataset.yaml``; 1.0.0 is there with its commit."""
    told = registered(ROOT)
    assert told.dataset == dataset_of(read_dataset(ROOT / DATASET_FILE))
    (first,) = (one for one in told.releases if one.version == "1.0.0")
    assert first.editions["open"].sha256.startswith("d79e7d69") and first.commit


def test_archives_hold_the_same_whatever_compressed_them() -> None:
    """Where both sides have the hash of the list of checksums, that decides; else all that is said of them."""
    one = ARCHIVED._replace(contents_sha256="3" * 64)
    assert one.holds_the_same(one._replace(sha256="4" * 64, bytes=9))
    assert not one.holds_the_same(one._replace(contents_sha256="5" * 64))
    assert not one.holds_the_same(ARCHIVED)
    assert not ARCHIVED.holds_the_same(ARCHIVED._replace(sha256="4" * 64))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "releases: 1",
        "releases: [{version: 1.0.0}]",
        "{dataset: {name: ../x, id: urn:x}, releases: []}",
        "{dataset: {name: x}, releases: []}",
        "releases: [{version: '1.0', released: '2026', editions: {}}]",
        "[",
    ],
)
def test_a_register_of_another_form_is_refused(text: str) -> None:
    """What is no register is an error that says what to do."""
    with pytest.raises(ReleaseError):
        read_register(text)


def test_a_hash_that_is_a_number_is_refused() -> None:
    """A hash without quotes that YAML reads as a number cannot be trusted."""
    text = write_register(DATASET, [Release("1.0.0", "2026-01-31", {"open": ARCHIVED})])
    with pytest.raises(ReleaseError, match="another kind"):
        read_register(text.replace('"' + "1" * 64 + '"', "1" * 64))
