"""Tables are assembled from shards: the same bytes, however captures are divided."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from pbdata.building import assembly, shards
from pbdata.building.assembly import Assembly
from pbdata.building.runner import build
from pbdata.errors import BuildError
from pbdata.package import spool
from pbdata.package.annotation import NO_ANNOTATION
from pbdata.package.tables import of_captures
from pbdata.package.writer import write_package
from pbdata.validation.judge import validate
from tests import ROOT
from tests.package.sample_package import sample


def files(root: Path) -> dict[str, bytes]:
    """The files of a package by path."""
    found = [root / "datapackage.yaml", root / "datapackage.json", *(root / "data/tables").iterdir()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_one_shard_is_the_whole_package(tmp_path: Path) -> None:
    """What is assembled are the bytes of the tables that are made at once, annotation included."""
    made = sample()
    write_package(tmp_path / "whole", made.dataset, made.tables(), {})
    with Assembly(tmp_path / "assembled", tmp_path / "spool", made.annotation) as tables:
        tables.add(of_captures(made.processed, made.manifest.by_capture()))
        tables.finish(made.dataset, made.manifest.collections, frozenset())
    assert files(tmp_path / "assembled") == files(tmp_path / "whole")
    assert tables.rows == {name: frame.height for name, frame in made.tables().items()}


def test_a_corpus_of_nothing_has_empty_tables(tmp_path: Path) -> None:
    """Each table is its header."""
    with Assembly(tmp_path / "assembled", tmp_path / "spool", NO_ANNOTATION) as tables:
        tables.finish(sample().dataset, (), frozenset())
    assert set(tables.rows.values()) == {0}
    assert (tmp_path / "assembled/data/tables/losses.csv").read_bytes() == b"capture_id,start,stop,kind\n"


def test_a_key_that_stands_in_two_shards_is_refused(tmp_path: Path) -> None:
    """Each shard is sound by itself; what two have in common shows where they come together."""
    made = sample()
    of_all = of_captures(made.processed, made.manifest.by_capture())
    with Assembly(tmp_path / "assembled", tmp_path / "spool", NO_ANNOTATION) as tables:
        tables.add(of_all)
        tables.add({"dates": of_all["dates"]})
        with pytest.raises(BuildError, match="`dates` has two rows with the key d0"):
            tables.finish(made.dataset, made.manifest.collections, frozenset())


def test_shards_of_one_capture_give_the_same_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The five captures by themselves, with tables sorted in parts, give the files that are committed."""
    for name in ("raw", "annotation", "dataset.yaml", "corrections"):
        if (ROOT / "data" / name).is_dir():
            shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
        elif (ROOT / "data" / name).is_file():
            (tmp_path / "data").mkdir(exist_ok=True)
            shutil.copyfile(ROOT / "data" / name, tmp_path / "data" / name)
    monkeypatch.setattr(shards, "_CAPTURES", 1)
    monkeypatch.setattr(assembly, "_IN_MEMORY", 10_000)
    monkeypatch.setattr(assembly, "_AT_ONCE", 10_000)
    monkeypatch.setattr(spool, "_SAMPLED", 2)
    build(tmp_path)
    assert files(tmp_path) == files(ROOT)
    assert validate(tmp_path).valid


def test_rows_of_ids_are_sorted_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is too large to be sorted at once comes in the order of its keys all the same."""
    monkeypatch.setattr(assembly, "_AT_ONCE", 1)
    monkeypatch.setattr(spool, "_SAMPLED", 1)
    made = sample()
    of_all = of_captures(made.processed, made.manifest.by_capture())
    (date,) = of_all["dates"].rows(named=True)
    backward = pl.DataFrame([date | {"date_id": f"d{digit}"} for digit in "fa90"], schema=of_all["dates"].schema)
    with Assembly(tmp_path / "assembled", tmp_path / "spool", NO_ANNOTATION) as tables:
        tables.add(of_all | {"dates": backward})
        tables.finish(made.dataset, made.manifest.collections, frozenset())
    ids = pl.read_csv(tmp_path / "assembled/data/tables/dates.csv")["date_id"]
    assert ids.to_list() == ["d0", "d9", "da", "df"]
