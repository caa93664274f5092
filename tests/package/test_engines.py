"""The recipes of docs/anywhere.md run as they stand there, where their engine is installed."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pbdata.package.reading import open_package
from tests import ROOT

DOCUMENTS = ("docs/anywhere.md", "docs/anywhere.zh-CN.md")


def recipes(document: str) -> list[str]:
    """The pieces of Python in a document."""
    return re.findall(r"```python\n(.*?)```", (ROOT / document).read_text("utf-8"), re.DOTALL)


def recipe(engine: str) -> str:
    """The recipe that imports an engine."""
    return next(one for one in recipes(DOCUMENTS[0]) if f"import {engine}" in one or f"from {engine}" in one)


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pl.DataFrame:
    """The dataset's own pages as a crawl in Parquet, in the folder in which the recipe runs."""
    pages = [one.read_bytes() for one in sorted((ROOT / "data/raw").glob("00*.txt"))]
    frame = pl.DataFrame({"html": pages})
    (tmp_path / "crawl").mkdir()
    frame.write_parquet(tmp_path / "crawl/pages.parquet")
    monkeypatch.chdir(tmp_path)
    return frame


@pytest.mark.parametrize("engine", ["ray", "pyspark", "dask_jobqueue", "dask_kubernetes"])
def test_both_languages_have_the_same_recipes(engine: str) -> None:
    """Comments apart, they are the same to the letter, and they are Python."""
    one, other = ([re.sub(r"  #.*", "", text) for text in recipes(document)] for document in DOCUMENTS)
    assert one == other
    compile(recipe(engine), engine, "exec")


@pytest.mark.slow
def test_the_function_for_spark_takes_and_gives_batches(crawl: pl.DataFrame) -> None:
    """What it is given by ``mapInArrow`` is an iterator of record batches, and so is what it gives back."""
    pa = pytest.importorskip("pyarrow")
    names: dict[str, object] = {}
    exec(recipe("pyspark").partition("spark = ")[0].replace("from pyspark", "# from pyspark"), names)
    batches: Iterator[object] = iter(crawl.rename({"html": "page"}).to_arrow().to_batches(max_chunksize=2))
    found = list(names["figures"](batches))  # type: ignore[operator]
    assert all(isinstance(one, pa.RecordBatch) for one in found)
    assert {one.schema for one in found} == {names["nothing"].schema}  # type: ignore[attr-defined]
    assert pl.DataFrame(pa.Table.from_batches(found)).height == open_package(ROOT).frame("figures").height


@pytest.mark.slow
def test_the_recipe_for_ray_runs(crawl: pl.DataFrame) -> None:
    """It gives the rows of a build."""
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        exec(recipe("ray"), {"__name__": "recipe"})
    finally:
        ray.shutdown()
    found = pl.read_parquet("figures/*.parquet")
    assert sorted(found["figure_id"]) == sorted(open_package(ROOT).frame("figures")["figure_id"])
