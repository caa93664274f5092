"""Some tables of a released version, without the rest of its archive: of a zip that lies elsewhere only those parts are fetched.

What vouches for a table is the register: it pins the list of checksums in the archive, which pins each file.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZipFile

from pbdata.access.cache import AbsentError, ChangedError, Pin, described, home, listed, verified
from pbdata.access.source import PartsOfFile, Progress
from pbdata.compressed import BROKEN
from pbdata.disk import lack_of_room
from pbdata.errors import AccessError
from pbdata.package.descriptor import as_json, as_yaml
from pbdata.package.gate import read_descriptor
from pbdata.package.keys import foreign_keys
from pbdata.package.parts import paths
from pbdata.release.archiving import CHECKSUMS, DESCRIPTOR
from pbdata.validation.limits import DEFAULT

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_PIECE = 1 << 16


def fetch_tables(
    cache: Path, pin: Pin, source: str | None, tables: Sequence[str], to: Path, progress: Progress | None
) -> bool:
    """Write some tables of a version, and a descriptor of these alone, into a new folder; return whether they had to be fetched.

    They are taken from the cache where the version is there. Raises ``AccessError`` where anything is not as it was released, or there is
    no such table; nothing is written then.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with (
        _files(cache, pin, source, progress) as (files, fetched),
        TemporaryDirectory(dir=to.parent, prefix=".pbdata-") as name,
    ):
        draft = Path(name) / "draft"
        hashes = _hashes(files, pin)
        _copy(files, DESCRIPTOR, hashes, draft, pin)
        described(draft, pin)
        descriptor = _of_tables(read_descriptor(draft / DESCRIPTOR), tables, pin)
        wanted = [path for resource in descriptor["resources"] for path in paths(resource)]
        if lack := lack_of_room(to.parent, sum(files.size(path) for path in wanted)):
            raise AccessError(f"{to}: {lack}. Make room, or name a folder of another disk: --to DIR.")
        for path in wanted:
            _copy(files, path, hashes, draft, pin)
        (draft / DESCRIPTOR).write_bytes(as_json(descriptor))
        (draft / "datapackage.yaml").write_bytes(as_yaml(descriptor))
        if to.is_dir():
            to.rmdir()
        draft.rename(to)
    return fetched


class _Files:
    """The files of an archive that can be read anywhere. Raises ``AccessError`` where it is none."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._name = name
        with self._reading():
            self._archive = ZipFile(stream)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            raise AccessError(
                f"{self._name}: it is no archive of which parts can be read ({error}). Leave out --table."
            ) from None

    def size(self, path: str) -> int:
        """The bytes of a file. Raises ``AccessError`` where it is not there, or is packed as no honest file is."""
        try:
            member = self._archive.getinfo(path)
        except KeyError:
            raise AccessError(f"the archive has no {path}. Tell the publisher.") from None
        if member.file_size > min(DEFAULT.unpacked, DEFAULT.unpacked_from(member.compress_size)):
            raise AccessError(f"{path} unpacks to {member.file_size} bytes, and was not unpacked. Tell the publisher.")
        return member.file_size

    def pieces(self, path: str) -> Iterator[bytes]:
        """What is in a file."""
        self.size(path)
        with self._reading():
            stream = self._archive.open(path)
        with stream:
            while piece := self._read(stream):
                yield piece

    def _read(self, stream: IO[bytes]) -> bytes:
        with self._reading():
            return stream.read(_PIECE)


@contextmanager
def _files(cache: Path, pin: Pin, source: str | None, progress: Progress | None) -> Iterator[tuple[_Files, bool]]:
    """The files of a version in the cache, or else of its archive at the source; and whether it is the second."""
    name = pin.archived.archive
    try:
        verified(cache, pin)
        here: Path | None = home(cache, pin.dataset) / name
    except (AbsentError, ChangedError):
        here = None
    if here is None and source is None:
        raise AccessError(f"No place is known that has {name}. Give one: --from FOLDER, URL or doi:....")
    with (
        here.open("rb") if here else io.BufferedReader(PartsOfFile(str(source), name, pin.archived.bytes, progress), _PIECE)
    ) as stream:  # fmt: skip
        yield _Files(stream, name), here is None


def _hashes(files: _Files, pin: Pin) -> Mapping[str, str]:
    """The hash of each file of the archive, on the word of the register."""
    sums = b"".join(files.pieces(CHECKSUMS))
    if pin.archived.contents_sha256 is None:
        raise AccessError(
            f"the register vouches for the archive of {pin.version} alone, and not for the files in it. Leave out --table."
        )
    if sha256(sums).hexdigest() != pin.archived.contents_sha256:
        raise AccessError(
            f"{pin.archived.archive}: its files are not those that were released as {pin.version}. Tell the publisher."
        )
    return listed(sums)


def _copy(files: _Files, path: str, hashes: Mapping[str, str], folder: Path, pin: Pin) -> None:
    """Write a file below a folder. Raises ``AccessError`` where it is not what was released."""
    if not _PLAIN.fullmatch(path):
        raise AccessError(
            f"{pin.archived.archive}: {path!r} may lead out of its folder. It was not written. Tell the publisher."
        )
    digest, place = sha256(), folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as target:
        for piece in files.pieces(path):
            digest.update(piece)
            target.write(piece)
    if digest.hexdigest() != hashes.get(path):
        raise AccessError(
            f"{pin.archived.archive}: its {path} is not what was released as {pin.version}. It was not kept. "
            "Use another source, or tell the publisher."
        )


def _of_tables(descriptor: Mapping[str, Any], tables: Sequence[str], pin: Pin) -> dict[str, Any]:
    """The descriptor of some tables: those that are not there are not pointed at."""
    there = [one["name"] for one in descriptor["resources"]]
    for name in tables:
        if name not in there:
            raise AccessError(f"{pin.dataset.name}@{pin.version} has no table {name}. It has: {', '.join(there)}.")
    resources = []
    for one in descriptor["resources"]:
        if one["name"] in tables:
            schema = {key: value for key, value in one["schema"].items() if key != "foreignKeys"}
            links = [key.declared() for key in foreign_keys(one["schema"], {*tables, ""})]
            resources.append(one | {"schema": schema | ({"foreignKeys": links} if links else {})})
    return {**descriptor, "resources": resources}
