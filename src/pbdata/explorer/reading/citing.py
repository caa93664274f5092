"""How an article is cited, in each style."""

from collections.abc import Mapping, Sequence
from typing import Any

from pbdata.access.loading import descriptor_digest
from pbdata.citation.article import cited_article, named_package, write_citation
from pbdata.citation.dataset import STYLES
from pbdata.errors import CitationError
from pbdata.explorer.data import SiteData

_NAMES = {
    "gbt7714": "GB/T 7714-2015",
    "apa": "APA 7",
    "chicago": "Chicago",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}


class CitationWriter:
    """Writes the citations of articles of one package; none where its descriptor lacks what they need."""

    def __init__(self, data: SiteData) -> None:
        self._package = _named(data)

    def citations(
        self, article: Mapping[str, Any], sightings: Sequence[Mapping[str, Any]], makers: Sequence[Mapping[str, Any]]
    ) -> list[tuple[str, str, str]]:
        """For each style its key, its name and the citation; those in prose are left out without the extra ``cite``."""
        if self._package is None or not article["title"]:
            return []
        cited = cited_article(article, sightings, makers, self._package)
        found = []
        for style in STYLES:
            try:
                found.append((style, _NAMES.get(style, style), write_citation(cited, style)))
            except CitationError:
                continue
        return found


def _named(data: SiteData) -> str | None:
    try:
        return named_package(data.descriptor, descriptor_digest(data.package))
    except CitationError:
        return None
