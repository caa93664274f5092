"""The Table Schemas in ``schemas/``: the one source of every table's columns, keys and explanations."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from pbdata.datafiles import read_data
from pbdata.errors import PbdataError

_NOT_TABLES = frozenset({"order", "shared"})


def _resources() -> tuple[str, ...]:
    """Every table that has a schema: those of ``order.yaml`` in that order, the others before the last of them."""
    there = {path.name.removesuffix(".yaml") for path in files(__package__).joinpath("schemas").iterdir()} - _NOT_TABLES
    *first, last = read_data(__package__, "schemas/order.yaml")
    return (*first, *sorted(there - {*first, last}), last)


RESOURCES = _resources()
"""The names of all tables, in the order of the package."""


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Return the Table Schema of each resource as ``load_schemas`` does, but shared by all callers: none may change it."""
    return _schemas()


def load_schemas() -> dict[str, dict[str, Any]]:
    """Return the Table Schema of each resource, parents before their children. The caller may change what it gets.

    A field that has ``categories`` gets their values as ``constraints.enum`` too, for tools that know only the latter.
    An entry ``shared: NAME`` stands for the fields of that name in ``schemas/shared.yaml``.
    """
    return deepcopy(_schemas())


def field_names(schema: Mapping[str, Any]) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in schema["fields"]]


def row_of(table: str, language: str) -> str:
    """What one row of a table is, in a few words of English (``en``) or Chinese (``zh``)."""
    key = {"en": "pbdata:row", "zh": "pbdata:row_zh"}[language]
    return str(read_data(__package__, f"schemas/{table}.yaml")[key])


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    schemas = {}
    for name in RESOURCES:
        written = read_data(__package__, f"schemas/{name}.yaml")
        schema = {key: value for key, value in written.items() if not key.startswith("pbdata:row")}
        schema["fields"] = [
            _listing(field)
            for entry in schema["fields"]
            for field in (_shared(name, entry["shared"]) if "shared" in entry else [entry])
        ]
        schemas[name] = schema
    return schemas


def _listing(field: dict[str, Any]) -> dict[str, Any]:
    """A field whose constraints list the values of its categories, where it has some."""
    if "categories" not in field:
        return field
    values = [category["value"] for category in field["categories"]]
    return field | {"constraints": field.get("constraints", {}) | {"enum": values}}


def _shared(table: str, name: str) -> list[dict[str, Any]]:
    shared = read_data(__package__, "schemas/shared.yaml")
    if name not in shared:
        raise PbdataError(
            f"schemas/{table}.yaml: there are no shared fields {name!r}. Name one of {', '.join(shared)}."
        )
    fields: list[dict[str, Any]] = shared[name]
    return fields
