"""The outlets, by the source that pages print or else the site, and the page of each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.breakdowns import by_place, by_year
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File
from pbdata.explorer.listings import Column, Listing
from pbdata.explorer.programmes import LONGEST
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import listed, page

if TYPE_CHECKING:
    from jinja2 import Environment


def outlets(tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """``outlets.html`` and a page for each outlet."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in shelf.rows:
        if row["outlet"]:
            by_name.setdefault(row["outlet"], []).append(row)
    columns = [
        Column("媒体 / Outlet"),
        Column("最早 / First"),
        Column("最近 / Last"),
        Column("文章 / Articles", is_number=True),
    ]
    ordered = sorted(by_name.items(), key=lambda one: (-len(one[1]), one[0]))
    rows = [
        [(name, addresses.outlet(name)), min(dates, default=""), max(dates, default=""), len(told)]
        for name, told in ordered
        for dates in [[row["date"] for row in told if row["year"]]]
    ]
    yield from listed(environment, "outlets", Listing("outlets", columns, rows))
    for name, told in by_name.items():
        path = addresses.outlet(name)
        values = {"name": name, "articles": told[:LONGEST], "n_articles": len(told)}
        charts = {"years": by_year(told), "places": by_place(told, tree, depth=1)}
        yield path, page(environment, "outlet.html", path, **values, **charts)
