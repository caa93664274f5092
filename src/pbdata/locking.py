"""What writing needs to survive other processes and power cuts: a lock, and data that are on the disk when it says so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pbdata.errors import BuildError

WORKSHOP = ".pbdata"


class BusyError(BuildError):
    """Another process is writing in the same package root."""


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold ``root`` for writing until the block, or the process, ends.

    Raises ``BusyError`` at once if another process holds it, and ``BuildError`` where nothing can be written.
    """
    import fcntl  # Only where something is written: reading a package has to work on systems without it.

    path = root / WORKSHOP / "lock"
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise BuildError(f"{path}: {error.strerror}. Nothing can be written here; choose a folder that can.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BusyError(
            f"{root}: another pbdata is building or adding here. Wait until it has ended, then try again."
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def sync(path: Path) -> None:
    """Return once the content of a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
