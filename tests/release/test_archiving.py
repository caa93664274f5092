"""The zip of a release."""

import os
import subprocess
import time
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from pytest import MonkeyPatch

from pbdata.release.archiving import write_archive

FILES = {"b/二.txt": "二\n".encode(), "a.txt": b"one\n"}


def test_the_same_files_give_the_same_bytes(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    """Neither the order of files, nor the folder, the time, the mask or the environment changes a byte."""
    first = write_archive(tmp_path / "x" / "one.zip", FILES)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(time, "time", lambda: 2e9)
    mask = os.umask(0o077)
    try:
        second = write_archive(tmp_path / "two.zip", dict(reversed(FILES.items())))
    finally:
        os.umask(mask)
    assert first == second == sha256((tmp_path / "two.zip").read_bytes()).hexdigest()
    assert (tmp_path / "x" / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_files_are_stored_sorted_and_listed(tmp_path: Path) -> None:
    """The archive holds the files in the order of their paths, uncompressed, and nothing is left beside it."""
    write_archive(tmp_path / "one.zip", FILES)
    with ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["SHA256SUMS", "a.txt", "b/二.txt"]
        assert {member.compress_type for member in archive.infolist()} == {ZIP_STORED}
        assert archive.read("b/二.txt") == FILES["b/二.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["one.zip"]


def test_the_checksums_can_be_checked_with_a_common_tool(tmp_path: Path) -> None:
    """``sha256sum --check`` accepts the list, and finds a file that was changed."""
    write_archive(tmp_path / "one.zip", FILES)
    with ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(tmp_path / "out")
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path / "out", capture_output=True).returncode == 0
    (tmp_path / "out" / "a.txt").write_bytes(b"two\n")
    assert subprocess.run(command, cwd=tmp_path / "out", capture_output=True).returncode == 1
