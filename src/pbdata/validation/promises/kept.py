"""The typed rows of a package as its promises need them: all at once, or where they are too many some captures after the others.

Rows of a capture and of its article belong together; their ids differ in the first letter alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from pbdata.package.spool import Spool, cuts
from pbdata.validation.budget import room
from pbdata.validation.table.tabular import ROW

OWNERS = ("capture_id", "article_id")
"""The columns that say to which capture a row belongs, the first that is there."""

_IN_MEMORY = 1 << 27
"""How many bytes of rows are held in memory before they go to disk."""
_AT_ONCE = 1 << 25
"""About how many bytes of rows are looked at together."""
_OWNER = "\0owner"


class Kept:
    """Takes the rows of tables as they are read. ``marks_roles`` says whether any row of ``spans`` marks the role of a contributor."""

    def __init__(self, folder: Path | None = None) -> None:
        """What does not fit into memory lies in ``folder``; without one memory holds all."""
        self.marks_roles = False
        self._folder, self._bytes = folder, 0
        self._frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self._spools: dict[str, Spool] = {}

    def add(self, name: str, rows: pl.DataFrame) -> None:
        """Take rows of a table. Raises ``BudgetError`` where the disk refuses."""
        with room():
            self._add(name, rows)

    def _add(self, name: str, rows: pl.DataFrame) -> None:
        if name == "spans" and "field" in rows.columns:
            self.marks_roles |= bool((rows["field"] == "contributors.role").any())
        if self._spools:
            self._wait(name, rows)
            return
        self._frames[name].append(rows)
        self._bytes += int(rows.estimated_size())
        if self._folder and self._bytes > _IN_MEMORY:
            for one, frames in self._frames.items():
                for frame in frames:
                    self._wait(one, frame)
            self._frames.clear()

    @property
    def at_once(self) -> bool:
        """Whether all rows come together."""
        return not self._spools

    def portions(self, empty: Mapping[str, pl.DataFrame]) -> Iterator[dict[str, pl.DataFrame]]:
        """The rows of those tables of which an ``empty`` one is given, by name.

        Where they come in several portions, those that belong to no capture are left out. Raises ``BudgetError`` where the disk refuses.
        """
        if self.at_once:
            yield {name: pl.concat([none, *self._frames[name]]) for name, none in empty.items()}
            return
        wanted = {name: spool for name, spool in self._spools.items() if name in empty}
        with room():
            between = cuts(list(wanted.values()), _AT_ONCE) if wanted else pl.Series(dtype=pl.String)
        for parts in zip(*(spool.parts(between) for spool in wanted.values()), strict=True):
            yield dict(empty) | {name: part.drop(_OWNER) for name, part in zip(wanted, parts, strict=True)}

    def whole(self, name: str, empty: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """All rows of a table of captures that is not large."""
        if name not in self._spools:
            return pl.concat([empty[name], *self._frames[name]])
        rows: pl.DataFrame = self._spools[name].scan().collect()
        return rows.drop(_OWNER).sort(ROW)

    def _wait(self, name: str, rows: pl.DataFrame) -> None:
        """Put rows with those that wait to be sorted by their owners."""
        owner = next((one for one in OWNERS if one in rows.columns), None)
        if owner is None or self._folder is None:
            return
        owned = rows.with_columns(pl.col(owner).cast(pl.String).str.slice(1).fill_null("").alias(_OWNER))
        if name not in self._spools:
            place = self._folder / str(len(self._spools))
            self._spools[name] = Spool(place, owned.clear(), [_OWNER, ROW])
        self._spools[name].add(owned)
        while sum(one.bytes for one in self._spools.values()) > _IN_MEMORY:
            max(self._spools.values(), key=lambda one: one.bytes).flush()
