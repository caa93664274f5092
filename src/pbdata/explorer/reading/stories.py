"""The articles that tell the same story as another."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names, columns_of


class Told(NamedTuple):
    """Another article of a story: its id, and what the table ``reprints`` says of the two, as ``(heading, value)`` in HTML.

    ``of_this`` is true where it is this article that was compared to the other.
    """

    article_id: str
    of_this: bool
    columns: Sequence[tuple[str, str]]


class Stories:
    """Which articles of a package tell one story."""

    def __init__(self, data: SiteData, names: Names) -> None:
        self._by_cluster: dict[str, list[str]] = {}
        self._cluster: dict[str, str] = {}
        self._rows: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._columns = []
        if not data.has("reprints", "article_id", "reprint_of") or not data.has("articles", "reprint_cluster"):
            return
        articles = data.frame("articles")
        for article_id, cluster in zip(articles["article_id"], articles["reprint_cluster"], strict=True):
            if cluster is not None:
                self._cluster[article_id] = cluster
                self._by_cluster.setdefault(cluster, []).append(article_id)
        for row in data.frame("reprints").iter_rows(named=True):
            self._rows[row["article_id"], row["reprint_of"]] = row
        keys = ("article_id", "reprint_of")
        self._columns = [one for one in columns_of(data, "reprints", names, "../") if one.name not in keys]

    def of(self, article_id: str) -> list[Told]:
        """The other articles of an article's story."""
        others = self._by_cluster.get(self._cluster.get(article_id, ""), ())
        return [self._told(article_id, other) for other in others if other != article_id]

    def _told(self, article_id: str, other: str) -> Told:
        of_this = (article_id, other) in self._rows
        row = self._rows.get((article_id, other)) or self._rows.get((other, article_id)) or {}
        shown = [(one.heading, one.write(row[one.name])) for one in self._columns if row.get(one.name) is not None]
        return Told(other, of_this, shown)
