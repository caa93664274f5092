"""How to cite the package."""

from pbdata.citation.dataset import STYLES, cite
from pbdata.explorer.citing import citing
from pbdata.explorer.data import SiteData
from pbdata.explorer.templating import environment
from tests.explorer.conftest import Make


def test_every_style_is_there(committed: SiteData) -> None:
    """The page has the citation of each style, as the command prints it."""
    ((_, page),) = citing(committed, environment(committed))
    assert all(f'<h2 id="{style}">' in str(page) for style in STYLES)
    assert cite(committed.descriptor, "apa") in str(page)


def test_what_cannot_be_cited_says_what_is_missing(foreign: Make) -> None:
    """A package without a title has a page that says so."""
    data = SiteData(foreign({"t": [["a"], ["1"]]}))
    ((_, page),) = citing(data, environment(data))
    assert "元数据不足" in str(page)
