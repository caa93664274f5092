"""What each edition holds of a build."""

from typing import Any

import polars as pl
import pytest

from pbdata.package.reading import open_package
from pbdata.package.schemas import load_schemas
from pbdata.release.editions import Tables, edition_files, filter_edition
from tests import ROOT, cases

CASES = cases("release/editions.yaml")


def built(given: dict[str, Any]) -> Tables:
    """The tables of a case; a field's ``!`` says that it is required, its ``-`` that it is withheld."""
    tables: Tables = {}
    for name, table in given.items():
        fields: list[dict[str, Any]] = []
        for written in table["fields"]:
            field: dict[str, Any] = {"name": written.strip("!-"), "type": "string"}
            if "!" in written:
                field["constraints"] = {"required": True}
            if "-" in written:
                field["pbdata:edition"] = "full"
            fields.append(field)
        schema = {key: value for key, value in table.items() if key not in ("edition", "fields", "rows")}
        if "edition" in table:
            schema["pbdata:edition"] = table["edition"]
        columns = dict.fromkeys((field["name"] for field in fields), pl.String)
        tables[name] = schema | {"fields": fields}, pl.DataFrame(table["rows"], columns, orient="row")
    return tables


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_open_edition_holds_what_its_schemas_open(case: dict[str, Any]) -> None:
    """Tables, fields, rows and keys of the open edition follow from the properties of the schemas."""
    found = filter_edition(built(case["tables"]), "open")
    assert {
        name: {"fields": [field["name"] for field in schema["fields"]], "rows": [list(row) for row in rows.iter_rows()]}
        for name, (schema, rows) in found.items()
    } == case["open"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_foreign_keys_that_are_left_hold(case: dict[str, Any]) -> None:
    """Every foreign key of the open edition leads to a row of the open edition."""
    found = filter_edition(built(case["tables"]), "open")
    for schema, rows in found.values():
        for link in schema.get("foreignKeys", ()):
            parent = found[link["reference"]["resource"]][1]
            keys = set(parent.select(link["reference"]["fields"]).iter_rows())
            assert set(rows.select(link["fields"]).drop_nulls().iter_rows()) <= keys


def test_the_full_edition_is_the_build() -> None:
    """The full edition of the committed package has the very tables of the package."""
    files = edition_files(open_package(ROOT), "full")
    for one in open_package(ROOT).descriptor["resources"]:
        assert files[one["path"]] == (ROOT / one["path"]).read_bytes()


@pytest.mark.parametrize("name", load_schemas())
def test_every_table_says_whether_it_is_open(name: str) -> None:
    """Nobody forgets to decide: each schema says ``open`` or ``full``."""
    assert load_schemas()[name]["pbdata:edition"] in ("open", "full")
