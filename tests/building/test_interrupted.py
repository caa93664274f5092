"""A build that was killed, damaged or met by another one: the next gives the package of one that nothing disturbed."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pbdata.building import shards
from pbdata.building.runner import build
from pbdata.building.standing import STANDING
from pbdata.building.store import SHARDS
from pbdata.locking import BusyError
from tests.building.corpus import corpus, package
from tests.building.dask_cluster import until

# Builds, and sends itself SIGKILL where a function of the assembly is called.
KILLED = """
import os, signal, sys
from pathlib import Path
from pbdata.building import assembly
from pbdata.building.runner import build

setattr(assembly, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
build(Path(sys.argv[1]))
"""

# Builds, and stands still at the first capture for as long as there is a file.
SLOW = """
import sys, time
from pathlib import Path
from pbdata.building.runner import build

def wait(done, total):
    Path(sys.argv[2]).with_suffix(".begun").touch()
    while Path(sys.argv[2]).exists():
        time.sleep(0.05)

build(Path(sys.argv[1]), progress=wait)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with its package."""
    root = corpus(tmp_path_factory.mktemp("whole") / "corpus", 6)
    build(root)
    return root


@pytest.fixture
def root(undisturbed: Path, tmp_path: Path) -> Path:
    """The corpus without the package."""
    shutil.copytree(undisturbed / "data/raw", tmp_path / "corpus/data/raw")
    shutil.copyfile(undisturbed / "data/dataset.yaml", tmp_path / "corpus/data/dataset.yaml")
    return tmp_path / "corpus"


@pytest.fixture
def processed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the captures that are processed here."""
    paths, process = list[str](), shards.process_captured

    def told(captured: Any, *others: Any) -> Any:
        paths.append(captured.sighting.path)
        return process(captured, *others)

    monkeypatch.setattr(shards, "process_captured", told)
    return paths


@pytest.mark.slow
@pytest.mark.parametrize("where", ["of_corpus", "judge_corpus", "write_descriptors"])
def test_a_build_killed_during_assembly_is_taken_up(
    root: Path, undisturbed: Path, processed: list[str], where: str
) -> None:
    """Before tables are linked, before the last of them are written, and when all are: no page is processed again."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), where], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not (root / "datapackage.yaml").exists()
    build(root)
    assert package(root) == package(undisturbed)
    assert processed == []


def test_a_kept_shard_with_a_flipped_bit_is_made_again(root: Path, undisturbed: Path, processed: list[str]) -> None:
    """What is damaged counts as nothing, and the package is the same."""
    build(root)
    before = len(processed)
    (kept,) = (root / SHARDS).rglob("*.zip")
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    (root / STANDING).unlink()
    build(root)
    assert package(root) == package(undisturbed)
    assert len(processed) == 2 * before == 12


@pytest.mark.slow
def test_two_builds_at_once_do_not_meet(root: Path, undisturbed: Path, tmp_path: Path) -> None:
    """The second ends at once, and the first gives its package."""
    standing = tmp_path / "standing"
    standing.touch()
    first = subprocess.Popen([sys.executable, "-c", SLOW, str(root), str(standing)])
    try:
        until(standing.with_suffix(".begun").exists)
        with pytest.raises(BusyError, match="another pbdata is building or adding here"):
            build(root)
    finally:
        standing.unlink()
        assert first.wait() == 0
    assert package(root) == package(undisturbed)
