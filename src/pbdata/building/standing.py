"""Whether the package that stands is the one that a build would make: then there is nothing to do.

Beside the package lies a note of what it was built from, as a hash of all of it, and a hash of every file of the package. Both are
hashed again before the note counts for anything, so that an edit, a file that was taken out or put in, or other code makes a build.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from pbdata.building.fingerprint import fingerprint
from pbdata.building.publish import PARTS
from pbdata.captures.store.manifest import MANIFEST, RAW
from pbdata.locking import WORKSHOP

STANDING = f"{WORKSHOP}/standing.json"
_DRAFT = f"{WORKSHOP}/standing.draft"


def state_of(root: Path, asked: object) -> str | None:
    """Return a hash of all that a package in ``root`` is built from: the code, what people write below ``data``, and what is ``asked``.

    Of captures it says what the manifest does: whoever reads that compares their files with it. ``root`` itself is part of it, so that what
    came with a corpus from elsewhere counts for nothing. ``None`` where a file cannot be read.
    """
    digest = sha256(f"{fingerprint()} {root.resolve()} {asked!r}\n".encode())
    try:
        for path in sorted(_written(root)):
            digest.update(_line(root, path))
    except OSError:
        return None
    return digest.hexdigest()


def read_note(root: Path, state: str | None) -> Mapping[str, Any] | None:
    """Return what was noted of the package in ``root``, if it was built from this state and is as it was then."""
    if state is None:
        return None
    try:
        noted = json.loads((root / STANDING).read_text("utf-8"))
        if noted["state"] == state and noted["package"] == _package(root):
            return dict(noted["said"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # Whatever is wrong with the note, a build can do without.
    return None


def write_note(root: Path, state: str, said: Mapping[str, Any]) -> None:
    """Note what was ``said`` of the package in ``root``, which was built from this state; nothing where the disk refuses."""
    with suppress(OSError):
        note = {"state": state, "package": _package(root), "said": said}
        (root / _DRAFT).write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        (root / _DRAFT).replace(root / STANDING)


def _written(root: Path) -> Iterator[Path]:
    """The files that people write: the manifest, and all below ``data`` but the captures and what is built.

    Raises ``OSError`` for a folder that is a link, since what lies behind it is not looked at.
    """
    apart = {root / part for part in (RAW, *PARTS)}
    yield root / MANIFEST
    for folder, folders, files in os.walk(root / "data"):
        folders[:] = [one for one in folders if Path(folder, one) not in apart]
        if link := next((one for one in folders if Path(folder, one).is_symlink()), None):
            raise OSError(f"{folder}/{link}: a link")
        yield from (Path(folder, name) for name in files)


def _package(root: Path) -> str | None:
    """A hash of the names of all files of the package and of what is in them; ``None`` where something is no file of its own."""
    digest = sha256()
    for part in PARTS:
        for path in (root / part, *sorted((root / part).rglob("*"))):
            if path.is_symlink():
                return None
            if path.is_file():
                digest.update(_line(root, path))
    return digest.hexdigest()


def _line(root: Path, path: Path) -> bytes:
    with path.open("rb") as file:
        return f"{path.relative_to(root).as_posix()} {file_digest(file, 'sha256').hexdigest()}\n".encode(
            "utf-8", "surrogateescape"
        )
