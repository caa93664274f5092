"""The zip of a release: the same files in the same order under the same time, on every machine and day.

Files are compressed by the zlib of the machine. Its bytes differ between some builds of zlib, so that a release is known by
the hash of its list of checksums, which no compressor touches, and not by that of the zip alone.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pbdata.compressed import BROKEN
from pbdata.release.register import Archived, digest_of

CHECKSUMS = "SHA256SUMS"
DESCRIPTOR = "datapackage.json"
# The first day that a zip can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_LEVEL = 9
_PIECE = 1 << 20


def write_archive(target: Path, files: Mapping[str, bytes]) -> Archived:
    """Write ``files``, by path in the archive, and a list of their checksums; return what a register says of the archive.

    They are sorted, and have one fixed time and mode. The checksums stand in ``SHA256SUMS``, in the form of the tool
    ``sha256sum``.
    """
    sums = checksums(files)
    draft = target.with_name(f"{target.name}.draft")
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path in sorted([*files, CHECKSUMS]):
            member = ZipInfo(path, _MOMENT)
            member.create_system, member.external_attr, member.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
            archive.writestr(member, sums if path == CHECKSUMS else files[path], compresslevel=_LEVEL)
    draft.replace(target)
    described, contents = (sha256(one).hexdigest() for one in (files[DESCRIPTOR], sums))
    return Archived(target.name, target.stat().st_size, digest_of(target), described, contents)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the lines of ``SHA256SUMS``: hash, two spaces and path, sorted by path."""
    return _listed({path: sha256(files[path]).hexdigest() for path in files})


def _hashed(stream: IO[bytes]) -> str:
    digest = sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _listed(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def holds(archive: Path, pinned: Archived) -> bool:
    """Whether an archive has the files that a register pins, each hashed anew, whatever compressed them."""
    if pinned.contents_sha256 is None:
        return pinned.is_at(archive)
    try:
        with ZipFile(archive) as content:
            sums = content.read(CHECKSUMS)
            hashes = {}
            for name in content.namelist():
                if name != CHECKSUMS:
                    with content.open(name) as member:
                        hashes[name] = _hashed(member)
    except (*BROKEN, KeyError):
        return False
    return _listed(hashes) == sums and sha256(sums).hexdigest() == pinned.contents_sha256
