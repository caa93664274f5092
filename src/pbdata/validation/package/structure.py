"""Whether the resources of a descriptor and their schemas are sound.

What comes out can be relied on by the later stages: parts of a schema that make no sense are reported and left out.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeGuard

import polars as pl

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import contained
from pbdata.validation.limits import Limits
from pbdata.validation.package.fetching import Fetcher, NotFetchedError
from pbdata.validation.package.properties import suggest
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.columns import Constant, canonical
from pbdata.validation.table.headers import MODES, told_apart
from pbdata.validation.table.patterns import Pattern, UncheckableError, read_pattern
from pbdata.validation.table.structures import READERS, schema_fault
from pbdata.validation.table.types import ITEM_TYPES, STRING_FORMATS, read_values

_TYPES = frozenset({
    "string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year", "yearmonth",
    "duration", "geopoint", "geojson", "any",
})  # fmt: skip
_ORDERED = frozenset({"integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"})
_LONG = frozenset({"string", "array", "object", "list"})
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTHS = ("minLength", "maxLength")
_CATEGORICAL = frozenset({"string", "integer", "any"})
_LEGAL_TYPES = {
    "required": _TYPES,
    "unique": _TYPES,
    "enum": _TYPES,
    "pattern": frozenset({"string"}),
    "jsonSchema": frozenset({"array", "object", "geojson"}),
    **dict.fromkeys(_BOUNDS, _ORDERED),
    **dict.fromkeys(_LENGTHS, _LONG),
}
_DEFAULT = frozenset({"default"})
_FORMATS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_TYPES - {"any", "date", "time", "datetime"}, _DEFAULT),
    "string": frozenset({"default", *STRING_FORMATS}),
    "geopoint": frozenset({"default", "array", "object"}),
    "geojson": frozenset({"default", "topojson"}),
}
_PLAIN_TABLES = ("csv", "tsv", "parquet")
_TIMES = frozenset({"date", "time", "datetime"})
_TEXTUAL = frozenset({"string", "any"})
# frictionless has this format beside those of the standard; it is taken as text.
_FOREIGN_FORMATS = frozenset({"wkt"})

_MOST_KEYS = 50


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
    if isinstance(value, date) and of_type == "date":
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
            findings.error(None, "resources", f"resource {position + 1} has no name. Give it one.")
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
    _drop_unless_values(name, sound, "missingValues", findings)
    fields = zip(schema.get("fields") or (), told_apart(names), strict=True)
    sound["fields"] = [_sound_field(name, {**field, "name": own}, findings) for field, own in fields]
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
    if len(names) < len(fields) or not all(one and "\0" not in one for one in names):
        findings.error(table, "schema", "a field of the schema has no name. Give each field the name of its column.")
        return None
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
    if value is None:
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


def _sound_field(resource: str, field: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    sound = dict(field)
    name, of_type = field["name"], field.get("type", "any")

    def wrong(message: str) -> None:
        findings.error(resource, "schema", message, field=name)

    if not isinstance(of_type, str) or of_type not in _TYPES:
        meant = suggest(of_type, _TYPES) if isinstance(of_type, str) else None
        advice = f"Write {meant}" if meant else f"Use one of {', '.join(sorted(_TYPES))}"
        wrong(f"there is no type {of_type!r}. {advice}.")
        of_type = sound["type"] = "any"
    for key, message in _notation_faults(of_type, field):
        wrong(message)
        sound.pop(key, None)
    for key in ("missingValues", "trueValues", "falseValues"):
        _drop_unless_values(resource, sound, key, findings)
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        wrong("`constraints` is not a mapping. Write one.")
        constraints = {}
    sound["constraints"] = {}
    for constraint, value in constraints.items():
        try:
            sound["constraints"][constraint] = _sound_constraint(sound, of_type, constraint, value)
        except UncheckableError as error:
            findings.skip(f"the constraint `{constraint}` of `{resource}`.{name}, because {error}")
        except _PatternError as error:
            wrong(str(error))
        except ValueError as error:
            wrong(f"the constraint `{constraint}` {error}.")
    if "categories" in field:
        try:
            sound["categories"] = _sound_categories(sound, of_type, field["categories"])
        except ValueError as error:
            wrong(f"`categories` {error}.")
            del sound["categories"]
    known = {one.text for one in sound.get("categories", ())}
    if known and not {one.text for one in sound["constraints"].get("enum", ())} <= known:
        wrong("the constraint `enum` has a value that `categories` does not list. Add it there.")
    return sound


def _sound_categories(field: Mapping[str, Any], of_type: str, listed: object) -> list[Constant]:
    """The values of the categories. Raises ``ValueError`` with the rest of a sentence."""
    if of_type not in _CATEGORICAL:
        raise ValueError(f"are for fields of type string and integer, not {of_type}. Remove them")
    values = [one.get("value") if isinstance(one, dict) else one for one in listed] if isinstance(listed, list) else []
    constants: list[Constant] = _sound_constraint(field, of_type, "enum", values)
    return constants


class _PatternError(ValueError):
    """A pattern that cannot be used; the message is a whole sentence."""


def _notation_faults(of_type: str, field: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with how a field says that its values are written: the property, and a sentence."""
    faults = []
    form = field.get("format", "default")
    known = _FORMATS.get(of_type)
    if not isinstance(form, str):
        faults.append(("format", "`format` is not text. Write it in quotes."))
    elif known and form not in known | _FOREIGN_FORMATS:
        faults.append(("format", f"{of_type} has no format {form!r}. Use one of {', '.join(sorted(known))}."))
    elif of_type in _TIMES and form not in ("default", "any") and not _is_time_format(form):
        faults.append(("format", f"the format {form!r} is no pattern of a {of_type}. Write it as in %Y-%m-%d."))
    for key in ("decimalChar", "groupChar", "delimiter"):
        if key in field and not (isinstance(field[key], str) and field[key]):
            faults.append((key, f"`{key}` is not text. Write the character in quotes."))
    if "decimalChar" in field and field["decimalChar"] == field.get("groupChar"):
        faults.append(("groupChar", "`groupChar` and `decimalChar` are the same. Change one."))
    if "bareNumber" in field and not isinstance(field["bareNumber"], bool):
        faults.append(("bareNumber", "`bareNumber` must be true or false. Correct it."))
    if of_type == "list" and field.get("itemType", "string") not in ITEM_TYPES:
        faults.append(
            ("itemType", f"a list has no items of type {field['itemType']!r}. Use one of {', '.join(ITEM_TYPES)}.")
        )
    return faults


def _is_time_format(form: str) -> bool:
    """Whether ``strptime`` reads what ``strftime`` writes; a zone is no hindrance, a directive that stands twice is."""
    pattern = form.removeprefix("fmt:")
    try:
        datetime.strptime(datetime(2000, 1, 1, tzinfo=UTC).strftime(pattern), pattern)
    except (ValueError, OverflowError, re.error):
        return False
    return "%" in pattern


def _drop_unless_values(resource: str, owner: dict[str, Any], key: str, findings: Findings) -> None:
    """Leave out lists of cell values that are none; each value may be text or a mapping with a ``value``."""
    values = owner.get(key, [])
    plain = [one.get("value") if isinstance(one, dict) else one for one in values] if isinstance(values, list) else None
    if plain is None or not _is_list_of_text(plain):
        findings.error(resource, "schema", f"`{key}` is not a list of text. Write the cells as text.")
        del owner[key]
    elif key in owner:
        owner[key] = plain
        if key == "missingValues" and len(set(plain)) < len(plain):
            findings.error(resource, "schema", f"`{key}` lists a value twice. Remove one.")


def _sound_constraint(field: Mapping[str, Any], of_type: str, constraint: str, value: Any) -> Any:
    """The value of a constraint with the type of its column. Raises ``ValueError`` with the rest of a sentence."""
    if constraint not in _LEGAL_TYPES:
        meant = suggest(str(constraint), _LEGAL_TYPES)
        advice = f"Write `{meant}`" if meant else f"Use one of {', '.join(_LEGAL_TYPES)}"
        raise ValueError(f"does not exist. {advice}")
    if of_type not in _LEGAL_TYPES[constraint] and of_type != "any":
        raise ValueError(f"is not for fields of type {of_type}. Remove it")
    if constraint in ("required", "unique") and not isinstance(value, bool):
        raise ValueError("must be true or false. Correct it")
    if constraint == "pattern":
        return _sound_pattern(value)
    if constraint == "jsonSchema":
        return _sound_json_schema(value)
    if constraint in _LENGTHS and (type(value) is not int or value < 0):
        raise ValueError("must be a whole number from 0 up. Correct it")
    if constraint in _LENGTHS:
        # No cell is longer than that.
        return min(value, 2**31)
    if constraint == "enum":
        return _sound_enum(field, of_type, value)
    return _typed(field, of_type, value) if constraint in _BOUNDS else value


def _sound_enum(field: Mapping[str, Any], of_type: str, value: Any) -> list[Constant]:
    if not (isinstance(value, list) and value):
        raise ValueError("must be a list of values. Correct it")
    constants = [_typed(field, of_type, one) for one in value]
    if len({one.text for one in constants}) < len(constants):
        raise ValueError("lists a value twice. Remove one")
    return constants


def _typed(field: Mapping[str, Any], of_type: str, value: Any) -> Constant:
    try:
        return _constant(field, of_type, value)
    except ValueError:
        raise ValueError(f"has a value that is no {of_type}. Correct it") from None


def _sound_pattern(value: object) -> Pattern:
    if not isinstance(value, str):
        raise ValueError("must be a regular expression. Put it in quotes")
    try:
        return read_pattern(value)
    except UncheckableError:
        raise
    except ValueError as error:
        raise _PatternError(str(error)) from None


def _sound_json_schema(value: object) -> object:
    if not isinstance(value, dict | bool):
        raise ValueError("must be a JSON Schema. Write a mapping")
    fault = schema_fault(value)
    if fault:
        raise ValueError(f"is no JSON Schema that can be used: {fault}. Correct it")
    return value


def _constant(field: Mapping[str, Any], of_type: str, value: Any) -> Constant:
    """A value for comparison with the cells of a field. Raises ``ValueError`` where no cell can have it."""
    if of_type == "list" and isinstance(value, str):
        value = value.split(field.get("delimiter", ","))
    if of_type in READERS or of_type == "list":
        text = canonical(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        return Constant(text, None)
    if of_type in _TEXTUAL:
        return Constant(str(value), typed_value("string", value) if of_type == "string" else str(value))
    text = str(value)
    lexical = read_values(pl.Series([text], dtype=pl.String), field)
    if isinstance(value, str) and lexical.wrong is None:
        return Constant(text, lexical.typed[0])
    if of_type in ("integer", "number", "boolean", "date"):
        return Constant(text, typed_value(of_type, value))
    plain = read_values(pl.Series([text], dtype=pl.String), {"type": of_type})
    if isinstance(value, bool) or plain.wrong is not None:
        raise ValueError("of another type")
    return Constant(text, plain.typed[0])


def _sound_key(
    resource: str, rule: str, key: object, names: list[str], findings: Findings, *, listed: bool = False
) -> list[str]:
    """The fields of a key; ``listed``: one alone must stand in a list too. None where it is none."""
    parts = [key] if isinstance(key, str) and not listed else key
    if not _is_list_of_text(parts) or not parts or not set(parts) <= set(names):
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
    if not (_is_list_of_text(fields) and fields and _is_list_of_text(there) and len(fields) == len(there)):
        findings.error(resource, "schema", "a foreign key needs as many fields here as in `reference`. Correct it.")
        return None
    if not set(fields) <= set(names):
        findings.error(resource, "schema", f"a foreign key names {fields}, which are not all fields. Correct it.")
        return None
    return {"fields": fields, "resource": str(reference.get("resource") or resource), "reference": there}


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


def _is_list_of_text(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
