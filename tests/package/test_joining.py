"""Tables joined along their declared foreign keys."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.errors import PackageError
from pbdata.package.joining import joined
from pbdata.package.reading import open_package


def key(fields: Any, parent: str, others: Any) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": parent, "fields": others}}


POSTS = pl.DataFrame({"post_id": ["p1", "p2"], "place_id": ["x", None], "host_id": ["y", "x"]})
PLACES = pl.DataFrame({"place_id": ["x", "y"], "name": ["甲", "乙"], "post_id": ["z", "z"]})
RESOURCES = [
    {
        "name": "posts",
        "schema": {"foreignKeys": [key(["place_id"], "places", ["place_id"]), key("host_id", "places", "place_id")]},
    },
    {"name": "places", "schema": {}},
    {"name": "notes", "schema": {"foreignKeys": [key("place_id", "places", "place_id")]}},
]


def test_articles_get_their_texts_in_one_call(package: Path) -> None:
    """A parent is joined with its child: every article stands there with its text."""
    opened = open_package(package)
    both = opened.join("articles", "texts")
    assert both.height == opened.frame("articles").height
    assert both["text"].to_list() == opened.frame("texts").sort("article_id")["text"].to_list()
    assert both.columns[: len(opened.frame("articles").columns)] == opened.frame("articles").columns


def test_a_child_gets_its_parents(package: Path) -> None:
    """Paragraphs with their article and its capture: a row a paragraph, in their order."""
    opened = open_package(package)
    rows = opened.join("paragraphs", "articles", "captures")
    assert rows.select("article_id", "paragraph_no").equals(
        opened.frame("paragraphs").select("article_id", "paragraph_no")
    )
    assert rows["sha256"].null_count() == 0


def test_a_name_that_is_taken_gets_its_table(package: Path) -> None:
    """``lines.script`` and ``articles.script`` both stay."""
    rows = open_package(package).join("articles", "captures", "lines")
    assert {"script", "script_lines", "rule"} <= set(rows.columns)


def test_a_row_without_a_partner_stays() -> None:
    """Nulls stand where the other table has nothing."""
    rows = joined({"posts": POSTS, "places": PLACES}, RESOURCES, "place_id")
    assert rows["name"].to_list() == ["甲", None]
    assert rows.columns == ["post_id", "place_id", "host_id", "name", "post_id_places"]


def test_the_key_is_chosen_where_there_are_several() -> None:
    """Without a choice the error lists the keys; with one, the keys may have different names."""
    with pytest.raises(ValueError, match="on= one of place_id, host_id"):
        joined({"posts": POSTS, "places": PLACES}, RESOURCES, None)
    assert joined({"posts": POSTS, "places": PLACES}, RESOURCES, "host_id")["name"].to_list() == ["乙", "甲"]


def test_a_later_table_finds_its_column_under_its_new_name() -> None:
    """After a join on host_id, ``places.place_id`` is the column host_id, and a table after it is joined on that."""
    notes = pl.DataFrame({"place_id": ["y"], "note": ["n"]})
    rows = joined({"posts": POSTS, "places": PLACES, "notes": notes}, RESOURCES, "host_id")
    assert rows["note"].to_list() == ["n", None]


def test_siblings_need_the_table_between_them(package: Path) -> None:
    """Texts and paragraphs have no key between them; by way of their articles they are joined."""
    opened = open_package(package)
    with pytest.raises(PackageError, match="no foreign key joins paragraphs to texts.*before it"):
        opened.join("texts", "paragraphs")
    assert opened.join("articles", "texts", "paragraphs").height == opened.frame("paragraphs").height


def test_a_table_that_is_not_there_is_named(package: Path) -> None:
    """An unknown table, or none at all, is refused."""
    with pytest.raises(PackageError, match="no table `text`"):
        open_package(package).join("articles", "text")
    with pytest.raises(PackageError, match="no table was named"):
        open_package(package).join()
