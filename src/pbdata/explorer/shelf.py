"""The articles in the order in which every list shows them, and what of each a list says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions

_NAMES_OF_OUTLETS = ("source", "site_name", "site_domain")


@dataclass(frozen=True, slots=True)
class Shelf:
    """All articles, the newest first and those without a date last.

    A row has ``article_id``, ``title``, ``date`` (as printed, to the day; or empty), ``year`` (or ``None``), ``outlet`` (the
    source that the page prints, or else the site), ``place_id``, ``place`` (its name) and ``href``.
    """

    rows: Sequence[dict[str, Any]]
    order: dict[str, int]

    def some(self, article_ids: Iterable[str]) -> list[dict[str, Any]]:
        """The rows of these articles, each once and in the same order; ids that are none are left out."""
        return [self.rows[at] for at in sorted({self.order[one] for one in article_ids if one in self.order})]


def shelf(data: SiteData, tree: Divisions) -> Shelf:
    """Return the articles of a package."""
    wanted = ("article_id", "title", "published", "place_id", *_NAMES_OF_OUTLETS)
    frame = data.frame("articles").select(name for name in wanted if data.has("articles", name))
    rows = [_row(row, tree) for row in frame.sort("article_id").iter_rows(named=True)]
    rows.sort(key=lambda row: row["date"] if row["year"] else "", reverse=True)
    return Shelf(rows, {row["article_id"]: at for at, row in enumerate(rows)})


def _row(row: dict[str, Any], tree: Divisions) -> dict[str, Any]:
    date, place_id = (row.get("published") or "")[:10], row.get("place_id")
    return {
        "article_id": row["article_id"],
        "title": row["title"],
        "date": date,
        "year": date[:4] if date[:4].isdigit() else None,
        "outlet": next((row[name] for name in _NAMES_OF_OUTLETS if row.get(name)), None),
        "place_id": place_id if place_id in tree.rows else None,
        "place": tree.name(place_id),
        "href": addresses.article(row["article_id"]),
    }
