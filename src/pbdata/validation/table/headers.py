"""Which column of a file belongs to which field of its schema, by the rule that `fieldsMatch` names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pbdata.validation.report.findings import Findings

_DELIMITERS = {";": "a semicolon", "\t": "a tab", ",": "a comma", "|": "a bar"}
MODES = ("exact", "equal", "subset", "superset", "partial")


def told_apart(names: Iterable[str]) -> list[str]:
    """Names of which none stands twice: the second ``a`` is called ``a (2)``."""
    apart: dict[str, None] = {}
    for name in names:
        own, number = name, 1
        while own in apart:
            number += 1
            own = f"{name} ({number})"
        apart[own] = None
    return list(apart)


def match_columns(
    name: str, labels: Sequence[str] | None, schema: Mapping[str, Any], case_sensitive: bool, findings: Findings
) -> dict[str, int]:
    """Return the position of each field's column; a field that has none is left out, and said where it must have one.

    ``labels`` is the header, ``None`` where there is none: then the fields are the columns in their order.
    """
    fields = [field["name"] for field in schema["fields"]]
    if labels is None:
        return {field: position for position, field in enumerate(fields)}
    labels = told_apart(labels)
    shown = labels if case_sensitive else [label.casefold() for label in labels]
    wanted = fields if case_sensitive else [field.casefold() for field in fields]
    places = {label: position for position, label in reversed(list(enumerate(shown)))}
    positions = {field: places[key] for field, key in zip(fields, wanted, strict=True) if key in places}
    fault = _wrong_delimiter(labels, fields) or _fault(
        labels, shown, wanted, fields, positions, schema.get("fieldsMatch", "exact")
    )
    if fault:
        findings.error(
            name, "header", f"the header does not fit the fields of the schema: {fault}. Write {_row(fields)}."
        )
    return positions


def _fault(
    labels: Sequence[str],
    shown: Sequence[str],
    wanted: Sequence[str],
    fields: Sequence[str],
    positions: Mapping[str, int],
    mode: str,
) -> str | None:
    parts = []
    missing = [field for field in fields if field not in positions]
    extra = [label for label, key in zip(labels, shown, strict=True) if key not in wanted]
    if missing and mode in ("exact", "equal", "subset"):
        parts.append(f"it lacks {_row(missing)}")
    if extra and mode in ("exact", "equal", "superset"):
        parts.append(f"the schema does not know {_row(list(map(repr, extra)))}")
    if mode == "exact" and not parts and list(shown) != list(wanted):
        parts.append("the columns stand in another order")
    if mode == "partial" and not positions:
        parts.append("no column is a field")
    return "; ".join(parts) or None


def _wrong_delimiter(labels: Sequence[str], fields: Sequence[str]) -> str | None:
    """A header of one label that another delimiter would cut into the fields."""
    for delimiter, called in _DELIMITERS.items() if len(labels) == 1 and labels != fields else ():
        cut = labels[0].split(delimiter)
        if len(cut) > 1 and (len(cut) == len(fields) or {one.strip('"') for one in cut} & set(fields)):
            return f"its delimiter seems to be {called}, and the dialect declares another `delimiter`"
    return None


def _row(names: Sequence[str], shown: int = 20) -> str:
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ",".join(names[:shown]) + more
