"""Captures and page texts on disk, against their hashes."""

from pathlib import Path

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import change_row, summary


def test_a_changed_capture_is_found(package: Path) -> None:
    """A capture whose bytes changed is reported, and offsets into it are not checked."""
    for name in ("a.txt", "b.txt"):
        place = package / "data/raw" / name
        place.write_bytes(place.read_bytes().replace("王五".encode(), "王六".encode()))
    report = validate(package)
    assert summary(report) == ["captures.sha256: promise 1: files"]
    assert any("no page text to rely on" in sentence for sentence in report.not_checkable)


def test_a_second_sighting_with_other_bytes_is_found(package: Path) -> None:
    """Every file of a capture must hold its bytes, not only the first."""
    (package / "data/raw/b.txt").write_bytes(b"other")
    assert summary(validate(package)) == ["captures.sha256: promise 1: files"]


def test_absent_captures_are_said_and_not_punished(package: Path) -> None:
    """An edition without captures is valid as far as it goes, and the report says how far."""
    for place in (package / "data/raw").iterdir():
        place.unlink()
    report = validate(package)
    assert report.valid
    assert any("of 3 capture files" in sentence for sentence in report.not_checkable)
    assert any("of 1 captures" in sentence for sentence in report.not_checkable)


def test_captures_may_lie_elsewhere(whole_package: Path) -> None:
    """While a package is staged, its captures lie in another folder."""
    (whole_package / "data/raw").rename(whole_package.parent / "raw")
    (whole_package.parent / "data").mkdir()
    (whole_package.parent / "raw").rename(whole_package.parent / "data/raw")
    report = validate(whole_package, captures=whole_package.parent)
    assert (summary(report), list(report.not_checkable)) == ([], [])


@pytest.mark.parametrize("change", ["missing", "changed", "not UTF-8"])
def test_a_page_text_must_be_there_and_unchanged(package: Path, change: str) -> None:
    """A stored page text belongs to the package: it may not be absent, and its hash must be right."""
    (place,) = (package / "data/pages").iterdir()
    if change == "missing":
        place.unlink()
    else:
        place.write_bytes(b"\xff" if change == "not UTF-8" else place.read_bytes() + b"x")
    field = "page_path" if change == "missing" else "page_sha256"
    assert summary(validate(package)) == [f"captures.{field}: promise 1: files"]


@pytest.mark.parametrize("path", ["../raw/a.txt", "/etc/hostname", "data/raw/../../a.txt", ".a.txt"])
def test_a_capture_is_not_looked_for_outside(package: Path, path: str) -> None:
    """The path of a capture must stay in the package, like that of a table."""
    change_row(package, "retrievals", 3, {"path": path})
    change_row(package, "captures", 2, {"path": path})
    assert "captures.path: promise 1: files" in summary(validate(package))


def test_a_capture_that_is_not_utf_8_needs_a_page_text(package: Path) -> None:
    """Where the page text is not the capture itself, page_path must lead to it."""
    change_row(package, "captures", 2, {"page_path": "", "page_sha256": ""})
    assert validate(package).valid
    change_row(package, "captures", 2, {"status": "processed", "reason": ""})
    assert "captures.page_path: promise 1: files" in summary(validate(package))
