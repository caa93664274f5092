"""JSON Schemas of plain words as functions, which are many times faster than a library for all of JSON Schema.

A function may only say that a value fits. What it does not pass, and every schema with a word that is not here, is left to the
library.
"""

from collections.abc import Callable, Mapping, Sized
from typing import Any

Check = Callable[[Any], bool]

_NOTES = frozenset(
    {"$schema", "$id", "$comment", "title", "description", "default", "examples", "format", "deprecated"}
)
_TYPES: Mapping[str, Check] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def quick_check(schema: Any) -> Check | None:
    """A function that is true only for values that fit a schema; ``None`` where a word of it is not known here."""
    if not isinstance(schema, dict):
        return None
    checks = []
    for word, wanted in schema.items():
        if word in _NOTES:
            continue
        make = _WORDS.get(word)
        check = make(wanted, schema) if make else None
        if check is None:
            return None
        checks.append(check)
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def _of_type(wanted: Any, _schema: Any) -> Check | None:
    kinds = [_TYPES.get(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
    known = [one for one in kinds if one]
    if len(known) < len(kinds):
        return None
    return known[0] if len(known) == 1 else lambda value: any(one(value) for one in known)


def _among(wanted: Any, _schema: Any) -> Check | None:
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        return None
    members = frozenset(wanted)
    return lambda value: isinstance(value, str) and value in members


def _required(wanted: Any, _schema: Any) -> Check:
    names = frozenset(wanted)
    return lambda value: not isinstance(value, dict) or names <= value.keys()


def _properties(wanted: Any, _schema: Any) -> Check | None:
    parts = {name: quick_check(part) for name, part in wanted.items()}
    known = [(name, check) for name, check in parts.items() if check]
    if len(known) < len(parts):
        return None
    return lambda value: (
        not isinstance(value, dict) or all(check(value[name]) for name, check in known if name in value)
    )


def _no_others(wanted: Any, schema: Mapping[str, Any]) -> Check | None:
    if wanted is not False or "patternProperties" in schema:
        return None
    names = schema.get("properties", {}).keys()
    return lambda value: not isinstance(value, dict) or value.keys() <= names


def _items(wanted: Any, schema: Mapping[str, Any]) -> Check | None:
    check = quick_check(wanted)
    if check is None or "prefixItems" in schema:
        return None
    return lambda value: not isinstance(value, list) or all(map(check, value))


def _size(kind: type[Sized], least: bool) -> Callable[[Any, Any], Check]:
    def make(wanted: Any, _schema: Any) -> Check:
        if least:
            return lambda value: not isinstance(value, kind) or len(value) >= wanted
        return lambda value: not isinstance(value, kind) or len(value) <= wanted

    return make


def _bound(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Check]:
    is_number = _TYPES["number"]
    return lambda wanted, _schema: lambda value: not is_number(value) or holds(value, wanted)


_WORDS: Mapping[str, Callable[[Any, Any], Check | None]] = {
    "type": _of_type,
    "enum": _among,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _no_others,
    "items": _items,
    "minItems": _size(list, True),
    "maxItems": _size(list, False),
    "minLength": _size(str, True),
    "maxLength": _size(str, False),
    "minProperties": _size(dict, True),
    "maxProperties": _size(dict, False),
    "minimum": _bound(lambda value, bound: value >= bound),
    "maximum": _bound(lambda value, bound: value <= bound),
    "exclusiveMinimum": _bound(lambda value, bound: value > bound),
    "exclusiveMaximum": _bound(lambda value, bound: value < bound),
}
