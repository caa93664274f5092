"""What a release asks of git: a clean tree, its commit, and the tree of an earlier one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pbdata.errors import ReleaseError

# What pbdata itself leaves beside a corpus.
_OWN = (".pbdata", "dist")


def head(root: Path) -> str:
    """Return the commit that is checked out."""
    return _git(root, "rev-parse", "HEAD").strip()


def unclean(root: Path) -> list[str]:
    """Return what is not committed, a line each as ``git status`` has it; what pbdata itself leaves there does not count."""
    excluded = [f":(exclude){name}" for name in _OWN]
    return _git(root, "status", "--porcelain", "--untracked-files=normal", "--", ".", *excluded).splitlines()


def is_repository(root: Path) -> bool:
    """Whether a folder lies in a git repository."""
    try:
        _git(root, "rev-parse", "--git-dir")
    except ReleaseError:
        return False
    return True


def commit_of(root: Path, names: tuple[str, ...]) -> str | None:
    """Return the first commit that one of these names stands for: a commit or a tag."""
    for name in names:
        try:
            return _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
        except ReleaseError:
            continue
    return None


@contextmanager
def tree_of(root: Path, commit: str) -> Iterator[Path]:
    """The corpus as it was at a commit, in a worktree of its own that is removed afterwards."""
    within = _git(root, "rev-parse", "--show-prefix").strip()
    with TemporaryDirectory() as folder:
        place = Path(folder) / "tree"
        _git(root, "worktree", "add", "--quiet", "--detach", str(place), commit)
        try:
            yield place / within
        finally:
            _git(root, "worktree", "remove", "--force", str(place))


def _git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    except FileNotFoundError:
        raise ReleaseError("git is not installed, and a release is packed from a git repository. Install it.") from None
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise ReleaseError(f"{root}: git {words[0]}: {said[-1] if said else 'it failed'}.") from None
