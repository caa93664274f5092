"""Whether the metadata of a package keep to the standard, name licences and versions rightly, and are not misspelt."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pbdata.datafiles import read_data
from pbdata.validation.report.findings import Findings

_SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?",
    re.ASCII,
)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_PROFILES = re.compile(
    r"(data-package|data-resource|tabular-data-package|tabular-data-resource|fiscal-data-package)"
    r"|https?://(www\.)?datapackage\.org/profiles/[12]\.\d+/(datapackage|dataresource|tableschema|tabledialect)\.json"
    r"|https?://specs\.frictionlessdata\.io/schemas/[a-z-]+\.json"
)
_CLOSE = 0.8
_SHORT = 4
_FAULTS = 200
_NOUNS = {
    "string": "text, in quotes where YAML would read a number or a date",
    "array": "a list",
    "object": "a mapping",
    "boolean": "true or false",
}
_TYPES = {"string": str, "array": list, "object": dict, "boolean": bool}
_KEYWORDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda value, wanted: isinstance(value, _TYPES[wanted]),
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "minProperties": lambda value, wanted: not isinstance(value, dict) or len(value) >= wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value)),
    "anyOf": lambda value, wanted: (
        not isinstance(value, dict) or any(set(one["required"]) <= value.keys() for one in wanted)
    ),
}


def check_metadata(descriptor: Mapping[str, Any], findings: Findings) -> None:
    """Check the properties of the package and of its resources, but for what their schemas and files say."""
    profile = read_data(__package__, "profiles/package.yaml")
    for number, fault in enumerate(profile_faults(descriptor, profile, profile)):
        if number == _FAULTS:
            findings.error(None, "metadata", "there are more faults like these. Correct them first.")
            break
        resource, at = _owner(descriptor, fault.place)
        findings.error(resource, "metadata", f"`{_path(at)}` {_sentence(fault, at)}")
    version, created = descriptor.get("version"), descriptor.get("created")
    if isinstance(version, str) and version and not _SEMVER.fullmatch(version):
        _wrong(findings, "version", "Write MAJOR.MINOR.PATCH, such as 0.1.0.")
    if isinstance(created, str) and created and not _is_datetime(created):
        _wrong(findings, "created", "Write a date and time, such as 2026-01-31T00:00:00Z.")
    resources = descriptor.get("resources")
    owners = [descriptor, *(resources if isinstance(resources, list) else ())]
    for owner in owners:
        if isinstance(owner, dict):
            name = None if owner is descriptor else _name(owner)
            _check_licences(name, owner.get("licenses"), findings)
            _check_profile(owner, findings)
    for resource, part, properties, at in _parts(descriptor):
        _check_spelling(resource, part, properties, at, findings)


class Fault(NamedTuple):
    """Where a descriptor departs from the profile: the place, and the word of JSON Schema that it breaks with its value."""

    place: tuple[str | int, ...]
    keyword: str
    wanted: Any


def profile_faults(
    value: Any, schema: Mapping[str, Any], profile: Mapping[str, Any], place: tuple[str | int, ...] = ()
) -> Iterator[Fault]:
    """Hold a value against a part of the profile, which uses a few words of JSON Schema only.

    A library for all of JSON Schema takes as long to load as the rest of a small validation; the tests prove that it says
    the same.
    """
    if "$ref" in schema:
        schema = profile["$defs"][schema["$ref"].rpartition("/")[2]]
    for keyword, holds in _KEYWORDS.items():
        if keyword in schema and not holds(value, schema[keyword]):
            yield Fault(place, keyword, schema[keyword])
    if isinstance(value, dict):
        for key, part in schema.get("properties", {}).items():
            if key in value:
                yield from profile_faults(value[key], part, profile, (*place, key))
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from profile_faults(item, schema["items"], profile, (*place, number))


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word for which another was probably meant."""
    by_form = {one.casefold().replace("_", "").replace("-", ""): one for one in known}
    form = word.casefold().replace("_", "").replace("-", "")
    if form in by_form:
        return by_form[form]
    if len(form) < _SHORT:
        return None
    swapped = [one for one in by_form if sorted(one) == sorted(form)]
    close = swapped or difflib.get_close_matches(form, by_form, n=1, cutoff=_CLOSE)
    return by_form[close[0]] if close else None


def _wrong(findings: Findings, key: str, advice: str) -> None:
    findings.error(None, "metadata", f"`{key}` is not what the Data Package standard asks for. {advice}")


def _owner(descriptor: Mapping[str, Any], place: Sequence[str | int]) -> tuple[str | None, Sequence[str | int]]:
    """The resource to which a place belongs, and the place within it."""
    if len(place) > 1 and place[0] == "resources":
        resource = descriptor["resources"][place[1]]
        return (_name(resource) if isinstance(resource, dict) else None), place[2:]
    return None, place


def _name(resource: Mapping[str, Any]) -> str | None:
    name = resource.get("name")
    return name if isinstance(name, str) else None


def _path(place: Sequence[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.removeprefix(".") or "the resource"


def _sentence(fault: Fault, place: Sequence[str | int]) -> str:
    keyword, wanted = fault.keyword, fault.wanted
    if keyword == "type":
        return f"is of another type than the standard asks for. Write {_NOUNS[wanted]}."
    if keyword in ("minLength", "minItems", "minProperties"):
        return "is empty. Fill it in, or leave it out."
    if keyword == "anyOf" and "licenses" in place:
        return "has neither a name nor a path. Give the licence one of them."
    return "is not written as the standard asks for. Correct it."


def _is_datetime(text: str) -> bool:
    if not _DATETIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def _check_licences(resource: str | None, licences: object, findings: Findings) -> None:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    for licence in licences if isinstance(licences, list) else ():
        name = licence.get("name") if isinstance(licence, dict) else None
        if not isinstance(name, str) or not name or name.casefold() in read_data(__package__, "rules/licenses.yaml"):
            continue
        try:
            canonicalize_license_expression(name)
        except InvalidLicenseExpression:
            message = (
                f"the licence {name!r} is no SPDX identifier. Write one, such as CC-BY-4.0; a title may say the rest."
            )
            findings.error(resource, "license", message)


def _check_profile(owner: Mapping[str, Any], findings: Findings) -> None:
    for key in ("$schema", "profile"):
        named = owner.get(key)
        if isinstance(named, str) and not _PROFILES.fullmatch(named):
            findings.skip(f"the profile {named}, because it is none of the standard's, and nothing is fetched")


def _check_spelling(
    resource: str | None, part: str, properties: Mapping[Any, Any], at: str, findings: Findings
) -> None:
    rules = read_data(__package__, "rules/properties.yaml")
    known = rules[part]
    for key in properties:
        if not isinstance(key, str) or key in known or ":" in key:
            continue
        where = f" of {at}" if at else ""
        belongs = rules["misplaced"].get(part, {}).get(key)
        if belongs:
            findings.error(resource, "property", f"`{key}`{where} does nothing here. Move it into `{belongs}`.")
            continue
        meant = None if key.casefold() in rules["innocent"] else suggest(key, known)
        if meant and meant not in properties:
            findings.error(resource, "property", f"`{key}`{where} is not a property of the standard. Write `{meant}`.")


def _parts(descriptor: Mapping[str, Any]) -> Iterator[tuple[str | None, str, Mapping[Any, Any], str]]:
    """Each mapping of a descriptor whose properties the standard names: its resource, kind, content, and what to call it."""
    yield None, "package", descriptor, ""
    yield from _people(None, descriptor)
    for resource in _mappings(descriptor.get("resources")):
        name = _name(resource)
        yield name, "resource", resource, ""
        yield from _people(name, resource)
        if isinstance(resource.get("dialect"), dict):
            yield name, "dialect", resource["dialect"], "the dialect"
        schema = resource.get("schema")
        if not isinstance(schema, dict):
            continue
        yield name, "schema", schema, "the schema"
        for field in _mappings(schema.get("fields")):
            yield name, "field", field, f"the field {field.get('name')}"
        for link in _mappings(schema.get("foreignKeys")):
            yield name, "foreignKey", link, "a foreign key"
            if isinstance(link.get("reference"), dict):
                yield name, "reference", link["reference"], "a foreign key's reference"


def _people(name: str | None, owner: Mapping[str, Any]) -> Iterator[tuple[str | None, str, Mapping[Any, Any], str]]:
    for plural, kind in (("licenses", "license"), ("contributors", "contributor"), ("sources", "source")):
        for one in _mappings(owner.get(plural)):
            yield name, kind, one, f"a {kind}"


def _mappings(value: object) -> Iterator[Mapping[Any, Any]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
