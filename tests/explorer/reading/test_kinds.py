"""The kinds of facts, and the anchors of rows."""

from pbdata.explorer.reading.kinds import kinds, row_anchor, words_anchor
from pbdata.package.schemas import load_schemas


def test_every_table_of_words_has_a_kind() -> None:
    """Each table whose rows have words in an article is marked or listed; no other is."""
    schemas = load_schemas()
    of_words = {
        name
        for name, schema in schemas.items()
        if {"article_id", "field", "start", "surface"} <= {field["name"] for field in schema["fields"]}
    }
    listed = {table for kind in kinds() for table in kind.tables}
    assert of_words <= listed <= set(schemas)


def test_a_row_has_a_permanent_anchor() -> None:
    """It is made of the table and the key alone."""
    assert row_anchor("pairing_ends", ["r12", "1"]) == "pairing_ends-r12-1"
    assert words_anchor("figures", row_anchor("figures", ["f01"])) == "w-f01"


def test_a_hostile_key_stays_in_its_attribute() -> None:
    """What an attribute or an address would not hold is written by its code point."""
    assert row_anchor("figures", ['"><i']) == "figures-.22.3e.3ci"
