"""What a curator decided: of that no promise says that the page prints it, or that two tables say the same by one reader."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pbdata.validation.table.tabular import Table

_TOLD = ("capture_id", "article_id", "resource", "column_name", "decision", "start", "stop")


_OF_MAKERS = frozenset({"contributors.name", "contributors.role"})

Row = Mapping[str, Any]


class Decisions:
    """The decisions that a package tells of; none where it has no table of them."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._columns: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._rewritten: dict[str, list[tuple[int, int]]] = defaultdict(list)
        table = tables.get("corrections")
        if table is not None and set(_TOLD) <= set(table.columns):
            for capture, article, resource, column, decision, start, stop in table.typed.select(_TOLD).iter_rows():
                if decision != "accept":
                    self._columns[capture].add((resource, column))
                    self._articles[resource].add(article)
                    if resource == "edits" and None not in (start, stop):
                        self._rewritten[capture].append((start, stop))

    def fields(self, capture_id: str, spans: Sequence[Row]) -> frozenset[str]:
        """The values of ``spans.field`` that need not be what the page prints: those decided, and those in rewritten words."""
        decided = self._columns.get(capture_id, set())
        fields = {column for table, column in decided if table == "articles"}
        if any(table == "contributors" for table, _ in decided):
            fields |= _OF_MAKERS
        for start, stop in self._rewritten.get(capture_id, ()):
            fields |= {one["field"] for one in spans if one["field"] and one["start"] < stop and start < one["stop"]}
        return frozenset(fields)

    def untouched(self, rows: pl.DataFrame, *resources: str) -> pl.DataFrame:
        """The rows of articles in which nothing of these tables was decided."""
        articles = set[str]().union(*(self._articles.get(one, set()) for one in resources))
        return rows.filter(~pl.col("article_id").is_in(articles)) if articles else rows
