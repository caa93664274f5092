"""Write files that people decide in, below ``data/corrections/`` and nowhere else: whole or not at all, and never over what another wrote."""

from hashlib import sha256
from pathlib import Path

from pbdata.captures.store.takedown import CORRECTIONS
from pbdata.errors import PbdataError
from pbdata.locking import WORKSHOP, lock, sync

NEW = ""
"""The version of a file that is not there."""
_DIGITS = 16


class ConflictError(PbdataError):
    """A file is not as it was when somebody looked at it."""


def version_of(path: Path) -> str:
    """What tells the content of a file from any other: the beginning of its SHA-256."""
    return sha256(path.read_bytes()).hexdigest()[:_DIGITS] if path.is_file() else NEW


def replaced(root: Path, path: Path, content: bytes | None, version: str) -> str:
    """Give a file below ``data/corrections/`` another content, or remove it (``None``), if it still has ``version``; return the new one.

    Raises ``ConflictError`` where it was changed since, and ``BusyError`` where another process writes in ``root``.
    """
    folder = (root / CORRECTIONS).resolve()
    if not path.resolve().is_relative_to(folder):
        raise PbdataError(f"{path}: this is not below {CORRECTIONS}, and nothing is written elsewhere.")
    with lock(root):
        if version_of(path) != version:
            raise ConflictError(f"{path.name} was changed in another window or by hand. Look at it again, then decide.")
        if content is None:
            path.unlink(missing_ok=True)
            return NEW
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = root / WORKSHOP / path.name
        draft.write_bytes(content)
        sync(draft)
        draft.replace(path)
        return version_of(path)
