"""Whether the resources of a descriptor and their schemas are sound.

What comes out can be relied on by the later stages: parts of a schema that make no sense are reported and left out.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import contained
from pbdata.validation.limits import Limits
from pbdata.validation.package.fetching import Fetcher, NotFetchedError
from pbdata.validation.package.fields import drop_unless_values, is_list_of_text, sound_field
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.dialects import dialect_fault
from pbdata.validation.table.headers import MODES, told_apart

_PLAIN_TABLES = ("csv", "tsv", "parquet")

_MOST_KEYS = 50


def check_resources(descriptor: Mapping[str, Any], limits: Limits, findings: Findings) -> list[Mapping[str, Any]]:
    """Return the resources that have a name of their own."""
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        findings.error(None, "resources", "the package has no resources. List its tables under `resources`.")
        return []
    if len(resources) > limits.resources:
        findings.error(None, "limit", f"the package has more than {limits.resources} resources. Cut it into several.")
        return []
    sound: dict[str, Mapping[str, Any]] = {}
    for position, resource in enumerate(resources):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name:
            findings.error(None, "resources", f"`resources[{position}]` has no name. Give it one.")
        elif name in sound:
            findings.error(name, "resources", "two resources have this name. Rename one.")
        else:
            # Version 0 called the path of a resource `url`.
            old = isinstance(resource.get("url"), str) and not {"path", "data"} & resource.keys()
            sound[name] = {**resource, "path": resource["url"]} if old else resource
            if "data" in resource and "path" in resource:
                findings.error(name, "resources", "the resource has both `path` and `data`. Keep one.")
            if isinstance(resource.get("data"), str) and not {"format", "mediatype"} & resource.keys():
                message = "`data` is text, and nothing says of what kind. Add `format` or `mediatype`."
                findings.error(name, "resources", message)
    return list(sound.values())


def sound_schema(
    root: Path, resource: Mapping[str, Any], fetcher: Fetcher, findings: Findings
) -> dict[str, Any] | None:
    """Return the schema of a resource without what makes no sense in it; ``None`` where its columns are not clear.

    A table that has none gets one without fields, which ``with_fields`` adds when the header is known.

    Constraints in it are legal for the type of their field; bounds, ``enum`` and ``categories`` are ``Constant`` values of that
    type, patterns run in linear time. ``dialect`` in it is that of the resource.
    """
    name = resource["name"]
    schema = _descriptor_of(root, resource, "schema", fetcher, findings)
    dialect = _descriptor_of(root, resource, "dialect", fetcher, findings) if "dialect" in resource else {}
    if dialect and (fault := dialect_fault(dialect)):
        findings.error(name, "dialect", fault)
        dialect = None
    if schema is None or dialect is None:
        return None
    if not schema and "schema" not in resource and not is_table(resource):
        findings.cannot(f"resource `{name}`: its content, because it is no table with a schema")
        return None
    names = _column_names(name, schema, findings)
    if names is None:
        return None
    sound = {key: value for key, value in schema.items() if key not in ("primaryKey", "foreignKeys", "uniqueKeys")}
    sound["dialect"] = dialect
    sound["fieldsMatch"] = _sound_match(name, schema, findings)
    drop_unless_values(name, sound, "missingValues", findings)
    fields = zip(schema.get("fields") or (), told_apart(names), strict=True)
    sound["fields"] = [sound_field(name, {**field, "name": own}, findings) for field, own in fields]
    sound["primaryKey"] = (
        _sound_key(name, "primaryKey", schema["primaryKey"], names, findings) if "primaryKey" in schema else []
    )
    keys = _list_of(name, "uniqueKeys", schema, findings)
    if len(keys) > _MOST_KEYS:
        findings.error(name, "limit", f"the table has more than {_MOST_KEYS} `uniqueKeys`. Keep those that matter.")
        keys = []
    sound["uniqueKeys"] = [
        key for one in keys if (key := _sound_key(name, "uniqueKeys", one, names, findings, listed=True))
    ]
    links = _list_of(name, "foreignKeys", schema, findings)
    sound["foreignKeys"] = [link for one in links if (link := _sound_link(name, one, names, findings))]
    return sound


def with_fields(schema: Mapping[str, Any], labels: Sequence[str]) -> dict[str, Any]:
    """The schema of a table that has none: a field of any type for each label of its header."""
    fields = [{"name": name, "type": "any", "constraints": {}} for name in told_apart(labels)]
    return {**schema, "fields": fields}


def _column_names(table: str, schema: Mapping[str, Any], findings: Findings) -> list[str] | None:
    """The names of the fields; ``None`` where not all have one, none where there are no fields."""
    fields = schema.get("fields")
    if not schema and not findings.ours:
        return []
    if not isinstance(fields, list) or not fields:
        findings.error(table, "schema", "the schema lists no fields. Describe each column under `schema.fields`.")
        return None
    names = [name for field in fields if isinstance(field, dict) and isinstance(name := field.get("name"), str)]
    if len(names) < len(fields) or any("\0" in one for one in names):
        findings.error(table, "schema", "a field of the schema has no name. Give each field the name of its column.")
        return None
    if not all(names):
        findings.advise(table, "schema", "the name of a field is empty. Give each field a name of its own.")
    if len(set(names)) < len(names):
        # "a data consumer MUST NOT interpret it as an invalid descriptor"
        findings.advise(table, "schema", "two fields of the schema have the same name. Rename one.")
    return names


def _descriptor_of(
    root: Path, resource: Mapping[str, Any], key: str, fetcher: Fetcher, findings: Findings
) -> Mapping[str, Any] | None:
    """The schema or dialect of a resource, from the file or address that it names if it does not stand there."""
    name, value = resource["name"], resource.get(key)
    if isinstance(value, str):
        try:
            place = fetcher.fetch(value) if "://" in value else contained(root, value)
            fetcher.spend(place)
            return read_descriptor(place)
        except NotFetchedError as error:
            if findings.ours:
                findings.error(name, key, str(error))
                return None
            findings.skip(f"resource `{name}`: its {key}, because {error}")
            # Without its schema a table can still be read, without its dialect it cannot.
            return {} if key == "schema" else None
        except PackageError as error:
            findings.error(name, key, str(error).replace(f"{root}/", ""))
            return None
    if key not in resource:
        return {}
    if not isinstance(value, dict):
        findings.error(name, key, f"`{key}` is not a mapping. Write one, or the path of one.")
        return None
    if key == "schema" and not value:
        findings.error(name, key, "the schema lists no fields. Describe each column under `schema.fields`.")
        return None
    return value


def is_table(resource: Mapping[str, Any]) -> bool:
    """Whether a resource says, by its schema, type, profile, format or name, that it is a table."""
    path, named = resource.get("path"), resource.get("format")
    first = path[0] if isinstance(path, list) and path else path
    if "schema" in resource or resource.get("type") == "table" or resource.get("profile") == "tabular-data-resource":
        return True
    if isinstance(named, str) and named:
        return named.lower() in _PLAIN_TABLES
    ending = re.sub(r"[?#].*|\.(gz|bz2|xz|zip)$", "", first.lower()) if isinstance(first, str) else ""
    return ending.endswith(tuple(f".{one}" for one in _PLAIN_TABLES))


def _sound_match(resource: str, schema: Mapping[str, Any], findings: Findings) -> str:
    """How fields and columns must agree. The profile of 2.0 writes the word in an array, the text of the standard does not."""
    value = schema.get("fieldsMatch", "exact")
    word = value[0] if isinstance(value, list) and len(value) == 1 else value
    if word in MODES:
        return str(word)
    findings.error(resource, "schema", f"`fieldsMatch` is {value!r}. Write one of {', '.join(MODES)}.")
    return "exact"


def _sound_key(
    resource: str, rule: str, key: object, names: list[str], findings: Findings, *, listed: bool = False
) -> list[str]:
    """The fields of a key; ``listed``: one alone must stand in a list too. None where it is none."""
    parts = [key] if isinstance(key, str) and not listed else key
    if not is_list_of_text(parts) or not parts or not set(parts) <= set(names):
        findings.error(
            resource, "schema", f"`{rule}` names {key!r}, which is no list of fields. Name fields of the schema."
        )
        return []
    if len(set(parts)) < len(parts):
        findings.error(resource, "schema", f"`{rule}` names a field twice. Remove one.")
    return list(dict.fromkeys(parts))


def _sound_link(resource: str, link: object, names: list[Any], findings: Findings) -> dict[str, Any] | None:
    """A foreign key with lists of fields on both sides; its resource is this one where the standard lets it be left out."""
    reference = link.get("reference") if isinstance(link, dict) else None
    if not isinstance(link, dict) or not isinstance(reference, dict):
        findings.error(resource, "schema", "a foreign key needs `fields` and `reference`. Write both.")
        return None
    fields, there = ([one] if isinstance(one, str) else one for one in (link.get("fields"), reference.get("fields")))
    if not (is_list_of_text(fields) and fields and is_list_of_text(there) and len(fields) == len(there)):
        findings.error(resource, "schema", "a foreign key needs as many fields here as in `reference`. Correct it.")
        return None
    parent = reference.get("resource", "")
    if not isinstance(parent, str):
        findings.error(resource, "schema", "the `resource` of a foreign key is not text. Write the name of one.")
        return None
    if not set(fields) <= set(names):
        findings.error(resource, "schema", f"a foreign key names {fields}, which are not all fields. Correct it.")
        return None
    return {"fields": fields, "resource": parent or resource, "reference": there}


def _list_of(resource: str, key: str, schema: Mapping[str, Any], findings: Findings) -> list[Any]:
    if key not in schema:
        return []
    value = schema[key]
    if isinstance(value, list) and value:
        if len({repr(one) for one in value}) < len(value):
            findings.error(resource, "schema", f"`{key}` lists the same twice. Remove one.")
        return value
    findings.error(resource, "schema", f"`{key}` is no list, or empty. Fill it in, or leave it out.")
    return []
