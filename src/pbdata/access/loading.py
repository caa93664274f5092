"""Open a data package, wherever it is: a folder, a descriptor, a zip, or a version that was downloaded."""

import atexit
from contextlib import ExitStack
from pathlib import Path

from pbdata.errors import AccessError
from pbdata.package.reading import Package
from pbdata.package.reading import open_package as open_folder
from pbdata.release.identity import names_a_release, read_reference
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.archives import unpacked

_UNPACKED = ExitStack()
atexit.register(_UNPACKED.close)


def open_package(path: str | Path, *, edition: str | None = None) -> Package:
    """Open the package in a folder, of a descriptor, in a zip, or of a release: ``"NAME@1.0.0"``, or ``"1.0.0"`` of the
    dataset of the toolkit.

    A release that is not in the cache is downloaded first, where its dataset says from where. Every file of a version is
    hashed again and compared with what was released. ``edition`` is ``full`` or ``open``; where
    it is not given, the full edition is taken if it was downloaded. A zip is unpacked for as long as the program runs.
    Raises ``PackageError`` where there is no package, and ``AccessError`` for a version that is not on this machine or not
    what was released.
    """
    place = locate(path, edition)
    if place.suffix.lower() == ".zip" and place.is_file():
        place = _UNPACKED.enter_context(unpacked(place, DEFAULT))
    return open_folder(place)


def locate(path: str | Path, edition: str | None = None) -> Path:
    """Return where a package lies: the folder of a version in the cache, hashed anew, or ``path`` itself.

    Raises ``AccessError`` as ``open_package`` does.
    """
    if isinstance(path, str) and is_version(path):
        return _cached(path, edition)
    if edition is not None:
        raise AccessError(
            f"{path}: an edition is chosen for a version only. Name one such as NAME@1.0.0, or leave it out."
        )
    return Path(path)


def descriptor_digest(package: Package) -> str | None:
    """Return the SHA-256 of a package's ``datapackage.json``, by which a release is known; ``None`` where it has none."""
    from pbdata.access.cache import digest

    place = package.root / "datapackage.json"
    return digest(place) if place.is_file() else None


def is_version(path: str | Path) -> bool:
    """Whether ``path`` is a release, NAME@VERSION or VERSION, and not the name of something that is there."""
    return isinstance(path, str) and names_a_release(path) and not Path(path).exists()


def _cached(text: str, edition: str | None) -> Path:
    from pbdata.access.cache import cache_folder, home, known_dataset, known_pins, shipped_register, verified
    from pbdata.access.download import download
    from pbdata.release.editions import EDITIONS

    cache = cache_folder()
    name, version = read_reference(text)
    dataset = known_dataset(cache, name) if name else shipped_register().dataset
    pins = {}
    if dataset:
        pins = {kind: pin for (number, kind), pin in known_pins(cache, dataset).items() if number == version}
        there = [
            kind for kind in EDITIONS if kind in pins and (home(cache, dataset) / pins[kind].archived.archive).is_file()
        ]
        edition = edition or (there[0] if there else None)
        if dataset.releases and edition not in there:
            return download(text, edition=edition or EDITIONS[-1]).folder
    edition = edition or EDITIONS[-1]
    if edition not in pins:
        asked = f"{dataset.name}@{version}" if dataset else text
        raise AccessError(
            f"version {asked} ({edition}) is not on this machine. Run `pbdata download {asked} --edition {edition}`."
        )
    return verified(cache, pins[edition])
