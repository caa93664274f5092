"""Decisions on facts as they are written: their cells have the types of their columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pbdata.checked_yaml import did_you_mean
from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.corrections.columns import cell, changeable, columns_of, needed
from pbdata.forms.reading import Step, Written
from pbdata.model.correction import ACCEPT, ADD, CHANGE, REJECT, Cell, FactCorrection, Told

Row = Mapping[str, Any]


def check_fact(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    """Note what is wrong with a decision on a fact beyond its form."""
    table, decision, at = row.get("table"), row.get("decision"), row.get("at")
    if table not in fact_tables() or decision not in (ACCEPT, CHANGE, REJECT, ADD):
        return
    one = fact_tables()[table]
    if one.has_words != isinstance(at, dict):
        said = f"`{table}` has {'words: write' if one.has_words else 'no words: leave out'} `at`."
        written.wrong((*steps, "at") if at else steps, said)
    elif isinstance(at, dict) and type(at.get("start")) is type(at.get("stop")) is int and at["start"] >= at["stop"]:
        written.wrong((*steps, "at"), f"{at['start']} to {at['stop']} holds no words. Write start and stop.")
    changes = decision in (CHANGE, ADD)
    if changes != ("change" in row):
        said = f"`change` has what is to stand there. {'Write it.' if changes else f'Leave it out to {decision}.'}"
        written.wrong(steps, said)
    expect, change = (dict(_cells(written, steps, row, key)) for key in ("expect", "change"))
    _check_cells(written, (*steps, "expect"), expect, tuple(columns_of(table)), table)
    _check_cells(written, (*steps, "change"), change, changeable(table), table)
    if decision == ADD:
        _check_added(written, steps, table, expect, change)
    elif not one.has_words and not {*one.key} <= {*expect}:
        written.wrong((*steps, "expect"), f"a row of `{table}` is told by its {', '.join(one.key)}. Expect them.")


def _check_cells(
    written: Written, steps: tuple[Step, ...], cells: Mapping[str, str | None], known: Sequence[str], table: str
) -> None:
    for name, raw in cells.items():
        if name not in known:
            said = f"`{name}` is no column of `{table}` that can stand here. {did_you_mean(name, known)}"
            written.wrong((*steps, name), said, key=True)
            continue
        _, fault = cell(columns_of(table)[name], raw)
        if fault:
            written.wrong((*steps, name), fault)


def _check_added(written: Written, steps: tuple[Step, ...], table: str, expect: Row, change: Row) -> None:
    if fact_tables()[table].has_words and not expect.get("surface"):
        written.wrong((*steps, "expect"), "the words of a row that is added are expected there. Write `surface`.")
    missing = [name for name in needed(table) if name not in change]
    if missing:
        written.wrong(steps, f"a row of `{table}` needs {', '.join(missing)}. Write them into `change`.")


def fact_of(told: Told, written: Written, steps: Sequence[Step], row: Row) -> FactCorrection:
    """The decision that a checked part of a file holds."""
    at = row.get("at") or {"field": "", "start": 0, "stop": 0}
    expect, change = (
        tuple((name, _value(row["table"], name, raw)) for name, raw in _cells(written, steps, row, key))
        for key in ("expect", "change")
    )
    place = at["field"], at["start"], at["stop"]
    sides = (at.get("before") or "", at.get("after") or "") if {"before", "after"} & at.keys() else None
    return FactCorrection(told, row["decision"], row["table"], *place, expect, change, sides)


def _value(table: str, name: str, raw: str | None) -> Cell:
    return cell(columns_of(table)[name], raw)[0]


def _cells(written: Written, steps: Sequence[Step], row: Row, key: str) -> Iterator[tuple[str, str | None]]:
    """The cells under a key of a decision as they are written, ``None`` for null."""
    if isinstance(row.get(key), dict):
        around = (*steps, key)
        for name in written.part(around).names:
            yield name, None if (*around, name) in written.nulls else written.part((*around, name)).raw
