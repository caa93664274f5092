"""The folder of a site: known by its mark, written aside, then put in place, and never one that holds something else.

The last site is moved away before the new one takes its place: two renames, each whole. Where a process is killed between them,
or earlier, the next one puts the last site back and removes what was left.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pbdata.errors import AccessError

MARK = "pbdata-site.txt"
_SAID = "A site made by `pbdata explore`, which replaces this folder as a whole. Keep nothing of your own here.\n"


def check_place(out: Path) -> None:
    """Raise ``AccessError`` where ``out`` is there and is no site of ours, is a link, or is the folder in which this process is."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise AccessError(f"{out}: this is no folder. Name another one with --out.")
    if out.is_dir() and Path.cwd().is_relative_to(out.resolve()):
        raise AccessError(
            f"{out}: you are in this folder, which would be replaced as a whole. Go elsewhere, or name another one with --out."
        )
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise AccessError(
            f"{out}: this folder holds something else than a site of pbdata, and is left as it is. Name another one with --out."
        )


@contextmanager
def placed(out: Path) -> Iterator[Path]:
    """An empty folder beside ``out`` that takes its place when the block ends well, and is removed where it does not.

    Raises ``AccessError`` where another process does the same.
    """
    out = out.absolute()
    with _beside(out) as aside:
        new, old = aside / "new", aside / "old"
        _put_back(old, out)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
        try:
            new.mkdir()
            (new / MARK).write_text(_SAID, encoding="utf-8", newline="")
            yield new
            check_place(out)
            if out.exists():
                out.rename(old)
            new.rename(out)
        finally:
            _put_back(old, out)
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` that is this process's alone."""
    from filelock import FileLock, Timeout

    aside = out.with_name(f".{out.name}.pbdata-site")
    aside.mkdir(parents=True, exist_ok=True)
    try:
        held = FileLock(aside / "lock", blocking=False).acquire()
    except Timeout:
        raise AccessError(
            f"{out}: another pbdata is writing this site. Wait until it has ended, then try again."
        ) from None
    with held:
        yield aside
    # Where a file that is open cannot be removed, the lock is gone only now.
    with suppress(OSError):
        aside.rmdir()


def _put_back(old: Path, out: Path) -> None:
    if old.exists() and not out.exists():
        old.rename(out)
