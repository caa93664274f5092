"""What is called a descriptor is read within bounds, or refused."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from pbdata.errors import PackageError
from pbdata.package.gate import MAX_BYTES, read_descriptor
from tests import cases

CASES = {one["label"]: one for one in cases("package/refused_descriptors.json")}
MULTIPLIED = {"merge": ("{x: 1}", "{<<: [%s]}"), "alias": ("[x]", "[%s]")}


def text_of(case: Mapping[str, str]) -> str:
    """The text of a case, which may be a unit many times, or anchors that name each other."""
    if "multiply" in case:
        first, pattern = MULTIPLIED[case["multiply"]]
        lines = [f"k{n}: &k{n} {pattern % ', '.join([f'*k{n - 1}'] * 30)}" for n in range(1, 25)]
        return "\n".join([f"k0: &k0 {first}", *lines])
    return case.get("text") or case["unit"] * 200_000


@pytest.mark.parametrize("label", CASES)
def test_a_descriptor_is_read_or_refused(label: str, tmp_path: Path) -> None:
    """What multiplies, nests too deep, or cannot be written again is an error that says so, at once."""
    case = CASES[label]
    (tmp_path / case["name"]).write_text(text_of(case), "utf-8")
    if case["message"] is None:
        assert read_descriptor(tmp_path / case["name"])
        return
    with pytest.raises(PackageError, match=case["message"]):
        read_descriptor(tmp_path / case["name"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_only_plain_files_of_the_package_are_read(tmp_path: Path) -> None:
    """A pipe is not waited for, a device not read, a link out of the package not followed."""
    package = tmp_path / "package"
    package.mkdir()
    (tmp_path / "outside.json").write_text("{}", "utf-8")
    os.mkfifo(package / "pipe.yaml")
    (package / "zero.yaml").symlink_to("/dev/zero")
    (package / "out.json").symlink_to(tmp_path / "outside.json")
    for name, message in (("pipe.yaml", "plain file"), ("zero.yaml", "plain file"), ("out.json", "leads out")):
        with pytest.raises(PackageError, match=message):
            read_descriptor(package / name)


def test_a_descriptor_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """The size is a bound on what is read, not only on what the system says."""
    with (tmp_path / "d.json").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(PackageError, match="is refused"):
        read_descriptor(tmp_path / "d.json")
