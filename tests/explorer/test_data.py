"""What the pages are made of."""

from pathlib import Path

import pytest

from pbdata.errors import PackageError
from pbdata.explorer.data import SiteData
from pbdata.package.reading import Package
from tests.explorer.conftest import Make


def test_a_package_of_pbdata_is_known(committed: SiteData, foreign: Make) -> None:
    """A descriptor says who made it; a table of articles alone does not."""
    assert committed.is_ours
    assert not SiteData(foreign({"articles": [["article_id", "title"], ["a", "b"]]})).is_ours


def test_columns_of_an_edition_are_asked_for(committed: SiteData, open_edition: Package) -> None:
    """The open edition has the table and lacks the column of words."""
    assert committed.has("figures", "surface", "value")
    assert SiteData(open_edition).has("figures", "value")
    assert not SiteData(open_edition).has("figures", "surface")
    assert (committed.edition, SiteData(open_edition).edition) == (None, "open")


def test_rows_are_counted_without_the_table(committed: SiteData, foreign: Make, tmp_path: Path) -> None:
    """The number of rows is that of the table, and none where it cannot be read."""
    assert committed.rows_of("articles") == SiteData(committed.package).rows_of("articles") == 5
    package = foreign({"t": [["a"], ['"1\n2"'], ["3"]]})
    assert SiteData(package).rows_of("t") == 2
    (tmp_path / "t.csv").write_text("b\n", "utf-8")
    assert SiteData(package).rows_of("t") is None
    with pytest.raises(PackageError):
        SiteData(package).first("t", 1)


def test_rows_are_grouped(committed: SiteData) -> None:
    """Rows come by a column; of a table that is not there come none."""
    by_article = committed.grouped("figures", "article_id", ("value",))
    assert sum(map(len, by_article.values())) == committed.frame("figures").height
    assert set(next(iter(by_article.values()))[0]) == {"article_id", "value"}
    assert committed.grouped("nothing", "article_id") == {}


def test_labels_are_those_of_the_schema(committed: SiteData) -> None:
    """A value has the label of its category; a column without categories has none."""
    assert committed.labels("lines", "label")["nav"].endswith("Navigation")
    assert committed.labels("articles", "title") == {}
