"""Rows that waited on disk come back in order."""

from pathlib import Path

import polars as pl
import pytest

from pbdata.package import spool
from pbdata.package.spool import Spool

EMPTY = pl.DataFrame(schema={"key": pl.String, "n": pl.Int64})


def rows(start: int, stop: int) -> pl.DataFrame:
    """Rows whose keys are in no order, with some keys several times."""
    return pl.DataFrame({"key": [f"k{n * 7919 % 101:03}" for n in range(start, stop)], "n": range(start, stop)})


@pytest.mark.parametrize("at_once", [1, 500, 10**9])
@pytest.mark.parametrize("runs", [1, 3, 10])
def test_rows_come_back_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int, at_once: int) -> None:
    """However many runs there are, and however little is sorted at once, and as often as asked."""
    monkeypatch.setattr(spool, "_SAMPLED", 4)
    waiting = Spool(tmp_path / "table", EMPTY, ["key", "n"])
    for run in range(runs):
        waiting.add(rows(run * 50, run * 50 + 20))
        waiting.add(rows(run * 50 + 20, run * 50 + 50))
        waiting.flush()
        assert waiting.bytes == 0
    expected = rows(0, runs * 50).sort("key", "n")
    for _ in range(2):
        parts = list(waiting.in_order(at_once))
        assert pl.concat(parts).equals(expected)
        assert all(one["key"][-1] < other["key"][0] for one, other in zip(parts, parts[1:], strict=False))
        assert (len(parts) == 1) == (at_once == 10**9)
    assert waiting.scan().sort("key", "n").collect().equals(expected)


def test_without_rows_nothing_is_written(tmp_path: Path) -> None:
    """Neither with none nor with empty tables."""
    waiting = Spool(tmp_path / "table", EMPTY, ["key"])
    waiting.add(EMPTY)
    assert list(waiting.in_order(100)) == []
    assert waiting.scan().collect().equals(EMPTY)
    assert not (tmp_path / "table").exists()


def test_a_few_rows_stay_in_memory(tmp_path: Path) -> None:
    """They come in order, as often as they are asked for, and more may follow."""
    waiting = Spool(tmp_path / "table", EMPTY, ["key", "n"])
    for start in (0, 20):
        waiting.add(rows(start, start + 20))
        expected = rows(0, start + 20).sort("key", "n")
        for _ in range(2):
            assert pl.concat(waiting.in_order(10**9)).equals(expected)
            assert waiting.scan().sort("key", "n").collect().equals(expected)
    assert not (tmp_path / "table").exists()
    assert pl.concat(waiting.in_order(1)).equals(expected)
    assert (tmp_path / "table").exists()
