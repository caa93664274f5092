"""The package itself, below ``downloads/``: its descriptor and the files of its tables as they are, and a page that lists them."""

from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.templating import page
from pbdata.package.reading import DESCRIPTORS, contained

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "downloads"
"""Below the root of a site."""
_OF_TABLES = (".csv", ".tsv", ".parquet", ".json")
"""A file that a browser takes for a page has no place in a site."""


def downloads(data: SiteData, environment: "Environment") -> Iterator[File]:
    """``downloads.html``, the descriptors, and the files of each table that are files of the package and hold nothing but a table."""
    root = data.package.root
    rows: list[dict[str, Any]] = []
    for name in DESCRIPTORS:
        if (root / name).is_file():
            yield f"{FOLDER}/{name}", root / name
            rows.append({"table": None, "path": name, "bytes": (root / name).stat().st_size, "hash": None})
    example: dict[str, Any] = {"table": "articles", "paths": []}
    for resource in data.descriptor["resources"]:
        said = resource.get("path")
        paths = said if isinstance(said, list) else [said]
        found = [(path, place) for path in paths if (place := _place(root, path))]
        for path, place in found:
            yield f"{FOLDER}/{path}", place
            # The hash of a table in several files is none of theirs.
            hashed = resource.get("hash") if len(paths) == 1 else _hash(place)
            rows.append({"table": resource["name"], "path": path, "bytes": place.stat().st_size, "hash": hashed})
        if found:
            example = {"table": resource["name"], "paths": [f"{FOLDER}/{path}" for path, _ in found]}
    licences = [one for one in data.descriptor.get("licenses") or () if isinstance(one, Mapping)]
    values = {"files": rows, "folder": FOLDER, "licences": licences, "total": sum(row["bytes"] for row in rows)}
    values |= {"example": example}
    yield "downloads.html", page(environment, "downloads.html", "downloads.html", **values)


def _hash(place: Path) -> str:
    with place.open("rb") as stream:
        return f"sha256:{file_digest(stream, 'sha256').hexdigest()}"


def _place(root: Path, path: object) -> Path | None:
    try:
        place = contained(root, path)
    except PackageError:
        return None
    return place if str(path).lower().endswith(_OF_TABLES) else None
