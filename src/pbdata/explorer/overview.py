"""The first page: what the corpus is and is not, how much of what it holds, and how far its rows can be trusted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.breakdowns import by_outlet, by_place, by_year, most
from pbdata.explorer.charts import Bar, Chart, in_two
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import in_languages, page

if TYPE_CHECKING:
    from jinja2 import Environment

_UNCLASSED = ("未分类", "no class")
# What is counted at the head of the page, each with the page where it is looked at.
_COUNTED = {
    "articles": "articles.html",
    "programmes": "programmes.html",
    "places": "places.html",
    "figures": addresses.table("figures"),
    "quotations": addresses.table("quotations"),
    "pairings": addresses.table("pairings"),
    "lines": addresses.table("lines"),
    "edits": addresses.table("edits"),
}


def overview(data: SiteData, tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """The page ``index.html`` of a package of pbdata, and the numbers of its charts."""
    charts = [chart for chart in _charts(data, tree, shelf) if chart.bars]
    yield from ((chart.file, chart.csv()) for chart in charts if chart.file)
    counts = [(data.title(name), data.rows_of(name), at) for name, at in _COUNTED.items() if data.has(name)]
    values = {
        "counts": counts,
        "charts": {chart.name: chart for chart in charts},
        "collections": _rows(data, "collections"),
        "reliability": _rows(data, "reliability"),
        "described": _described(data),
    }
    yield "index.html", page(environment, "overview.html", "index.html", **values)


def plain_overview(data: SiteData, environment: "Environment") -> Iterator[File]:
    """The page ``index.html`` of a package that pbdata did not make: its description, and its tables."""
    tables = [(name, data.title(name), data.rows_of(name)) for name in data.package.resources]
    yield "index.html", page(environment, "plain.html", "index.html", described=_described(data), tables=tables)


def _described(data: SiteData) -> tuple[Sequence[str], Sequence[str]]:
    """The paragraphs of the description in Chinese and in English, the same where it has one language."""
    whole = str(data.descriptor.get("description") or "")
    zh, en = in_languages(data.descriptor.get("pbdata:description")) or (whole, whole)
    return zh.split("\n\n"), en.split("\n\n")


def _rows(data: SiteData, table: str) -> list[dict[str, Any]]:
    return data.frame(table).to_dicts() if data.has(table) else []


def _charts(data: SiteData, tree: Divisions, shelf: Shelf) -> Iterator[Chart]:
    yield by_year(shelf.rows, file="data/years.csv")
    yield by_place(shelf.rows, tree, file="data/places.csv")
    yield by_outlet(shelf.rows, file="data/outlets.csv")
    if data.has("figures", "measure", "modality"):
        yield _parted(data, "figures", "measure", "modality")
    if data.has("lines", "label", "kept"):
        removed: Counter[str] = Counter(data.frame("lines").filter(kept=False)["label"])
        labels = data.labels("lines", "label")
        bars = [Bar(in_two(labels.get(label, label)), (n,)) for label, n in most(removed.items())]
        yield Chart("removed", bars, shown=20, file="data/removed.csv")


def _parted(data: SiteData, table: str, column: str, part: str) -> Chart:
    """Rows of a table by the values of a column, each bar parted by those of another."""
    labels, parts = data.labels(table, column), data.labels(table, part)
    counted = Counter(data.frame(table).select(column, part).iter_rows())
    values = sorted({value for value, _ in counted}, key=lambda one: (-sum(counted[one, p] for p in parts), one or ""))
    bars = [
        Bar(in_two(labels.get(one, one)) if one else _UNCLASSED, tuple(counted[one, p] for p in parts))
        for one in values
    ]
    return Chart(table, bars, legend=tuple(parts.values()), file=f"data/{table}.csv")
