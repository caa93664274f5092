"""The folder of a site: known by its mark, written aside, switched in one rename, and never one that holds something else."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from pbdata.errors import AccessError

MARK = "pbdata-site.txt"
_SAID = "A site made by `pbdata explore`, which replaces this folder as a whole. Keep nothing of your own here.\n"


def check_place(out: Path) -> None:
    """Raise ``AccessError`` where ``out`` is there and is no site of ours, or is a link."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise AccessError(f"{out}: this is no folder. Name another one with --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise AccessError(
            f"{out}: this folder holds something else than a site of pbdata, and is left as it is. Name another one with --out."
        )


@contextmanager
def placed(out: Path) -> Iterator[Path]:
    """An empty folder beside ``out`` that takes its place when the block ends well, and is removed where it does not."""
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(dir=out.parent, prefix=".pbdata-site-"))
    try:
        new = aside / "new"
        new.mkdir()
        (new / MARK).write_text(_SAID, encoding="utf-8", newline="")
        yield new
        check_place(out)
        if out.exists():
            out.rename(aside / "old")
        new.rename(out)
    finally:
        if (aside / "old").exists() and not out.exists():
            (aside / "old").rename(out)
        shutil.rmtree(aside, ignore_errors=True)
