"""What Datasette is told."""

from pbdata.access.datasette import metadata
from pbdata.package.reading import open_package
from tests import ROOT


def test_the_metadata_name_tables_columns_and_the_search() -> None:
    """Under the name of the database: what the package is, what each column is, and the query for any stretch of text."""
    told = metadata(open_package(ROOT), "corpus")
    assert told["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    (database,) = told["databases"].values()
    assert list(told["databases"]) == ["corpus"]
    assert database["tables"]["articles"]["columns"]["n_chars"].startswith("字符数 / Number of characters. ")
    assert ":words" in database["queries"]["search"]["sql"]
