"""Withheld columns, restored whatever the table."""

from typing import Any

import polars as pl

from pbdata.access.restoring import RestoredText, Sources, restore_table

FIELDS: list[dict[str, Any]] = [
    {"name": "figure_id", "type": "string", "constraints": {"required": True}},
    {"name": "article_id", "type": "string", "constraints": {"required": True}},
    {"name": "field", "type": "string"},
    {"name": "start", "type": "integer"},
    {"name": "stop", "type": "integer"},
    {
        "name": "surface",
        "type": "string",
        "pbdata:edition": "full",
        "constraints": {"required": True},
        "description": "Words.",
    },
    {"name": "counted", "type": "string", "pbdata:edition": "full"},
    {"name": "counted_start", "type": "integer"},
    {"name": "counted_stop", "type": "integer"},
    {"name": "unit_printed", "type": "string", "pbdata:edition": "full"},
]
FULL = {"primaryKey": ["figure_id"], "pbdata:edition": "open", "fields": FIELDS}
OPEN = FULL | {"fields": [field for field in FIELDS if "pbdata:edition" not in field]}
TEXT = "全村有党员120名，修路36公里。"
ROWS = [
    ("f1", "a1", "text", "3", "9", "3", "5"),
    ("f2", "a2", "text", "3", "9", "3", "5"),
    ("f3", "a2", "text", "10", "16", None, None),
    ("f4", "a2", "title", "0", "2", None, None),
    ("f5", "a3", "text", "3", "9", "3", "5"),
]
FRESH = [
    ("f1", "a1", "text", "3", "9", "五字文", "党", "3", "5", "名"),
    ("f3", "a2", "text", "0", "1", "别处", None, None, None, "人"),
]


def restored(**sources: Any) -> tuple[dict[str, Any], pl.DataFrame, dict[str, Any]]:
    names = [field["name"] for field in FIELDS]
    rows = pl.DataFrame(ROWS, schema=[field["name"] for field in OPEN["fields"]], orient="row")
    fresh = pl.DataFrame(FRESH, schema=dict.fromkeys(names, pl.String), orient="row")
    given = {"texts": {}, "titles": {}} | sources
    withheld = [field["name"] for field in FIELDS if "pbdata:edition" in field]
    return restore_table("figures", OPEN, FULL, rows, withheld, Sources({"figures": fresh}, **given))


def test_held_captures_give_their_rows_back() -> None:
    """Cells come from the row of the same key at the same place, and from no other."""
    _, rows, cells = restored()
    assert rows["surface"].to_list() == ["五字文", None, None, None, None]
    assert rows["unit_printed"].to_list() == ["名", None, None, None, None]
    assert cells == {"surface": (1, 4), "counted": (1, 4), "unit_printed": (1, 4)}
    assert rows.columns == [field["name"] for field in FIELDS]


def test_found_texts_give_what_stands_in_them() -> None:
    """Surfaces and what has a place of its own are cut from texts and titles; what has none stays unknown."""
    _, rows, cells = restored(texts={"a2": RestoredText(TEXT, (), (), True)}, titles={("a2", "title"): "党员修路"})
    assert rows["surface"].to_list() == ["五字文", TEXT[3:9], TEXT[10:16], "党员", None]
    assert rows["counted"].to_list() == ["党", "党员", None, None, None]
    assert cells == {"surface": (4, 1), "counted": (2, 3), "unit_printed": (1, 4)}


def test_gaps_and_shifted_stretches_are_not_cut() -> None:
    """A place that touches what was not found, or not found in its place, gives nothing."""
    for text in (RestoredText(TEXT, ((8, 12),), (), False), RestoredText(TEXT, (), ((8, 12),), False)):
        _, rows, _ = restored(texts={"a2": text})
        assert rows["surface"].to_list() == ["五字文", None, None, None, None]
        assert rows["counted"].to_list() == ["党", "党员", None, None, None]


def test_the_schema_says_that_cells_are_missing() -> None:
    """A column that lost cells no longer asks for all, and its descriptions tell where it is said."""
    schema, rows, _ = restored()
    surface = next(field for field in schema["fields"] if field["name"] == "surface")
    assert "constraints" not in surface
    assert (
        surface["description"].startswith("Words. In this rehydrated copy")
        and "rehydration.json" in surface["pbdata:description_zh"]
    )
    assert [field["name"] for field in schema["fields"]] == rows.columns
