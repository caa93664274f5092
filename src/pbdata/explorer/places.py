"""The list of the places, and the page of each: what it lies in and contains, what it was and became, what is told of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.breakdowns import by_year, most
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File
from pbdata.explorer.listings import Column, Listing
from pbdata.explorer.programmes import LONGEST
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import listed, page

if TYPE_CHECKING:
    from jinja2 import Environment


def places(data: SiteData, tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """``places.html`` and a page for each place."""
    about: defaultdict[str, list[str]] = defaultdict(list)
    for article in shelf.rows:
        for at in tree.path(article["place_id"]):
            about[at].append(article["article_id"])
    mentioned = data.grouped("place_mentions", "place_id", ("article_id", "as_of"))
    named = {place_id: len(rows) for place_id, rows in mentioned.items()}
    yield from listed(environment, "places", _listing(data, tree, {at: len(of) for at, of in about.items()}, named))
    was, became = data.grouped("place_changes", "to_id"), data.grouped("place_changes", "from_id")
    by_article = data.grouped("programme_mentions", "article_id", ("programme_id",))
    names = dict(data.frame("programmes").select("programme_id", "name").iter_rows()) if data.has("programmes") else {}
    for place_id, row in tree.rows.items():
        told = shelf.some(about.get(place_id, ()))
        counted = Counter(
            one
            for article in told
            for one in {each["programme_id"] for each in by_article.get(article["article_id"], ())}
        )
        path = addresses.place(place_id)
        values = {
            "place": row,
            "path_to": tree.path(row["parent_id"]),
            "below": sorted(tree.below.get(place_id, ()), key=lambda one: (tree.rows[one]["code"] or "", one)),
            "was": was.get(place_id, ()),
            "became": became.get(place_id, ()),
            "n_mentions": named.get(place_id, 0),
            "naming": _elsewhere(shelf, mentioned.get(place_id, ()), told),
            "programmes": [(one, names[one], n) for one, n in most(counted.items())[:40] if one in names],
            "articles": told[:LONGEST],
            "n_articles": len(told),
            "years": by_year(told),
            "tree": tree,
        }
        yield path, page(environment, "place.html", path, **values)


def _elsewhere(shelf: Shelf, mentions: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles that name the place and are not about it, as many as stand on a page."""
    here = {row["article_id"] for row in told}
    return shelf.some({one["article_id"] for one in mentions} - here)[:LONGEST]


def _listing(data: SiteData, tree: Divisions, about: dict[str, int], named: dict[str, int]) -> Listing:
    columns = [
        Column("地方 / Place"),
        Column("所在 / In"),
        Column("级别 / Level", labels=data.labels("places", "level")),
        Column("代码 / Code", is_code=True),
        Column("自 / From"),
        Column("至 / Until"),
        Column("文章 / Articles about it", is_number=True),
        Column("提及 / Mentions", is_number=True),
    ]
    ordered = sorted(tree.rows, key=lambda one: (-about.get(one, 0), -named.get(one, 0), one))
    rows = [
        [
            (row["name"], addresses.place(place_id)),
            "/".join(filter(None, map(tree.name, tree.path(row["parent_id"])))),
            row["level"],
            row["code"],
            row["valid_from"],
            row["valid_to"],
            about.get(place_id, 0),
            named.get(place_id, 0),
        ]
        for place_id in ordered
        for row in [tree.rows[place_id]]
    ]
    return Listing("places", columns, rows)
