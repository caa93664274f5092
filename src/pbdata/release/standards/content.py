"""What a release is, as every standard needs it: its descriptor, what a citation says of it, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from pbdata.citation.work import Work, read_work

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "yaml": "application/yaml",
    "json": "application/json",
    "cff": "application/yaml",
    "md": "text/markdown",
    "txt": "text/plain",
    "html": "text/html",
}
LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


class Told(NamedTuple):
    """What one document says. ``None`` where its standard has no place for it; ``files`` maps paths to hashes."""

    version: str | None
    title: str | None
    makers: frozenset[str] | None
    licence: str | None
    files: Mapping[str, str] | None


class FileFact(NamedTuple):
    """A file of a release: its path in the archive, its size, its hash and its media type."""

    path: str
    bytes: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Content:
    """A release of one edition, before its archive is written."""

    descriptor: Mapping[str, Any]
    edition: str
    work: Work
    files: tuple[FileFact, ...]

    @property
    def description(self) -> Mapping[str, str]:
        """The description by language, ``en`` and ``zh``."""
        given: Mapping[str, str] = self.descriptor["pbdata:description"]
        return given

    @property
    def released(self) -> str:
        """The day of release, YYYY-MM-DD."""
        return str(self.descriptor["created"])[:10]

    @property
    def licence(self) -> Mapping[str, str]:
        """The licence of the compiled metadata: ``name`` (SPDX), ``path`` and perhaps ``title``."""
        given: Mapping[str, str] = self.descriptor["licenses"][0]
        return given


def content(descriptor: Mapping[str, Any], edition: str, files: Mapping[str, bytes]) -> Content:
    """Gather what the standards tell. ``files`` holds those of the package itself, by path in the archive."""
    facts = (
        FileFact(path, len(data), sha256(data).hexdigest(), MEDIA_TYPES.get(path.rsplit(".", 1)[-1], "text/plain"))
        for path, data in sorted(files.items())
    )
    return Content(descriptor, edition, read_work(descriptor), tuple(facts))


def licence_at(address: str, content: Content) -> str:
    """The name of the licence at an address, or the address where it is another licence's than the release's."""
    return content.licence["name"].lower() if address == content.licence["path"] else address
