"""The facts of an article: marked in its words, and as rows by kind."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.kinds import Kind, kinds
from pbdata.explorer.reading.marking import Fact
from pbdata.explorer.reading.rows import Entry, FactTable, Place, Row, fact_table, rows_as_table


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
        words: dict[Place | str, str] = {}
        told = [
            (kind, [(table, table.entries(rows)) for table in tables if (rows := rows_of(table.name))])
            for kind, tables in self._kinds
        ]
        for kind, parts in told:
            for entry in (entry for table, entries in parts if table.name in kind.marks for entry in entries):
                if entry.place and entry.place[0] in shown:
                    field, start, stop = entry.place
                    marks.setdefault(field, []).append(Fact(start, stop, kind.name, entry.anchor, entry.words))
                    words[entry.anchor] = entry.words
                    words.setdefault(entry.place, entry.words)
        return Facts(marks, [_of_kind(kind, parts, words) for kind, parts in told if parts])


def _of_kind(kind: Kind, parts: Sequence[tuple[FactTable, list[Entry]]], words: Mapping[Place | str, str]) -> OfKind:
    n = sum(len(entries) for table, entries in parts if table.name in kind.marks)
    return OfKind(kind.name, n, [(table, len(rows), rows_as_table(table, rows, words)) for table, rows in parts])
