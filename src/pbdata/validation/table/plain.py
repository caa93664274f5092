"""Cells in the plainest form of their type, read one by one: enough for small tables, without a library for columns.

A reader may only give the value that a column would have. What it does not know, and what is wrong, is left to the columns.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pbdata.validation.table.forms import DATE, STRING_FORMATS
from pbdata.validation.table.structures import READERS

Field = Mapping[str, Any]
Reader = Callable[[str, Field], Any]

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY = re.compile(DATE)
_INSTANT = re.compile(rf"{DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?Z?")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_STRINGS = {name: re.compile(form) for name, form in STRING_FORMATS.items()}


def plain_value(text: str, field: Field) -> Any:
    """The value of a cell, ``None`` where only a column knows it."""
    reader = _READERS.get(field.get("type", "any"))
    return reader(text, field) if reader else None


def is_plain_ascii(text: str) -> bool:
    """Whether all engines of regular expressions agree on the classes of the characters of a text."""
    return text.isascii() and text.isprintable()


def _string(text: str, field: Field) -> str | None:
    form = _STRINGS.get(field.get("format", "default"))
    return text if form is None or (is_plain_ascii(text) and form.fullmatch(text)) else None


def _integer(text: str, field: Field) -> int | None:
    bare = not field.get("groupChar") and field.get("bareNumber") is not False
    return int(text) if bare and _INTEGER.fullmatch(text) else None


def _number(text: str, field: Field) -> float | None:
    bare = not field.get("groupChar") and field.get("bareNumber") is not False
    return float(text) if bare and field.get("decimalChar", ".") == "." and _NUMBER.fullmatch(text) else None


def _boolean(text: str, field: Field) -> bool | None:
    if text in field.get("trueValues", ("true", "True", "TRUE", "1")):
        return True
    return False if text in field.get("falseValues", ("false", "False", "FALSE", "0")) else None


def _read(read: Callable[..., Any], *given: Any) -> Any:
    """What a reader gives, ``None`` where it refuses."""
    try:
        return read(*given)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _timed(form: re.Pattern[str], usual: Callable[[str], Any], part: Callable[[datetime], Any]) -> Reader:
    """A reader of the default form, and of patterns of strptime, of whose moments ``part`` is taken."""

    def value(text: str, field: Field) -> Any:
        pattern = field.get("format", "default")
        if pattern == "default":
            return _read(usual, text) if form.fullmatch(text) else None
        return _read(lambda: part(datetime.strptime(text, pattern.removeprefix("fmt:")))) if pattern != "any" else None

    return value


def as_utc(value: datetime) -> datetime:
    """The instant without its zone; what has none is taken as it stands."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _year(text: str, _field: Field) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else None


def _month(text: str, _field: Field) -> int | None:
    return int(text[:4]) * 12 + int(text[5:]) if _MONTH.fullmatch(text) else None


def _structure(text: str, field: Field) -> str | None:
    """A structure stays the text that it is."""
    return None if _read(READERS[field["type"]], text, field.get("format", "default")) is None else text


_READERS: Mapping[str, Reader] = {
    "any": lambda text, _field: text,
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _timed(_DAY, date.fromisoformat, datetime.date),
    "time": _timed(_CLOCK, time.fromisoformat, datetime.time),
    "datetime": _timed(_INSTANT, lambda text: datetime.fromisoformat(text.removesuffix("Z")), as_utc),
    "year": _year,
    "yearmonth": _month,
    **dict.fromkeys(READERS, _structure),
}
