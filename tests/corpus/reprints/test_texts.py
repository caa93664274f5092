"""Texts are found by their numbers, in memory and on disk."""

from pathlib import Path

import numpy as np
import polars as pl

from pbdata.corpus.reprints.texts import TextColumn, TextFile

GIVEN = ["党建", "", "a\nb", "𠮷", "第五"]


def test_texts_are_found_by_their_numbers(tmp_path: Path) -> None:
    """In any order and as often as asked, and more can be added after that."""
    asked = np.array([3, 0, 1, 3])
    with TextFile(tmp_path / "texts/all") as file:
        for some in (GIVEN[:2], [], GIVEN[2:4]):
            file.add(pl.Series(some, dtype=pl.String))
        assert file.of(asked) == TextColumn(pl.Series(GIVEN)).of(asked) == [GIVEN[n] for n in asked]
        file.add(pl.Series(GIVEN[4:]))
        assert file.of(np.array([4, 2])) == ["第五", "a\nb"]
        assert file.of(np.zeros(0, np.int64)) == []
