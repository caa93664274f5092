"""Fetch a released version into the cache. Nothing gets there that is not, byte for byte, what was released.

Which bytes were released is said by the toolkit's own ``releases.yaml``. A version that the toolkit does not know is taken
on the word of the source's ``releases.yaml`` the first time; that word is remembered, and holds ever after.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pbdata.access.cache import (
    AbsentError,
    ChangedError,
    Pin,
    cache_folder,
    check_folder,
    digest,
    known_pins,
    pins,
    remember,
    verified,
)
from pbdata.access.source import Progress, UnreachableError, fetch, read_whole
from pbdata.errors import AccessError, ReleaseError
from pbdata.locking import BusyError, lock
from pbdata.release.editions import EDITIONS
from pbdata.release.register import REGISTER, Release, read_register
from pbdata.release.versioning import parse
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.archives import unpacked

SOURCE = "PBDATA_FROM"
_INCOMING = "incoming"
_REGISTER_BYTES = 2**20
_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A version on this machine: its folder, what its archive is, and whether anything had to be fetched.

    ``pinned_by`` says on whose word the hash is trusted, ``toolkit`` or ``source``; ``notes`` are sentences for the reader.
    """

    version: str
    edition: str
    folder: Path
    sha256: str
    descriptor_sha256: str
    fetched: bool
    pinned_by: str
    notes: tuple[str, ...]


def download(
    version: str | None = None,
    *,
    source: str | None = None,
    edition: str = "open",
    to: Path | None = None,
    progress: Progress | None = None,
) -> Downloaded:
    """Return a version that is in the cache, verified anew; fetch it first where it is not, or is not what was released.

    ``version`` is the latest that is known or offered where it is not given. ``source`` is an address or folder that has
    the archives, or else that of the variable ``PBDATA_FROM``. ``to`` is a new folder for a copy. ``progress`` is called
    with bytes. Raises ``AccessError`` where anything is not as it was released; the cache is left as it was then.
    """
    if edition not in EDITIONS:
        raise AccessError(f"there is no edition {edition!r}. Use one of {', '.join(EDITIONS)}.")
    if to is not None and to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise AccessError(f"{to}: there is something already. Name a new folder: --to DIR.")
    source = source or os.environ.get(SOURCE)
    cache = cache_folder()
    pin, notes = _pin(version, edition, source, cache)
    try:
        folder, fetched = verified(cache, pin), False
    except (AbsentError, ChangedError) as error:
        if isinstance(error, ChangedError):
            notes.append(f"{error} It was put right now.")
        with _alone(cache):
            folder, fetched = _renew(cache, pin, source, progress, error)
            if pin.by == "source":
                remember(cache, pin)
    if to is not None:
        shutil.copytree(folder, to, dirs_exist_ok=True)
    return Downloaded(
        version=pin.version,
        edition=edition,
        folder=to or folder,
        sha256=pin.archived.sha256,
        descriptor_sha256=pin.archived.descriptor_sha256,
        fetched=fetched,
        pinned_by=pin.by,
        notes=tuple(notes),
    )


def _pin(version: str | None, edition: str, source: str | None, cache: Path) -> tuple[Pin, list[str]]:
    """The archive to trust, and what to tell the reader."""
    known, notes = known_pins(cache), list[str]()
    if version is not None and (version, edition) in known:
        return known[version, edition], notes
    offered: list[Release] = []
    if source is not None:
        try:
            offered = _offered(source)
        except UnreachableError as error:
            if version is not None or not known:
                raise
            notes.append(f"{error} The latest version that is known here was taken.")
    elif not known:
        raise AccessError(_no_source(version))
    of_source = pins(offered, "source")
    _compare(known, of_source, source)
    every = of_source | known
    if version is None:
        version = max((number for number, name in every if name == edition), key=parse, default=None)
    if version is None or (version, edition) not in every:
        latest = sorted(every, key=lambda one: (parse(one[0]), one[1]))[-_NAMED:]
        there = ", ".join(f"{number} ({name})" for number, name in latest) or "none"
        there = f"{len(every) - _NAMED} older ones, {there}" if len(every) > _NAMED else there
        raise AccessError(
            f"there is no {f'version {version}' if version else 'version'} in the {edition} edition. Known: {there}."
            + ("" if source else f" {_no_source(version)}")
        )
    pin = every[version, edition]
    if (version, edition) not in known:
        notes.append(
            f"This toolkit does not know version {version}: its hash was taken on the word of {source}, and is remembered. "
            f"Compare it with what the publisher says: sha256 {pin.archived.sha256}."
        )
    return pin, notes


def _offered(source: str) -> list[Release]:
    data = read_whole(source, REGISTER, _REGISTER_BYTES)
    try:
        return read_register(data.decode("utf-8"))
    except (UnicodeDecodeError, ReleaseError) as error:
        raise AccessError(f"{source}: {error}") from None


def _compare(known: Mapping[tuple[str, str], Pin], offered: Mapping[tuple[str, str], Pin], source: str | None) -> None:
    for key in known.keys() & offered.keys():
        if known[key].archived != offered[key].archived:
            by = "this toolkit lists" if known[key].by == "toolkit" else "it did when you first downloaded it"
            raise AccessError(
                f"{source}: it lists another archive for {key[0]} ({key[1]}) than {by}. A released version never changes: "
                "use another source, or ask the publisher. For another corpus, set PBDATA_CACHE to another folder."
            )


def _renew(cache: Path, pin: Pin, source: str | None, progress: Progress | None, why: AccessError) -> tuple[Path, bool]:
    """Put the archive and its folder into the cache, once both have been proved.

    Return the folder, and whether the archive was fetched: one in the cache that is right is only unpacked again.
    """
    archive = cache / pin.archived.archive
    folder = archive.with_suffix("")
    incoming = cache / _INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    if archive.is_file() and digest(archive) == pin.archived.sha256:
        arrived = archive
    elif source is None:
        raise AccessError(_no_source(pin.version) if isinstance(why, AbsentError) else f"{why} {_no_source(None)}")
    else:
        arrived = _fetch(incoming, pin, source, progress)
    try:
        with unpacked(arrived, DEFAULT) as content, TemporaryDirectory(dir=incoming) as staged:
            fresh = Path(staged) / "fresh"
            shutil.copytree(content, fresh)
            check_folder(arrived, fresh, pin)
            if folder.exists():
                folder.rename(Path(staged) / "former")
            fresh.rename(folder)
        arrived.replace(archive)
    finally:
        if arrived != archive:
            arrived.unlink(missing_ok=True)
    return folder, arrived != archive


def _fetch(incoming: Path, pin: Pin, source: str, progress: Progress | None) -> Path:
    """Fetch an archive; what comes is compared with the hash that is pinned before it gets its name."""
    import pooch

    name, size = pin.archived.archive, pin.archived.bytes
    part = incoming / f"{name}.{pin.archived.sha256[:16]}.part"
    resumed = part.is_file()

    def into(_url: str, output: str, _pooch: Any) -> None:
        fetch(source, name, size, part, progress)
        part.replace(output)

    pooch.get_logger().setLevel("WARNING")
    try:
        return Path(
            pooch.retrieve(f"{source}/{name}", f"sha256:{pin.archived.sha256}", name, incoming, downloader=into)
        )
    except ValueError:
        if resumed:  # The beginning may have come from elsewhere.
            return _fetch(incoming, pin, source, progress)
        raise AccessError(
            f"{source}: its {name} is not what was released: its SHA-256 is not {pin.archived.sha256}. It was not kept. "
            "The file on the server was changed or is damaged: use another source, or tell the publisher."
        ) from None


def _no_source(version: str | None) -> str:
    what = f"version {version} is" if version else "the dataset is"
    return f"No place is known from which {what} to be fetched. Give one: --from URL_OR_DIR, or set {SOURCE}."


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Keep other downloads out of the cache."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with lock(cache):
            yield
    except BusyError:
        raise AccessError(f"{cache}: another download is under way. Wait until it has ended, then try again.") from None
