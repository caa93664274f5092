"""The wheel works on its own: away from the repository, with its schemas, rules and data files inside."""

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT
from tests.access.misbehaving import Site, serving
from tests.release.repository import commit, git
from tests.wheels import SOURCE, build, install, python, run, scripts

REGISTER = """releases:
- version: "1.0.0"
  released: "2026-12-01"
  editions:
    open: {archive: x.zip, bytes: 1, sha256: "00", descriptor_sha256: "11"}
"""
PAGE = """<html><head><title>石桥镇第{n}村开展“三帮一带”活动 - 石桥日报</title></head><body><h1>石桥镇第{n}村开展“三帮一带”活动</h1>
<p>2026年3月2日 来源：石桥日报</p><p>本报讯 3月1日，石桥镇第{n}村启动“三帮一带”活动，{n}名党员干部与困难群众结对帮扶。</p>
<p>据了解，该村已组织党员干部进村入户，为群众办实事{n}件，受到群众欢迎。</p></body></html>"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source, which knows a release."""
    return build(tmp_path_factory.mktemp("wheel"), REGISTER)


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel in it."""
    return install(wheel, tmp_path_factory.mktemp("environment"))


def test_the_wheel_holds_every_file_of_the_source(wheel: Path) -> None:
    """Schemas, rules, lexicons and code of the source are in the wheel, byte for byte."""
    files = [path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} >= {".py", ".yaml"}
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert [str(f) for f in files if inside.get(f.relative_to(SOURCE).as_posix()) != f.read_bytes()] == []


def test_the_wheel_holds_no_file_of_the_repository_besides(wheel: Path) -> None:
    """The wheel brings the package and its own metadata, and nothing else to a reader's environment."""
    with zipfile.ZipFile(wheel) as archive:
        assert {Path(name).parts[0].split("-")[0] for name in archive.namelist()} == {"pbdata"}


def test_the_installed_package_is_the_wheel(environment: Path, tmp_path: Path) -> None:
    """In the new environment ``import pbdata`` finds the wheel, not this repository."""
    where = run([python(environment), "-c", "import pbdata; print(pbdata.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(environment)


def test_the_installed_command_helps(environment: Path, tmp_path: Path) -> None:
    """``pbdata --help`` of the wheel runs in an empty folder and names its commands."""
    assert "inspect" in run([scripts(environment) / "pbdata", "--help"], tmp_path)


def test_the_installed_command_processes_a_capture(environment: Path, tmp_path: Path) -> None:
    """``pbdata inspect`` of the wheel reads a capture in an empty folder as the repository does."""
    capture = sorted((ROOT / "data" / "raw").glob("000_*.txt"))[0]
    shutil.copyfile(capture, tmp_path / "page.txt")
    shown = json.loads(run([scripts(environment) / "pbdata", "inspect", "page.txt", "--json"], tmp_path))
    here = json.loads(run([sys.executable, "-m", "pbdata.cli", "inspect", "page.txt", "--json"], tmp_path))
    assert shown == here
    assert shown["article"]["title"] == "红色基因代代传 向心合力日日增"


def test_the_installed_package_loads_its_schemas(environment: Path, tmp_path: Path) -> None:
    """The table schemas are found inside the installed package."""
    code = "from pbdata.package.schemas import load_schemas; print(*load_schemas())"
    assert run([python(environment), "-c", code], tmp_path).split()[:2] == ["collections", "captures"]


def test_the_installed_package_knows_the_releases(environment: Path, tmp_path: Path) -> None:
    """The register of releases that lay in the source is found inside the installed package."""
    code = "from pbdata.access.cache import shipped_register; print(shipped_register().releases[0].editions['open'].descriptor_sha256)"
    assert run([python(environment), "-c", code], tmp_path) == "11\n"


@pytest.mark.slow
def test_a_dataset_is_begun_released_and_used_with_nothing_but_the_wheel(environment: Path, tmp_path: Path) -> None:
    """From an empty folder over thirty files, a copy in another encoding and a broken one among them, to a reader's citation."""

    def pbdata(*words: str, cwd: Path = tmp_path / "corpus") -> str:
        return run([scripts(environment) / "pbdata", *words], cwd, PBDATA_CACHE=str(tmp_path / "cache"))

    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(1, 28):
        (pages / f"{number:02d}.html").write_text(PAGE.format(n=number), "utf-8")
    (pages / "gbk.html").write_bytes(PAGE.format(n=40).encode("gb18030"))
    (pages / "copy.html").write_bytes(PAGE.format(n=1).encode("gb18030"))
    (pages / "broken.pdf").write_bytes(b"%PDF-1.4 \x00\x01")

    said = (
        "--title",
        "Village news",
        "--description",
        "Thirty pages that were made up to try a release from end to end.",
    )
    pbdata(
        "init",
        "corpus",
        "--name",
        "village-news",
        *said,
        "--person",
        "张三",
        "--collection",
        "pages",
        "--yes",
        cwd=tmp_path,
    )
    root = tmp_path / "corpus"
    git(root, "init", "-q")
    pbdata("add", str(pages))
    assert "has the same text as" in pbdata("build")
    commit(root)
    pbdata("release", "--prepare", "--version", "1.0.0")
    pbdata("build")
    commit(root)
    pbdata("release")

    with serving(Site()) as site:
        site.files = {path.name: path.read_bytes() for path in [*(root / "dist").glob("*.zip"), root / "releases.yaml"]}
        pbdata("download", "village-news@1.0.0", "--from", site.address, cwd=tmp_path)
    assert pbdata("validate", "village-news@1.0.0", cwd=tmp_path).splitlines()[-1].startswith("valid:")
    assert len(pbdata("list", "village-news@1.0.0", "--json", cwd=tmp_path).splitlines()) == 29
    assert "Village news" in pbdata("cite", "--style", "apa", "--package", "village-news@1.0.0", cwd=tmp_path)
