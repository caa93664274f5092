"""Publish and validate a research corpus of Chinese news as a Frictionless Data Package.

The public names are imported on first use, so that ``import pbdata`` costs nothing; a type checker sees them all.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pbdata.access.download import download as download
    from pbdata.access.export import export as export
    from pbdata.access.loading import open_package as open_package
    from pbdata.access.rehydrate import rehydrate as rehydrate
    from pbdata.building.limits import Limits as Limits
    from pbdata.building.runner import build as build
    from pbdata.building.runner import build_sample as build_sample
    from pbdata.building.sampling import Sample as Sample
    from pbdata.citation.article import cite_article as cite_article
    from pbdata.citation.dataset import cite as cite
    from pbdata.corpus.process import process as process
    from pbdata.errors import PbdataError as PbdataError
    from pbdata.model.capture import Processed as Processed
    from pbdata.model.capture import Settings as Settings
    from pbdata.package.batches import process_batch as process_batch
    from pbdata.package.reading import Package as Package
    from pbdata.package.tracing import trace as trace
    from pbdata.release.differences import compare as compare
    from pbdata.searching.hits import Hit as Hit
    from pbdata.searching.search import Found as Found
    from pbdata.searching.search import search as search
    from pbdata.validation.judge import validate as validate
    from pbdata.validation.report.findings import Report as Report

__version__ = "2.0.0"

_HOME = {
    "Found": "pbdata.searching.search",
    "Hit": "pbdata.searching.hits",
    "Limits": "pbdata.building.limits",
    "Package": "pbdata.package.reading",
    "PbdataError": "pbdata.errors",
    "Processed": "pbdata.model.capture",
    "Report": "pbdata.validation.report.findings",
    "Sample": "pbdata.building.sampling",
    "Settings": "pbdata.model.capture",
    "build": "pbdata.building.runner",
    "build_sample": "pbdata.building.runner",
    "cite": "pbdata.citation.dataset",
    "cite_article": "pbdata.citation.article",
    "compare": "pbdata.release.differences",
    "download": "pbdata.access.download",
    "export": "pbdata.access.export",
    "open_package": "pbdata.access.loading",
    "process": "pbdata.corpus.process",
    "process_batch": "pbdata.package.batches",
    "rehydrate": "pbdata.access.rehydrate",
    "search": "pbdata.searching.search",
    "trace": "pbdata.package.tracing",
    "validate": "pbdata.validation.judge",
}
__all__ = ["__version__", *_HOME]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            from difflib import get_close_matches

            near = get_close_matches(name, _HOME, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}.{hint}", name=name, obj=None)
        from pbdata.collecting import uncollected

        with uncollected():
            return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
