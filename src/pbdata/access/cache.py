"""The versions that are on this machine: what is known of their hashes, and whether their files are still what was released.

The cache is the folder that ``PBDATA_CACHE`` names, or pooch's for this system. Each dataset has a folder of its own in it, with
the archive of each version and edition and, beside it, the folder that was unpacked from it; ``releases.yaml`` there names
the dataset and remembers the hashes of what was fetched.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pbdata
from pbdata.compressed import BROKEN
from pbdata.errors import AccessError, ReleaseError
from pbdata.package.gate import read_descriptor
from pbdata.release.archiving import CHECKSUMS, DESCRIPTOR
from pbdata.release.identity import Dataset, dataset_of
from pbdata.release.register import REGISTER, Archived, Register, Release, registered, write_register
from pbdata.release.versioning import parse

CACHE = "PBDATA_CACHE"
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*\.zip")
_CHECKSUM = re.compile(r"([0-9a-f]{64})  (.+)")

Key = tuple[str, str]
"""A version and an edition."""


class AbsentError(AccessError):
    """A version is not in the cache."""


class ChangedError(AccessError):
    """A file in the cache is not what was released."""


class Pin(NamedTuple):
    """An archive that may be trusted, and on whose word: ``toolkit``, or the ``source`` from which it first came."""

    dataset: Dataset
    version: str
    released: str
    edition: str
    archived: Archived
    by: str

    @property
    def download(self) -> str:
        """The command that fetches it."""
        return f"`pbdata download {self.dataset.name}@{self.version} --edition {self.edition}`"


def cache_folder() -> Path:
    """Return where versions are kept."""
    if os.environ.get(CACHE):
        return Path(os.environ[CACHE])
    import pooch

    return Path(pooch.os_cache("pbdata"))


def home(cache: Path, dataset: Dataset) -> Path:
    """Return the folder of a dataset in the cache."""
    return cache / dataset.key


def shipped_register() -> Register:
    """Return the register that came with this toolkit: in its wheel, or in the repository in which it lies."""
    package = Path(pbdata.__file__).parent
    checkout = package.parents[1]
    shipped = registered(package)
    return registered(checkout) if not shipped.releases and (checkout / "pyproject.toml").is_file() else shipped


def known_datasets(cache: Path) -> list[Dataset]:
    """Return the datasets of which anything is known here, that of the toolkit first."""
    own = shipped_register().dataset
    known = [own] if own else []
    for place in sorted(cache.glob(f"*/{REGISTER}")):
        told = registered(place.parent).dataset
        if told and place.parent == home(cache, told) and not any(told.is_same(one) for one in known):
            known.append(told)
    return known


def known_dataset(cache: Path, name: str) -> Dataset | None:
    """Return the dataset that answers to a name or an id, if it is known here.

    Raises ``AccessError`` where several do.
    """
    found = [one for one in known_datasets(cache) if one.answers_to(name)]
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise AccessError(f"{name}: several datasets have this name: {ids}. Write the id before the @ instead.")
    return found[0] if found else None


def known_pins(cache: Path, dataset: Dataset) -> dict[Key, Pin]:
    """Return what is known of a dataset, by version and edition. The toolkit's word counts more than what a source once said.

    Of two archives with the same files the one that lies in the cache is told.
    """
    here = pins(dataset, registered(home(cache, dataset)).releases, "source")
    shipped = shipped_register()
    if shipped.dataset is None or not shipped.dataset.is_same(dataset):
        return here
    own = pins(dataset, shipped.releases, "toolkit")
    same = {
        key: pin._replace(archived=here[key].archived)
        for key, pin in own.items()
        if key in here and pin.archived.holds_the_same(here[key].archived)
    }
    return here | own | same


def pins(dataset: Dataset, releases: Iterable[Release], by: str) -> dict[Key, Pin]:
    """Return the archives of a register by version and edition. Raises ``AccessError`` for a name that is no plain one."""
    found = {}
    for release in releases:
        for edition, archived in release.editions.items():
            if not _FILE_NAME.fullmatch(archived.archive):
                raise AccessError(
                    f"{REGISTER}: {archived.archive!r} is no plain name of a zip file, and nothing was fetched. "
                    "Use another source, or tell the publisher."
                )
            found[release.version, edition] = Pin(dataset, release.version, release.released, edition, archived, by)
    return found


def remember(cache: Path, pin: Pin) -> None:
    """Write of an archive what it is into the register of its dataset in the cache."""
    place = home(cache, pin.dataset)
    releases = {one.version: one for one in registered(place).releases}
    before = releases.get(pin.version)
    editions = {**(before.editions if before else {}), pin.edition: pin.archived}
    releases[pin.version] = Release(pin.version, pin.released, editions)
    told = sorted(releases.values(), key=lambda one: parse(one.version))
    draft = place / f"{REGISTER}.draft"
    draft.write_text(write_register(pin.dataset, told), encoding="utf-8")
    draft.replace(place / REGISTER)


def verified(cache: Path, pin: Pin) -> Path:
    """Return the unpacked folder of an archive in the cache, all of it hashed again.

    Raises ``AbsentError`` where it is not there, and ``ChangedError`` where it is not what was released.
    """
    archive = home(cache, pin.dataset) / pin.archived.archive
    if not archive.is_file():
        raise AbsentError(
            f"version {pin.version} ({pin.edition}) of {pin.dataset.name} is not in the cache, {cache}. "
            f"Run {pin.download}."
        )
    if digest(archive) != pin.archived.sha256:
        raise ChangedError(f"{archive}: this file is not what was released as {pin.version}. {_again(pin)}")
    folder = archive.with_suffix("")
    check_folder(archive, folder, pin)
    return folder


def check_folder(archive: Path, folder: Path, pin: Pin) -> None:
    """Raise ``ChangedError`` where a folder does not hold just the files that the checksums in its archive list."""
    try:
        with ZipFile(archive) as content:
            sums = content.read(CHECKSUMS)
    except (*BROKEN, KeyError) as error:
        raise AccessError(f"{archive}: it has no list of checksums ({error}). Tell the publisher.") from None
    expected = {CHECKSUMS: hashlib.sha256(sums).hexdigest(), **listed(sums)}
    if pin.archived.contents_sha256 not in (None, expected[CHECKSUMS]):
        raise ChangedError(f"{archive}: its files are not those that were released as {pin.version}. {_again(pin)}")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    differing = sorted(expected.keys() ^ found.keys()) or sorted(
        name for name, path in found.items() if path.is_symlink() or digest(path) != expected[name]
    )
    if differing:
        raise ChangedError(f"{folder / differing[0]}: this is not what was released as {pin.version}. {_again(pin)}")
    if expected.get(DESCRIPTOR) != pin.archived.descriptor_sha256:
        raise ChangedError(
            f"{archive}: its datapackage.json is not the one that was released as {pin.version}. Tell the publisher."
        )


def listed(sums: bytes) -> dict[str, str]:
    """Return the hash of each file that a list of checksums names."""
    lines = sums.decode("utf-8", "replace").splitlines()
    return {match[2]: match[1] for line in lines if (match := _CHECKSUM.fullmatch(line))}


def described(folder: Path, pin: Pin) -> Dataset:
    """Return the dataset that an unpacked release says it is, with where it says that its releases lie.

    Raises ``AccessError`` where it is another dataset, version or edition than was asked for.
    """
    told = read_descriptor(folder / DESCRIPTOR)
    found = told.get("name"), told.get("id"), told.get("version"), told.get("pbdata:edition")
    due = pin.dataset.name, pin.dataset.id, pin.version, pin.edition
    if found != due:
        raise AccessError(
            f"{pin.archived.archive}: it says of itself that it is {_words(found)}, and {_words(due)} was asked for. "
            "It was not kept. Tell the publisher."
        )
    try:
        return dataset_of(told)
    except ReleaseError as error:
        raise AccessError(f"{pin.archived.archive}: {error}") from None


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _words(what: tuple[object, ...]) -> str:
    name, identifier, version, edition = what
    return f"{name} ({identifier}) {version}, {edition} edition"


def _again(pin: Pin) -> str:
    return f"Run {pin.download} to put it right."
