"""How far coders agree, for each table and column, and what they would have to settle."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from pbdata.agreement.coefficients import (
    NOTHING,
    Coded,
    Estimate,
    f1,
    interval_alpha,
    kappa,
    nominal_alpha,
    percent_agreement,
)
from pbdata.agreement.units import Judged
from pbdata.model.page import LABELS
from pbdata.package.reliability import ROW
from pbdata.package.schemas import RESOURCES, schemas

ENOUGH_PAGES = 10
"""So many pages, and intervals come from drawing pages, whose units hang together; of fewer, from drawing units."""


class Confusion(NamedTuple):
    """How often two coders gave which values: ``counts[i][j]`` units have ``values[i]`` of the first and ``values[j]`` of the second."""

    coders: tuple[str, str]
    values: tuple[Hashable, ...]
    counts: tuple[tuple[int, ...], ...]


class Agreement(NamedTuple):
    """How far coders agree on a column; ``column`` is ``row`` for whether there is a row at all.

    ``level`` is ``nominal``, ``interval`` (alpha squares differences), or ``units`` (F1 alone). ``n_units`` counts what at least two coded.
    Kappa is given for two coders, alpha for any number. ``drawn`` says what was drawn for the intervals: ``pages`` or ``units``.
    """

    table: str
    column: str
    level: str
    coders: tuple[str, ...]
    n_units: int
    n_pages: int
    drawn: str
    agreement: Estimate
    f1: Estimate
    kappa: Estimate
    alpha: Estimate
    confusions: tuple[Confusion, ...]


def compare(judged: Iterable[Judged]) -> list[Agreement]:
    """Return the agreement on each table and column, in the order of the schemas."""
    columns: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        if len(one.values) > 1:
            columns.setdefault((one.table, one.column), []).append(one)
    return [_agreement(*key, columns[key]) for key in sorted(columns, key=_in_order)]


def disagreements(judged: Iterable[Judged]) -> list[Judged]:
    """Return the units of which coders said different things, page by page and from top to bottom. ``kept`` follows from ``label``."""
    differing = [
        one for one in judged if len(set(one.values.values())) > 1 and (one.table, one.column) != ("lines", "kept")
    ]
    return sorted(
        differing, key=lambda one: (one.page, one.start or 0, one.stop or 0, _in_order((one.table, one.column)))
    )


def _agreement(table: str, column: str, judged: Sequence[Judged]) -> Agreement:
    pages = {one.page for one in judged}
    by_page = len(pages) >= ENOUGH_PAGES
    units = [Coded(one.page if by_page else number, one.values) for number, one in enumerate(judged)]
    coders = tuple(sorted({coder for one in judged for coder in one.values}))
    level = _level(table, column)
    about = (table, column, level, coders, len(units), len(pages), "pages" if by_page else "units")
    if level == "units":
        return Agreement(*about, NOTHING, f1(list(_counted(units))), NOTHING, NOTHING, ())
    return Agreement(
        *about,
        agreement=percent_agreement(units),
        f1=NOTHING,
        kappa=kappa(units, *coders) if len(coders) == 2 and level == "nominal" else NOTHING,
        alpha=interval_alpha(_on_a_line(units)) if level == "interval" else nominal_alpha(units),
        confusions=tuple(_confusions(units, coders, _closed(table, column))),
    )


def _counted(units: Sequence[Coded]) -> Iterator[tuple[Hashable, int, int]]:
    """For each unit, over the pairs of coders who looked: how many pairs both marked it, and how many marks there are."""
    for unit in units:
        pairs = list(combinations(unit.values.values(), 2))
        yield (
            unit.group,
            sum(bool(one and other) for one, other in pairs),
            sum(bool(one) + bool(other) for one, other in pairs),
        )


def _on_a_line(units: Sequence[Coded]) -> list[Coded]:
    """Units whose values are numbers; days are counted."""
    return [Coded(unit.group, {coder: _number(value) for coder, value in unit.values.items()}) for unit in units]


def _number(value: Hashable) -> float | None:
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value))
    except ValueError:
        pass
    try:
        return float(date.fromisoformat(str(value)).toordinal())
    except ValueError:
        return None


def _confusions(units: Sequence[Coded], coders: Sequence[str], closed: Sequence[Hashable]) -> Iterator[Confusion]:
    for first, second in combinations(coders, 2) if closed else ():
        both = [unit.values for unit in units if first in unit.values and second in unit.values]
        counts = Counter((values[first], values[second]) for values in both)
        used = {value for pair in counts for value in pair}
        values = [*(value for value in closed if value in used), *sorted(used - {*closed}, key=str)]
        table = tuple(tuple(counts[one, other] for other in values) for one in values)
        yield Confusion((first, second), tuple(values), table)


def _level(table: str, column: str) -> str:
    if column == ROW:
        return "units"
    kind = _field(table, column).get("type")
    return "interval" if kind in ("integer", "number", "date") else "nominal"


def _closed(table: str, column: str) -> list[Hashable]:
    """The values of a column that has a list of them."""
    if (table, column) == ("lines", "label"):
        return list(LABELS)
    field = _field(table, column)
    if field.get("type") == "boolean":
        return [True, False]
    return [category["value"] for category in field.get("categories", ())]


def _field(table: str, column: str) -> Mapping[str, Any]:
    return next((field for field in schemas()[table]["fields"] if field["name"] == column), {})


def _in_order(key: tuple[str, str]) -> tuple[int, int]:
    table, column = key
    names = [ROW, *(field["name"] for field in schemas()[table]["fields"])]
    return RESOURCES.index(table), names.index(column)
