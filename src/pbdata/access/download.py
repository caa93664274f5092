"""Fetch a released version into the cache. Nothing gets there that is not, byte for byte, what was released.

Which bytes were released is said by the toolkit's own ``releases.yaml``, for the dataset that it names. Any other release is
taken on the word of the source's ``releases.yaml`` the first time; that word is remembered, and holds ever after. Whoever asks
for one dataset never gets another: each register names its dataset, and so does each archive.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pbdata.access.cache import (
    AbsentError,
    ChangedError,
    Key,
    Pin,
    cache_folder,
    check_folder,
    described,
    digest,
    home,
    known_dataset,
    known_pins,
    pins,
    remember,
    shipped_register,
    verified,
)
from pbdata.access.single_tables import fetch_tables
from pbdata.access.source import Progress, UnreachableError, fetch, read_whole
from pbdata.errors import AccessError, ReleaseError
from pbdata.locking import BusyError, lock
from pbdata.release.editions import EDITIONS
from pbdata.release.identity import Dataset, Reference, read_reference
from pbdata.release.register import REGISTER, Register, read_register
from pbdata.release.versioning import parse
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.archives import unpacked

SOURCE = "PBDATA_FROM"
_INCOMING = "incoming"
_REGISTER_BYTES = 2**20
_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A version on this machine: of which dataset, its folder, what its archive is, and whether anything had to be fetched.

    ``pinned_by`` says on whose word the hash is trusted, ``toolkit`` or ``source``; ``notes`` are sentences for the reader.
    """

    name: str
    id: str
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
    tables: Sequence[str] = (),
    progress: Progress | None = None,
) -> Downloaded:
    """Return a version that is in the cache, verified anew; fetch it first where it is not, or is not what was released.

    ``version`` is ``NAME@VERSION``, or ``NAME`` for its latest. A plain version is one of the dataset of the toolkit, and
    without it the latest version of what the source publishes is taken. ``source`` is an address, a folder or the
    DOI (``doi:10...``) of a deposit that has the archives, or else that of the variable ``PBDATA_FROM``, or else the place that the
    dataset itself names. ``to`` is a new folder for a copy. With ``tables``, only these are fetched, into ``to``, with a descriptor of
    these alone. ``progress`` is called
    with bytes. Raises ``AccessError`` where anything is not as it was released; the cache is left as it was then.
    """
    if edition not in EDITIONS:
        raise AccessError(f"there is no edition {edition!r}. Use one of {', '.join(EDITIONS)}.")
    if to is not None and to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise AccessError(f"{to}: there is something already. Name a new folder: --to DIR.")
    if tables and to is None:
        raise AccessError("single tables are no version that is kept. Name a new folder for them: --to DIR.")
    cache = cache_folder()
    asked = _Asked(_reference(version), edition, source or os.environ.get(SOURCE), source is not None)
    pin, notes, place = _pin(asked, cache)
    if tables and to is not None:
        folder, fetched = to, fetch_tables(cache, pin, place, tables, to, progress)
    else:
        folder, fetched = _whole(cache, pin, place, notes, progress)
        if to is not None:
            shutil.copytree(folder, to, dirs_exist_ok=True)
    return Downloaded(
        name=pin.dataset.name,
        id=pin.dataset.id,
        version=pin.version,
        edition=edition,
        folder=to or folder,
        sha256=pin.archived.sha256,
        descriptor_sha256=pin.archived.descriptor_sha256,
        fetched=fetched,
        pinned_by=pin.by,
        notes=tuple(notes),
    )


def _whole(cache: Path, pin: Pin, place: str | None, notes: list[str], progress: Progress | None) -> tuple[Path, bool]:
    """A version in the cache, all of it, and whether it was fetched."""
    try:
        return verified(cache, pin), False
    except (AbsentError, ChangedError) as error:
        if isinstance(error, ChangedError):
            notes.append(f"{error} It was put right now.")
        with _alone(home(cache, pin.dataset)):
            return _renew(cache, pin, place, progress, error)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for, and where; ``is_named`` where the place was named with the question, not set for all."""

    reference: Reference
    edition: str
    source: str | None
    is_named: bool


def _reference(text: str | None) -> Reference:
    try:
        return read_reference(text)
    except ReleaseError as error:
        raise AccessError(f"{error} With the name of its dataset it is NAME@VERSION.") from None


def _pin(asked: _Asked, cache: Path) -> tuple[Pin, list[str], str | None]:
    """The archive to trust, what to tell the reader, and the place that has it."""
    notes = list[str]()
    own = shipped_register().dataset
    key = (asked.reference.version or "", asked.edition)
    # Who names a source with a name means the dataset that has that name there.
    decides = asked.is_named and asked.reference.name is not None
    offered, failure = _offered(asked.source, own) if asked.is_named else (None, None)
    dataset = None if decides and offered else _meant(asked, own, cache)
    place = asked.source or (dataset.releases if dataset else None)
    known = known_pins(cache, dataset) if dataset else {}
    if key not in known and not asked.is_named:
        offered, failure = _offered(place, own)
    if offered is not None:
        dataset = _agreed(dataset, offered, asked.reference, place)
        known = known_pins(cache, dataset)
    elif key not in known:
        if failure is not None and (asked.reference.version or not known):
            raise failure
        if not known:
            raise AccessError(_no_source(asked.reference, own))
        notes += [f"{failure} The latest version that is known here was taken."] if failure else []
    of_source = pins(dataset, offered.releases, "source") if dataset and offered else {}
    _compare(known, of_source, place)
    every = of_source | {key: _as_offered(pin, of_source.get(key)) for key, pin in known.items()}
    pin = every[_wanted(asked, every, place, own)]
    if (pin.version, pin.edition) not in known:
        notes.append(
            f"This toolkit does not know version {pin.version} of {pin.dataset.name}: its hash was taken on the word of "
            f"{place}, and is remembered. Compare it with what the publisher says: sha256 {pin.archived.sha256}."
        )
    return pin, notes, place


def _meant(asked: _Asked, own: Dataset | None, cache: Path) -> Dataset | None:
    """The dataset that is meant, as far as that is known whatever a source says."""
    name, version = asked.reference
    if name is not None:
        return known_dataset(cache, name)
    if own is None and version is not None:
        raise AccessError(f"{version}: this toolkit comes with no dataset of its own. Name the one: NAME@{version}.")
    return None if version is None and asked.source is not None else own


def _agreed(meant: Dataset | None, offered: Register, asked: Reference, place: str | None) -> Dataset:
    """The dataset of a source, if it is the one that was asked for."""
    published = offered.dataset
    if published is None:
        raise AccessError(
            f"{place}: its {REGISTER} does not say of which dataset it is. Ask the publisher for a newer one."
        )
    if not (meant.is_same(published) if meant else asked.name is None or published.answers_to(asked.name)):
        wanted = f"{meant.name} ({meant.id})" if meant else asked.name
        raise AccessError(
            f"{place}: it publishes {published.name} ({published.id}), and {wanted} was asked for. Nothing was fetched. "
            f"For what it publishes, ask for {Reference(published.name, asked.version)}; or use another source."
        )
    return published


def _as_offered(pin: Pin, offered: Pin | None) -> Pin:
    """A known archive as the source has it, where that holds the same files."""
    return pin if offered is None else pin._replace(archived=offered.archived)


def _wanted(asked: _Asked, every: Mapping[Key, Pin], place: str | None, own: Dataset | None) -> Key:
    """The version and edition to take. Raises ``AccessError`` with what there is."""
    edition = asked.edition
    version = asked.reference.version or max(
        (number for number, name in every if name == edition), key=parse, default=None
    )
    if version is not None and (version, edition) in every:
        return version, edition
    latest = sorted(every, key=lambda one: (parse(one[0]), one[1]))[-_NAMED:]
    there = ", ".join(f"{number} ({name})" for number, name in latest) or "none"
    there = f"{len(every) - _NAMED} older ones, {there}" if len(every) > _NAMED else there
    raise AccessError(
        f"there is no {f'version {version}' if version else 'version'} in the {edition} edition. Known: {there}."
        + ("" if place else f" {_no_source(asked.reference, own)}")
    )


def _offered(source: str | None, own: Dataset | None) -> tuple[Register | None, UnreachableError | None]:
    """The register of a source, or why it cannot be had.

    One that names no dataset is of the time when there was but that of the toolkit.
    """
    if source is None:
        return None, None
    try:
        data = read_whole(source, REGISTER, _REGISTER_BYTES)
        told = read_register(data.decode("utf-8"))
    except UnreachableError as error:
        return None, error
    except (UnicodeDecodeError, ReleaseError) as error:
        raise AccessError(f"{source}: {error}") from None
    return told._replace(dataset=told.dataset or own), None


def _compare(known: Mapping[Key, Pin], offered: Mapping[Key, Pin], source: str | None) -> None:
    for key in known.keys() & offered.keys():
        if not known[key].archived.holds_the_same(offered[key].archived):
            by = "this toolkit lists" if known[key].by == "toolkit" else "it did when you first downloaded it"
            raise AccessError(
                f"{source}: it lists another archive for {key[0]} ({key[1]}) of {known[key].dataset.name} than {by}. "
                "A released version never changes: use another source, or ask the publisher."
            )


def _renew(cache: Path, pin: Pin, source: str | None, progress: Progress | None, why: AccessError) -> tuple[Path, bool]:
    """Put the archive and its folder into the cache, once both have been proved.

    Return the folder, and whether the archive was fetched: one in the cache that is right is only unpacked again.
    """
    archive = home(cache, pin.dataset) / pin.archived.archive
    folder = archive.with_suffix("")
    incoming = archive.parent / _INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    if archive.is_file() and digest(archive) == pin.archived.sha256:
        arrived = archive
    elif source is None:
        nowhere = _no_source(Reference(pin.dataset.name, pin.version), shipped_register().dataset)
        raise AccessError(nowhere if isinstance(why, AbsentError) else f"{why} {nowhere}")
    else:
        arrived = _fetch(incoming, pin, source, progress)
    try:
        with unpacked(arrived, DEFAULT) as content, TemporaryDirectory(dir=incoming) as staged:
            fresh = Path(staged) / "fresh"
            shutil.copytree(content, fresh)
            check_folder(arrived, fresh, pin)
            told = described(fresh, pin)
            if folder.exists():
                folder.rename(Path(staged) / "former")
            fresh.rename(folder)
        arrived.replace(archive)
        remember(cache, pin._replace(dataset=told))
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


def _no_source(asked: Reference, own: Dataset | None) -> str:
    if own is not None and (asked.name is None or own.answers_to(asked.name)):
        known = f"Nobody hosts the releases of {own.name} yet, as far as this toolkit knows."
    else:
        known = f"No place is known from which {asked} is to be fetched."
    return f"{known} Give one: --from FOLDER, URL or doi:..., or set {SOURCE}."


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep other downloads out of the folder of a dataset."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with lock(place):
            yield
    except BusyError:
        raise AccessError(f"{place}: another download is under way. Wait until it has ended, then try again.") from None
