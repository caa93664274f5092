"""What a build keeps of its shards for the next: captures that are as they were need not be processed again.

A shard is one file in ``.pbdata/shards/VERSION``: a zip, whose checksums tell a file that was damaged, with each frame in Arrow's format.
The version is a hash of the code, the rules and the libraries that have a say in what comes out.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple
from uuid import uuid4

import polars as pl

from pbdata.building.fingerprint import fingerprint
from pbdata.errors import BuildError
from pbdata.locking import WORKSHOP
from pbdata.validation.report.findings import Problem

SHARDS = f"{WORKSHOP}/shards"

_ABOUT = "about.json"
_DIGITS = 16


class Kept(NamedTuple):
    """A shard that was kept. ``origins`` says of each capture, by SHA-256, what it was made from."""

    origins: Mapping[str, str]
    frames: Mapping[str, pl.DataFrame]
    warnings: tuple[Problem, ...]


class Store:
    """The shards that were kept for a corpus. Each has a name: the digits of 0 and 1 with which its captures' hashes begin.

    What came with a corpus from elsewhere is not taken: the folder has the name of the version and of the place of the corpus.
    """

    def __init__(self, root: Path) -> None:
        """Raises ``BuildError`` where the folder is a link, since what is no longer needed is removed there."""
        self._place_of_corpus = str(root.resolve())
        self._folder = root / SHARDS / self._version()
        for path in (self._folder, *list(self._folder.parents)[:2]):
            if path.is_symlink():
                raise BuildError(f"{path}: this is a link, and nothing is kept through links. Remove it.")

    def load(self, name: str) -> list[Kept]:
        """Return what was kept of the captures of a shard: as one shard, as a larger one, or as two halves; nothing where there is none."""
        for names in ([name], [name[:-1]] if name else [], [f"{name}0", f"{name}1"]):
            if found := [kept for one in names if (kept := self._read(one)) is not None]:
                return found
        return []

    def keep(self, name: str, shard: Kept) -> None:
        """Keep a shard. Raises ``OSError`` where the disk refuses.

        Where the code was changed since the build began, nothing is kept.
        """
        if self._folder.name != self._version():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f".{name}.{uuid4().hex}"
        with zipfile.ZipFile(aside, "w") as archive:
            about = {"origins": dict(shard.origins), "warnings": [asdict(one) for one in shard.warnings]}
            archive.writestr(_ABOUT, json.dumps(about, ensure_ascii=False))
            for frame_name, frame in shard.frames.items():
                buffer = BytesIO()
                frame.write_ipc_stream(buffer, compression="lz4")
                archive.writestr(frame_name, buffer.getvalue())
        aside.replace(self._place(name))

    def clear(self, names: frozenset[str]) -> None:
        """Remove all but the shards of these names, and what other versions kept."""
        needed = {self._place(name) for name in names}
        for other in self._folder.parent.iterdir() if self._folder.parent.is_dir() else ():
            if other != self._folder:
                rmtree(other, ignore_errors=True)
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            if place not in needed:
                place.unlink() if place.is_file() else rmtree(place, ignore_errors=True)

    def _version(self) -> str:
        return sha256(f"{fingerprint()} {self._place_of_corpus}".encode()).hexdigest()[:_DIGITS]

    def _place(self, name: str) -> Path:
        return self._folder / f"{name or 'all'}.zip"

    def _read(self, name: str) -> Kept | None:
        """A shard; ``None`` where it is not there or was damaged."""
        try:
            with zipfile.ZipFile(self._place(name)) as archive:
                about = json.loads(archive.read(_ABOUT))
                names = [one for one in archive.namelist() if one != _ABOUT]
                frames = {one: pl.read_ipc_stream(archive.read(one)) for one in names}
            return Kept(about["origins"], frames, tuple(Problem(**one) for one in about["warnings"]))
        except Exception:  # Whatever is wrong with it, a build can do without.
            return None
