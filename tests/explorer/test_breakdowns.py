"""Articles counted by year, place and outlet."""

from typing import Any

from pbdata.explorer.breakdowns import by_outlet, by_place, by_year
from pbdata.explorer.divisions import Divisions

TREE = Divisions(
    {
        "p": {"name": "贵州省", "parent_id": None},
        "c": {"name": "盘县", "parent_id": "p"},
    },
    {"p": ["c"]},
)


def row(year: str | None = None, place: str | None = None, outlet: str | None = None) -> dict[str, Any]:
    """An article as a list has it."""
    return {"year": year, "place_id": place, "outlet": outlet}


def test_years_between_are_there() -> None:
    """Years without an article have a bar of no length and no address; what has no date stands last."""
    chart = by_year([row("2014"), row("2012"), row("2012"), row()])
    assert [(bar.label, bar.total, bar.href is None) for bar in chart.bars] == [
        ("2012", 2, False),
        ("2013", 0, True),
        ("2014", 1, False),
        (("无日期", "undated"), 1, False),
    ]


def test_no_article_has_no_year() -> None:
    """Nothing makes no bars."""
    assert by_year([]).bars == []


def test_places_are_counted_where_they_lie() -> None:
    """A county counts for its province, or with depth for itself; an article without a place stands last."""
    rows = [row(place="c"), row(), row(), row(place="p")]
    assert [(bar.label, bar.total) for bar in by_place(rows, TREE).bars] == [
        ("贵州省", 2),
        (("地方不详", "no place"), 2),
    ]
    assert [bar.label for bar in by_place(rows, TREE, depth=1).bars][:2] == ["盘县", "贵州省"]


def test_an_outlet_with_a_stroke_is_one_name() -> None:
    """A name from a page is no title in two languages."""
    assert [bar.label for bar in by_outlet([row(outlet="人民网 / 新华网")]).bars] == ["人民网 / 新华网"]
