"""The zip of a release: the same files in the same order under the same time, on every machine and day.

Files are compressed by the zlib of the machine. Its bytes differ between some builds of zlib, so that a release is known by
the hash of its list of checksums, which no compressor touches, and not by that of the zip alone.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pbdata.release.register import Archived

CHECKSUMS = "SHA256SUMS"
DESCRIPTOR = "datapackage.json"
# The first day that a zip can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_LEVEL = 9


def write_archive(target: Path, files: Mapping[str, bytes]) -> Archived:
    """Write ``files``, by path in the archive, and a list of their checksums; return what a register says of the archive.

    They are sorted, and have one fixed time and mode. The checksums stand in ``SHA256SUMS``, in the form of the tool
    ``sha256sum``.
    """
    sums = checksums(files)
    content = {**files, CHECKSUMS: sums}
    draft = target.with_name(f"{target.name}.draft")
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path in sorted(content):
            member = ZipInfo(path, _MOMENT)
            member.create_system, member.external_attr, member.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
            archive.writestr(member, content[path], compresslevel=_LEVEL)
    data = draft.read_bytes()
    draft.replace(target)
    hashes = [sha256(one).hexdigest() for one in (data, files[DESCRIPTOR], sums)]
    return Archived(target.name, len(data), hashes[0], hashes[1], hashes[2])


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the lines of ``SHA256SUMS``: hash, two spaces and path, sorted by path."""
    return "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def holds(archive: Path, pinned: Archived) -> bool:
    """Whether an archive has the files that a register pins, each hashed anew, whatever compressed them."""
    if pinned.contents_sha256 is None:
        return pinned.is_at(archive)
    try:
        with ZipFile(archive) as content:
            sums = content.read(CHECKSUMS)
            files = {name: content.read(name) for name in content.namelist() if name != CHECKSUMS}
    except (BadZipFile, KeyError, OSError):
        return False
    return checksums(files) == sums and sha256(sums).hexdigest() == pinned.contents_sha256
