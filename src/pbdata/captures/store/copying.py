"""Copy files into ``data/raw/`` and put the manifest that lists them in place: all of it, or nothing."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pbdata.captures.addresses import is_remote
from pbdata.captures.sources.opening import open_file
from pbdata.captures.store.manifest import MANIFEST
from pbdata.errors import PbdataError
from pbdata.locking import WORKSHOP, sync

_CHUNK = 1 << 20


class Copy(NamedTuple):
    """A file or URL, the path from the package root where its bytes shall lie, and their SHA-256."""

    given: str
    path: str
    sha256: str


def digest_of(place: str) -> str:
    """The SHA-256 of a file or of what lies at a URL."""
    digest = hashlib.sha256()
    with open_file(place) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def copy_and_list(root: Path, copies: Iterable[Copy], manifest: bytes) -> None:
    """Make the copies, and the manifest last, so that nothing is listed which is not there; on failure the copies go.

    A file that lies where it shall lie stays. The caller holds the lock. Raises ``PbdataError``.
    """
    place, draft = root / MANIFEST, root / WORKSHOP / "manifest.draft"
    written: list[Path] = []
    try:
        for one in copies:
            target = root / one.path
            if not is_remote(one.given) and target.exists() and target.samefile(one.given):
                continue
            digest = hashlib.sha256()
            with open_file(one.given) as file, target.open("xb") as copy:
                written.append(target)
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    copy.write(chunk)
            if digest.hexdigest() != one.sha256:
                raise PbdataError(f"{one.given}: it changed while it was added. Nothing was added; try again.")
            sync(target)
        draft.write_bytes(manifest)
        sync(draft)
        sync(place.parent)
        draft.replace(place)
    except BaseException as error:
        for path in (*written, draft):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            at = error.filename or (written[-1] if written else place)
            raise PbdataError(
                f"{at}: {error.strerror or error}. Nothing was added; free some space, or make the folder writable, "
                "then try again."
            ) from None
        raise
