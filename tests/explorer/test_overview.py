"""The first page."""

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.overview import overview, plain_overview
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment
from tests.explorer.conftest import Make


@pytest.fixture(scope="module")
def found(committed: SiteData) -> dict[str, str]:
    """The page, and the numbers of its charts."""
    tree = divisions(committed)
    made = overview(committed, tree, shelf(committed, tree), environment(committed))
    return {path: page if isinstance(page, str) else page.decode("utf-8-sig") for path, page in made}


def test_it_says_what_the_corpus_is_not(found: dict[str, str]) -> None:
    """The description, the way of gathering and the limits stand on the first page, in both languages."""
    page = found["index.html"]
    assert "are no sample of anything" in page
    assert "不构成任何总体的样本" in page
    assert "首批五个网页" in page


def test_each_chart_has_its_numbers(found: dict[str, str]) -> None:
    """Beside each chart stands a table, and its numbers are a file."""
    assert found["data/places.csv"].splitlines() == ["label,n", "贵州省,2", "江西省,2", "广东省,1"]
    assert all(f'href="{path}"' in found["index.html"] for path in found if path.startswith("data/"))


def test_lines_that_were_removed_are_told(committed: SiteData, found: dict[str, str]) -> None:
    """The numbers of the chart are those of the table."""
    removed = sum(int(line.rpartition(",")[2]) for line in found["data/removed.csv"].splitlines()[1:])
    assert removed == committed.frame("lines").filter(kept=False).height


def test_another_package_lists_its_tables(foreign: Make) -> None:
    """Of a package that pbdata did not make the first page lists the tables with their rows."""
    data = SiteData(foreign({"prices": [["item"], ["tea"], ["salt"]]}))
    ((_, page),) = plain_overview(data, environment(data))
    assert 'href="tables/prices.html"' in str(page)
    assert '<td class="n" data-by="2">2</td>' in str(page)
