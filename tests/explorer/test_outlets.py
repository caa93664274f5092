"""Outlets: a page for each source or site."""

from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import divisions
from pbdata.explorer.outlets import outlets
from pbdata.explorer.shelf import shelf
from pbdata.explorer.templating import environment


def test_each_outlet_has_its_articles(committed: SiteData) -> None:
    """The list names each outlet with its first and last day, and its page has its articles."""
    tree = divisions(committed)
    made = {path: str(page) for path, page in outlets(tree, shelf(committed, tree), environment(committed))}
    assert len(made) == 6
    assert "2017-12-28" in made["outlets.html"]
    (page,) = [page for page in made.values() if '<h1 lang="zh-Hans">吉安新闻网—井冈山报</h1>' in page]
    assert "暖了民心红了党旗" in page
