"""The zip of a release: the same bytes on every machine and day."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CHECKSUMS = "SHA256SUMS"
# The first day that a zip can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def write_archive(target: Path, files: Mapping[str, bytes]) -> str:
    """Write ``files``, by path in the archive, and a list of their checksums; return the SHA-256 of the archive.

    Files are stored, not compressed, since compressors differ from machine to machine; they are sorted, and have one
    fixed time and mode. The checksums stand in ``SHA256SUMS``, in the form of the tool ``sha256sum``.
    """
    content = {**files, CHECKSUMS: checksums(files)}
    draft = target.with_name(f"{target.name}.draft")
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(draft, "w", ZIP_STORED) as archive:
        for path in sorted(content):
            member = ZipInfo(path, _MOMENT)
            member.create_system, member.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(member, content[path])
    digest = sha256(draft.read_bytes()).hexdigest()
    draft.replace(target)
    return digest


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the lines of ``SHA256SUMS``: hash, two spaces and path, sorted by path."""
    return "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()
