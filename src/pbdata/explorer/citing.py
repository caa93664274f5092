"""How to cite the package, in each style that ``pbdata cite`` knows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pbdata.access.loading import descriptor_digest
from pbdata.citation.dataset import STYLES, cite
from pbdata.errors import CitationError
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.templating import page

if TYPE_CHECKING:
    from jinja2 import Environment

_NAMES = {
    "gbt7714": "GB/T 7714—2015",
    "apa": "APA 7",
    "chicago": "Chicago",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}


def citing(data: SiteData, environment: "Environment") -> Iterator[File]:
    """``cite.html``; where the metadata lack what a citation needs, what they lack."""
    digest = descriptor_digest(data.package)
    try:
        citations = [(style, _NAMES[style], cite(data.descriptor, style, digest=digest)) for style in STYLES]
        fault = None
    except CitationError as error:
        citations, fault = [], str(error)
    values = {"citations": citations, "fault": fault, "digest": digest}
    yield "cite.html", page(environment, "cite.html", "cite.html", **values)
