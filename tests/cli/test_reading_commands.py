"""The commands that read a package leave everything in it as it is, whatever lies in its folder."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pbdata
from pbdata import cli
from pbdata.package.reading import open_package
from tests import ROOT, cases, cpu_limit

ARTICLE = str(open_package(ROOT).frame("articles")["article_id"][0])
COMMANDS = {
    "validate": ["validate", "PKG"],
    "validate a descriptor": ["validate", "PKG/datapackage.json", "--format", "sarif"],
    "cite": ["cite", "--package", "PKG", "--article", ARTICLE],
    "trace": ["trace", ARTICLE, "0", "9", "--package", "PKG"],
    "info": ["info", "PKG"],
    "list": ["list", "PKG"],
    "show": ["show", "lines", "--where", "kept=true", "--package", "PKG"],
    "search": ["search", "三送", "--package", "PKG", "--json"],
    "diff": ["diff", "PKG", "PKG", "--json"],
    "export": ["export", "sqlite", "OUT/x.sqlite", "--package", "PKG"],
    "export parquet": ["export", "parquet", "OUT/parquet", "--package", "PKG/datapackage.json"],
    "explore": ["explore", "PKG", "--out", "OUT/site"],
    "rehydrate": ["rehydrate", "--open", "PKG", "--captures", "PKG/data/raw", "--to", "OUT/whole"],
    "inspect": ["inspect", "PKG/data/raw/000_8628973555fc76cb.txt"],
    "inspect each line": ["inspect", "PKG/data/raw/000_8628973555fc76cb.txt", "--explain"],
    "a dry run of add": ["add", "OUT/new.txt", "--collection", "seed", "--root", "PKG", "--dry-run"],
}
JOURNALS = {one["label"]: one["files"] for one in cases("validation/journals.yaml")}


def call(command: str, package: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command on a package; it may write into ``out``. Return its exit code."""
    words = [word.replace("PKG", str(package)).replace("OUT", str(out)) for word in COMMANDS[command]]
    monkeypatch.setattr(sys, "argv", ["pbdata", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def state(root: Path) -> dict[str, tuple[int, int, str]]:
    """Every name below a folder with its kind, its time of change, and what it holds."""
    found = {}
    for path in (root, *sorted(root.rglob("*"))):
        seen = path.lstat()
        held = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (seen.st_mode, seen.st_mtime_ns, held)
    return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package of this repository."""
    root = tmp_path_factory.mktemp("read") / "package"
    for name in ("datapackage.json", "datapackage.yaml", "data/dataset.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    for name in ("data/tables", "data/raw"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may add to."""
    return shutil.copytree(template, tmp_path / "package")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a command may write."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/new.txt").write_text("x", "utf-8")
    return tmp_path / "out"


@pytest.fixture
def read_only(package: Path) -> Iterator[Path]:
    """The package where nobody may write, not even root: a mount of its own."""
    mounts = (["mount", "--bind", package, package], ["mount", "-o", "remount,bind,ro", package])
    try:
        done = [subprocess.run(one, capture_output=True).returncode for one in mounts]
    except OSError:
        done = [1]
    try:
        if any(done):
            pytest.skip("this system does not let the tests mount a folder for reading only")
        yield package
    finally:
        if done[0] == 0:
            subprocess.run(["umount", package], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reading_command_changes_nothing(
    command: str, journal: str, package: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, bytes and times of a package are the same afterwards, even where it holds the notes of an interrupted build."""
    for name, text in JOURNALS[journal].items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, "utf-8")
    before = state(package)
    call(command, package, out, monkeypatch)
    assert state(package) == before


@pytest.mark.parametrize("journal", JOURNALS)
def test_opening_from_python_changes_nothing(journal: str, package: Path) -> None:
    """Neither do the functions of the library."""
    for name, text in JOURNALS[journal].items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, "utf-8")
    before = state(package)
    pbdata.open_package(package).frame("articles")
    pbdata.validate(package)
    assert state(package) == before


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reading_command_works_where_nothing_can_be_written(
    command: str, read_only: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package on a file system for reading only is read as any other (rehydrate refuses it: it has its texts)."""
    before = state(read_only)
    assert call(command, read_only, out, monkeypatch) in ((2,) if command == "rehydrate" else (0, 1, 3))
    assert state(read_only) == before


@pytest.mark.parametrize(
    "command",
    ["validate", "cite", "trace", "info", "list", "show", "search", "diff", "export", "rehydrate", "a dry run of add"],
)
def test_an_interrupted_switch_is_told(
    command: str, package: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error says that a build was interrupted, and what to do."""
    (package / ".pbdata").mkdir()
    (package / ".pbdata/journal.json").write_text(json.dumps({"direction": "forward", "parts": []}), "utf-8")
    call(command, package, out, monkeypatch)
    told = [line for line in capsys.readouterr().err.splitlines() if "a build was interrupted" in line]
    assert set(told) == {
        f"{package}: a build was interrupted here, and its tables may be of two versions. "
        "Nothing was changed; if the package is yours, run `pbdata build`."
    }


@pytest.mark.slow
def test_a_downloaded_version_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that is in the cache and right is verified there without a change of it."""
    from pbdata.access.download import download
    from pbdata.release.archiving import write_archive
    from pbdata.release.editions import edition_files
    from pbdata.release.identity import dataset_of
    from pbdata.release.register import Register, Release, write_register
    from tests.access.published import ships

    source, cache = tmp_path / "source", tmp_path / "cache"
    package = open_package(ROOT)
    version, files = package.descriptor["version"], edition_files(package, "open")
    dataset, archived = dataset_of(package.descriptor), write_archive(source / "a.zip", files)
    register = write_register(dataset, [Release(version, "2026-01-01", {"open": archived})])
    (source / "releases.yaml").write_text(register, "utf-8")
    monkeypatch.setenv("PBDATA_CACHE", str(cache))
    ships(monkeypatch, Register(dataset, ()))
    download(version, source=str(source))
    before, offered = state(cache), state(source)
    assert not download(version).fetched
    assert not download(version, source=str(source), to=tmp_path / "copy").fetched
    pbdata.open_package(version, edition="open").frame("articles")
    assert state(cache) == before
    assert state(source) == offered


@pytest.mark.parametrize("command", ["validate", "diff", "cite", "export"])
def test_a_zip_stays_as_it_is(
    command: str, template: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is unpacked elsewhere, and what is unpacked is removed."""
    monkeypatch.setattr("tempfile.tempdir", str(out))
    packed = Path(shutil.make_archive(str(tmp_path / "there/package"), "zip", template))
    before = state(packed.parent)
    assert call(command, packed, out, monkeypatch) in (0, 1, 3)
    assert state(packed.parent) == before


@pytest.mark.slow
def test_what_is_no_plain_file_is_not_waited_for(package: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipes in the place of the descriptor, of its twin, of a table and of a journal end every command, and stay pipes."""
    for name in ("datapackage.yaml", "data/tables/articles.csv", "datapackage.json"):
        (package / name).unlink()
        os.mkfifo(package / name)
        before = {path: path.lstat().st_mode for path in package.rglob("*")}
        for command in ("validate", "cite", "trace", "diff", "export", "inspect"):
            with cpu_limit(60):
                assert call(command, package, out, monkeypatch) in (0, 1, 2)
        assert {path: path.lstat().st_mode for path in package.rglob("*")} == before
