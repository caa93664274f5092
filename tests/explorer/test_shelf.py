"""The articles in the order of the lists."""

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.shelf import shelf


def test_the_newest_stands_first(committed: SiteData) -> None:
    """Rows go back in time, and those without a date stand last."""
    dates = [row["date"] for row in shelf(committed, divisions(committed)).rows]
    assert dates == ["2017-12-28", "2014-09-29", "2012-12-05", "2012-06-06", ""]


def test_some_of_it_keeps_the_order(committed: SiteData) -> None:
    """Some articles come in the same order, each once, and ids of none are left out."""
    whole = shelf(committed, divisions(committed))
    ids = [row["article_id"] for row in whole.rows]
    assert whole.some([ids[3], "a0", ids[1], ids[3]]) == [whole.rows[1], whole.rows[3]]


def test_an_outlet_is_what_the_page_prints(committed: SiteData) -> None:
    """The source goes before the site, and a domain stands for what prints neither."""
    rows = shelf(committed, divisions(committed)).rows
    assert {row["outlet"] for row in rows} >= {"吉安新闻网—井冈山报", "www.dxf5.com"}
