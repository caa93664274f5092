"""A repository of a corpus in a temporary folder, built and committed, for the tests of releases."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from pbdata.building.runner import build
from tests import ROOT

_FILES = ("RIGHTS.md", "LICENSE", "CITATION.cff", "README.md", "README.zh-CN.md", "data/dataset.yaml")
_NOBODY = {
    "GIT_AUTHOR_NAME": "nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def make_repository(root: Path) -> Path:
    """Copy what people wrote in this repository below ``root``, build the package and commit it."""
    (root / "data").mkdir(parents=True)
    for name in _FILES:
        shutil.copyfile(ROOT / name, root / name)
    for folder in ("raw", "annotation"):
        shutil.copytree(ROOT / "data" / folder, root / "data" / folder)
    # Whatever this repository has released, the copy has not.
    dataset = root / "data" / "dataset.yaml"
    text = dataset.read_text("utf-8")
    dataset.write_text(re.sub('^version: ".*"', 'version: "0.1.0"', text, flags=re.MULTILINE), encoding="utf-8")
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n", encoding="utf-8")
    (root / ".gitignore").write_text(".pbdata/\ndist/\n", encoding="utf-8")
    git(root, "init", "-q")
    build(root)
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "a change")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env={**os.environ, **_NOBODY})
