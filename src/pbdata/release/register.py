"""``releases.yaml``: every version that was released, with the hashes by which its files are known again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pbdata.errors import PackageError, ReleaseError
from pbdata.package.gate import parse as parse_text
from pbdata.release.versioning import parse

REGISTER = "releases.yaml"
_HEAD = (
    "# The versions that were released, the latest last. `pbdata release` appends to it, and `pbdata download` trusts nothing\n"
    "# whose hashes do not stand here. A version is never changed once it is here.\n"
    "# 已发布的各版本，最新者在末尾。由 `pbdata release` 追加；`pbdata download` 只信任此处列有散列值的文件。已列出的版本不再更改。\n"
)
_KEYS = {"archive": str, "bytes": int, "sha256": str, "descriptor_sha256": str}


class Archived(NamedTuple):
    """The archive of an edition: its file name, size, SHA-256, and the SHA-256 of its ``datapackage.json``."""

    archive: str
    bytes: int
    sha256: str
    descriptor_sha256: str


class Release(NamedTuple):
    """A version, its day (YYYY-MM-DD), and the archive of each edition."""

    version: str
    released: str
    editions: Mapping[str, Archived]


def read_register(text: str) -> list[Release]:
    """Return the releases of a register, the latest last. Raises ``ReleaseError`` where it is not of its form."""
    try:
        releases = [_release(one) for one in parse_text(text.encode(), REGISTER)["releases"]]
    except (PackageError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReleaseError(
            f"{REGISTER} is not of its form ({error}). Take it from where the dataset is published."
        ) from None
    return sorted(releases, key=lambda release: parse(release.version))


def write_register(releases: Sequence[Release]) -> str:
    """Return the text of a register."""
    rows = [
        {
            "version": release.version,
            "released": release.released,
            "editions": {name: dict(archived._asdict()) for name, archived in release.editions.items()},
        }
        for release in releases
    ]
    return _HEAD + yaml.dump({"releases": rows}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=200)


def registered(root: Path) -> list[Release]:
    """Return the releases of the repository in ``root``; none where it has no register yet."""
    path = root / REGISTER
    return read_register(path.read_text("utf-8")) if path.is_file() else []


def _release(given: Mapping[str, Any]) -> Release:
    editions = {}
    for name, row in given["editions"].items():
        values = {key: row[key] for key in _KEYS}
        if not all(type(values[key]) is of_type for key, of_type in _KEYS.items()):
            raise ValueError(f"a value of {given['version']} {name} is of another kind than it should be")
        editions[str(name)] = Archived(**values)
    parse(str(given["version"]))
    return Release(str(given["version"]), str(given["released"]), editions)


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML would take for a number or a date."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None
    ),
)
