"""Packages in a zip file: read as they are, refused where they lead elsewhere."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pbdata.errors import PackageError
from pbdata.validation.judge import validate
from pbdata.validation.limits import Limits
from tests.validation.breaking import summary
from tests.validation.small import write_small


def pack(top: Path, change: Callable[[zipfile.ZipFile], object] = lambda _: None, folder: str = "") -> Path:
    """The small package in a zip file, with something done to it."""
    package = write_small(top, {}).parent
    place = top / "p.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for path in sorted(package.iterdir()):
            archive.write(path, folder + path.name)
        change(archive)
    return place


@pytest.mark.parametrize("folder", ["", "p-1.0.0/"])
def test_a_package_in_a_zip_is_read(tmp_path: Path, folder: str) -> None:
    """The descriptor lies at the top of the zip or of its only folder."""
    assert validate(pack(tmp_path, folder=folder)).valid


def test_a_sample_of_ours_in_a_zip_keeps_its_promises(package: Path, tmp_path: Path) -> None:
    """A package of ours is judged in a zip as it is in its folder, captures and pages included."""
    place = tmp_path / "ours.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for path in sorted(package.rglob("*")):
            archive.write(path, path.relative_to(package))
    report = validate(place)
    assert (summary(report), list(report.not_checked)) == ([], [])


def link(archive: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo("link.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(member, "/etc/passwd")


HOSTILE: dict[str, Callable[[zipfile.ZipFile], object]] = {
    "the folder above": lambda archive: archive.writestr("../owned.csv", "x"),
    "absolute": lambda archive: archive.writestr("/owned.csv", "x"),
    "backslashes": lambda archive: archive.writestr("..\\owned.csv", "x"),
    "a drive": lambda archive: archive.writestr("c:/owned.csv", "x"),
    "a link": link,
    "a bomb": lambda archive: archive.writestr("z.csv", b"\0" * 60_000_000, zipfile.ZIP_DEFLATED),
}


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_zip_is_refused(tmp_path: Path, label: str) -> None:
    """A member that leads out of the folder, is a link or a bomb makes the package invalid, and nothing is unpacked."""
    assert summary(validate(pack(tmp_path, HOSTILE[label]))) == ["-: zip"]
    assert not list(tmp_path.rglob("owned.csv")) and not Path("/owned.csv").exists()


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """The number of members is limited."""
    assert summary(validate(pack(tmp_path), limits=Limits(files=2))) == ["-: zip"]


def test_a_member_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Two members of one name could be read as either."""

    def twice(archive: zipfile.ZipFile) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", "other")

    assert summary(validate(pack(tmp_path, twice))) == ["-: zip"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and nothing else", b"not a zip"])
def test_a_broken_zip_is_a_fault_of_the_package(tmp_path: Path, data: bytes) -> None:
    """A zip file that cannot be unpacked is reported."""
    (tmp_path / "p.zip").write_bytes(data)
    assert summary(validate(tmp_path / "p.zip")) == ["-: zip"]


def test_a_zip_without_a_package_is_invalid(tmp_path: Path) -> None:
    """A zip file without descriptor is no package."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("a.csv", "id\n")
    assert summary(validate(tmp_path / "p.zip")) == ["-: zip"]


def test_no_zip_is_an_error_of_the_call(tmp_path: Path) -> None:
    """Where there is no such file, there is no verdict."""
    with pytest.raises(PackageError, match="no such file"):
        validate(tmp_path / "p.zip")
