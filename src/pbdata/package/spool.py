"""Rows that wait on disk until all of them are there, and come back in the order of their key.

Rows come some at a time in any order. What memory may hold is sorted and written as one file, a *run*. At the end each run gives the rows
between two keys, for as many pairs of keys as keep what is sorted at once small: every row is written once and read once. Where all rows
are few, none is written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

_SAMPLED = 512
"""Of how many rows the key of one is remembered, to tell where to cut."""
_FEW = 1 << 24
"""So many bytes of rows stay in memory, where nobody asks for less of them."""
_BATCH = 1024
"""So many rows of a run are read together, however few of them are asked for."""


class Spool:
    """The rows of one table. ``key`` names its columns by which rows are sorted: rows that are equal in the first of them stay together."""

    def __init__(self, folder: Path, empty: pl.DataFrame, key: Sequence[str]) -> None:
        """``folder`` is for this table alone; ``empty`` is a table without rows.

        ``bytes`` is what is in memory, ``all_bytes`` and ``all_rows`` are what was taken, ``sampled`` the keys of some rows.
        """
        self._folder, self._empty, self._key = folder, empty, key
        self._waiting: list[pl.DataFrame] = []
        self._runs: list[Path] = []
        self.sampled: list[str] = []
        self.bytes, self.all_bytes, self.all_rows = 0, 0, 0

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows."""
        self._waiting.append(rows)
        size = int(rows.estimated_size())
        self.bytes += size
        self.all_bytes += size
        self.all_rows += rows.height

    def flush(self) -> None:
        """Write what is in memory as a run. Raises ``OSError`` where the disk refuses."""
        rows = pl.concat([self._empty, *self._waiting]).sort(self._key)
        self._waiting, self.bytes = [], 0
        if rows.height:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._runs.append(self._folder / f"{len(self._runs)}.arrow")
            rows.write_ipc(self._runs[-1], record_batch_size=_BATCH)
            # As a column they would hold on to the text of all others.
            self.sampled += rows[self._key[0]].gather_every(_SAMPLED).to_list()

    def scan(self) -> pl.LazyFrame:
        """All rows, in any order, to be read when they are collected."""
        if not self._runs and self.bytes <= _FEW:
            return pl.concat([self._empty, *self._waiting]).lazy()
        self.flush()
        return pl.scan_ipc(self._runs, glob=False) if self._runs else self._empty.lazy()

    def in_order(self, at_once: int) -> Iterator[pl.DataFrame]:
        """All rows, sorted by the key, about so many bytes at a time."""
        if not self._runs and self.bytes <= min(at_once, _FEW):
            self._waiting = [pl.concat([self._empty, *self._waiting]).sort(self._key)]
            return (part for part in self._waiting if part.height)
        return (part for part in self.parts(cuts([self], at_once)) if part.height)

    def parts(self, between: pl.Series) -> Iterator[pl.DataFrame]:
        """All rows, sorted by the key, one part more than there are keys ``between`` them: what is less than the first, and so on."""
        self.flush()
        bounds = [self._bounds(run, between) for run in self._runs]
        for part in range(between.len() + 1):
            pieces = [
                pl.scan_ipc(run, glob=False).slice(ends[part], ends[part + 1] - ends[part]).collect()
                for run, ends in zip(self._runs, bounds, strict=True)
                if ends[part] < ends[part + 1]
            ]
            yield pl.concat(pieces).sort(self._key) if pieces else self._empty

    def _bounds(self, run: Path, cuts: pl.Series) -> list[int]:
        """Where in a run the rows of each part begin, and where the last ends."""
        keys = pl.scan_ipc(run, glob=False).select(self._key[0]).collect().to_series()
        return [0, *(int(at) for at in keys.search_sorted(cuts, side="left")), keys.len()]


def cuts(spools: Sequence[Spool], at_once: int) -> pl.Series:
    """The keys at which to cut so that the rows of all spools together are about so many bytes at a time."""
    for one in spools:
        one.flush()
    sampled = pl.Series([key for one in spools for key in one.sampled], dtype=pl.String).sort()
    rows, size = (sum(counts) for counts in zip(*((one.all_rows, one.all_bytes) for one in spools), strict=True))
    step = max(1, at_once * rows // max(1, size) // _SAMPLED)
    return sampled.gather_every(step, offset=step).unique().sort()
