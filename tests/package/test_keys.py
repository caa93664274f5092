"""Keys as schemas declare them."""

from pbdata.package.keys import ForeignKey, foreign_keys, primary_key

SCHEMA = {
    "primaryKey": "id",
    "foreignKeys": [
        {"fields": "parent", "reference": {"resource": "", "fields": "id"}},
        {"fields": ["a", "b"], "reference": {"resource": "t", "fields": ["x", "y"]}},
    ],
}
OWN, OTHER = ForeignKey(("parent",), "", ("id",)), ForeignKey(("a", "b"), "t", ("x", "y"))


def test_names_may_stand_alone_or_in_a_list() -> None:
    """Both ways of the standard give the same."""
    assert primary_key(SCHEMA) == ("id",)
    assert foreign_keys(SCHEMA) == [OWN, OTHER]


def test_a_schema_without_keys_has_none() -> None:
    """What is not declared is empty."""
    assert (primary_key({}), foreign_keys({})) == ((), [])


def test_keys_to_tables_that_are_not_there_are_left_out() -> None:
    """A key to the table itself stays."""
    assert foreign_keys(SCHEMA, {"u"}) == [OWN]
    assert foreign_keys(SCHEMA, {"t"}) == [OWN, OTHER]


def test_a_key_is_declared_as_the_standard_writes_it() -> None:
    """Read again, it is the same."""
    assert foreign_keys({"foreignKeys": [OTHER.declared()]}) == [OTHER]
