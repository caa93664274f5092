"""Whether the metadata of a package keep to the standard, name licences and versions rightly, and are not misspelt."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from pbdata.captures.store.dataset import SEMVER
from pbdata.datafiles import read_data
from pbdata.validation.report.findings import Findings

_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SHORT, _LONG = 5, 40
_FAULTS = 200
_NOUNS = {
    "string": "text, in quotes where YAML would read a number or a date",
    "array": "a list",
    "object": "a mapping",
    "boolean": "true or false",
    "integer": "a whole number",
}
_TYPES = {"string": str, "array": list, "object": dict, "boolean": bool, "integer": int}
_KEYWORDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda value, wanted: (
        isinstance(value, _TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
    ),
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
        # The standard wants no text to be filled in; an empty one says nothing all the same.
        report = findings.advise if fault.keyword == "minLength" else findings.error
        report(resource, "metadata", f"`{_path(at)}` {_sentence(fault, at)}")
    version, created = descriptor.get("version"), descriptor.get("created")
    if isinstance(version, str) and version and not SEMVER.fullmatch(version):
        findings.advise(None, "metadata", "`version` should be one of Semantic Versioning. Write it as in 0.1.0.")
    if isinstance(created, str) and created and not _is_datetime(created):
        message = "`created` is no date and time of RFC 3339. Write it as in 2026-01-31T00:00:00Z."
        findings.error(None, "metadata", message)
    resources = descriptor.get("resources")
    owners = [descriptor, *(resources if isinstance(resources, list) else ())]
    for owner in owners:
        if isinstance(owner, dict):
            name = None if owner is descriptor else _name(owner)
            _check_licences(name, owner.get("licenses"), findings)
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
    """The known word for which another was probably meant: it differs in one letter, in capitals or in its joints."""
    forms = _forms(tuple(known))
    form = _form(word)
    if form in forms:
        return forms[form]
    if not _SHORT <= len(form) <= _LONG:
        return None
    near = {forms[one] for one in (form, *_shorter(form)) if one in forms}
    return next((one for one in sorted(near) if _is_near(form, _form(one))), None)


@cache
def _forms(known: tuple[str, ...]) -> Mapping[str, str]:
    """The known words by their forms, and by what is left of long ones without any one letter."""
    plain = {_form(one): one for one in known}
    near = {shorter: word for form, word in plain.items() if len(form) >= _SHORT for shorter in _shorter(form)}
    return near | plain


def _form(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "")


def _shorter(form: str) -> Iterator[str]:
    return (form[:at] + form[at + 1 :] for at in range(len(form)))


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter more, less or other, or by two neighbours that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, their_rest = one[at:], other[at:]
    swapped = rest[1::-1] + rest[2:] == their_rest
    return rest[1:] == their_rest or rest == their_rest[1:] or rest[1:] == their_rest[1:] or swapped


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
    if keyword == "pattern" and place and place[-1] == "path":
        return "is neither an address nor a path within the package. Write one of them."
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
            message = f"`licenses` names {name!r}, which is no SPDX identifier. Write one, such as CC-BY-4.0; a title may say the rest."
            findings.error(resource, "license", message)


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
        # frictionless writes how many fields and rows there are.
        if belongs and not (part == "resource" and type(properties[key]) is int):
            findings.advise(resource, "property", f"`{key}`{where} does nothing here. Move it into `{belongs}`.")
        if belongs:
            continue
        meant = None if key.casefold() in rules["innocent"] else suggest(key, known)
        if meant and meant not in properties:
            findings.advise(resource, "property", f"`{key}`{where} is not a property of the standard. Write `{meant}`.")


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
