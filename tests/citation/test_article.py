"""Citations of single articles."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.citation.article import cite_article
from pbdata.citation.dataset import STYLES
from pbdata.errors import CitationError
from pbdata.package.reading import Package, open_package
from tests import cases
from tests.package.sample_package import copy_sample

CASES = cases("citation/articles.yaml")
EXPECTED = [
    pytest.param(case, style, words, id=f"{case['label']}, {style}")
    for case in CASES
    for style, words in case["expected"].items()
]
ARTICLE, CAPTURE = "a0000000000000000", "c0000000000000000"
DIGEST = "0123456789abcdef" * 4
DESCRIPTOR = {
    "title": "Local news",
    "version": "1.0.0",
    "pbdata:edition": "open",
    "created": "2027-01-31",
    "contributors": [{"title": "张三"}],
}


class Tables(Package):
    """A package whose tables are given."""

    tables: dict[str, pl.DataFrame]

    @property
    def resources(self) -> list[str]:
        return list(self.tables)

    def frame(self, name: str) -> pl.DataFrame:
        return self.tables[name]


def package(case: dict[str, Any]) -> Package:
    """A package of the one article of a case."""
    made = Tables(Path(), DESCRIPTOR)
    makers = [{"article_id": ARTICLE, "seq": k, "name": n, "role": r} for k, (n, r) in enumerate(case["makers"], 1)]
    columns = {"article_id": pl.String, "seq": pl.Int64, "name": pl.String, "role": pl.String}
    tables = {
        "articles": pl.DataFrame([{"article_id": ARTICLE, "capture_id": CAPTURE, **case["article"]}]),
        "retrievals": pl.DataFrame([{"capture_id": CAPTURE, "path": "x", **case["retrieval"]}]),
        "contributors": pl.DataFrame(makers, schema=columns),
    }
    object.__setattr__(made, "tables", tables)
    return made


@pytest.mark.parametrize(("case", "style", "expected"), EXPECTED)
def test_an_article_is_cited_as_its_standard_asks(case: dict[str, Any], style: str, expected: str) -> None:
    """Each style gives the citation that was written by hand."""
    assert cite_article(package(case), ARTICLE, style, digest=DIGEST) == expected


def test_every_style_of_a_package_cites_an_article() -> None:
    """No style is for packages only, and none goes untested."""
    assert {style for case in CASES for style in case["expected"]} == set(STYLES)
    assert all(ARTICLE in cite_article(package(CASES[0]), ARTICLE, style) for style in ("bibtex", "ris", "csl-json"))


def test_a_package_of_the_writer_is_cited(tmp_path: Path) -> None:
    """The tables that a build writes have what a citation needs; a Chinese name stays as it is."""
    opened = open_package(copy_sample(tmp_path))
    row = opened.frame("articles").row(0, named=True)
    makers = opened.frame("contributors").filter(opened.frame("contributors")["article_id"] == row["article_id"])
    words = cite_article(opened, row["article_id"], "gbt7714")
    assert row["title"] in words
    assert all(name in words for name, role in makers.select("name", "role").rows() if role == "记者")


def test_what_cannot_be_cited_is_told() -> None:
    """An unknown style or article and a missing title are errors with advice."""
    made = package(CASES[0])
    with pytest.raises(CitationError, match="Use one of gbt7714"):
        cite_article(made, ARTICLE, "mla")
    with pytest.raises(CitationError, match="no article 'a1'"):
        cite_article(made, "a1", "apa")
    with pytest.raises(CitationError, match="has no title"):
        cite_article(package(CASES[0] | {"article": CASES[0]["article"] | {"title": None}}), ARTICLE, "apa")
