"""The list of the articles: a table that a script filters, and a plain list of each year for readers without one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.files import File, script
from pbdata.explorer.overview import outlets_of
from pbdata.explorer.templating import page

if TYPE_CHECKING:
    from jinja2 import Environment


def articles(data: SiteData, environment: "Environment") -> Iterator[File]:
    """The page ``articles.html`` with its data, and ``years/YEAR.html``."""
    rows = article_rows(data)
    by_year: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_year[row["year"] or "undated"].append(row)
    yield "data/articles.js", script("articles", _columns(data, rows))
    yield (
        "articles.html",
        page(
            environment,
            "articles.html",
            "articles.html",
            n=len(rows),
            years={at: len(of) for at, of in by_year.items()},
        ),
    )
    for at, of in by_year.items():
        path = addresses.year(at)
        yield path, page(environment, "year.html", path, year=at, rows=of)


def article_rows(data: SiteData) -> list[dict[str, Any]]:
    """Each article for a list, the newest first and those without a date last.

    ``article_id``, ``title``, ``date`` (as printed, to the day), ``year``, ``outlet``, ``place_id``, ``place`` (its name), ``href``.
    """
    tree = divisions(data)
    columns = [name for name in ("article_id", "title", "published", "place_id") if data.has("articles", name)]
    rows = []
    for row, outlet in zip(data.frame("articles").select(columns).iter_rows(named=True), outlets_of(data), strict=True):
        date, place_id = (row.get("published") or "")[:10], row.get("place_id")
        rows.append(
            {
                "article_id": row["article_id"],
                "title": row["title"],
                "date": date,
                "year": date[:4] if date[:4].isdigit() else None,
                "outlet": outlet,
                "place_id": place_id if place_id in tree.rows else None,
                "place": tree.name(place_id),
                "href": addresses.article(row["article_id"]),
            }
        )
    rows.sort(key=lambda row: row["article_id"])
    rows.sort(key=lambda row: row["date"] if row["year"] else "", reverse=True)
    return rows


def _columns(data: SiteData, rows: list[dict[str, Any]]) -> Mapping[str, Any]:
    """The rows for the script: what recurs is listed once and told by its number.

    ``rows`` holds title, date, the numbers of outlet, place and programmes, and the address of each article.
    """
    tree = divisions(data)
    outlets, places, programmes = _Numbered(), _Numbered(), _Numbered()
    named: dict[str, list[int]] = {}
    if data.has("programme_mentions", "article_id", "programme_id") and data.has("programmes", "name"):
        mentions = data.frame("programme_mentions").select("article_id", "programme_id").unique(maintain_order=True)
        for article_id, programme_id in mentions.drop_nulls().iter_rows():
            named.setdefault(article_id, []).append(programmes.number(programme_id))
    listed = [
        [row["title"], row["date"], outlets.number(row["outlet"]), places.number(row["place_id"]), named.get(row["article_id"], []), row["href"]]
        for row in rows
    ]  # fmt: skip
    names = dict(data.frame("programmes").select("programme_id", "name").iter_rows()) if named else {}
    return {
        "rows": listed,
        "outlets": outlets.values,
        "places": [[(at, tree.name(at)) for at in tree.path(place)] for place in places.values],
        "programmes": [(at, names.get(at, at)) for at in programmes.values],
    }


class _Numbered:
    """Values in the order in which they came, each once."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: str | None) -> int:
        """The number of a value; -1 for nothing."""
        if value is None:
            return -1
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]
