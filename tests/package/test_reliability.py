"""The rows of the table reliability."""

from dataclasses import replace

from pbdata.package.annotation import Annotation
from pbdata.package.reliability import reliability
from pbdata.package.schemas import field_names, load_schemas
from pbdata.package.tables import tables
from tests.package.sample_package import rows_of, sample


def measured(annotation: Annotation) -> dict[str, dict[str, object]]:
    """The rows about dates, by column."""
    made = sample()
    rows = reliability(annotation, made.rows())
    return {row["column_name"]: row for row in rows if row["resource"] == "dates"}


def test_a_row_for_the_rows_and_one_for_each_column() -> None:
    """The sample has one date: both readers have it and differ on one column, and the program agrees with the first."""
    rows = measured(sample().annotation)
    assert list(rows) == ["row", "granularity", "value"]
    assert all(sorted(row) == sorted(field_names(load_schemas()["reliability"])) for row in rows.values())
    assert (rows["row"]["n_units"], rows["row"]["recall"], rows["row"]["coders"]) == (1, 1.0, 2)
    assert (rows["granularity"]["agreement"], rows["granularity"]["kappa"]) == (0.0, 0.0)
    assert (rows["granularity"]["precision"], rows["granularity"]["recall"]) == (1.0, 1.0)
    assert (rows["value"]["agreement"], rows["value"]["kappa"], rows["value"]["precision"]) == (1.0, None, None)


def test_rows_are_judged_where_the_reading_is_whole_and_was_blind() -> None:
    """Precision of rows needs a complete first reading, agreement on rows a second reader who found the units."""
    given = sample().annotation
    row = measured(given)["row"]
    assert (row["precision"], row["agreement"], row["n_read_twice"]) == (None, None, 0)
    families = tuple(family._replace(complete=("dates",), found=("dates",)) for family in given.families)
    row = measured(given._replace(families=families))["row"]
    assert (row["precision"], row["agreement"], row["n_read_twice"]) == (1.0, 1.0, 1)


def test_what_one_reader_missed_lowers_the_agreement_on_rows() -> None:
    """A second reader who found nothing agrees on no row, and on columns there is nothing to say."""
    given = sample().annotation
    families = tuple(family._replace(found=("dates",), second=()) for family in given.families)
    rows = measured(given._replace(families=families))
    assert (rows["row"]["agreement"], rows["row"]["n_read_twice"]) == (0.0, 1)
    assert (rows["granularity"]["agreement"], rows["granularity"]["n_read_twice"]) == (None, 0)


def test_one_reading_gives_no_agreement() -> None:
    """Without a second reading the program is measured all the same."""
    given = sample().annotation
    families = tuple(family._replace(second=None) for family in given.families)
    row = measured(given._replace(families=families))["granularity"]
    assert (row["coders"], row["n_read_twice"], row["agreement"], row["precision"]) == (1, 0, None, 1.0)


def test_articles_that_were_not_read_count_for_nothing() -> None:
    """What the program finds in other articles is neither right nor wrong; where no article was read there is no row."""
    made = sample()
    other = replace(made.processed[0], capture_id="c" + "1" * 16, sha256="1" * 64)
    assert other.article is not None
    twice = replace(other, article=replace(other.article, article_id="a" + "1" * 16))
    sighting = replace(made.manifest.sightings[0], path="data/raw/d.txt", sha256="1" * 64)
    manifest = replace(made.manifest, sightings=(*made.manifest.sightings, sighting))
    rows = rows_of(tables(manifest, (*made.processed, twice), annotation=made.annotation))
    assert len(rows["dates"]) == 2
    assert rows["reliability"] == made.rows()["reliability"]
    unread = made.annotation._replace(articles=("a" + "2" * 16,))
    assert tables(made.manifest, made.processed, annotation=unread)["reliability"].is_empty()
