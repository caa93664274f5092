"""Builds wheels of this source and installs them into environments away from the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests import ROOT

SOURCE = ROOT / "src"


def build(folder: Path, register: str = "releases: []\n", **settings: str) -> Path:
    """Return the wheel of this source, built offline from a copy that holds only what a build may read."""
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    (source / "releases.yaml").write_text(register, encoding="utf-8")
    shutil.copytree(SOURCE, source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(source)], check=True, env=os.environ | settings)
    (wheel,) = folder.glob("pbdata-*.whl")
    return wheel


def install(wheel: Path, home: Path) -> Path:
    """Return ``home``, a new virtual environment with the wheel in it; the dependencies are those of the environment of the tests.

    They come through a ``.pth`` file. Python reads no further ``.pth`` file in the folder that it names, so the editable
    install of this repository, which is such a file, stays out.
    """
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    command = [sys.executable, "-m", "pip", "--python", str(python(home)), "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-index", str(wheel)], check=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home


def scripts(home: Path) -> Path:
    """The folder of the commands of an environment."""
    return Path(sysconfig.get_path("scripts", "venv", {"base": str(home)}))


def python(home: Path) -> Path:
    """The interpreter of an environment."""
    return scripts(home) / "python"


def run(command: list[str | Path], cwd: Path, **settings: str) -> str:
    """Run a command with none of the settings of Python around it, and return what it prints."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environ | settings, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
    return done.stdout
