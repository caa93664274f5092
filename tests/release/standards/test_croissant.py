"""The Croissant file."""

from pbdata.release.standards.croissant import check_croissant, told_croissant
from tests.release.standards.telling import Told


def test_its_records_load(told: Told) -> None:
    """mlcroissant loads the file, and gives as many records of each table as it has rows."""
    assert check_croissant(told.folder / "croissant.json", told.rows) == []


def test_tables_in_parts_load(told_in_parts: Told) -> None:
    """All parts of a table are one set of records, and what is told of files is told of each."""
    assert check_croissant(told_in_parts.folder / "croissant.json", told_in_parts.rows) == []
    record = told_in_parts.documents["croissant.json"]
    assert told_croissant(record, told_in_parts.content).files == {
        one.path: one.sha256 for one in told_in_parts.content.files
    }


def test_it_is_of_version_1_1(told: Told) -> None:
    """The file says which version of the standard it follows."""
    assert told.documents["croissant.json"]["conformsTo"] == "http://mlcommons.org/croissant/1.1"


def test_a_table_that_lost_a_row_is_found(told: Told) -> None:
    """Records that are fewer than the rows are an error, and so is a file that is gone."""
    more = {name: count + 1 for name, count in told.rows.items()}
    assert len(check_croissant(told.folder / "croissant.json", more)) == len(more)
    (told.folder / "data/tables/articles.csv").unlink()
    assert check_croissant(told.folder / "croissant.json", told.rows) != []
