"""What writing needs to survive other processes and power cuts: a lock, and data that are on the disk when it says so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pbdata.errors import BuildError

WORKSHOP = ".pbdata"


class BusyError(BuildError):
    """Another process is writing in the same package root."""


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold ``root`` for writing until the block, or the process, ends.

    Raises ``BusyError`` at once if another process holds it, and ``BuildError`` where nothing can be written.
    """
    from filelock import FileLock, SoftFileLock, Timeout

    path = root / WORKSHOP / "lock"
    # The lock of a system without locks is the file itself, which has to go.
    kept: dict[str, Any] = {} if issubclass(FileLock, SoftFileLock) else {"preserve_lock_file": True}
    try:
        path.parent.mkdir(exist_ok=True)
        held = FileLock(path, blocking=False, **kept).acquire()
    except Timeout:
        raise BusyError(
            f"{root}: another pbdata is building or adding here. Wait until it has ended, then try again."
        ) from None
    except OSError as error:
        raise BuildError(f"{path}: {error.strerror}. Nothing can be written here; choose a folder that can.") from None
    with held:
        yield


def sync(path: Path) -> None:
    """Return once the content of a file, or the names in a folder, are on the disk.

    Systems on which a folder cannot be opened (Windows) keep its names by themselves.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
