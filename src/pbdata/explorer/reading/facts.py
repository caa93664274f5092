"""The facts of an article: marked in its words, and as rows by kind."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.kinds import Kind, kinds
from pbdata.explorer.reading.marking import Fact
from pbdata.explorer.reading.rows import FactTable, Place, Row, fact_table, rows_as_table


class OfKind(NamedTuple):
    """What an article tells of one kind: the number of marked facts, and ``(table, number of rows, rows as HTML)`` of each table."""

    name: str
    n: int
    tables: Sequence[tuple[FactTable, int, str]]


class Facts(NamedTuple):
    """The facts of one article: those to mark, by field, and the rows of each kind that it has."""

    marks: dict[str, list[Fact]]
    kinds: list[OfKind]


class FactWriter:
    """Writes the facts of articles of one package."""

    def __init__(self, data: SiteData, names: Names, root: str) -> None:
        self._kinds: list[tuple[Kind, list[FactTable]]] = [
            (kind, [fact_table(data, one, names, root) for one in kind.tables if data.has(one, "article_id")])
            for kind in kinds()
        ]

    @property
    def tables(self) -> list[str]:
        """The tables that it needs."""
        return [table.name for _, tables in self._kinds for table in tables]

    def facts(self, rows_of: Callable[[str], Sequence[Row]], shown: Collection[str]) -> Facts:
        """The facts of one article from its rows by table. ``shown`` are the fields whose words the page shows."""
        marks: dict[str, list[Fact]] = {}
        places: dict[Place, str] = {}
        ordered = [
            (kind, [(table, table.in_order(rows)) for table in tables if (rows := rows_of(table.name))])
            for kind, tables in self._kinds
        ]
        for kind, parts in ordered:
            for table, rows in parts:
                if table.name in kind.marks:
                    _mark(kind, table, rows, shown, marks, places)
        return Facts(marks, [_of_kind(kind, parts, places, shown) for kind, parts in ordered if parts])


def _mark(
    kind: Kind,
    table: FactTable,
    rows: Sequence[Row],
    shown: Collection[str],
    marks: dict[str, list[Fact]],
    places: dict[Place, str],
) -> None:
    for row in rows:
        place = table.place(row)
        if place and place[0] in shown:
            words = table.words(row)
            marks.setdefault(place[0], []).append(Fact(place[1], place[2], kind.name, table.anchor(row), words))
            places.setdefault(place, words)


def _of_kind(
    kind: Kind, parts: Sequence[tuple[FactTable, list[Row]]], places: Mapping[Place, str], shown: Collection[str]
) -> OfKind:
    written = []
    for table, rows in parts:
        own = table.name in kind.marks
        anchors = []
        for row in rows:
            place = table.place(row)
            anchors.append(table.words(row) if own and place and place[0] in shown else place and places.get(place))
        written.append((table, len(rows), rows_as_table(table, rows, anchors)))
    return OfKind(kind.name, sum(len(rows) for table, rows in parts if table.name in kind.marks), written)
