"""The codebook: what each table and column holds, its keys and measures of reliability, and the first rows of each table."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError
from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.templating import page
from pbdata.package.keys import ForeignKey, foreign_keys

if TYPE_CHECKING:
    from jinja2 import Environment

_SAMPLE = 50
"""So many rows of a table are shown."""

_LONGEST_CELL = 200
"""Characters of a cell that are shown."""


def tables(data: SiteData, environment: "Environment") -> Iterator[File]:
    """``codebook.html`` and a page for each table of any package."""
    names = data.package.resources
    measured = data.grouped("reliability", "resource") if data.is_ours else {}
    listed = [(name, data.title(name), _explained(data, name), data.rows_of(name)) for name in names]
    yield "codebook.html", page(environment, "codebook.html", "codebook.html", tables=listed)
    for name in names:
        schema, path = data.schema(name), addresses.table(name)
        rows, fault = _sample(data, name)
        values = {
            "name": name,
            "title": data.title(name),
            "explained": _explained(data, name),
            "fields": [_field(one) for one in schema.get("fields") or () if isinstance(one, Mapping)],
            "primary_key": _names(schema.get("primaryKey")),
            "foreign_keys": [(key.fields, key.parent, key.others) for key in _foreign_keys(schema)],
            "tables": names,
            "n": data.rows_of(name),
            "rows": rows,
            "fault": fault,
            "reliability": measured.get(name, ()),
        }
        yield path, page(environment, "table.html", path, **values)


def _explained(data: SiteData, name: str) -> tuple[str, str]:
    """What a table holds, in Chinese and in English."""
    resource = next(one for one in data.descriptor["resources"] if one["name"] == name)
    return _both(resource)


def _both(owner: Mapping[str, Any]) -> tuple[str, str]:
    en = str(owner.get("description") or "")
    return str(owner.get("pbdata:description_zh") or en), en


def _names(key: object) -> list[str]:
    return [key] if isinstance(key, str) else [str(one) for one in key] if isinstance(key, list) else []


def _foreign_keys(schema: Mapping[str, Any]) -> list[ForeignKey]:
    """The foreign keys of a schema; none where they are not written as the standard has them, which `pbdata validate` tells."""
    try:
        return foreign_keys(schema)
    except (AttributeError, LookupError, TypeError):
        return []


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A column with its constraints in words of the standard, and its categories where it has any."""
    constraints = field.get("constraints")
    listed = field.get("categories")
    return {
        "name": str(field.get("name")),
        "type": str(field.get("type", "any")),
        "title": str(field.get("title") or ""),
        "explained": _both(field),
        "constraints": {key: value for key, value in constraints.items() if key != "enum"}
        if isinstance(constraints, Mapping)
        else {},
        "categories": [
            (str(one.get("value")), str(one.get("label") or one.get("value")), _both(one))
            if isinstance(one, Mapping)
            else (str(one), str(one), ("", ""))
            for one in (listed if isinstance(listed, list) else ())
        ],
    }


def _sample(data: SiteData, name: str) -> tuple[list[list[str]], str | None]:
    """The first rows of a table, long cells cut, and the fault where it cannot be read."""
    try:
        first = data.first(name, _SAMPLE)
    except PackageError as error:
        return [], str(error)
    return [[_cut(value) for value in row] for row in first.iter_rows()], None


def _cut(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} …"
