"""pbdata on every system that CI asks: nothing in it is bound to one."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import ROOT

UNIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}


def test_ci_asks_every_system_and_version() -> None:
    """Python 3.11 to 3.14 on Linux, macOS and Windows, from what pip installs."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    matrix = jobs["systems"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {name.split("-")[0] for name in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert {step.get("run") for step in jobs["run"]["steps"]} >= {".ci/run"}
    assert any("pytest" in step.get("run", "") for step in jobs["systems"]["steps"])


@pytest.mark.parametrize("module", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_of_one_system_is_imported(module: Path) -> None:
    """What only Unix has is imported nowhere, but where its absence is foreseen."""
    tree = ast.parse(module.read_text("utf-8"))
    foreseen = {id(node) for block in ast.walk(tree) if isinstance(block, ast.Try) for node in ast.walk(block)}
    named = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in foreseen
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    ]
    assert UNIX & set(named) == set()


BLOCKED = """
import sys
for name in {names}:
    sys.modules[name] = None
import shutil, pathlib, pbdata
root = pathlib.Path(sys.argv[1])
print(pbdata.build(root).articles)
for name in pbdata.__all__:
    getattr(pbdata, name)
"""


@pytest.mark.slow
def test_a_build_needs_nothing_that_only_some_have(tmp_path: Path) -> None:
    """With the modules of Unix blocked (but posix, of which Python itself is made), and frictionless not installed, a package is built and every public name is there."""
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/manifest.yaml").write_text("collections:\n  - {id: seed, title: T}\nsightings: []\n", "utf-8")
    (tmp_path / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
    names = sorted(UNIX - {"posix"} | {"frictionless", "duckdb", "xlsxwriter", "mlcroissant", "datacite", "rocrate"})
    code = BLOCKED.format(names=names)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout == "0\n", done.stderr


def test_a_judge_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where frictionless is asked for and not installed, the error says what to install."""
    from pbdata.errors import BuildError
    from pbdata.validation.referee import frictionless_errors

    monkeypatch.setitem(sys.modules, "frictionless", None)
    with pytest.raises(BuildError, match=r'pip install "pbdata\[frictionless\]"'):
        frictionless_errors(tmp_path)
