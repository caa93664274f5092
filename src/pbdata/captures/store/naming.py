"""Under which path a file that is added lies in ``data/raw/``: a name that every system can have, and that nothing has yet."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pbdata.captures.addresses import is_remote
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, Source
from pbdata.errors import PbdataError

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|manifest)(\.|$)", re.IGNORECASE)
_LONGEST_STEM = 80
_COMPRESSED = (".gz", ".zst")


def taken_names(root: Path, manifest: Manifest) -> set[str]:
    """The names that files in ``data/raw/`` have, in small letters, and those that the manifest lists."""
    listed: tuple[Sighting | Source, ...] = (*manifest.sightings, *manifest.sources)
    here = {one.name.casefold() for one in (root / RAW).iterdir()}
    return here | {PurePosixPath(one.path).name.casefold() for one in listed if not is_remote(one.path)}


def path_in_raw(root: Path, source: Path, listed: Mapping[str, Sighting | Source]) -> str | None:
    """The path of a file that lies in ``data/raw/`` already; raises if it is ``listed``, which the manifest has by their paths."""
    try:
        inside = source.resolve().relative_to((root / RAW).resolve())
    except ValueError:
        return None
    path = f"{RAW}/{inside.as_posix()}"
    if path == MANIFEST:
        raise PbdataError(f"{source}: this is the manifest, no capture. Nothing was added; leave it out.")
    if path in listed:
        where = f" at {listed[path].place}" if listed[path].place else ""
        raise PbdataError(f"{source}: it is listed already{where}. Nothing was added; leave it out.")
    return path


def free_name(name: str, taken: set[str]) -> str:
    """A name that is legal on every system and not taken, as near to ``name`` as can be."""
    clean = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(".-") or "capture"
    if _RESERVED.match(clean):
        clean = f"capture-{clean}"
    stem, suffix = Path(clean).stem, Path(clean).suffix
    if suffix in _COMPRESSED:
        stem, suffix = Path(stem).stem, Path(stem).suffix + suffix
    stem = stem[:_LONGEST_STEM]
    free, number = stem + suffix, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}{suffix}"
    return free
