"""What is known of the tables of facts is what their schemas say."""

import pytest

from pbdata.corpus.correcting.fact_tables import FactTable, as_facts, as_rows, fact_tables
from pbdata.model.facts import Facts
from pbdata.package.keys import foreign_keys
from pbdata.package.schemas import schemas


@pytest.fixture(params=fact_tables().values(), ids=lambda table: table.name)
def table(request: pytest.FixtureRequest) -> FactTable:
    one: FactTable = request.param
    return one


def test_every_table_of_facts_can_be_corrected() -> None:
    """All but the gazetteer in use, which no article decides."""
    assert {*fact_tables(), "places"} == {*Facts.__dataclass_fields__}


def test_rows_are_told_by_their_primary_key(table: FactTable) -> None:
    """The key is that of the schema without the article."""
    assert [*table.key] == [column for column in schemas()[table.name]["primaryKey"] if column != "article_id"]


def test_ids_begin_as_the_schema_wants(table: FactTable) -> None:
    """The pattern of an id begins with the prefix."""
    field = next(field for field in schemas()[table.name]["fields"] if field["name"] == table.key[0])
    if table.prefix:
        assert field["constraints"]["pattern"].lstrip("^").startswith(f"{table.prefix}[")


def test_references_are_the_foreign_keys(table: FactTable) -> None:
    """What a row needs may not be empty, what it names may."""
    required = {one["name"] for one in schemas()[table.name]["fields"] if one.get("constraints", {}).get("required")}
    keys = {key.fields[0]: key.parent for key in foreign_keys(schemas()[table.name]) if key.parent != "articles"}
    needs = {column: parent for column, parent in keys.items() if column in required}
    if table.name == "programme_mentions":
        needs.pop("programme_id")  # A mention makes its programme.
    assert dict(table.needs) == needs
    assert dict(table.names) == {column: parent for column, parent in keys.items() if column not in required}


def test_facts_become_rows_and_back() -> None:
    """Nothing is lost on the way."""
    assert as_facts(as_rows(Facts())) == Facts()
