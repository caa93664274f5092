"""Rows by what they belong to."""

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.grouping import BATCH, Children, batches, grouped

ARTICLE = "aef3e59ff5bfb1351"


def test_batches_hold_all_rows_in_order() -> None:
    """No row is lost between two batches."""
    rows = list(range(2 * BATCH + 1))
    assert [len(some) for some in batches(rows)] == [BATCH, BATCH, 1]
    assert [row for some in batches(rows) for row in some] == rows


def test_rows_are_grouped(committed: SiteData) -> None:
    """The rows of the values that are asked for, and of no other."""
    found = grouped(committed, "paragraphs", "article_id", [ARTICLE])
    assert set(found) == {ARTICLE}
    assert [row[1] for row in found[ARTICLE]] == list(range(len(found[ARTICLE])))


def test_a_table_that_is_not_there_has_no_rows(committed: SiteData) -> None:
    """An open edition has no texts, an older package not all tables."""
    assert Children(committed, "article_id", ["nothing"], [ARTICLE]).of("nothing", ARTICLE) == ()
