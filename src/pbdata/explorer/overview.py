"""The first page: what the corpus is and is not, how much of what it holds, and how far its rows can be trusted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.charts import Bar, Chart
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.files import File
from pbdata.explorer.templating import SECTIONS, in_languages, page

if TYPE_CHECKING:
    from jinja2 import Environment

_UNDATED = "无日期 / undated"
_UNPLACED = "地方不详 / no place"
_UNNAMED = "来源不详 / no source"
_UNCLASSED = "未分类 / no class"
# Tables whose rows are counted at the head of the page, each with the section where they are looked at.
_COUNTED = {
    "articles": "articles.html", "programmes": "programmes.html", "places": "places.html", "figures": "tables/figures.html",
    "quotations": "tables/quotations.html", "pairings": "tables/pairings.html", "lines": "tables/lines.html", "edits": "tables/edits.html",
}  # fmt: skip


def overview(data: SiteData, environment: "Environment") -> Iterator[File]:
    """The page ``index.html``, and the numbers of its charts."""
    charts = [chart for chart in _charts(data) if chart.bars] if data.is_ours else []
    yield from ((chart.file, chart.csv()) for chart in charts)
    yield (
        "index.html",
        page(
            environment,
            "overview.html",
            "index.html",
            counts=list(_counts(data)),
            charts={chart.name: chart for chart in charts},
            collections=_rows(data, "collections"),
            reliability=_rows(data, "reliability"),
            described=_described(data),
        ),
    )


def _counts(data: SiteData) -> Iterator[tuple[str, int, str]]:
    """For each table that is counted its title, its number of rows, and where they are shown."""
    tables = [name for name in _COUNTED if data.has(name)] if data.is_ours else data.package.resources[:8]
    for name in tables:
        title = str(data.schema(name).get("title") or name)
        there = _COUNTED.get(name, "") if data.is_ours else ""
        known = there in SECTIONS or there.startswith("tables/")
        yield title, data.frame(name).height, there if known else addresses.table(name)


def _described(data: SiteData) -> tuple[Sequence[str], Sequence[str]]:
    """The paragraphs of the description in Chinese and in English, the same where it has one language."""
    whole = str(data.descriptor.get("description") or "")
    zh, en = in_languages(data.descriptor.get("pbdata:description")) or (whole, whole)
    return zh.split("\n\n"), en.split("\n\n")


def _rows(data: SiteData, table: str) -> list[dict[str, Any]]:
    return data.frame(table).to_dicts() if data.is_ours and data.has(table) else []


def _charts(data: SiteData) -> Iterator[Chart]:
    articles = data.frame("articles")
    yield _by_year(articles["published"].to_list())
    yield _by_place(data)
    yield _by_outlet(data)
    if data.has("figures", "measure", "modality"):
        yield _parted(data, "figures", "measure", "modality")
    if data.has("lines", "label", "kept"):
        removed = data.frame("lines").filter(kept=False)["label"].value_counts().rows()
        labels = data.labels("lines", "label")
        yield Chart("removed", [Bar(labels.get(label, label), (n,)) for label, n in _most(removed)])


def _by_year(published: Sequence[str | None]) -> Chart:
    """Articles by the year that their pages print, with the years between; those without one stand last."""
    counted = Counter(date[:4] if date and date[:4].isdigit() else None for date in published)
    undated = counted.pop(None, 0)
    numbered = {int(year): n for year, n in counted.items() if year}
    years = range(min(numbered), max(numbered) + 1) if numbered else ()
    bars = [Bar(str(at), (n,), addresses.year(str(at)) if n else None) for at in years for n in [numbered.get(at, 0)]]
    return Chart("years", [*bars, *([Bar(_UNDATED, (undated,), addresses.year("undated"))] if undated else [])])


def _by_place(data: SiteData) -> Chart:
    """Articles by the province of the place that they are about."""
    tree = divisions(data)
    about = data.frame("articles")["place_id"].to_list() if data.has("articles", "place_id") else []
    counted = Counter(next(iter(tree.path(place)), None) for place in about)
    bars = [
        Bar(tree.name(at) or _UNPLACED, (n,), addresses.place(at) if at else None) for at, n in _most(counted.items())
    ]
    return Chart("places", bars)


def _by_outlet(data: SiteData) -> Chart:
    """Articles by the source that their page prints, or by the site."""
    counted = Counter(outlets_of(data))
    bars = [Bar(name or _UNNAMED, (n,), addresses.outlet(name) if name else None) for name, n in _most(counted.items())]
    return Chart("outlets", bars)


def outlets_of(data: SiteData) -> list[str | None]:
    """For each article, in the order of the table, the source that its page prints; where it prints none, the site or its domain."""
    import polars as pl

    columns = [name for name in ("source", "site_name", "site_domain") if data.has("articles", name)]
    return data.frame("articles").select(pl.coalesce(*columns).alias("outlet"))["outlet"].to_list() if columns else []


def _parted(data: SiteData, table: str, column: str, part: str) -> Chart:
    """Rows of a table by the values of a column, each bar parted by those of another."""
    labels, parts = data.labels(table, column), data.labels(table, part)
    counted = Counter(data.frame(table).select(column, part).iter_rows())
    values = sorted({value for value, _ in counted}, key=lambda one: (-sum(counted[one, p] for p in parts), one or ""))
    bars = [Bar(labels.get(one, one or _UNCLASSED), tuple(counted[one, p] for p in parts)) for one in values]
    return Chart(table, bars, legend=tuple(parts.values()))


def _most(counted: Any) -> list[tuple[Any, int]]:
    """Counts from the largest down, those alike by name, and nothing last."""
    return sorted(counted, key=lambda one: (one[0] is None, -one[1], one[0] or ""))
