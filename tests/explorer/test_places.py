"""Places: what the page of one says."""

import pytest

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.places import places
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment


@pytest.fixture(scope="module")
def found(committed: SiteData) -> dict[str, str]:
    """The page of each place by its name; the list as ``places``."""
    tree = divisions(committed)
    made = dict(places(committed, tree, shelf(committed, tree), environment(committed)))
    names = {f"places/{at}.html": str(row["name"]) for at, row in tree.rows.items()}
    return {names.get(path, path.removesuffix(".html")): str(page) for path, page in made.items()}


def test_a_place_knows_what_it_was_and_became(found: dict[str, str]) -> None:
    """A county that was renamed and upgraded leads to both, with the dates."""
    page = found["盘县"]
    assert all(one in page for one in ("盘县特区", "盘州市", "1999 – 2017-04", "贵州省", "六盘水市"))


def test_a_place_has_the_articles_of_what_it_contains(found: dict[str, str]) -> None:
    """The page of a province lists what is about its counties."""
    assert "“四轮驱动”聚力党建" in found["贵州省"]
    assert ">盘县</a>" in found["贵州省"]


def test_a_place_tells_who_else_names_it(found: dict[str, str]) -> None:
    """Articles that only name a place stand apart from those about it."""
    about, _, naming = found["贵州省"].partition("提到此地的其他文章")
    assert "信宜市千名党员干部" not in about
    assert "四轮驱动" in found["places"] or "盘县" in found["places"]
    assert naming == "" or "articles/" in naming
