"""The versions that are on this machine: what is known of their hashes, and whether their files are still what was released.

The cache is the folder that ``PBDATA_CACHE`` names, or pooch's for this system. For each version and edition it holds the
archive and, beside it, the folder that was unpacked from it; ``releases.yaml`` remembers the hashes that no toolkit knew.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import pbdata
from pbdata.errors import AccessError
from pbdata.release.archiving import CHECKSUMS
from pbdata.release.register import REGISTER, Archived, Release, registered, write_register
from pbdata.release.versioning import parse

CACHE = "PBDATA_CACHE"
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*\.zip")
_CHECKSUM = re.compile(r"([0-9a-f]{64})  (.+)")


class AbsentError(AccessError):
    """A version is not in the cache."""


class ChangedError(AccessError):
    """A file in the cache is not what was released."""


class Pin(NamedTuple):
    """An archive that may be trusted, and on whose word: ``toolkit``, or the ``source`` from which it first came."""

    version: str
    released: str
    edition: str
    archived: Archived
    by: str


def cache_folder() -> Path:
    """Return where versions are kept."""
    import pooch

    return Path(os.environ.get(CACHE) or pooch.os_cache("pbdata"))


def shipped_releases() -> list[Release]:
    """Return the releases that this toolkit knows: of its wheel, or of the repository in which it lies."""
    package = Path(pbdata.__file__).parent
    checkout = package.parents[1]
    return registered(package) or (registered(checkout) if (checkout / "pyproject.toml").is_file() else [])


def known_pins(cache: Path) -> dict[tuple[str, str], Pin]:
    """Return what is known by version and edition. The toolkit's word counts more than what a source once said."""
    return pins(registered(cache), "source") | pins(shipped_releases(), "toolkit")


def pins(releases: Iterable[Release], by: str) -> dict[tuple[str, str], Pin]:
    """Return the archives of a register by version and edition. Raises ``AccessError`` for a name that is no plain one."""
    found = {}
    for release in releases:
        for edition, archived in release.editions.items():
            if not _FILE_NAME.fullmatch(archived.archive):
                raise AccessError(
                    f"{REGISTER}: {archived.archive!r} is no plain name of a zip file, and nothing was fetched. "
                    "Use another source, or tell the publisher."
                )
            found[release.version, edition] = Pin(release.version, release.released, edition, archived, by)
    return found


def remember(cache: Path, pin: Pin) -> None:
    """Write what a source said of an archive into the cache's register."""
    releases = {one.version: one for one in registered(cache)}
    before = releases.get(pin.version)
    editions = {**(before.editions if before else {}), pin.edition: pin.archived}
    releases[pin.version] = Release(pin.version, pin.released, editions)
    draft = cache / f"{REGISTER}.draft"
    draft.write_text(write_register(sorted(releases.values(), key=lambda one: parse(one.version))), encoding="utf-8")
    draft.replace(cache / REGISTER)


def verified(cache: Path, pin: Pin) -> Path:
    """Return the unpacked folder of an archive in the cache, all of it hashed again.

    Raises ``AbsentError`` where it is not there, and ``ChangedError`` where it is not what was released.
    """
    archive = cache / pin.archived.archive
    if not archive.is_file():
        raise AbsentError(
            f"version {pin.version} ({pin.edition}) is not in the cache, {cache}. "
            f"Run `pbdata download {pin.version} --edition {pin.edition}`."
        )
    check_archive(archive, pin)
    folder = archive.with_suffix("")
    check_folder(archive, folder, pin)
    return folder


def check_archive(archive: Path, pin: Pin) -> None:
    """Raise ``ChangedError`` where an archive is not the one that is pinned."""
    if digest(archive) != pin.archived.sha256:
        raise ChangedError(f"{archive}: this file is not what was released as {pin.version}. {_again(pin)}")


def check_folder(archive: Path, folder: Path, pin: Pin) -> None:
    """Raise ``ChangedError`` where a folder does not hold just the files that the checksums in its archive list."""
    try:
        with ZipFile(archive) as content:
            sums = content.read(CHECKSUMS)
    except (BadZipFile, KeyError, OSError) as error:
        raise AccessError(f"{archive}: it has no list of checksums ({error}). Tell the publisher.") from None
    expected = {CHECKSUMS: hashlib.sha256(sums).hexdigest()}
    for line in sums.decode("utf-8", "replace").splitlines():
        match = _CHECKSUM.fullmatch(line)
        if match:
            expected[match[2]] = match[1]
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    differing = sorted(expected.keys() ^ found.keys()) or sorted(
        name for name, path in found.items() if path.is_symlink() or digest(path) != expected[name]
    )
    if differing:
        raise ChangedError(f"{folder / differing[0]}: this is not what was released as {pin.version}. {_again(pin)}")
    if expected.get("datapackage.json") != pin.archived.descriptor_sha256:
        raise ChangedError(
            f"{archive}: its datapackage.json is not the one that was released as {pin.version}. Tell the publisher."
        )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _again(pin: Pin) -> str:
    return f"Run `pbdata download {pin.version} --edition {pin.edition}` to put it right."
