"""The indexes in the cache: one for each content of a dataset, made when it is first searched.

An index is used only while the files of its package and its own bytes are what they were; else another is made, so that
nothing is found that a package no longer holds. Of each dataset the last few stay, and nobody but their owner reads them. Two
processes that want one make it once. Where nothing can be written, there is none, and a package is read through.
"""

import json
import logging
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from pbdata.access.cache import cache_folder
from pbdata.package.reading import Package
from pbdata.searching.documents import read_documents
from pbdata.searching.fingerprints import digest, files_of, fingerprint, forget_hashes, hashes, is_sealed, seal
from pbdata.searching.index import Index, write_index

SMALL = 4_000_000
"""A package whose searched tables have fewer bytes is read through."""
_KEPT = 3
"""So many indexes of a dataset stay, the newest: other versions and editions, and other copies on which somebody works."""
_LOG = logging.getLogger(__name__)


def index_of(package: Package, progress: Callable[[int, int], None] | None = None) -> Index | None:
    """Return the index of a package, made first where there is none; ``None`` for a package that is read through."""
    files = files_of(package)
    if sum(path.stat().st_size for path in files) < SMALL:
        return None
    folder = _folder(package)
    try:
        _take(folder)
        path = _path(folder, package, hashes(files, folder))
        if not is_sealed(path):
            _make(package, files, path, progress)
    except (OSError, sqlite3.OperationalError) as error:
        _LOG.warning("%s: no index can be kept here (%s), so every table is read. Set PBDATA_CACHE.", folder, error)
        return None
    return Index(path)


def remove_indexes(package: Package) -> None:
    """Remove all that is kept of a dataset, of whatever version or edition."""
    folder = _folder(package)
    if folder.is_dir():
        shutil.rmtree(folder)


def _folder(package: Package) -> Path:
    """The folder for a dataset, wherever its packages lie; one that says nothing of itself has its place."""
    named = [package.descriptor.get(name) for name in ("id", "name")]
    told = named if any(named) else str(package.root.resolve())
    return cache_folder() / "search" / sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]


def _take(folder: Path) -> None:
    """Make the folder, or raise ``PermissionError`` where others could put an index into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = folder.lstat()
    if os.name == "posix" and not (
        stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise PermissionError("others may write into this folder")


def _path(folder: Path, package: Package, digests: Sequence[str]) -> Path:
    return folder / f"{fingerprint(package, digests)[:32]}.sqlite"


def _make(package: Package, files: Sequence[Path], path: Path, progress: Callable[[int, int], None] | None) -> None:
    """Make an index. Raises ``OSError`` where the files are others than those by which it is named, before or behind it."""
    from filelock import FileLock

    with FileLock(path.with_name("lock")):
        if is_sealed(path):
            return
        _clear(path)
        draft = path.with_suffix(".draft")
        try:
            draft.touch(mode=0o600)
            write_index(draft, read_documents(package, progress))
            if _path(path.parent, package, [digest(one) for one in files]) != path:
                forget_hashes(path.parent)
                raise OSError("the package changed while it was indexed")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        seal(path)


def _clear(path: Path) -> None:
    """Remove what was left half made, and all finished indexes but the newest, so that there is room for one more."""
    seals = sorted(path.parent.glob("*.seal"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    kept = {one.stem for one in seals[: _KEPT - 1]} - {path.stem}
    for left in path.parent.iterdir():
        if left.suffix in (".sqlite", ".seal", ".draft") and left.stem not in kept:
            left.unlink(missing_ok=True)
