"""The tables of the whole corpus."""

from pbdata.corpus.linking import link
from pbdata.corpus.process import process
from tests import ROOT
from tests.corpus.tabled import tables_of

RAW = ROOT / "data" / "raw"


def test_places_hold_all_that_is_pointed_at() -> None:
    """Every place of an article, every parent and both ends of every change have a row; one change leads to 盘州市."""
    processed = [process(path.read_bytes()) for path in sorted(RAW.glob("*.txt"))]
    linked = link(tables_of(processed))
    rows = {row.place_id: row for row in linked.places}
    assert len(rows) == len(linked.places)
    assert {mention.place_id for one in processed for mention in one.facts.place_mentions} - {None} <= rows.keys()
    assert {row.parent_id for row in linked.places} - {None} <= rows.keys()
    assert {side for change in linked.place_changes for side in change[:2]} <= rows.keys()
    named = {(rows[change.from_id].name, rows[change.to_id].name) for change in linked.place_changes}
    assert ("盘县", "盘州市") in named and ("赣县", "赣县区") in named


def test_the_order_of_articles_does_not_matter() -> None:
    """The same captures in another order give the same tables."""
    processed = [process(path.read_bytes()) for path in sorted(RAW.glob("*.txt"))]
    assert link(tables_of(processed)) == link(tables_of(processed[::-1]))
