"""Which version a change asks for."""

import pytest

from pbdata.errors import ReleaseError
from pbdata.release.differences import compare
from pbdata.release.versioning import check_version, next_version, reasons, required_step
from tests.release.small_package import Make


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("1.2.3", "none", "1.2.3"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "major", "2.0.0"),
        ("0.2.3", "major", "0.3.0"),
    ],
)
def test_a_step_gives_the_next_version(version: str, step: str, expected: str) -> None:
    """Each step resets the numbers after it; before 1.0.0 a major step is a minor one."""
    assert next_version(version, step) == expected


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        ([("a", 1, "x"), ("b", 2, "y")], "none"),
        ([("a", 1, "x"), ("b", 2, "z")], "patch"),
        ([("a", 1, "x"), ("b", 2, "y"), ("c", 3, "z")], "minor"),
        ([("a", 1, "x")], "minor"),
    ],
)
def test_rows_ask_for_a_step(make: Make, rows: list[tuple[str, int, str]], step: str) -> None:
    """Corrected cells are PATCH, added and removed rows MINOR."""
    assert required_step(compare(make(), make(rows=rows))) == step


def test_the_largest_reason_comes_first(make: Make) -> None:
    """Reasons are listed from the largest step down."""
    found = reasons(compare(make(title="A"), make(rows=[("a", 1, "x")], title="B")))
    assert [reason.step for reason in found] == ["minor", "patch"]


def test_a_smaller_step_than_the_data_need_is_refused(make: Make) -> None:
    """Removed rows as a PATCH are refused with the reason and the least version."""
    differences = compare(make(), make(rows=[("a", 1, "x")]))
    with pytest.raises(ReleaseError, match=r"1\.0\.1 is too small .* t: 1 rows removed, which is MINOR\. .* 1\.1\.0"):
        check_version("1.0.0", "1.0.1", differences)
    check_version("1.0.0", "1.1.0", differences)
    check_version("1.0.0", "2.0.0", differences)


@pytest.mark.parametrize("proposed", ["1.0.0", "0.9.9"])
def test_a_version_never_goes_back(make: Make, proposed: str) -> None:
    """The version of a release comes after the last one."""
    with pytest.raises(ReleaseError, match="does not come after"):
        check_version("1.0.0", proposed, compare(make(), make()))


@pytest.mark.parametrize("version", ["1.0", "1.0.0-rc1", "v1.0.0", "1.0.x"])
def test_a_release_has_three_numbers(version: str) -> None:
    """Other forms of a version are refused."""
    with pytest.raises(ReleaseError, match="MAJOR.MINOR.PATCH"):
        next_version(version, "patch")
