"""The rows of the gazetteer that stand behind a place."""

from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.spots import chain_of, names_of, printed_row, row_of, rows_of


def test_rows_lead_back_to_divisions() -> None:
    """The rows of a chain stand for its divisions, each below the one before."""
    gazetteer = load_gazetteer()
    chain = gazetteer.chain(gazetteer.full["于都县"][0], "2014")
    rows = rows_of(chain)
    assert chain_of(rows) == chain
    assert names_of(chain) == ("江西省", "赣州市", "于都县")
    assert [row.parent_id for row in rows] == [None, rows[0].place_id, rows[1].place_id]


def test_a_row_has_the_parent_that_it_had_last() -> None:
    """赣县 under its old code belonged to the prefecture of its time."""
    old = next(one for one in load_gazetteer().full["赣县"] if one.code == "362121")
    assert row_of(old).parent_id == next(one for one in load_gazetteer().full["赣州地区"]).place_id


def test_a_printed_place_is_known_by_name_and_parent() -> None:
    """The same name under another parent is another place."""
    chain = load_gazetteer().chain(load_gazetteer().full["于都县"][0], "2014")
    county, province = row_of(chain[-1]), row_of(chain[0])
    one, other = printed_row("团结村", "village", county), printed_row("团结村", "village", province)
    assert one.place_id != other.place_id
    assert (one.parent_id, one.source) == (county.place_id, "printed")
