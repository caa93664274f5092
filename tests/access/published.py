"""Small released versions, and what publishers may do to them."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from pbdata.release.archiving import write_archive
from pbdata.release.identity import Dataset, archive_name
from pbdata.release.register import Archived, Register, Release, write_register

DATASET = Dataset("p", "urn:uuid:00000000-0000-5000-8000-00000000000p")
OTHER = Dataset("q", "https://example.org/q")
NAME = "p-1.0.0-open.zip"
TABLE = b"id,n\na,1\nb,\n"
SCHEMA = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}], "primaryKey": ["id"]}


def ships(monkeypatch: pytest.MonkeyPatch, register: Register) -> None:
    """Let the toolkit have come with this register."""
    for place in ("cache", "download"):
        monkeypatch.setattr(f"pbdata.access.{place}.shipped_register", lambda: register)


def package_files(version: str = "1.0.0", edition: str = "open", dataset: Dataset = DATASET) -> dict[str, bytes]:
    """The files of a package with one table, ``t``."""
    resource = {"name": "t", "type": "table", "path": "data/t.csv", "schema": SCHEMA}
    descriptor = {"name": dataset.name, "id": dataset.id, "version": version, "pbdata:edition": edition}
    descriptor |= {"resources": [resource]} | ({"pbdata:releases": dataset.releases} if dataset.releases else {})
    return {"datapackage.json": json.dumps(descriptor).encode(), "data/t.csv": TABLE, "LICENSE": b"MIT\n"}


def archived(name: str, data: bytes, files: Mapping[str, bytes]) -> Archived:
    """What a register says of an archive."""
    return Archived(name, len(data), sha256(data).hexdigest(), sha256(files["datapackage.json"]).hexdigest())


def publish(
    folder: Path, version: str = "1.0.0", edition: str = "open", dataset: Dataset = DATASET
) -> dict[str, bytes]:
    """Write the archive of a version and a register of it; return both by name, as a server has them."""
    folder.mkdir(exist_ok=True)
    name = archive_name(dataset, version, edition)
    made = write_archive(folder / name, package_files(version, edition, dataset))
    data = (folder / name).read_bytes()
    register = write_register(dataset, [Release(version, "2026-12-01", {edition: made})])
    (folder / "releases.yaml").write_text(register, encoding="utf-8")
    return {name: data, "releases.yaml": register.encode()}


def hostile(members: Mapping[str, bytes], name: str = NAME) -> dict[str, bytes]:
    """An archive with these members besides those of a package, packed tight, and a register that vouches for it."""
    files = package_files()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in {**files, **members}.items():
            archive.writestr(path, data)
    data = buffer.getvalue()
    register = write_register(DATASET, [Release("1.0.0", "2026-12-01", {"open": archived(name, data, files)})])
    return {name: data, "releases.yaml": register.encode()}
