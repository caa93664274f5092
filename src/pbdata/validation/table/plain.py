"""Cells in the plainest form of their type, read one by one: enough for small tables, without a library for columns.

A reader may only give the value that a column would have. What it does not know, and what is wrong, is left to the columns.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from pbdata.validation.table.forms import DATE, STRING_FORMATS

Field = Mapping[str, Any]

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY = re.compile(DATE)
_INSTANT = re.compile(rf"{DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?Z?")
_YEAR = re.compile(r"[0-9]{4}")
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


def _timed(form: re.Pattern[str], read: Callable[[str], Any]) -> Callable[[str, Field], Any]:
    def value(text: str, field: Field) -> Any:
        if field.get("format", "default") != "default" or not form.fullmatch(text):
            return None
        try:
            return read(text)
        except ValueError:
            return None

    return value


_READERS: Mapping[str, Callable[[str, Field], Any]] = {
    "any": lambda text, _field: text,
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _timed(_DAY, date.fromisoformat),
    "datetime": _timed(_INSTANT, lambda text: datetime.fromisoformat(text.removesuffix("Z"))),
    "year": _timed(_YEAR, int),
}
