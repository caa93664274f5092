"""Whether each cell is what its field asks for: of its type, strictly, and within its constraints."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from pbdata.package.reading import column_type
from pbdata.validation.cells import ROW, Table
from pbdata.validation.report import Findings

_SHOWN = 60
_FORMS = {
    "integer": (r"[+-]?[0-9]+", "Write up to 18 digits, without spaces or separators."),
    "number": (
        r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|[+-]?INF",
        "Write digits, with a full stop before decimals.",
    ),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "Write a day of the calendar as YYYY-MM-DD."),
}
_OWN_FORMATS = ("groupChar", "bareNumber", "decimalChar")
_BOUNDS: Mapping[str, tuple[Callable[..., pl.Series], str]] = {
    "minimum": (pl.Series.lt, "below the minimum"),
    "maximum": (pl.Series.gt, "above the maximum"),
    "exclusiveMinimum": (pl.Series.le, "not above"),
    "exclusiveMaximum": (pl.Series.ge, "not below"),
}
_LENGTHS: Mapping[str, tuple[Callable[..., pl.Series], str]] = {
    "minLength": (pl.Series.lt, "fewer"),
    "maxLength": (pl.Series.gt, "more"),
}


def check_columns(table: Table, findings: Findings) -> None:
    """Check each column of a table against its field."""
    for field in table.schema["fields"]:
        _check_type(table, field, findings)
        for constraint, value in field["constraints"].items():
            _check_constraint(table, field, constraint, value, findings)
        if "categories" in field and "enum" not in field["constraints"]:
            _check_members(table, field, "categories", field["categories"], findings)


def _check_type(table: Table, field: Mapping[str, Any], findings: Findings) -> None:
    of_type, raw = field.get("type", "any"), table.raw[field["name"]]
    special = field.get("format", "default") != "default" or any(key in field for key in _OWN_FORMATS)
    if of_type == "any" or (of_type == "string" and not special):
        return
    if of_type == "string" or special or (of_type not in _FORMS and of_type != "boolean"):
        form = f"of format {field['format']}" if "format" in field else "with its own notation"
        findings.skip(
            f"{table.name}.{field['name']}: the form of values of type {of_type}{f' {form}' if special else ''}"
        )
        return
    wrong = raw.is_not_null() & table.typed[field["name"]].is_null()
    if of_type == "boolean":
        words = [*field.get("trueValues", ["true"])[:1], *field.get("falseValues", ["false"])[:1]]
        advice = f"Write {' or '.join(words)}."
    else:
        form, advice = _FORMS[of_type]
        wrong |= ~raw.str.contains(_whole(form)).fill_null(True)
    article = "an" if of_type == "integer" else "a"
    _refuse(table, field, "type", wrong, lambda cell: f"{cell} is not {article} {of_type}. {advice}", findings)


def _check_constraint(table: Table, field: Mapping[str, Any], constraint: str, value: Any, findings: Findings) -> None:
    raw, values = table.raw[field["name"]], table.typed[field["name"]]
    comparable = field.get("type", "any") in ("string", "integer", "number", "boolean", "date")
    if constraint == "required":
        if value:
            _refuse(table, field, constraint, raw.is_null(), lambda _: "the cell is empty. Fill it in.", findings)
    elif constraint == "unique":
        if value:
            again = values.is_not_null() & ~values.is_first_distinct()
            _refuse(
                table,
                field,
                constraint,
                again,
                lambda cell: f"{cell} stands in an earlier row too. Keep one.",
                findings,
            )
    elif constraint == "pattern":
        _check_pattern(table, field, value, findings)
    elif not comparable:
        findings.skip(f"{table.name}.{field['name']}: the constraint `{constraint}` of type {field.get('type', 'any')}")
    elif constraint == "enum":
        _check_members(table, field, constraint, value, findings)
    elif constraint in _BOUNDS:
        broken, what = _BOUNDS[constraint]
        _refuse(
            table,
            field,
            constraint,
            broken(values, value),
            lambda cell: f"{cell} is {what} {value}. Correct it.",
            findings,
        )
    elif constraint in _LENGTHS:
        broken, what = _LENGTHS[constraint]
        wrong = broken(raw.str.len_chars(), value)
        _refuse(
            table,
            field,
            constraint,
            wrong,
            lambda cell: f"{cell} has {what} than {value} characters. Correct it.",
            findings,
        )


def _check_pattern(table: Table, field: Mapping[str, Any], pattern: str, findings: Findings) -> None:
    """The pattern holds for the whole cell, as in XML Schema; it runs in linear time or not at all."""
    try:
        wrong = ~table.raw[field["name"]].str.contains(_whole(pattern))
    except pl.exceptions.ComputeError:
        try:
            re.compile(pattern)
        except re.error as error:
            message = f"the pattern {pattern!r} is not a regular expression: {error}. Correct it."
            findings.error(table.name, "schema", message, field=field["name"])
        else:
            findings.skip(f"{table.name}.{field['name']}: the pattern {pattern!r}, which might never come to an end")
        return
    _refuse(
        table, field, "pattern", wrong, lambda cell: f"{cell} has another form than {pattern}. Correct it.", findings
    )


def _check_members(table: Table, field: Mapping[str, Any], rule: str, allowed: list[Any], findings: Findings) -> None:
    values = table.typed[field["name"]]
    if values.dtype == pl.String:
        allowed = [str(one) for one in allowed]
    wrong = values.is_not_null() & ~values.is_in(pl.Series(allowed, dtype=column_type(field)).implode())
    listed = ", ".join(map(str, allowed))
    _refuse(table, field, rule, wrong, lambda cell: f"{cell} is not one of {listed}. Correct it.", findings)


def _whole(pattern: str) -> str:
    return rf"\A(?:{pattern})\z"


def _refuse(
    table: Table,
    field: Mapping[str, Any],
    rule: str,
    wrong: pl.Series,
    sentence: Callable[[str], str],
    findings: Findings,
) -> None:
    """Report the rows where ``wrong`` is true; null is not wrong."""
    rows = table.raw.select(ROW, field["name"]).filter(wrong)
    for row, cell in rows.iter_rows():
        shown = cell if cell is None or len(cell) <= _SHOWN else f"{cell[:_SHOWN]}..."
        findings.error(table.name, rule, sentence(repr(shown)), row=row, field=field["name"])
