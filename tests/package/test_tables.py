"""From records to columns."""

from dataclasses import replace

import pytest

from pbdata.captures.store.manifest import Manifest, Sighting
from pbdata.package.schemas import field_names, load_schemas
from pbdata.package.tables import page_path, pages, tables
from tests.package.sample_package import rows_of, sample


def test_every_table_has_the_columns_of_its_schema() -> None:
    """Each row has exactly the schema's columns, in their order."""
    rows = sample().rows()
    assert list(rows) == list(load_schemas())
    for name, schema in load_schemas().items():
        assert rows[name] or name in ("carried_definitions", "reprints")  # These need two articles.
        assert all(list(row) == field_names(schema) for row in rows[name])


def test_rows_are_sorted_by_primary_key() -> None:
    """The order of captures and sightings that are given makes no difference."""
    made = sample()
    backward = Manifest(made.manifest.collections, made.manifest.sightings[::-1])
    rows = rows_of(tables(backward, made.processed[::-1]))
    assert rows == rows_of(tables(made.manifest, made.processed))
    for name, schema in load_schemas().items():
        keys = [[row[part] for part in schema["primaryKey"]] for row in rows[name]]
        assert keys == sorted(keys)


def test_a_capture_seen_twice_is_one_row_with_the_first_path() -> None:
    """The same bytes in two files are one capture and two retrievals."""
    made = sample()
    rows = rows_of(tables(made.manifest, made.processed))
    assert [row["path"] for row in rows["captures"]] == ["data/raw/a.txt", "data/raw/c.txt"]
    assert [row["path"] for row in rows["retrievals"]] == ["data/raw/a.txt", "data/raw/b.txt", "data/raw/c.txt"]


def test_a_rejected_capture_keeps_its_row_and_lines() -> None:
    """Nothing is lost of a capture that gave no article."""
    made = sample()
    rows = rows_of(tables(made.manifest, made.processed))
    rejected = next(row for row in rows["captures"] if row["status"] == "rejected")
    assert rejected["reason"]
    assert sum(row["capture_id"] == rejected["capture_id"] for row in rows["lines"]) == 2
    assert [row["capture_id"] for row in rows["articles"]] != [rejected["capture_id"]]


def test_a_page_text_is_stored_only_where_it_is_not_the_capture() -> None:
    """A capture in UTF-8 is its own page text; one in another encoding gets a file, with its hash in the row."""
    made = sample()
    rows = rows_of(tables(made.manifest, made.processed))["captures"]
    stored = pages(made.processed)
    assert [row["page_path"] for row in rows] == [None, page_path(rows[1]["capture_id"])]
    assert stored == {rows[1]["capture_id"]: "首页\n版权所有"}
    assert (rows[0]["page_sha256"], len(rows[1]["page_sha256"])) == (None, 64)


def test_spans_are_numbered_in_the_order_of_the_page() -> None:
    """``span_no`` counts from 0 by start, whatever the order in which spans were found."""
    made = sample()
    first = replace(made.processed[0], spans=made.processed[0].spans[::-1])
    starts = [row["start"] for row in rows_of(tables(made.manifest, (first, made.processed[1])))["spans"]]
    assert starts == sorted(starts)


def test_a_sighting_that_was_not_processed_is_refused() -> None:
    """A file of the manifest cannot be left out."""
    made = sample()
    with pytest.raises(ValueError, match="data/raw/c.txt: the manifest lists this file"):
        tables(made.manifest, made.processed[:1])


def test_a_capture_without_a_sighting_is_refused() -> None:
    """A capture that the manifest does not list has no place of origin."""
    made = sample()
    manifest = replace(made.manifest, sightings=made.manifest.sightings[:2])
    with pytest.raises(ValueError, match="the manifest does not list it"):
        tables(manifest, made.processed)


def test_the_same_capture_twice_is_refused() -> None:
    """Each distinct capture is processed once."""
    made = sample()
    with pytest.raises(ValueError, match="twice"):
        tables(made.manifest, (*made.processed, made.processed[0]))


def test_a_row_that_does_not_fit_its_schema_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with a field that its schema does not know stops the build."""
    made = sample()
    changed = load_schemas()
    changed["lines"]["fields"] = [field for field in changed["lines"]["fields"] if field["name"] != "hant"]
    monkeypatch.setattr("pbdata.package.tables.schemas", lambda: changed)
    with pytest.raises(ValueError, match=r"`lines` does not fit schemas/lines\.yaml: hant"):
        tables(made.manifest, made.processed)


def test_rights_come_from_the_manifest() -> None:
    """What the manifest says of a capture's rights stands in its row."""
    made = sample()
    sightings = tuple(
        replace(one, rights_uri="http://rightsstatements.org/vocab/InC/1.0/") for one in made.manifest.sightings
    )
    assert all(isinstance(one, Sighting) for one in sightings)
    rows = rows_of(tables(replace(made.manifest, sightings=sightings), made.processed))["captures"]
    assert {row["rights_uri"] for row in rows} == {"http://rightsstatements.org/vocab/InC/1.0/"}
