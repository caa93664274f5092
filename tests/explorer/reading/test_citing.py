"""How an article is cited on its page."""

from dataclasses import replace

from pbdata.citation.article import cite_article
from pbdata.citation.dataset import STYLES
from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.citing import CitationWriter

ARTICLE = "aef3e59ff5bfb1351"


def test_the_page_cites_as_the_command_does(committed: SiteData) -> None:
    """Every style, and the words that ``pbdata cite`` gives with the hash of the descriptor."""
    from pbdata.access.loading import descriptor_digest

    package = committed.package
    article = committed.frame("articles").filter(article_id=ARTICLE).row(0, named=True)
    sightings = committed.frame("retrievals").filter(capture_id=article["capture_id"]).to_dicts()
    makers = committed.frame("contributors").filter(article_id=ARTICLE).to_dicts()
    found = CitationWriter(committed).citations(article, sightings, makers)
    assert [style for style, _, _ in found] == list(STYLES)
    digest = descriptor_digest(package)
    assert all(words == cite_article(package, ARTICLE, style, digest=digest) for style, _, words in found)


def test_an_article_without_title_is_not_cited(committed: SiteData) -> None:
    """A citation needs one."""
    assert CitationWriter(committed).citations({"title": None}, [], []) == []


def test_a_package_that_cannot_be_cited_says_nothing(committed: SiteData) -> None:
    """Its descriptor lacks the day of its making."""
    descriptor = {name: value for name, value in committed.descriptor.items() if name != "created"}
    data = SiteData(replace(committed.package, descriptor=descriptor))
    assert CitationWriter(data).citations({"title": "三送"}, [], []) == []
