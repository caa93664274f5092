"""Small released versions, and what publishers may do to them."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pbdata.release.archiving import write_archive
from pbdata.release.register import Archived, Release, write_register

NAME = "pbdata-1.0.0-open.zip"
TABLE = b"id,n\na,1\nb,\n"
SCHEMA = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}], "primaryKey": ["id"]}


def package_files(version: str = "1.0.0", edition: str = "open") -> dict[str, bytes]:
    """The files of a package with one table, ``t``."""
    resource = {"name": "t", "type": "table", "path": "data/t.csv", "schema": SCHEMA}
    descriptor = {"name": "p", "version": version, "pbdata:edition": edition, "resources": [resource]}
    return {"datapackage.json": json.dumps(descriptor).encode(), "data/t.csv": TABLE, "LICENSE": b"MIT\n"}


def archived(name: str, data: bytes, files: Mapping[str, bytes]) -> Archived:
    """What a register says of an archive."""
    return Archived(name, len(data), sha256(data).hexdigest(), sha256(files["datapackage.json"]).hexdigest())


def publish(folder: Path, version: str = "1.0.0", edition: str = "open") -> dict[str, bytes]:
    """Write the archive of a version and a register of it; return both by name, as a server has them."""
    files = package_files(version, edition)
    name = f"pbdata-{version}-{edition}.zip"
    write_archive(folder / name, files)
    data = (folder / name).read_bytes()
    register = write_register([Release(version, "2026-12-01", {edition: archived(name, data, files)})])
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
    register = write_register([Release("1.0.0", "2026-12-01", {"open": archived(name, data, files)})])
    return {name: data, "releases.yaml": register.encode()}
