"""``releases.yaml``: every version of a dataset that was released, with the hashes by which its files are known again.

A register speaks of one dataset, which it names. What it pins of an archive is twofold: the SHA-256 of the file as it was
published, which proves a transfer, and that of the list of checksums in it (``contents_sha256``). The list pins every file of
the archive whatever program compressed it, so that any machine can make the archive again and prove it, although compressors
differ from machine to machine.
"""

from collections.abc import Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pbdata.errors import PackageError, ReleaseError
from pbdata.package.gate import parse as parse_text
from pbdata.release.identity import Dataset, dataset_of
from pbdata.release.versioning import parse

REGISTER = "releases.yaml"
_HEAD = (
    "# The versions that were released, the latest last. `pbdata release` appends to it, and `pbdata download` trusts nothing\n"
    "# whose hashes do not stand here. A version is never changed once it is here.\n"
    "# 已发布的各版本，最新者在末尾。由 `pbdata release` 追加；`pbdata download` 只信任此处列有散列值的文件。已列出的版本不再更改。\n"
)
_KEYS = {"archive": str, "bytes": int, "sha256": str, "descriptor_sha256": str}


class Archived(NamedTuple):
    """The archive of an edition: its file name, size, SHA-256, and the SHA-256 of its ``datapackage.json``.

    ``contents_sha256`` is the SHA-256 of its ``SHA256SUMS``, which archives before version 1.1.0 do not have here.
    """

    archive: str
    bytes: int
    sha256: str
    descriptor_sha256: str
    contents_sha256: str | None = None

    def holds_the_same(self, other: "Archived") -> bool:
        """Whether two archives hold the same files; they may be compressed in different ways."""
        if self.contents_sha256 and other.contents_sha256:
            return (self.contents_sha256, self.descriptor_sha256) == (other.contents_sha256, other.descriptor_sha256)
        return self == other

    def is_at(self, path: Path) -> bool:
        """Whether a file is the very one that was published."""
        return digest_of(path) == self.sha256


class Release(NamedTuple):
    """A version, its day (YYYY-MM-DD), the archive of each edition, and the commit from which it was packed."""

    version: str
    released: str
    editions: Mapping[str, Archived]
    commit: str | None = None


class Register(NamedTuple):
    """A dataset and its releases, the latest last. Registers of the time when there was one dataset name none."""

    dataset: Dataset | None
    releases: tuple[Release, ...]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, however large it is."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read_register(text: str) -> Register:
    """Return what a register says. Raises ``ReleaseError`` where it is not of its form."""
    try:
        given = parse_text(text.encode(), REGISTER)
        dataset = dataset_of(given["dataset"]) if "dataset" in given else None
        releases = [_release(one) for one in given["releases"]]
    except (PackageError, ReleaseError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReleaseError(
            f"{REGISTER} is not of its form ({error}). Take it from where the dataset is published."
        ) from None
    return Register(dataset, tuple(sorted(releases, key=lambda release: parse(release.version))))


def write_register(dataset: Dataset | None, releases: Sequence[Release]) -> str:
    """Return the text of a register."""
    told: dict[str, Any] = {"dataset": _without_nulls(dataset._asdict())} if dataset else {}
    rows = [
        _without_nulls(
            {
                "version": release.version,
                "released": release.released,
                "commit": release.commit,
                "editions": {name: _without_nulls(one._asdict()) for name, one in release.editions.items()},
            }
        )
        for release in releases
    ]
    told |= {"releases": rows}
    return _HEAD + yaml.dump(told, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=200)


def registered(root: Path) -> Register:
    """Return the register in a folder; one without dataset and releases where there is none yet."""
    path = root / REGISTER
    return read_register(path.read_text("utf-8")) if path.is_file() else Register(None, ())


def _without_nulls(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}


def _release(given: Mapping[str, Any]) -> Release:
    editions = {}
    for name, row in given["editions"].items():
        values = {key: row[key] for key in _KEYS}
        contents = row.get("contents_sha256")
        fits = all(type(values[key]) is of_type for key, of_type in _KEYS.items())
        if not fits or not isinstance(contents, str | None):
            raise ValueError(f"a value of {given['version']} {name} is of another kind than it should be")
        editions[str(name)] = Archived(**values, contents_sha256=contents)
    parse(str(given["version"]))
    commit = given.get("commit")
    return Release(str(given["version"]), str(given["released"]), editions, None if commit is None else str(commit))


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML would take for a number or a date."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None
    ),
)
