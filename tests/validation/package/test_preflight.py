"""What is checked before any table is read: paths, sizes, hashes, and the twin of the descriptor."""

import json
from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from tests.validation.breaking import accepted_by_frictionless, change_descriptor, load_cases, summary


def set_of_first(**properties: Any) -> Any:
    """A change of the first resource, which is ``collections``."""
    return lambda descriptor: descriptor["resources"][0].update(properties)


@pytest.mark.parametrize("case", load_cases("paths"))
def test_a_path_out_of_the_package_is_refused(package: Path, case: dict[str, Any]) -> None:
    """A path that is absolute, remote, hidden, not a file's, or leads out of the package is refused."""
    (package.parent / "outside.csv").write_bytes((package / "data/tables/collections.csv").read_bytes())
    (package / ".hidden").mkdir()
    (package / ".hidden/collections.csv").write_bytes((package / "data/tables/collections.csv").read_bytes())
    change_descriptor(package, set_of_first(path=case["path"]))
    assert "collections: path" in summary(validate(package))


def test_an_absolute_path_into_the_package_is_refused(package: Path) -> None:
    """Even where it leads to the right file, an absolute path holds on one machine only."""
    change_descriptor(package, set_of_first(path=str(package / "data/tables/collections.csv")))
    assert "collections: path" in summary(validate(package))


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_link_out_of_the_package_is_refused(package: Path, part: str) -> None:
    """A file that is reached through a link out of the package is not read."""
    tables = package / "data/tables"
    moved = package.parent / "outside"
    linked = tables if part == "folder" else tables / "collections.csv"
    linked.rename(moved)
    linked.symlink_to(moved)
    assert "collections: path" in summary(validate(package))


def test_a_link_within_the_package_is_followed(package: Path) -> None:
    """A link that stays in the package is as good as the file."""
    place = package / "data/tables/collections.csv"
    place.rename(package / "data/collections.csv")
    place.symlink_to("../collections.csv")
    assert summary(validate(package)) == []


def test_a_missing_file_is_found(package: Path) -> None:
    """A resource without its file is reported, by frictionless too."""
    (package / "data/tables/losses.csv").unlink()
    assert summary(validate(package)) == ["losses: path"]
    assert not accepted_by_frictionless(package)


def test_a_changed_file_is_found(package: Path) -> None:
    """A changed cell gives another size and another hash, and both judges refuse it."""
    place = package / "data/tables/collections.csv"
    place.write_bytes(place.read_bytes().replace("手写的两页".encode(), b"two pages"))
    assert summary(validate(package)) == ["collections: bytes", "collections: hash"]
    assert not accepted_by_frictionless(package)


def test_a_change_that_keeps_the_size_is_found(package: Path) -> None:
    """The hash alone tells two files of one size apart, for both judges."""
    place = package / "data/tables/collections.csv"
    place.write_bytes(place.read_bytes().replace("手写".encode(), "打印".encode()))
    assert summary(validate(package)) == ["collections: hash"]
    assert not accepted_by_frictionless(package)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha512"])
def test_a_weak_or_other_hash_is_refused_in_our_format(package: Path, algorithm: str) -> None:
    """A pbdata package declares SHA-256 and nothing else."""
    digits = {"md5": 32, "sha1": 40, "sha512": 128}[algorithm] * "0"
    change_descriptor(package, set_of_first(hash=f"{algorithm}:{digits}"))
    assert summary(validate(package)) == ["collections: hash"]


@pytest.mark.parametrize("key", ["bytes", "hash"])
def test_an_undeclared_size_or_hash_is_an_error_in_our_format_only(package: Path, key: str) -> None:
    """A pbdata package must declare both; another package is warned."""
    change_descriptor(package, lambda descriptor: descriptor["resources"][0].pop(key))
    assert summary(validate(package)) == [f"collections: {key}"]
    change_descriptor(package, lambda descriptor: descriptor.pop("pbdata:format"))
    report = validate(package)
    assert (summary(report), [one.rule for one in report.warnings]) == ([], [key])


def test_descriptors_that_differ_are_found(package: Path) -> None:
    """datapackage.yaml and datapackage.json must say the same, whichever is opened."""
    place = package / "datapackage.json"
    descriptor = json.loads(place.read_text("utf-8"))
    place.write_text(json.dumps(descriptor | {"version": "1.10.1"}), "utf-8")
    for opened in (package, place):
        report = validate(opened)
        assert summary(report) == ["-: descriptors-differ"]
        assert "version" in report.errors[0].message


def test_a_broken_twin_is_found(package: Path) -> None:
    """A datapackage.json that is no JSON is reported beside a good datapackage.yaml."""
    (package / "datapackage.json").write_text("{", "utf-8")
    assert summary(validate(package)) == ["-: descriptor"]
