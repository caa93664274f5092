"""A new package comes into place whole or not at all, wherever the process is killed."""

import errno
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pbdata.building.publish import PARTS, recover, staging, switch
from pbdata.errors import BuildError
from pbdata.locking import lock
from tests import ROOT

# Makes a corpus, kills a switch before its n-th change of the disk, for every n; then kills the recovery before its m-th
# change, for every m; then recovers. Prints for each pair what is in place at the end. Each process is a fork of this one.
DRIVER = """
import json, os, shutil, signal, sys
from pathlib import Path
from pbdata.building.publish import recover, staging, switch
from pbdata.locking import lock
sys.path.insert(0, sys.argv[3])
from tests.building.killing import kill_before
from tests.building.test_publish import lay, state

home, loss = Path(sys.argv[1]), sys.argv[2] == "loss"

os.fsync = lambda handle: None  # This driver kills processes, not power.

def killed(work, n):
    "Fork, and send SIGKILL to the child before its n-th change; whether it was still at work then."
    child = os.fork()
    if child == 0:
        kill_before(n, ("rename", "replace", "unlink", "rmdir"))
        work()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == signal.SIGKILL

def switching(root):
    with lock(root):
        folder = root / ".pbdata/staging"
        lay(folder, "new")
        switch(root)

ends, n, going, root, after = [], 0, True, home / "root", home / "after the first kill"
while going:
    n, m, again = n + 1, 0, True
    lay(root, "old")
    (root / ".pbdata").mkdir()
    going = killed(lambda: switching(root), n)
    if loss:
        shutil.rmtree(root / ".pbdata/staging", ignore_errors=True)
    root.rename(after)
    while again:
        m += 1
        shutil.copytree(after, root)
        again = killed(lambda: recover(root), m) if going else False
        recover(root)
        ends.append([n, m, state(root), sorted(p.name for p in (root / ".pbdata").iterdir())])
        shutil.rmtree(root)
    shutil.rmtree(after)
print(json.dumps(ends))
"""


def lay(root: Path, age: str) -> None:
    """Lay down a package whose every file says whether it is old or new; only the old one has Parquet files."""
    for path in PARTS:
        if path.startswith("datapackage"):
            (root / path).write_text(age, "utf-8")
        elif path != "data/parquet" or age == "old":
            (root / path).mkdir(parents=True)
            for name in ("a", "b") if age == "old" else ("a", "c"):
                (root / path / name).write_text(age, "utf-8")


def state(root: Path) -> str:
    """``old`` or ``new`` if the package is wholly that, else what is there."""
    found = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for part in PARTS
        for path in [root / part, *(root / part).rglob("*")]
        if path.is_file()
    }
    old = {"datapackage.yaml", "datapackage.json"} | {
        f"data/{folder}/{name}" for folder in ("tables", "pages", "parquet") for name in "ab"
    }
    new = {"datapackage.yaml", "datapackage.json"} | {
        f"data/{folder}/{name}" for folder in ("tables", "pages") for name in "ac"
    }
    if found == dict.fromkeys(old, "old"):
        return "old"
    return "new" if found == dict.fromkeys(new, "new") else f"mixed: {sorted(found)}"


def staged(root: Path) -> None:
    """Stage a new package and switch to it."""
    with lock(root), staging(root) as folder:
        lay(folder, "new")
        switch(root)


def interrupted(root: Path, monkeypatch: pytest.MonkeyPatch, renames: int) -> None:
    """Leave a corpus as a switch does that ends after so many renames of parts."""
    done = 0
    rename = Path.rename

    def limited(self: Path, target: Path) -> Path:
        nonlocal done
        if done == renames:
            raise KeyboardInterrupt
        done += 1
        return rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", limited)
        staged(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus with an old package."""
    lay(tmp_path, "old")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("loss", ["", "loss"], ids=["staging stays", "staging is lost"])
def test_a_kill_at_any_step_leaves_a_whole_package(tmp_path: Path, loss: str) -> None:
    """SIGKILL before each change of a switch, then before each change of the recovery: the end is wholly old or new."""
    command = [sys.executable, "-c", DRIVER, str(tmp_path), loss, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    ends = json.loads(done.stdout)
    assert [end for end in ends if end[2] not in ("old", "new") or end[3] != ["lock"]] == []
    assert Counter(end[2] for end in ends).keys() == {"old", "new"}
    assert len({end[0] for end in ends}) > 12 and len(ends) > 100


def test_a_switch_replaces_every_part_and_removes_stale_parquet(root: Path) -> None:
    """After a switch the new package stands alone, and the workshop is empty."""
    staged(root)
    assert state(root) == "new"
    assert [path.name for path in (root / ".pbdata").iterdir()] == ["lock"]


def test_the_first_package_needs_no_old_one(tmp_path: Path) -> None:
    """A switch puts a package where there was none."""
    staged(tmp_path)
    assert state(tmp_path) == "new"


def test_nothing_to_recover_is_no_news(root: Path) -> None:
    """Recovery of a folder at rest says nothing and makes nothing."""
    assert recover(root) is None
    assert not (root / ".pbdata").exists()


def test_an_interrupted_switch_is_finished(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything staged still there, recovery goes forward and says so."""
    interrupted(root, monkeypatch, 3)
    assert state(root).startswith("mixed")
    assert recover(root) == "An interrupted switch was finished: the new package is in place."
    assert state(root) == "new"


def test_an_interrupted_switch_without_its_staging_is_undone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a staged part gone, recovery goes back and says so."""
    interrupted(root, monkeypatch, 3)
    (root / ".pbdata/staging/datapackage.yaml").unlink()
    assert recover(root) == "An interrupted switch was undone: the last package is in place."
    assert state(root) == "old"


def test_an_interrupted_build_leaves_nothing(root: Path) -> None:
    """Staging without a journal is cleared, and the package stays."""
    lay(root / ".pbdata/staging", "new")
    assert recover(root) is None
    assert not (root / ".pbdata/staging").exists()
    assert state(root) == "old"


@pytest.mark.parametrize("failing", range(8))
def test_a_rename_that_fails_brings_the_last_package_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Wherever the system refuses a rename, the old package is whole again and the message says so."""
    calls = 0
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == failing + 1:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(BuildError, match="Permission denied. The new package could not be put in place; the last one"):
        staged(root)
    assert state(root) == "old"
    assert [path.name for path in (root / ".pbdata").iterdir()] == ["lock"]


def test_a_disk_that_fills_up_before_the_switch_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the staged files cannot be brought to the disk, the old package stays and the staging goes."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        staged(root)
    assert state(root) == "old"
    assert not (root / ".pbdata/staging").exists()


def test_a_live_build_is_not_recovered_from(root: Path) -> None:
    """While another process is at work, its staging is left alone."""
    with lock(root), staging(root) as folder:
        lay(folder, "new")
        assert recover(root) is None
        assert folder.exists()


@pytest.mark.parametrize(
    "journal",
    ["", "[]", "{}", '{"direction": "forward", "parts": []}']
    + ['{"direction": "forward", "parts": [{"path": "../x", "staged": true, "replaced": true}]}'],
)
def test_a_journal_that_pbdata_did_not_write_is_refused(root: Path, journal: str) -> None:
    """A damaged journal, or one that names other files, moves nothing; the message says what to do."""
    (root / ".pbdata").mkdir()
    (root / ".pbdata/journal.json").write_text(journal, "utf-8")
    with pytest.raises(BuildError, match="this is no journal of pbdata. Remove the folder"):
        recover(root)
    assert state(root) == "old"


@pytest.mark.parametrize("link", [".pbdata", ".pbdata/staging", ".pbdata/old", "data"])
def test_nothing_is_moved_through_a_link(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    """A journal that came with somebody's package does not reach files outside of it."""
    interrupted(root, monkeypatch, 3)
    outside = tmp_path_factory.mktemp("outside") / "folder"
    (root / link).rename(outside)
    (root / link).symlink_to(outside)
    before = sorted(outside.rglob("*"))
    with pytest.raises(BuildError, match="nothing is moved through links"):
        recover(root)
    assert sorted(path for path in outside.rglob("*") if path.name != "lock") == [
        path for path in before if path.name != "lock"
    ]


def test_leftovers_that_cannot_be_cleared_do_not_stop_a_reader(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a package that may only be read, what an interrupted build left is left."""
    (root / ".pbdata/staging").mkdir(parents=True)

    def refusing(*args: object, **kwargs: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refusing)
    assert recover(root) is None
