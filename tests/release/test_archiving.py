"""The zip of a release."""

import os
import subprocess
import time
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from pytest import MonkeyPatch

from pbdata.release.archiving import holds, write_archive

FILES = {"datapackage.json": b"{}", "b/二.txt": "二\n".encode(), "a.txt": b"one\n"}


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
    assert first._replace(archive="two.zip") == second
    assert second.sha256 == sha256((tmp_path / "two.zip").read_bytes()).hexdigest()
    assert (tmp_path / "x" / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_files_are_compressed_sorted_and_listed(tmp_path: Path) -> None:
    """The archive holds the files in the order of their paths, compressed, and nothing is left beside it."""
    write_archive(tmp_path / "one.zip", FILES)
    with ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["SHA256SUMS", "a.txt", "b/二.txt", "datapackage.json"]
        assert {member.compress_type for member in archive.infolist()} == {ZIP_DEFLATED}
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


def test_an_archive_is_known_by_its_files(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    """Another compressor gives other bytes and the same release; a file that was changed gives another release."""
    first = write_archive(tmp_path / "one.zip", FILES)
    monkeypatch.setattr("pbdata.release.archiving._LEVEL", 0)
    second = write_archive(tmp_path / "two.zip", FILES)
    assert (first.sha256, first.contents_sha256) != (second.sha256, second.contents_sha256)
    assert first.holds_the_same(second) and holds(tmp_path / "two.zip", first)
    write_archive(tmp_path / "three.zip", FILES | {"a.txt": b"two\n"})
    assert not holds(tmp_path / "three.zip", first)
    data = (tmp_path / "two.zip").read_bytes()
    (tmp_path / "two.zip").write_bytes(data.replace(b"one\n", b"two\n"))
    assert not holds(tmp_path / "two.zip", first)
