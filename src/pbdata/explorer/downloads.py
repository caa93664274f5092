"""The package itself, below ``downloads/``: its descriptor and the files of its tables as they are, and a page that lists them."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.templating import page
from pbdata.package.parts import paths
from pbdata.package.reading import DESCRIPTORS, contained

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "downloads"


def downloads(data: SiteData, environment: "Environment") -> Iterator[File]:
    """``downloads.html``, the descriptors, and the file of each table that is a file of the package."""
    root = data.package.root
    rows: list[dict[str, Any]] = []
    for name in DESCRIPTORS:
        if (root / name).is_file():
            yield f"{_FOLDER}/{name}", (root / name).read_bytes()
            rows.append({"table": None, "path": name, "bytes": (root / name).stat().st_size, "hash": None})
    for resource in data.descriptor["resources"]:
        places = _places(root, resource)
        for path, place in places.items():
            content = place.read_bytes()
            yield f"{_FOLDER}/{path}", content
            digest = resource.get("hash") if len(places) == 1 else f"sha256:{sha256(content).hexdigest()}"
            rows.append({"table": resource["name"], "path": path, "bytes": len(content), "hash": digest})
    licences = [one for one in data.descriptor.get("licenses") or () if isinstance(one, Mapping)]
    values = {"files": rows, "folder": _FOLDER, "licences": licences, "total": sum(row["bytes"] for row in rows)}
    yield "downloads.html", page(environment, "downloads.html", "downloads.html", **values)


def _places(root: Path, resource: Mapping[str, Any]) -> dict[str, Path]:
    """The files of a table by path; none where it is not in files of the package."""
    try:
        named = isinstance(resource.get("path"), str | list)
        return {path: contained(root, path) for path in paths(resource)} if named else {}
    except PackageError:
        return {}
