"""Whether a field of a schema is sound: its type, format, constraints and categories.

What comes out can be relied on by the later stages: parts that make no sense are reported and left out.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeGuard

from pbdata.validation.package.properties import suggest
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.constants import Constant, canonical
from pbdata.validation.table.forms import ITEM_TYPES, STRING_FORMATS
from pbdata.validation.table.patterns import Pattern, UncheckableError, read_pattern
from pbdata.validation.table.plain import plain_value
from pbdata.validation.table.structures import READERS, schema_fault

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
_TIMES = frozenset({"date", "time", "datetime"})
_TEXTUAL = frozenset({"string", "any"})
# frictionless has this format beside those of the standard; it is taken as text.
_FOREIGN_FORMATS = frozenset({"wkt"})


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


def sound_field(resource: str, field: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    """Return a field of a schema without what makes no sense in it, its constants typed; that is reported."""
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
        drop_unless_values(resource, sound, key, findings)
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
        except _UnknownConstraintError as error:
            findings.skip(f"the constraint `{constraint}` of `{resource}`.{name}, which the standard does not know")
            if str(error) or findings.ours:
                findings.advise(resource, "schema", f"there is no constraint `{constraint}`. {error}", field=name)
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
    values = _labelled(listed)
    constants: list[Constant] = _sound_constraint(field, of_type, "enum", values) if values else []
    return constants


def _labelled(listed: object) -> list[Any]:
    """The values of a list of values, or of a list of mappings with ``value`` and ``label``.

    Raises ``ValueError`` with the rest of a sentence where it is neither.
    """
    if not isinstance(listed, list):
        raise ValueError("must be a list of values. Correct it")
    mappings = [one for one in listed if isinstance(one, dict)]
    if not mappings:
        return listed
    if len(mappings) < len(listed) or not all("value" in one for one in mappings):
        raise ValueError("must be either values or mappings with a `value`. Write all in one way")
    labels = [one["label"] for one in mappings if "label" in one]
    if not is_list_of_text(labels) or len(set(labels)) < len(labels):
        raise ValueError("has a label that is no text, or stands twice. Give each its own")
    return [one["value"] for one in mappings]


class _UnknownConstraintError(ValueError):
    """A constraint of which the standard says nothing; the message is advice, if there is any."""


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
        if key in field and not (isinstance(field[key], str) and (field[key] or key != "delimiter")):
            faults.append((key, f"`{key}` is not text. Write the character in quotes."))
    if field.get("decimalChar") and field["decimalChar"] == field.get("groupChar"):
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


def drop_unless_values(resource: str, owner: dict[str, Any], key: str, findings: Findings) -> None:
    """Leave out lists of cell values that are none; each value may be text or a mapping with a ``value``."""
    try:
        plain = _labelled(owner.get(key, []))
    except ValueError as error:
        findings.error(resource, "schema", f"`{key}` {error}.")
        del owner[key]
        return
    if not is_list_of_text(plain) or (key in owner and not plain and key != "missingValues"):
        findings.error(resource, "schema", f"`{key}` is not a list of text, or empty. Write the cells as text.")
        del owner[key]
    elif key in owner:
        owner[key] = plain
        # Version 1 does not ask for it.
        if key == "missingValues" and len(set(plain)) < len(plain) and not findings.first:
            findings.error(resource, "schema", f"`{key}` lists a value twice. Remove one.")


def _sound_constraint(field: Mapping[str, Any], of_type: str, constraint: str, value: Any) -> Any:
    """The value of a constraint with the type of its column. Raises ``ValueError`` with the rest of a sentence."""
    if constraint not in _LEGAL_TYPES:
        meant = suggest(str(constraint), _LEGAL_TYPES)
        raise _UnknownConstraintError(f"Write `{meant}`." if meant else "")
    if of_type not in _LEGAL_TYPES[constraint] and of_type != "any":
        raise ValueError(f"is not for fields of type {of_type}. Remove it")
    if constraint in ("required", "unique") and not isinstance(value, bool):
        raise ValueError("must be true or false. Correct it")
    if constraint == "pattern":
        return _sound_pattern(value)
    if constraint == "jsonSchema":
        return _sound_json_schema(value)
    if constraint in _LENGTHS and type(value) is not int:
        raise ValueError("must be a whole number. Correct it")
    if constraint in _LENGTHS:
        # No cell is shorter or longer than that.
        return max(-1, min(value, 2**31))
    if constraint in _BOUNDS and "type" not in field:
        raise ValueError("is for a field with a type, and this has none. Add `type`")
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
    if not isinstance(value, dict):
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
    if of_type == "year" and type(value) is int:
        return Constant(text, typed_value("integer", value))
    lexical = _lexical_value(text, field)
    if isinstance(value, str) and lexical is not None:
        return Constant(text, lexical)
    if of_type in ("integer", "number", "boolean", "date"):
        return Constant(text, typed_value(of_type, value))
    usual = _lexical_value(text, {"type": of_type})
    if isinstance(value, bool) or usual is None:
        raise ValueError("of another type")
    return Constant(text, usual)


def _lexical_value(text: str, field: Mapping[str, Any]) -> Any:
    """The value that a cell with some text has, ``None`` where it has none."""
    value = plain_value(text, field)
    if value is None:
        from pbdata.validation.table.types import read_one

        value = read_one(text, field)
    return value


def is_list_of_text(value: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of text."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
