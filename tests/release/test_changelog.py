"""What the changelog says of a version."""

import pytest

from pbdata.errors import ReleaseError
from pbdata.release.changelog import release_section
from pbdata.release.differences import compare
from tests.release.small_package import Make

CHANGELOG = """# Changelog

## [Unreleased]

### Added

- A thing.

## [1.0.0] - 2026-01-01

- The first.
"""


def test_what_is_unreleased_becomes_the_version(make: Make) -> None:
    """The entries move under the version, with counts per table and a link to the rows; older versions stay."""
    differences = compare(make(), make(rows=[("a", 5, "x"), ("c", 3, "z")]))
    assert (
        release_section(CHANGELOG, "1.1.0", "2026-02-03", differences, "changes/1.1.0.json")
        == """# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-03

### Added

- A thing.

### Data

- `t`: 2 rows before, 2 now: 1 added, 1 removed, 1 changed (in `n`).
- [The keys of all these rows](changes/1.1.0.json).

## [1.0.0] - 2026-01-01

- The first.
"""
    )


def test_a_first_release_has_no_changes_of_data() -> None:
    """Without a release before it, there is nothing to compare with."""
    assert "### Data" not in release_section(CHANGELOG, "1.1.0", "2026-02-03", None, None)


@pytest.mark.parametrize(
    ("changelog", "version", "message"),
    [(CHANGELOG, "1.0.0", "already"), ("# Changelog\n", "1.1.0", "no section")],
)
def test_a_changelog_that_does_not_fit_is_refused(changelog: str, version: str, message: str) -> None:
    """A version that is there already, or no section of what is unreleased, is an error that says what to do."""
    with pytest.raises(ReleaseError, match=message):
        release_section(changelog, version, "2026-02-03", None, None)
