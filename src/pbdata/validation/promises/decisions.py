"""What a curator decided: of that no promise says that the page prints it, or that two tables say the same by one reader."""

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from pbdata.validation.table.tabular import Table

_TOLD = ("capture_id", "article_id", "resource", "column_name", "decision")


class Decisions:
    """The decisions that a package tells of; none where it has no table of them."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._columns: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._articles: dict[str, set[str]] = defaultdict(set)
        table = tables.get("corrections")
        if table is not None and set(_TOLD) <= set(table.columns):
            for capture, article, resource, column, decision in table.typed.select(_TOLD).iter_rows():
                if decision != "accept":
                    self._columns[capture].add((resource, column))
                    self._articles[resource].add(article)

    def columns(self, capture_id: str, resource: str) -> frozenset[str]:
        """The columns of a table that were decided for a capture; ``row`` for whole rows."""
        return frozenset(column for table, column in self._columns.get(capture_id, ()) if table == resource)

    def untouched(self, rows: pl.DataFrame, *resources: str) -> pl.DataFrame:
        """The rows of articles in which nothing of these tables was decided."""
        articles = set[str]().union(*(self._articles.get(one, set()) for one in resources))
        return rows.filter(~pl.col("article_id").is_in(articles)) if articles else rows
