"""Tables in memory are judged as their files would be."""

from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pbdata.corpus.reprints.texts import TextColumn
from pbdata.package.tables import as_package, of_captures
from pbdata.validation.built import judge_corpus, judge_files, judge_tables
from tests.package.sample_package import copy_sample, sample


def test_what_was_built_is_valid(tmp_path: Path) -> None:
    """The tables of the sample, with its page texts and captures in their places."""
    root = copy_sample(tmp_path)
    assert list(judge_tables(sample().tables(), root, root).errors) == []
    assert judge_files(root).valid


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("lines", "label", "nonsense", "enum"),
        ("dates", "article_id", "a0000000000000000", "foreignKey"),
        ("texts", "text", "别的话", "promise 2: replay"),
        ("figures", "surface", "别的话", "promise 3: facts"),
        ("lines", "label", None, "required"),
    ],
)
def test_a_fault_is_found_with_its_row(table: str, column: str, value: str | None, rule: str, tmp_path: Path) -> None:
    """Constraints, keys and promises are looked at."""
    root, tables = copy_sample(tmp_path), sample().tables()
    tables[table] = tables[table].with_columns(pl.lit(value, pl.String).alias(column))
    found = [one for one in judge_tables(tables, root, root).errors if (one.resource, one.rule) == (table, rule)]
    assert found[0].row == 1


def test_some_captures_tell_stories_of_their_own(tmp_path: Path) -> None:
    """What articles take from one another is left to the corpus, and what they gave is judged without it."""
    made = sample()
    root = copy_sample(tmp_path)
    sightings = made.manifest.by_capture()
    whole = as_package(of_captures(made.processed, sightings), made.manifest.collections)
    assert list(whole) == list(made.tables())
    assert whole["reprints"].is_empty() and whole["carried_definitions"].is_empty()
    assert (whole["articles"]["reprint_cluster"] == whole["articles"]["article_id"]).all()
    assert judge_tables(whole, root, root).valid


def test_the_tables_of_the_corpus_are_judged_together() -> None:
    """What leads from one to another, and reprints against the texts."""
    tables = sample().tables()
    whole = {name: tables[name] for name in ("collections", "places", "programmes", "reprints")}
    parts = {name: partial(tables[name].iter_slices, 1) for name in ("captures", "articles")}
    texts = TextColumn(tables["texts"]["text"])
    assert judge_corpus(whole, parts, texts).valid
    placed = tables["articles"].with_columns(pl.lit("z0000000000000000").alias("place_id"))
    errors = judge_corpus(whole, {**parts, "articles": lambda: [placed]}, texts).errors
    assert {(one.resource, one.rule) for one in errors} == {("articles", "foreignKey")}


def test_a_file_that_was_changed_is_found(tmp_path: Path) -> None:
    """Size and hash are those of the descriptor."""
    root = copy_sample(tmp_path)
    with (root / "data/tables/lines.csv").open("ab") as stream:
        stream.write(b"x")
    assert {one.rule for one in judge_files(root).errors} >= {"bytes", "hash"}
