"""Articles counted by year, place and outlet, for the overview and for the page of whatever they name."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pbdata.explorer import addresses
from pbdata.explorer.charts import Bar, Chart
from pbdata.explorer.divisions import Divisions

_UNDATED = ("无日期", "undated")
_UNPLACED = ("地方不详", "no place")
_UNNAMED = ("来源不详", "no source")

Rows = Sequence[Mapping[str, Any]]
"""Articles as ``pbdata.explorer.shelf`` lists them."""

_Key = TypeVar("_Key", bound=Hashable)


def by_year(rows: Rows, file: str | None = None) -> Chart:
    """Articles by the year that their pages print, with the years between; those without one stand last."""
    counted = Counter(row["year"] for row in rows)
    undated = counted.pop(None, 0)
    numbered = {int(year): n for year, n in counted.items()}
    years = range(min(numbered), max(numbered) + 1) if numbered else ()
    bars = [Bar(str(at), (numbered.get(at, 0),), addresses.year(str(at)) if at in numbered else None) for at in years]
    bars += [Bar(_UNDATED, (undated,), addresses.year("undated"))] if undated else []
    return Chart("years", bars, file=file)


def by_place(rows: Rows, tree: Divisions, depth: int = 0, file: str | None = None) -> Chart:
    """Articles by the place that they are about: by province, or with ``depth`` 1 by prefecture."""
    paths = (tree.path(row["place_id"])[: depth + 1] for row in rows)
    counted = most(Counter(path[-1] if path else None for path in paths).items())
    bars = [Bar(tree.name(at) or _UNPLACED, (n,), addresses.place(at) if at else None) for at, n in counted]
    return Chart("prefectures" if depth else "places", bars, file=file)


def by_outlet(rows: Rows, file: str | None = None) -> Chart:
    """Articles by the source that their page prints, or by the site."""
    counted = most(Counter(row["outlet"] for row in rows).items())
    bars = [Bar(name or _UNNAMED, (n,), addresses.outlet(name) if name else None) for name, n in counted]
    return Chart("outlets", bars, file=file)


def most(counted: Iterable[tuple[_Key, int]]) -> list[tuple[_Key, int]]:
    """Counts from the largest down, those alike by name, and what has no name last."""
    return sorted(counted, key=lambda one: (one[0] is None, -one[1], str(one[0])))
