"""Same inputs, same bytes: a build depends on captures, dataset.yaml and code, and on nothing around it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

WORLDS = (
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"LC_ALL": "C.UTF-8", "TZ": "America/Adak", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
)


def inputs() -> list[Path]:
    """The files that people write and captures bring, relative to the package root."""
    folders = (ROOT / "data" / name for name in ("raw", "annotation"))
    files = [ROOT / "data" / "dataset.yaml", *(path for folder in folders for path in folder.rglob("*"))]
    return sorted(path.relative_to(ROOT) for path in files if path.is_file())


def build(root: Path, files: list[Path], world: dict[str, str]) -> None:
    """Copy the inputs to ``root`` in the order given, and build the package there in another process."""
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, root / file)
    command = [sys.executable, "-m", "pbdata.cli", "build", "--root", str(root)]
    subprocess.run(command, check=True, capture_output=True, cwd=root, env={**os.environ, **world})


def outputs(root: Path) -> dict[str, bytes]:
    """Every file that a build writes for good below a package root, by its path."""
    found = [root / "datapackage.yaml", root / "datapackage.json"]
    found += [path for folder in ("tables", "pages") for path in (root / "data" / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(found)}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What two builds wrote, in two folders, two worlds and two orders of file creation."""
    orders = (inputs(), inputs()[::-1])
    roots = [tmp_path_factory.mktemp(name) for name in ("a", "another-place")]
    for root, order, world in zip(roots, orders, WORLDS, strict=True):
        build(root, order, world)
    return [outputs(root) for root in roots]


def test_two_builds_write_the_same_files(builds: list[dict[str, bytes]]) -> None:
    """Locale, time zone, hash seed, folder and file order change no file name, and both builds write a whole package."""
    assert list(builds[0]) == list(builds[1])
    assert {"datapackage.yaml", "datapackage.json", "data/tables/articles.csv"} <= set(builds[0])


def test_two_builds_write_the_same_bytes(builds: list[dict[str, bytes]]) -> None:
    """Locale, time zone, hash seed, folder and file order change no byte."""
    assert [name for name, data in builds[0].items() if builds[1][name] != data] == []


def test_a_build_writes_the_committed_package(builds: list[dict[str, bytes]]) -> None:
    """The package of the repository is what its code builds from its captures."""
    assert [name for name, data in builds[0].items() if (ROOT / name).read_bytes() != data] == []
