"""``releases.yaml``."""

import pytest

from pbdata.errors import ReleaseError
from pbdata.release.register import Archived, Release, read_register, write_register

ARCHIVED = Archived("pbdata-1.0.0-open.zip", 5, "1" * 64, "2" * 64)


def test_what_is_written_is_read_again() -> None:
    """Versions, days and hashes of digits alone stay text; the latest version is the last, by its numbers."""
    releases = [Release(version, "2026-01-31", {"open": ARCHIVED}) for version in ("1.10.0", "1.2.0")]
    assert read_register(write_register(releases)) == releases[::-1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "releases: 1",
        "releases: [{version: 1.0.0}]",
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
    text = write_register([Release("1.0.0", "2026-01-31", {"open": ARCHIVED})])
    with pytest.raises(ReleaseError, match="another kind"):
        read_register(text.replace('"' + "1" * 64 + '"', "1" * 64))
