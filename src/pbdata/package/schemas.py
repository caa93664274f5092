"""The Table Schemas in ``schemas/``: the one source of every table's columns, keys and explanations."""

from copy import deepcopy
from functools import cache
from typing import Any

from pbdata.datafiles import read_data

RESOURCES = (
    "collections", "captures", "retrievals", "lines", "edits", "spans", "losses",
    "places", "place_changes", "articles", "texts", "paragraphs", "contributors", "span_hashes", "unigrams",
    "place_mentions",
    "programmes", "programme_mentions", "programme_definitions", "programme_items", "programme_relations",
    "carried_definitions", "dates", "figures", "figure_relations",
    "organisations", "persons", "person_mentions", "posts", "quotations", "pairings", "pairing_ends",
    "reliability",
)  # fmt: skip


def load_schemas() -> dict[str, dict[str, Any]]:
    """Return the Table Schema of each resource, parents before their children. The caller may change what it gets.

    A field that has ``categories`` gets their values as ``constraints.enum`` too, for tools that know only the latter.
    An entry ``shared: NAME`` stands for the fields of that name in ``schemas/shared.yaml``.
    """
    return deepcopy(_schemas())


def field_names(schema: dict[str, Any]) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in schema["fields"]]


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    shared = read_data(__package__, "schemas/shared.yaml")
    schemas = {}
    for name in RESOURCES:
        schema = deepcopy(read_data(__package__, f"schemas/{name}.yaml"))
        schema["fields"] = [
            field
            for entry in schema["fields"]
            for field in (deepcopy(shared[entry["shared"]]) if "shared" in entry else [entry])
        ]
        for field in schema["fields"]:
            if "categories" in field:
                field.setdefault("constraints", {})["enum"] = [category["value"] for category in field["categories"]]
        schemas[name] = schema
    return schemas
