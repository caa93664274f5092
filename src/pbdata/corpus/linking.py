"""What needs more than one article: the tables of the whole corpus, made from the facts of all articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from pbdata.corpus.linking_programmes import SAID, gather_programmes
from pbdata.facts.places.gazetteer import Division, load_gazetteer
from pbdata.facts.places.spots import row_of
from pbdata.model.facts import Place, PlaceChange, Programme

READS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id", "place_id"),
    "used_places": Place._fields,
    "place_mentions": ("article_id", "place_id", "path"),
    "programme_mentions": ("article_id", *SAID),
    "programme_definitions": ("article_id", "programme_id", "definition_id"),
    "programme_items": ("definition_id", "item_no", "item"),
}
"""What is read of the tables of all captures, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Rows that belong to no single article. The names are those of the tables."""

    places: tuple[Place, ...] = ()
    place_changes: tuple[PlaceChange, ...] = ()
    programmes: tuple[Programme, ...] = ()


def link(tables: Mapping[str, pl.LazyFrame]) -> Linked:
    """Return the tables of the corpus from those of all captures, which are given by name and read as they are needed.

    ``used_places`` are the rows of places that articles use. The result depends on what was processed, not on its order.
    """
    used = tables["used_places"].select(Place._fields).unique().collect(engine="streaming")
    places, changes = _places(Place(*row) for row in used.sort(pl.all()).iter_rows())
    return Linked(
        places=places,
        place_changes=changes,
        programmes=gather_programmes(tables["programme_mentions"]),
    )


def _places(used: Iterable[Place]) -> tuple[tuple[Place, ...], tuple[PlaceChange, ...]]:
    """The places that articles use, what they were and became, and all above them; and the changes between these."""
    gazetteer = load_gazetteer()
    rows: dict[str, Place] = {}
    todo: list[Division] = []
    for row in used:
        rows.setdefault(row.place_id, row)
        if row.place_id in gazetteer.by_id:
            todo.append(gazetteer.by_id[row.place_id])
    divisions: set[Division] = set()
    while todo:
        one = todo.pop()
        if one not in divisions:
            divisions.add(one)
            todo += gazetteer.kin(one)
            todo += gazetteer.chain(one, one.valid_to or "9999")[:-1]
    rows |= {one.place_id: row_of(one) for one in divisions}
    changes = {
        PlaceChange(change.before.place_id, change.after.place_id, change.date, change.kind, change.source)
        for one in divisions
        for change in gazetteer.changes.get(one.place_id, ())
        if change.after in divisions
    }
    return tuple(rows[key] for key in sorted(rows)), tuple(sorted(changes))
