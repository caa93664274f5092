"""The archives of an earlier version, made again from its commit, so that a fresh clone has what the next version follows."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pbdata import __version__
from pbdata.errors import ReleaseError
from pbdata.package.reading import open_package
from pbdata.release.archiving import holds, write_archive
from pbdata.release.editions import EDITIONS
from pbdata.release.git import commit_of, tree_of
from pbdata.release.packing import archive_files
from pbdata.release.register import REGISTER, Release, registered

DIST = "dist"
_TOOLKIT = "src/pbdata/__init__.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What lies in ``dist`` now: for each edition its archive, and whether it is the published one byte for byte.

    One that is not has the same files, which another zlib compressed.
    """

    version: str
    commit: str
    archives: dict[str, Path]
    identical: dict[str, bool]


def again(root: Path, version: str) -> Again:
    """Make the archives of an earlier version in ``dist``, from the commit that ``releases.yaml`` names, or from its tag.

    Where the toolkit lies in the repository, that of the commit makes them. Raises ``ReleaseError`` where the version or its commit is
    not known, or what comes of it does not have the files that were released; ``dist`` is left as it was then.
    """
    release = next((one for one in registered(root).releases if one.version == version), None)
    if release is None:
        known = ", ".join(one.version for one in registered(root).releases) or "none"
        raise ReleaseError(f"version {version} is not in {REGISTER}. It has: {known}.")
    names = tuple(filter(None, (release.commit, f"v{version}", version)))
    commit = commit_of(root, names)
    if commit is None:
        raise ReleaseError(
            f"the commit of version {version} is not in this clone ({', '.join(names)}). "
            "Run `git fetch --unshallow --tags`, then try again."
        )
    with tree_of(root, commit) as tree:
        made = _by_its_own_toolkit(root, tree) if (tree / _TOOLKIT).is_file() else _by_this_toolkit(tree, release)
        _check(made, release, tree)
        (root / DIST).mkdir(exist_ok=True)
        archives = {edition: root / DIST / one.archive for edition, one in release.editions.items()}
        for edition, target in archives.items():
            shutil.move(made[edition], target)
    return Again(
        version=version,
        commit=commit,
        archives=archives,
        identical={edition: release.editions[edition].is_at(path) for edition, path in archives.items()},
    )


def _by_this_toolkit(tree: Path, release: Release) -> dict[str, Path]:
    made = {}
    for edition in release.editions:
        made[edition] = tree / DIST / release.editions[edition].archive
        write_archive(made[edition], archive_files(tree, edition))
    return made


def _by_its_own_toolkit(root: Path, tree: Path) -> dict[str, Path]:
    """Run ``pbdata release`` as it was at the commit; it may want to see the release before."""
    command = [sys.executable, "-m", "pbdata.cli", "release", "--root", str(tree)]
    before = registered(tree).releases
    if before:
        last = root / DIST / before[-1].editions["full"].archive
        if not last.is_file():
            again(root, before[-1].version)
        command += ["--against", str(last.resolve())]
    own = os.pathsep.join(filter(None, (str(tree / "src"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": own}, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"the toolkit of that commit does not make the release:\n{done.stderr.strip()}")
    return {edition: next((tree / DIST).glob(f"*-{edition}.zip")) for edition in EDITIONS}


def _check(made: dict[str, Path], release: Release, tree: Path) -> None:
    for edition, archived in release.editions.items():
        if not holds(made[edition], archived):
            then = open_package(tree).descriptor.get("pbdata:code_version")
            raise ReleaseError(
                f"what pbdata {__version__} makes of the {edition} edition is not what was released as {release.version}, "
                f'which pbdata {then} made. Use that: pip install "pbdata=={then}".'
            )
