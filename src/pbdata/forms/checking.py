"""Hold what people wrote against the schema of a form, and say all that is wrong, each with its place and what to do."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pbdata.checked_yaml import MOMENT_FORM, did_you_mean, is_moment
from pbdata.datafiles import read_data
from pbdata.forms.reading import Step, Written

Schema = Mapping[str, Any]

_KINDS = {bool: "true or false", int: "a number", float: "a number"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_INTERVAL = "Write a date, or two as first/last: 2025-01/2025-03."


class Fault(NamedTuple):
    """What is wrong with the value that ``steps`` lead to, or with its key, and what to do."""

    steps: tuple[Step, ...]
    said: str
    of_key: bool = False


def is_interval(text: str) -> bool:
    """Whether ``text`` is a moment, or two of them in their order with a slash between."""
    first, slash, last = text.partition("/")
    return is_moment(first) and (not slash or is_moment(last) and first <= last)


def is_day(text: str) -> bool:
    """Whether ``text`` is a day of the calendar: YYYY-MM-DD."""
    return len(text) == len("2026-01-31") and is_moment(text)


_FORMATS = {
    "moment": is_moment,
    "interval": is_interval,
    "day": is_day,
    "printable": lambda text: not _CONTROL.search(text),
}
_ADVICE = {"moment": MOMENT_FORM, "interval": _INTERVAL, "day": "Write the day: YYYY-MM-DD."}


def form(package: str, name: str) -> Schema:
    """The schema of a form: ``forms/NAME.yaml`` in the folder of ``package``."""
    schema: Schema = read_data(package, f"forms/{name}.yaml")
    return schema


@cache
def _validator(package: str, name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(dict(form(package, name)), formats=_FORMATS, validate_formats=True)


def check(written: Written, package: str, name: str) -> None:
    """Note in ``written`` all that its form does not allow."""
    schema = form(package, name)
    for steps, mark in written.repeated:
        around = _schema_at(schema, steps[:-1])
        written.wrong_at(mark, f"`{steps[-1]}` stands twice in {_called(around, steps[:-1])}. Keep one.")
    for steps in written.nulls:
        known = _schema_at(schema, steps[:-1]).get("properties")
        if known is not None and steps[-1] not in known:
            said = f"`{steps[-1]}` is no key of {_called(_schema_at(schema, steps[:-1]), steps[:-1])}."
            written.wrong(steps, f"{said} {did_you_mean(str(steps[-1]), tuple(known))}", key=True)
    for fault in faults(written.value, package, name, lambda steps: written.part(steps).raw):
        written.wrong(fault.steps, fault.said, key=fault.of_key)


def faults(value: Any, package: str, name: str, raw: Callable[[Sequence[Step]], str] = lambda _: "") -> Iterator[Fault]:
    """All that a form does not allow of a value. ``raw`` gives a scalar as it is written."""
    schema = form(package, name)
    for error in _validator(package, name).iter_errors(value):
        steps: tuple[Step, ...] = tuple(error.instance_path)
        yield from _told(_schema_at(schema, steps), steps, error, raw(steps))


def _told(schema: Schema, steps: tuple[Step, ...], error: Any, raw: str) -> Iterator[Fault]:
    """One error of the validator in the words of the form."""
    what, kind, value = _called(schema, steps), error.kind, error.instance
    match kind.name:
        case "required":
            yield Fault((*steps, kind.property), f"{what} has no `{kind.property}`. Write it.")
        case "additionalProperties":
            known = tuple(schema["properties"])
            for key in kind.unexpected:
                yield Fault((*steps, key), f"`{key}` is no key of {what}. {did_you_mean(key, known)}", of_key=True)
        case "uniqueItems":
            for at, item in _repeated(value):
                yield Fault((*steps, at), f"`{item}` stands twice in {what}. Keep one.")
        case _:
            said = _said(schema, what, kind, value, raw)
            if said:
                yield Fault(steps, said)


def _said(schema: Schema, what: str, kind: Any, value: Any, raw: str) -> str | None:
    """What is wrong with a value by itself; ``None`` where another fault of the same value says it."""
    advice = schema.get("advice") or _ADVICE.get(schema.get("format", ""), "")
    match kind.name:
        case "type":
            return _wrong_type(schema, what, value, raw)
        case "minimum" | "maximum" if "string" not in _types(schema):
            return _wrong_type(schema, what, value, raw)
        case "minItems" if not value:
            return f"{what} is an empty list. {advice or 'Write at least one.'}"
        case "minItems" | "maxItems":
            return f"{what} has {len(value)} items. {advice}".rstrip()
        case "minLength" if not value:
            return f"{what} is empty. Write it, or null where it is not known."
        case "minLength" | "maxLength":
            return f"{what} has {len(value)} characters. {advice}".rstrip()
        case "format" if kind.format == "printable":
            return f"{what} holds a control character. Remove it."
        case "enum":
            options = [str(option) for option in schema["enum"] if option is not None]
            return f"{what} cannot be `{raw or value}`. {did_you_mean(str(value), options)}"
    if value == "" and "minLength" in schema:
        return None
    return f"{what} cannot be `{raw or value}`. {advice}".rstrip()


def _wrong_type(schema: Schema, what: str, value: Any, raw: str) -> str:
    types = _types(schema)
    if "object" in types:
        keys = schema.get("required") or tuple(schema.get("properties", ()))
        wanted = f"the keys {', '.join(keys)}" if keys else "each on a line of its own"
        return f"{what} must be `key: value` lines. Write {wanted}."
    if "array" in types:
        return f"{what} must be a list. Begin each item with `- `."
    if schema.get("format") in _ADVICE:
        return f"{what} cannot be `{raw or value}`. {schema.get('advice') or _ADVICE[schema['format']]}"
    if "boolean" in types:
        return f"{what} must be true or false. Write one of them, without quotes."
    if "string" not in types:
        return f"{what} must be a whole number from 0 up. Write digits only."
    if type(value) in _KINDS:
        return f"{what} must be text, and `{raw}` is {_KINDS[type(value)]}. Put it in quotes."
    return f"{what} must be text. Write one value."


def _types(schema: Schema) -> Sequence[str]:
    given = schema.get("type", ())
    return [given] if isinstance(given, str) else given


def _called(schema: Schema, steps: Sequence[Step]) -> str:
    """What a message calls a part: as the form says, or by its key."""
    if "called" in schema:
        return str(schema["called"])
    keys = [step for step in steps if isinstance(step, str)]
    if steps and isinstance(steps[-1], int):
        return f"an item of `{keys[-1]}`" if keys else "an item"
    return f"`{keys[-1]}`" if keys else "the file"


def _schema_at(schema: Schema, steps: Sequence[Step]) -> Schema:
    """The part of a schema that describes what is reached by ``steps``; nothing where the schema knows no such part."""
    for step in steps:
        inner = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        schema = inner
    return schema


def _repeated(items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    for at, item in enumerate(items):
        if item in items[:at]:
            yield at, item
