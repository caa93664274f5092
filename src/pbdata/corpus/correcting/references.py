"""What facts refer to, once a curator took rows away, added some or changed them: nothing points at what is not there."""

from collections.abc import Mapping, Set
from typing import Any

from pbdata.corpus.correcting.fact_tables import FactTable, Rows, fact_tables
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.spots import row_of
from pbdata.facts.programmes.identity import programme_id

Known = Mapping[str, Set[str]]


def known_ids(rows: Rows) -> dict[str, Set[str]]:
    """The ids to which a row of the article may refer, by table. A place may be any of the gazetteer."""
    mentions = rows["programme_mentions"]
    variants = {programme_id(one.variant) for one in mentions if one.variant}
    single = {name: table for name, table in fact_tables().items() if len(table.key) == 1}
    return {
        **{name: {getattr(row, table.key[0]) for row in rows[name]} for name, table in single.items()},
        "programmes": {one.programme_id for one in mentions} | variants,
        "places": load_gazetteer().by_id.keys() | {one.place_id for one in rows["places"]},
    }


def unknown_reference(table: FactTable, row: Any, known: Known) -> str | None:
    """The first column of a row that refers to what is not there, if any."""
    for column, parent in {**table.needs, **table.names}.items():
        value = getattr(row, column)
        if value is not None and value not in known[parent]:
            return column
    return None


def settled(rows: Rows) -> Rows:
    """Return rows without those that need what is gone, and without references to it; places that are named are there."""
    left = dict(rows)
    while True:
        known, before = known_ids(left), left
        left = before | {
            name: [_without_lost(table, row, known) for row in before[name] if _has_needed(table, row, known)]
            for name, table in fact_tables().items()
        }
        if left == before:
            break
    named = {
        value
        for name, table in fact_tables().items()
        for column, parent in table.names.items()
        if parent == "places"
        for row in left[name]
        if (value := getattr(row, column)) is not None
    }
    there, by_id = {one.place_id for one in left["places"]}, load_gazetteer().by_id
    return left | {"places": [*left["places"], *(row_of(by_id[one]) for one in sorted(named - there))]}


def _has_needed(table: FactTable, row: Any, known: Known) -> bool:
    return all(getattr(row, column) in known[parent] for column, parent in table.needs.items())


def _without_lost(table: FactTable, row: Any, known: Known) -> Any:
    lost = [
        column
        for column, parent in table.names.items()
        if getattr(row, column) is not None and getattr(row, column) not in known[parent]
    ]
    beside = [table.beside[column] for column in lost if column in table.beside]
    return row._replace(**dict.fromkeys([*lost, *beside])) if lost else row
