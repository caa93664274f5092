"""The list of the articles: a table that a script filters, and a plain list of each year for readers without one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File, script
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import page

if TYPE_CHECKING:
    from jinja2 import Environment


def articles(data: SiteData, tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """The page ``articles.html`` with its data, and ``years/YEAR.html``."""
    by_year: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in shelf.rows:
        by_year[row["year"] or "undated"].append(row)
    years = {at: len(rows) for at, rows in by_year.items()}
    yield "data/articles.js", script("articles", _columns(data, tree, shelf))
    yield "articles.html", page(environment, "articles.html", "articles.html", n=len(shelf.rows), years=years)
    for at, rows in by_year.items():
        path = addresses.year(at)
        yield path, page(environment, "year.html", path, year=at, rows=rows)


def _columns(data: SiteData, tree: Divisions, shelf: Shelf) -> Mapping[str, Any]:
    """The rows for the script: what recurs is listed once and told by its number.

    ``rows`` holds title, date, the numbers of outlet, place and programmes, and the address of each article.
    """
    outlets, places, programmes = _Numbered(), _Numbered(), _Numbered()
    named: defaultdict[str, list[int]] = defaultdict(list)
    names: dict[str, str] = {}
    if data.has("programme_mentions", "article_id", "programme_id") and data.has("programmes", "programme_id", "name"):
        names = dict(data.frame("programmes").select("programme_id", "name").iter_rows())
        mentions = data.frame("programme_mentions").select("article_id", "programme_id").unique(maintain_order=True)
        for article_id, programme_id in mentions.drop_nulls().iter_rows():
            named[article_id].append(programmes.number(programme_id))
    rows = [
        [
            row["title"],
            row["date"],
            outlets.number(row["outlet"]),
            places.number(row["place_id"]),
            named.get(row["article_id"], []),
            row["href"],
        ]
        for row in shelf.rows
    ]
    return {
        "rows": rows,
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
