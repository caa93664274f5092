"""The list of the articles as data and as pages of years."""

import json
from typing import Any

import pytest

from pbdata.explorer.articles import articles
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment


@pytest.fixture(scope="module")
def found(committed: SiteData) -> dict[str, str]:
    """The files of the list by path."""
    tree = divisions(committed)
    made = articles(committed, tree, shelf(committed, tree), environment(committed))
    return {path: page if isinstance(page, str) else page.decode() for path, page in made}


def test_the_script_has_every_article(found: dict[str, str]) -> None:
    """Each row has its title, day and address, and the numbers of outlet, place and programmes."""
    data: dict[str, Any] = json.loads(found["data/articles.js"].partition(" = ")[2].rstrip(";\n"))
    title, day, outlet, place, programmes, address = data["rows"][0]
    assert (title, day, address) == ("暖了民心红了党旗", "2017-12-28", "articles/a44eb9b8f9d2ca483.html")
    assert data["outlets"][outlet] == "吉安新闻网—井冈山报"
    assert [name for _, name in data["places"][place]] == ["江西省", "吉安市"]
    assert "一树两强" in [data["programmes"][at][1] for at in programmes]


def test_each_year_has_a_list(found: dict[str, str]) -> None:
    """Readers without a script find the articles by year, and those without a date too."""
    assert set(found) == {
        "data/articles.js",
        "articles.html",
        *(f"years/{at}.html" for at in (2012, 2014, 2017, "undated")),
    }
    assert "信宜市千名党员干部进百村入万户" in found["years/2012.html"]
    assert 'href="years/undated.html"' in found["articles.html"]
