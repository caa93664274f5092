"""The columns of fact tables as a curator fills them in: which there are, and what may stand in a cell."""

import re
from collections.abc import Mapping
from functools import cache
from math import isfinite
from typing import Any

from pbdata.checked_yaml import did_you_mean
from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.model.correction import Cell
from pbdata.package.schemas import schemas

_OF_WORDS = ("field", "start", "stop", "surface")
_MACHINE = frozenset({"article_id", "detectors", "rule", "review_status"})
# What follows from other cells of a row that is added.
_FOLLOWS = {"programme_mentions": {"programme_id"}, "place_mentions": {"level", "n_candidates"}}


@cache
def columns_of(table: str) -> dict[str, Mapping[str, Any]]:
    """The fields of the Table Schema that a decision on a fact may expect, by name."""
    return {field["name"]: field for field in schemas()[table]["fields"] if field["name"] not in _MACHINE}


@cache
def changeable(table: str) -> tuple[str, ...]:
    """The columns that may be changed: all but what tells the row, and but for the words, which follow from their place."""
    kept = {*fact_tables()[table].key} if fact_tables()[table].prefix else set()
    return tuple(name for name in columns_of(table) if name not in kept | {"surface"})


@cache
def needed(table: str) -> tuple[str, ...]:
    """The columns that a row which is added must be given."""
    one = fact_tables()[table]
    given = {*_OF_WORDS, *_FOLLOWS.get(table, ()), *(one.key if one.prefix else ())}
    fields = columns_of(table)
    return tuple(name for name in one.columns if name in fields and name not in given and _is_required(fields[name]))


def cell(field: Mapping[str, Any], raw: str | None) -> tuple[Cell, str | None]:
    """What is written for a cell (``None`` for null) as a value of its column, or what is wrong with it and what to do."""
    name, limits = field["name"], field.get("constraints", {})
    if raw is None:
        return None, f"`{name}` cannot be empty. Write a value." if _is_required(field) else None
    value = _typed(field["type"], raw.strip())
    if value is None or value == "":
        return (
            None,
            f"`{name}` cannot be `{raw}`: it holds {_KINDS[field['type']]}. Write one, or null for an empty cell.",
        )
    known = limits.get("enum")
    if known and value not in known:
        return None, f"`{name}` cannot be `{raw}`. {did_you_mean(raw, [str(one) for one in known])}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], str(value)):
        return None, f"`{name}` cannot be `{raw}`. Write it in the form {limits['pattern']}."
    low, high = limits.get("minimum"), limits.get("maximum")
    if isinstance(value, (int, float)) and (low is not None and value < low or high is not None and value > high):
        return None, f"`{name}` cannot be `{raw}`. Write a number {_between(low, high)}."
    return value, None


_KINDS = {
    "string": "text",
    "date": "a day",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


_SHORT = r"-?[0-9]{1,18}"
"""Whole numbers that any reader of the tables holds; longer ones are held as closely as a number can be."""


def _typed(kind: str, raw: str) -> Cell:
    if kind == "boolean":
        return {"true": True, "false": False}.get(raw)
    if kind == "integer":
        return int(raw) if re.fullmatch(_SHORT, raw) else None
    if kind == "number" and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", raw):
        number = int(raw) if re.fullmatch(_SHORT, raw) else float(raw)
        return number if isfinite(number) else None
    if kind == "number":
        return None
    return raw


def _is_required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _between(low: object, high: object) -> str:
    return " ".join(f"{words} {limit}" for words, limit in (("from", low), ("to", high)) if limit is not None)
