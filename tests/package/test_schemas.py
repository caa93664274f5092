"""The schemas: complete, bilingual, and in step with the records."""

import dataclasses
from importlib.resources import files
from typing import Any, get_args, get_type_hints

import pytest

from pbdata.errors import PbdataError
from pbdata.model.article import Contributor, Paragraph
from pbdata.model.facts import Facts, Organisation, Person, PersonMention, Post, Quotation
from pbdata.model.page import KEPT_LABELS, LABELS, Edit, Line, Loss, Span
from pbdata.package import schemas
from pbdata.package.schemas import RESOURCES, field_names, load_schemas

SCHEMAS = load_schemas()
FIELDS = [
    pytest.param(table, field, id=f"{table}.{field['name']}") for table in SCHEMAS for field in SCHEMAS[table]["fields"]
]


def categories(table: str, column: str) -> list[str]:
    """The values that a column may have."""
    field = next(one for one in SCHEMAS[table]["fields"] if one["name"] == column)
    return [one["value"] for one in field["categories"]]


def test_every_schema_file_is_a_resource() -> None:
    """Each file in the folder of schemas is a table, once, but the two that serve them all."""
    found = [one.name for one in (files("pbdata.package") / "schemas").iterdir()]
    assert sorted(found) == sorted(["order.yaml", "shared.yaml", *(f"{name}.yaml" for name in RESOURCES)])


def test_every_fact_has_a_schema() -> None:
    """Each kind of fact is a table whose columns are those of its record, with the article and the review."""
    for field in dataclasses.fields(Facts):
        record = get_args(get_type_hints(Facts)[field.name])[0]
        columns = {one["name"] for one in SCHEMAS[field.name]["fields"]}
        assert columns - set(record._fields) <= {"article_id", "review_status"}, field.name
        assert set(record._fields) <= columns, field.name


def test_shared_fields_that_are_not_there_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who adds a table and names the wrong fields reads which there are."""
    made = {"fields": [{"shared": "reviewed"}], "primaryKey": []}
    monkeypatch.setattr(schemas, "RESOURCES", ("meetings",))
    monkeypatch.setattr(
        schemas, "read_data", lambda _package, name: {"fact": []} if name.endswith("shared.yaml") else made
    )
    with pytest.raises(PbdataError, match="meetings.yaml: there are no shared fields 'reviewed'. Name one of fact"):
        schemas._schemas.__wrapped__()


def test_parents_come_before_their_children() -> None:
    """A table's foreign keys lead to columns of tables that are listed before it."""
    names = list(SCHEMAS)
    for name, schema in SCHEMAS.items():
        for link in schema.get("foreignKeys", []):
            parent = link["reference"]["resource"]
            assert names.index(parent) < names.index(name)
            assert set(link["reference"]["fields"]) == set(SCHEMAS[parent]["primaryKey"])


def test_every_schema_is_told_what_version_it_is() -> None:
    """Each schema names the profile of Table Schema 2.0 and a primary key of required columns."""
    for schema in SCHEMAS.values():
        assert schema["$schema"] == "https://datapackage.org/profiles/2.0/tableschema.json"
        required = {one["name"] for one in schema["fields"] if one.get("constraints", {}).get("required")}
        assert set(schema["primaryKey"]) <= required


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_a_field_is_explained_in_both_languages(table: str, field: dict[str, Any]) -> None:
    """Each field and each of its values has a title in both languages and a description in each."""
    for one in (field, *field.get("categories", ())):
        chinese, _, english = one.get("title", one.get("label")).partition(" / ")
        assert not chinese.isascii() or not chinese.strip("ICP")
        assert english.isascii() and english[0].isupper()
        assert one["description"].endswith((".", ")")) and "  " not in one["description"]
        assert one["pbdata:description_zh"].endswith("。") and not one["pbdata:description_zh"].isascii()
        assert "； " not in one["pbdata:description_zh"] and "， " not in one["pbdata:description_zh"]


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_a_field_that_may_be_empty_says_what_null_means(table: str, field: dict[str, Any]) -> None:
    """Columns that are not required explain their nulls, in both languages."""
    if not field.get("constraints", {}).get("required"):
        assert "Null" in field["description"]
        assert "空值" in field["pbdata:description_zh"] or "亦为空" in field["pbdata:description_zh"]


def test_labels_are_those_of_the_records() -> None:
    """The labels that the schemas explain are those that the labeller gives."""
    assert tuple(categories("lines", "label")) == LABELS
    assert set(categories("paragraphs", "kind")) == KEPT_LABELS


@pytest.mark.parametrize(
    ("table", "record", "own"),
    [
        ("lines", Line, {"capture_id"}),
        ("edits", Edit, {"capture_id"}),
        ("spans", Span, {"capture_id", "span_no"}),
        ("losses", Loss, {"capture_id"}),
        ("paragraphs", Paragraph, {"article_id"}),
        ("contributors", Contributor, {"article_id"}),
        ("organisations", Organisation, {"article_id", "review_status"}),
        ("persons", Person, {"article_id", "review_status"}),
        ("person_mentions", PersonMention, {"article_id", "review_status"}),
        ("posts", Post, {"article_id", "review_status"}),
        ("quotations", Quotation, {"article_id", "review_status"}),
    ],
)
def test_a_table_has_the_columns_of_its_record(table: str, record: Any, own: set[str]) -> None:
    """The columns of a record's table are the record's fields, in their order, and its key."""
    assert [name for name in field_names(SCHEMAS[table]) if name not in own] == list(record._fields)


def test_categories_are_an_enum_too() -> None:
    """Tools that know only ``enum`` get the values of ``categories`` as well."""
    field = next(one for one in SCHEMAS["captures"]["fields"] if one["name"] == "status")
    assert field["constraints"]["enum"] == ["processed", "rejected", "withdrawn"]
    assert field["constraints"]["required"]


def test_the_caller_may_change_what_it_gets() -> None:
    """A change of a loaded schema does not reach the next caller."""
    load_schemas()["lines"]["fields"].clear()
    assert len(load_schemas()["lines"]["fields"]) > 0


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_a_column_name_needs_no_quotes_in_sql(table: str, field: dict[str, Any]) -> None:
    """Column names are lower-case words that SQL does not reserve."""
    assert field["name"].replace("_", "").isalnum() and field["name"].islower()
    assert field["name"] not in {
        "end",
        "from",
        "column",
        "order",
        "table",
        "group",
        "select",
        "where",
        "to",
        "references",
    }
