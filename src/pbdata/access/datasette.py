"""What Datasette is told of a database: whose it is, what its tables and columns are, and how to search it."""

from collections.abc import Mapping
from typing import Any

from pbdata.access.fulltext import DATASETTE
from pbdata.package.reading import Package


def metadata(package: Package, database: str) -> dict[str, Any]:
    """Return the metadata for a database of this name: titles and descriptions of the package, and the query ``search``."""
    descriptor = package.descriptor
    licence: Mapping[str, Any] = next(iter(descriptor.get("licenses") or ()), {})
    told = {
        "title": descriptor.get("title") or descriptor.get("name"),
        "description": descriptor.get("description"),
        "license": licence.get("title") or licence.get("name"),
        "license_url": licence.get("path"),
    }
    tables = {one["name"]: _table(one) for one in descriptor["resources"]}
    return {key: value for key, value in told.items() if value} | {
        "databases": {database: {"tables": tables, "queries": {"search": _SEARCH}}}
    }


_SEARCH = {
    "title": "Search titles and texts / 检索标题与正文",
    "description": "Any stretch of one character or more. 任意文字，一个字亦可。",
    "sql": DATASETTE,
}


def _table(resource: Mapping[str, Any]) -> dict[str, Any]:
    schema = resource["schema"]
    about = schema.get("title") or resource.get("title"), schema.get("description") or resource.get("description")
    columns = {one["name"]: _of_column(one) for one in schema["fields"] if _of_column(one)}
    return {"description": ". ".join(filter(None, about)), "columns": columns}


def _of_column(field: Mapping[str, Any]) -> str:
    return ". ".join(filter(None, (field.get("title"), field.get("description"))))
