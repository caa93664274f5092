"""The codebook of any package."""

from pathlib import Path

from pbdata.access.loading import open_package
from pbdata.explorer.data import SiteData
from pbdata.explorer.tables import tables
from pbdata.explorer.templating import environment
from tests.explorer.conftest import Make


def pages(data: SiteData) -> dict[str, str]:
    """The pages of the codebook by path."""
    return {path: str(page) for path, page in tables(data, environment(data))}


def test_every_table_and_column_is_explained(committed: SiteData) -> None:
    """Each table has a page with each of its columns, categories and keys."""
    found = pages(committed)
    for name in committed.package.resources:
        page = found[f"tables/{name}.html"]
        assert f'href="tables/{name}.html"' in found["codebook.html"]
        assert all(f'id="column-{one["name"]}"' in page for one in committed.schema(name)["fields"])
    assert "<code>achieved</code>" in found["tables/figures.html"]
    assert 'href="../tables/articles.html"' in found["tables/figures.html"]


def test_a_foreign_package_is_shown(foreign: Make) -> None:
    """A table of somebody else is shown with its columns and rows, as text."""
    found = pages(SiteData(foreign({"prices": [["item", "price"], ["<i>tea</i>", "3"]]})))
    assert "&lt;i&gt;tea&lt;/i&gt;" in found["tables/prices.html"]


def test_a_table_that_cannot_be_read_says_why(foreign: Make, tmp_path: Path) -> None:
    """A table that is not as it is described has a page with the fault; the others are shown."""
    package = foreign({"good": [["a"], ["1"]], "bad": [["a"], ["1"]]})
    (tmp_path / "bad.csv").write_text("other\n1\n", "utf-8")
    found = pages(SiteData(open_package(package.root)))
    assert "the columns of table `bad`" in found["tables/bad.html"]
    assert "<td>1</td>" in found["tables/good.html"]
