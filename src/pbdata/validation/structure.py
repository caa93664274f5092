"""Whether the descriptor is sound: the package's metadata, its resources, and their schemas.

What comes out can be relied on by the later stages: parts of a schema that make no sense are reported and left out.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeGuard

from pbdata.validation.report import Findings

_TYPES = frozenset({
    "string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year", "yearmonth",
    "duration", "geopoint", "geojson", "any",
})  # fmt: skip
_ORDERED = frozenset({"integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"})
_LONG = frozenset({"string", "array", "object", "list"})
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTHS = ("minLength", "maxLength")
_LEGAL_TYPES = {
    "required": _TYPES,
    "unique": _TYPES,
    "enum": _TYPES,
    "pattern": frozenset({"string"}),
    "jsonSchema": frozenset({"array", "object", "geojson"}),
    **dict.fromkeys(_BOUNDS, _ORDERED),
    **dict.fromkeys(_LENGTHS, _LONG),
}
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_TEXTS = ("id", "name", "title", "description", "homepage", "image", "version", "created")
_LISTS_OF_MAPPINGS = ("licenses", "contributors", "sources")


def typed_value(of_type: str, value: object) -> Any:
    """A value that a schema gives, with the type of the column. Raises ``ValueError`` where it has another type."""
    if of_type == "string":
        if not isinstance(value, str):
            raise ValueError("not text")
        return value
    if of_type == "boolean":
        if not isinstance(value, bool):
            raise ValueError("not true or false")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("not a single value")
    readers: Mapping[str, Callable[[Any], Any]] = {"integer": int, "number": float, "date": date.fromisoformat}
    try:
        typed = readers[of_type](value)
    except (TypeError, OverflowError):
        raise ValueError("of another type") from None
    if of_type == "integer" and (typed != (value if isinstance(value, float) else typed) or abs(typed) >= 2**63):
        raise ValueError("not a whole number that a column can hold")
    return typed


def check_metadata(descriptor: Mapping[str, Any], findings: Findings) -> None:
    """The properties of the package itself, as far as the Data Package standard fixes them."""

    def wrong(key: str, advice: str) -> None:
        findings.error(None, "metadata", f"`{key}` is not what the Data Package standard asks for. {advice}")

    for key in _TEXTS:
        if key in descriptor and not (isinstance(descriptor[key], str) and descriptor[key]):
            wrong(key, "Write it as text, in quotes where YAML would read a number or a date.")
    version, created = descriptor.get("version"), descriptor.get("created")
    if isinstance(version, str) and not _SEMVER.fullmatch(version):
        wrong("version", "Write MAJOR.MINOR.PATCH, such as 0.1.0.")
    if isinstance(created, str) and not _is_datetime(created):
        wrong("created", "Write a date and time, such as 2026-01-31T00:00:00Z.")
    for key in _LISTS_OF_MAPPINGS:
        items = descriptor.get(key, [])
        if not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
            wrong(key, "Write a list of mappings.")
            continue
        for item in items:
            if key == "licenses" and not ("name" in item or "path" in item):
                wrong("licenses", "Give each licence a name or a path.")
            if key == "contributors" and not _is_list_of_text(item.get("roles", [])):
                wrong("contributors", "Write `roles` as a list of words.")
    if not _is_list_of_text(descriptor.get("keywords", [])):
        wrong("keywords", "Write a list of words.")


def check_resources(descriptor: Mapping[str, Any], findings: Findings) -> list[Mapping[str, Any]]:
    """Return the resources that have a name of their own."""
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        findings.error(None, "resources", "the package has no resources. List its tables under `resources`.")
        return []
    sound: dict[str, Mapping[str, Any]] = {}
    for position, resource in enumerate(resources):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name:
            findings.error(None, "resources", f"resource {position + 1} has no name. Give it one.")
        elif name in sound:
            findings.error(name, "resources", "two resources have this name. Rename one.")
        else:
            sound[name] = resource
    return list(sound.values())


def sound_schema(resource: Mapping[str, Any], findings: Findings) -> dict[str, Any] | None:
    """Return the schema of a resource without what makes no sense in it; ``None`` where its columns are not clear.

    Constraints in it are legal for the type of their field, and their values have that type.
    """
    name, schema = resource["name"], resource.get("schema")
    if isinstance(schema, str):
        findings.skip(f"resource `{name}`: its schema is elsewhere (`{schema}`), and nothing is fetched")
        return None
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        findings.error(name, "schema", "the schema lists no fields. Describe each column under `schema.fields`.")
        return None
    names = [field.get("name") if isinstance(field, dict) else None for field in fields]
    if not all(isinstance(one, str) and one and "\0" not in one for one in names):
        findings.error(name, "schema", "a field of the schema has no name. Give each field the name of its column.")
        return None
    if len(set(names)) < len(names):
        findings.error(name, "schema", "two fields of the schema have the same name. Rename one.")
        return None
    sound = {key: value for key, value in schema.items() if key not in ("primaryKey", "foreignKeys", "uniqueKeys")}
    _drop_unless_values(name, sound, "missingValues", findings)
    sound["fields"] = [_sound_field(name, field, findings) for field in fields]
    sound["primaryKey"] = _sound_key(name, "primaryKey", schema.get("primaryKey", []), names, findings)
    keys = _list_of(name, "uniqueKeys", schema, findings)
    sound["uniqueKeys"] = [key for one in keys if (key := _sound_key(name, "uniqueKeys", one, names, findings))]
    links = _list_of(name, "foreignKeys", schema, findings)
    sound["foreignKeys"] = [link for one in links if (link := _sound_link(name, one, names, findings))]
    return sound


def _sound_field(resource: str, field: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    sound = dict(field)
    of_type = field.get("type", "any")
    if not isinstance(of_type, str) or of_type not in _TYPES:
        findings.error(
            resource,
            "schema",
            f"there is no type {of_type!r}. Use one of {', '.join(sorted(_TYPES))}.",
            field=field["name"],
        )
        of_type = sound["type"] = "any"
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        findings.error(resource, "schema", "`constraints` is not a mapping. Write one.", field=field["name"])
        constraints = {}
    sound["constraints"] = {}
    for constraint, value in constraints.items():
        try:
            sound["constraints"][constraint] = _sound_constraint(of_type, constraint, value)
        except ValueError as error:
            findings.error(resource, "schema", f"the constraint `{constraint}` {error}.", field=field["name"])
    if "categories" in field:
        listed = field["categories"] if isinstance(field["categories"], list) else []
        values = [one.get("value") if isinstance(one, dict) else one for one in listed]
        try:
            sound["categories"] = _sound_constraint(of_type, "enum", values)
        except ValueError as error:
            findings.error(resource, "schema", f"`categories` {error}.", field=field["name"])
            del sound["categories"]
    for key in ("missingValues", "trueValues", "falseValues"):
        _drop_unless_values(resource, sound, key, findings)
    return sound


def _drop_unless_values(resource: str, owner: dict[str, Any], key: str, findings: Findings) -> None:
    """Leave out lists of cell values that are none; each value may be text or a mapping with a ``value``."""
    values = owner.get(key, [])
    plain = [one.get("value") if isinstance(one, dict) else one for one in values] if isinstance(values, list) else None
    if plain is None or not _is_list_of_text(plain):
        findings.error(resource, "schema", f"`{key}` is not a list of text. Write the cells as text.")
        del owner[key]
    elif key in owner:
        owner[key] = plain


def _sound_constraint(of_type: str, constraint: str, value: Any) -> Any:
    """The value of a constraint with the type of its column. Raises ``ValueError`` with the rest of a sentence."""
    if constraint not in _LEGAL_TYPES:
        raise ValueError(f"does not exist. Use one of {', '.join(_LEGAL_TYPES)}")
    if of_type not in _LEGAL_TYPES[constraint] and of_type != "any":
        raise ValueError(f"is not for fields of type {of_type}. Remove it")
    if constraint in ("required", "unique") and not isinstance(value, bool):
        raise ValueError("must be true or false. Correct it")
    if constraint == "pattern" and not isinstance(value, str):
        raise ValueError("must be a regular expression. Put it in quotes")
    if constraint in _LENGTHS and (type(value) is not int or value < 0):
        raise ValueError("must be a whole number from 0 up. Correct it")
    if constraint == "enum" and not (isinstance(value, list) and value):
        raise ValueError("must be a list of values. Correct it")
    if of_type not in ("string", "integer", "number", "boolean", "date"):
        return value
    try:
        if constraint == "enum":
            return [typed_value(of_type, one) for one in value]
        return typed_value(of_type, value) if constraint in _BOUNDS else value
    except ValueError:
        raise ValueError(f"has a value that is no {of_type}. Correct it") from None


def _sound_key(resource: str, rule: str, key: object, names: list[Any], findings: Findings) -> list[str]:
    parts = [key] if isinstance(key, str) else key
    if not _is_list_of_text(parts) or not set(parts) <= set(names):
        findings.error(
            resource, "schema", f"`{rule}` names {key!r}, which are not all fields. Name fields of the schema."
        )
        return []
    return parts


def _sound_link(resource: str, link: object, names: list[Any], findings: Findings) -> dict[str, Any] | None:
    """A foreign key with lists of fields on both sides; its resource is this one where the standard lets it be left out."""
    reference = link.get("reference") if isinstance(link, dict) else None
    if not isinstance(link, dict) or not isinstance(reference, dict):
        findings.error(resource, "schema", "a foreign key needs `fields` and `reference`. Write both.")
        return None
    fields, there = ([one] if isinstance(one, str) else one for one in (link.get("fields"), reference.get("fields")))
    if not (_is_list_of_text(fields) and fields and _is_list_of_text(there) and len(fields) == len(there)):
        findings.error(resource, "schema", "a foreign key needs as many fields here as in `reference`. Correct it.")
        return None
    if not set(fields) <= set(names):
        findings.error(resource, "schema", f"a foreign key names {fields}, which are not all fields. Correct it.")
        return None
    return {"fields": fields, "resource": str(reference.get("resource") or resource), "reference": there}


def _list_of(resource: str, key: str, schema: Mapping[str, Any], findings: Findings) -> list[Any]:
    value = schema.get(key, [])
    if isinstance(value, list):
        return value
    findings.error(resource, "schema", f"`{key}` is not a list. Write one.")
    return []


def _is_list_of_text(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_datetime(text: str) -> bool:
    if not _DATETIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
