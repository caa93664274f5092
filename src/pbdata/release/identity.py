"""Which dataset, and which release of it: a dataset is its id and its name, a release is a dataset, a version and an edition."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from pbdata.errors import ReleaseError
from pbdata.release.versioning import parse

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_KEY_DIGITS = 8


class Dataset(NamedTuple):
    """A dataset: its short name, the URI that identifies it for good, and where its releases lie, if that is known."""

    name: str
    id: str
    releases: str | None = None

    def is_same(self, other: "Dataset") -> bool:
        """Whether both are one dataset, wherever its releases lie."""
        return (self.name, self.id) == (other.name, other.id)

    def answers_to(self, name: str) -> bool:
        """Whether it may be called so: by its name or its id."""
        return name in (self.name, self.id)

    @property
    def key(self) -> str:
        """A name for a folder that no other dataset has."""
        return f"{self.name}-{sha256(self.id.encode()).hexdigest()[:_KEY_DIGITS]}"


class Reference(NamedTuple):
    """What a person asks for. Without a name the dataset of the toolkit is meant, without a version the latest."""

    name: str | None
    version: str | None

    def __str__(self) -> str:
        return "@".join(filter(None, self)) or "the latest version"


def dataset_of(told: Mapping[str, Any]) -> Dataset:
    """Return the dataset of a descriptor, of ``data/dataset.yaml`` or of a register.

    Raises ``ReleaseError`` where it has no name or id, or a name that programs cannot use.
    """
    name, identifier = told.get("name"), told.get("id")
    if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(identifier, str) and identifier):
        raise ReleaseError(
            f"a dataset has a `name` of lower-case letters, digits and hyphens, and an `id`; these are {name!r} and "
            f"{identifier!r}. Write both in data/dataset.yaml."
        )
    place = told.get("pbdata:releases") or told.get("releases")
    return Dataset(name, identifier, place if isinstance(place, str) else None)


def read_reference(text: str | None) -> Reference:
    """Read ``NAME@VERSION``, ``NAME`` or ``VERSION``; the name may be the dataset's id.

    Raises ``ReleaseError`` where the version is not MAJOR.MINOR.PATCH.
    """
    if text is None:
        return Reference(None, None)
    name, at, version = text.rpartition("@")
    if not at and (_is_version(version) or not (_NAME.fullmatch(version) or ":" in version)):
        parse(version)
        return Reference(None, version)
    if not at:
        return Reference(version, None)
    parse(version)
    return Reference(name or None, version)


def names_a_release(text: str) -> bool:
    """Whether a text is ``NAME@VERSION`` or ``VERSION``."""
    name, at, version = text.rpartition("@")
    return _is_version(version) and (not at or bool(_NAME.fullmatch(name) or ":" in name))


def archive_name(dataset: Dataset, version: str, edition: str) -> str:
    """Return the file name of an archive: ``NAME-VERSION-EDITION.zip``."""
    return f"{dataset.name}-{version}-{edition}.zip"


def _is_version(text: str) -> bool:
    try:
        parse(text)
    except ReleaseError:
        return False
    return True
