"""By which keys the rows of a table differ, and by which they lead to others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pbdata.validation.report.findings import Findings

_NUMERIC = frozenset({"integer", "number", "year"})
_TEXT = frozenset({"string", "any"})


class Key(NamedTuple):
    """Some fields of a table whose cells together are looked up. ``kinds`` says as what each is compared."""

    fields: tuple[str, ...]
    kinds: tuple[str, ...]


class Link(NamedTuple):
    """A foreign key from a table to a table."""

    child: str
    key: Key
    parent: str
    target: Key


def own_keys(schema: Mapping[str, Any], present: Iterable[str]) -> list[tuple[str, Key]]:
    """The keys by which the rows of a table must differ, each with the name of its rule."""
    kinds = {field["name"]: field.get("type", "any") for field in schema["fields"]}
    listed = [("primaryKey", schema["primaryKey"]), *(("uniqueKeys", key) for key in schema["uniqueKeys"])]
    unique = [field["name"] for field in schema["fields"] if field["constraints"].get("unique")]
    listed += [("unique", [field]) for field in unique]
    there = set(present)
    return [
        (rule, Key(tuple(key), tuple(kinds[one] for one in key))) for rule, key in listed if key and set(key) <= there
    ]


def find_links(schemas: Mapping[str, Mapping[str, Any] | None], findings: Findings) -> list[Link]:
    """The foreign keys of all tables that make sense. ``schemas`` holds ``None`` for a table without a sound schema."""
    links = []
    for child, schema in schemas.items():
        for one in schema["foreignKeys"] if schema else ():
            parent, what = one["resource"], f"the foreign key {', '.join(one['fields'])} of `{child}`"
            other = schemas.get(parent)
            there = {field["name"]: field.get("type", "any") for field in other["fields"]} if other else {}
            if parent not in schemas or (other and not set(one["reference"]) <= there.keys()):
                message = f"{what} leads to {parent}.{', '.join(one['reference'])}, which is no column. Correct it."
                findings.error(child, "schema", message)
            elif not other:
                findings.skip(f"{what}, because `{parent}` could not be read")
            else:
                here = {field["name"]: field.get("type", "any") for field in schema["fields"]} if schema else {}
                pairs = [(here[a], there[b]) for a, b in zip(one["fields"], one["reference"], strict=True)]
                kinds = [_common(*pair) for pair in pairs]
                if any(kind is None and "any" in pair for kind, pair in zip(kinds, pairs, strict=True)):
                    findings.skip(f"{what}, because one of its ends has no type")
                    continue
                if None in kinds:
                    message = (
                        f"{', '.join(one['fields'])} and {parent}.{', '.join(one['reference'])} have different types."
                    )
                    findings.error(child, "schema", f"{message} Make them equal.")
                    continue
                shared = tuple(kind for kind in kinds if kind)
                links.append(
                    Link(child, Key(tuple(one["fields"]), shared), parent, Key(tuple(one["reference"]), shared))
                )
    return links


def by_table(links: Iterable[Link]) -> dict[str, list[Key]]:
    """The keys that must be kept of each table for foreign keys from it or to it."""
    wanted: dict[str, list[Key]] = defaultdict(list)
    for link in links:
        wanted[link.child].append(link.key)
        wanted[link.parent].append(link.target)
    return wanted


def _common(here: str, there: str) -> str | None:
    """As what cells of two types are compared; ``None`` where they cannot be equal."""
    if here == there or {here, there} <= _TEXT:
        return here
    return "number" if {here, there} <= _NUMERIC | {"any"} else None
