"""By what an index is known to fit a package: hashes of the files that it was made of, and of itself.

Files are hashed once, and again when their size, time or place on the disk is another.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from pbdata.datafiles import read_data
from pbdata.package.reading import Package, contained
from pbdata.searching.documents import searched_tables
from pbdata.searching.folding import folding_id

FORMAT = "2"
"""Another form of the index has another number here."""
_HASHES = "hashes.json"
_SETTLED = 2.0
"""A file that was changed so few seconds ago may change again within the same tick of the clock."""

Stamp = list[int]


def files_of(package: Package) -> list[Path]:
    """Return the files of the tables that are searched; a table may have several."""
    paths = {one["name"]: one.get("path") for one in package.descriptor["resources"]}
    listed = [paths[name] for name in searched_tables(package)]
    return [contained(package.root, one) for path in listed for one in (path if isinstance(path, list) else [path])]


def fingerprint(package: Package, digests: Sequence[str]) -> str:
    """Return a hash of all that an index of a package depends on, its files by their hashes."""
    searched = set(searched_tables(package))
    schemas = [[one["name"], one.get("schema")] for one in package.descriptor["resources"] if one["name"] in searched]
    parts = [FORMAT, folding_id(), read_data(__package__, "columns.yaml"), schemas, digests]
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def hashes(files: Sequence[Path], folder: Path) -> list[str]:
    """Return the SHA-256 of files, from what is kept in a folder where they are as they were."""
    known = _read(folder / _HASHES)
    known = known if isinstance(known, dict) else {}
    told: dict[str, Any] = {}
    for path in files:
        now = stamp(path)
        before = known.get(str(path))
        told[str(path)] = before if _is_of(now, before) else [now, digest(path)]
    if told != {name: known.get(name) for name in told}:
        settled = {name: one for name, one in told.items() if time.time() - max(one[0][1:3]) / 1e9 > _SETTLED}
        write_aside(folder / _HASHES, json.dumps(settled))
    return [told[str(path)][1] for path in files]


def forget_hashes(folder: Path) -> None:
    """Forget what is kept of files."""
    (folder / _HASHES).unlink(missing_ok=True)


def stamp(path: Path) -> Stamp:
    """Return what changes with a file: its size, its times in nanoseconds, and its number on the disk."""
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def seal(path: Path) -> None:
    """Write down of a finished file what it is."""
    write_aside(_seal_of(path), json.dumps([stamp(path), digest(path)]))


def is_sealed(path: Path) -> bool:
    """Whether a file is what it was when it was finished. Where anything touched it, all of it is hashed again."""
    told = _read(_seal_of(path))
    try:
        if told and told[0] == stamp(path):
            return True
        if told and told[1] == digest(path):
            seal(path)
            return True
    except (OSError, LookupError, TypeError):
        pass
    return False


def write_aside(path: Path, text: str) -> None:
    """Write a file so that nobody reads half of it; where nothing can be written, nothing is."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.draft")
    with suppress(OSError):
        aside.write_text(text, "utf-8")
        aside.replace(path)


def _is_of(now: Stamp, told: Any) -> bool:
    """Whether what was told of a file, a stamp and a hash, is of what it is now."""
    return isinstance(told, list) and len(told) == 2 and told[0] == now


def _seal_of(path: Path) -> Path:
    return path.with_suffix(".seal")


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
