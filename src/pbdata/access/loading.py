"""Open a data package, wherever it is: a folder, a descriptor, a zip, or a version that was downloaded."""

import atexit
from contextlib import ExitStack
from pathlib import Path

from pbdata.errors import AccessError, ReleaseError
from pbdata.package.reading import Package
from pbdata.package.reading import open_package as open_folder
from pbdata.release.versioning import parse
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.archives import unpacked

_UNPACKED = ExitStack()
atexit.register(_UNPACKED.close)


def open_package(path: str | Path, *, edition: str | None = None) -> Package:
    """Open the package in a folder, of a descriptor, in a zip, or of a version such as ``"1.0.0"`` that was downloaded.

    Every file of a version is hashed again and compared with what was released. ``edition`` is ``full`` or ``open``; where
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
            f"{path}: an edition is chosen for a version only. Name a version such as 1.0.0, or leave it out."
        )
    return Path(path)


def descriptor_digest(package: Package) -> str | None:
    """Return the SHA-256 of a package's ``datapackage.json``, by which a release is known; ``None`` where it has none."""
    from pbdata.access.cache import digest

    place = package.root / "datapackage.json"
    return digest(place) if place.is_file() else None


def is_version(path: str | Path) -> bool:
    """Whether ``path`` is a version, MAJOR.MINOR.PATCH, and not the name of something that is there."""
    if not isinstance(path, str) or Path(path).exists():
        return False
    try:
        parse(path)
    except ReleaseError:
        return False
    return True


def _cached(version: str, edition: str | None) -> Path:
    from pbdata.access.cache import cache_folder, known_pins, verified
    from pbdata.release.editions import EDITIONS

    cache = cache_folder()
    pins = {name: pin for (number, name), pin in known_pins(cache).items() if number == version}
    if edition is None:
        there = [name for name in EDITIONS if name in pins and (cache / pins[name].archived.archive).is_file()]
        edition = there[0] if there else EDITIONS[-1]
    if edition not in pins:
        raise AccessError(
            f"version {version} ({edition}) is not on this machine. Run `pbdata download {version} --edition {edition}`."
        )
    return verified(cache, pins[edition])
