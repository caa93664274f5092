"""The indexes in the cache: one for each version and edition of a dataset, made when it is first searched.

An index is used only while the files of its package and its own bytes are what they were; else it is made anew, and what
it was made of before is removed, so that nothing comes back that a package no longer holds. Two processes that want one
make it once. Where nothing can be written, there is none, and a package is read through.
"""

import json
import logging
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from pbdata.access.cache import cache_folder
from pbdata.package.reading import Package
from pbdata.searching.documents import read_documents
from pbdata.searching.fingerprints import files_of, fingerprint, is_sealed, seal
from pbdata.searching.index import Index, write_index

SMALL = 4_000_000
"""A package whose searched tables have fewer bytes is read through."""
_LOG = logging.getLogger(__name__)


def index_of(package: Package, progress: Callable[[int, int], None] | None = None) -> Index | None:
    """Return the index of a package, made first where there is none; ``None`` for a package that is read through."""
    files = files_of(package)
    if sum(path.stat().st_size for path in files) < SMALL:
        return None
    folder = _folder(package)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{fingerprint(package, files, folder)[:32]}.sqlite"
        if not is_sealed(path):
            _make(package, path, progress)
    except (OSError, sqlite3.OperationalError) as error:
        _LOG.warning("%s: no index can be kept here (%s), so every table is read. Set PBDATA_CACHE.", folder, error)
        return None
    return Index(path)


def remove_index(package: Package) -> None:
    """Remove what is kept of a package: something in it was found broken."""
    for path in _folder(package).glob("*.seal"):
        path.unlink(missing_ok=True)


def _folder(package: Package) -> Path:
    """The folder for a version and edition, wherever its package lies; one that says nothing of itself has its place."""
    named = [package.descriptor.get(name) for name in ("id", "name", "version", "pbdata:edition")]
    told = named if named[0] or named[1] else str(package.root.resolve())
    return cache_folder() / "search" / sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]


def _make(package: Package, path: Path, progress: Callable[[int, int], None] | None) -> None:
    from filelock import FileLock

    with FileLock(path.with_name("lock")):
        if is_sealed(path):
            return
        for left in path.parent.iterdir():
            if left.suffix in (".sqlite", ".seal", ".draft"):
                left.unlink(missing_ok=True)
        draft = path.with_suffix(".draft")
        try:
            write_index(draft, read_documents(package, progress))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        seal(path)
