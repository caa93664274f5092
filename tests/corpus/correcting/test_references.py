"""Nothing points at what a curator took away."""

from pbdata.corpus.correcting.fact_tables import as_rows
from pbdata.corpus.correcting.references import settled
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.model.facts import Facts, FigureRelation, Organisation


def test_a_relation_needs_both_figures() -> None:
    """It goes with one of them."""
    rows = as_rows(Facts(figure_relations=(FigureRelation("f1", "f2", "growth_of", "by-hand"),)))
    assert settled(rows)["figure_relations"] == []


def test_a_place_that_is_named_is_there() -> None:
    """A row that names a place of the gazetteer brings it along; any other name becomes empty."""
    known = min(load_gazetteer().by_id)
    bodies = [
        Organisation(f"o{n}", "text", 0, 1, "会", "会", None, None, place, "rules", "r")
        for n, place in enumerate([known, "z"])
    ]
    left = settled(as_rows(Facts()) | {"organisations": bodies})
    assert [one.place_id for one in left["organisations"]] == [known, None]
    assert [one.place_id for one in left["places"]] == [known]
