"""One process writes in a package root at a time, and its lock dies with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pbdata.errors import BuildError
from pbdata.locking import BusyError, lock, sync


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    """The second to come gets a clear error at once."""
    with lock(tmp_path), pytest.raises(BusyError, match="Wait until it has ended"), lock(tmp_path):
        pytest.fail("two processes hold one lock")


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    """A killed process leaves no lock behind."""
    code = (
        "import os, signal, sys, pathlib\nfrom pbdata.locking import lock\n"
        "with lock(pathlib.Path(sys.argv[1])):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)])
    assert done.returncode == -signal.SIGKILL
    with lock(tmp_path):
        assert (tmp_path / ".pbdata/lock").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Where .pbdata cannot be made, the lock says so."""
    (tmp_path / ".pbdata").write_text("a file in the way", "utf-8")
    with pytest.raises(BuildError, match="Nothing can be written here"), lock(tmp_path):
        pytest.fail("locked without a folder")


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """A package from elsewhere cannot have a file made outside of it."""
    (tmp_path / ".pbdata").mkdir()
    (tmp_path / ".pbdata/lock").symlink_to(tmp_path / "outside")
    with pytest.raises(BuildError, match="Nothing can be written here"), lock(tmp_path):
        pytest.fail("locked through a link")
    assert not (tmp_path / "outside").exists()


def test_sync_takes_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are brought to the disk, and no handle stays open."""
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(handle) or fsync(handle))
    (tmp_path / "file").touch()
    sync(tmp_path / "file")
    sync(tmp_path)
    assert len(synced) == 2
    for handle in synced:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
