"""Tables whose cells have types of their own: in Parquet, in JSON, in a workbook."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pbdata.errors import PackageError
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget
from pbdata.validation.limits import LimitError
from pbdata.validation.table.parquet_footer import read_footer
from pbdata.validation.table.streams import Located

_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """Rows from Parquet files, with the types that these have."""

    files: Sequence[Located]
    labels: Sequence[str]
    budget: Budget
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False
    delimiter: None = None

    def batches(self, columns: int) -> Iterator[Batch]:
        """Read the files, some row groups at a time. One text may stand in many cells, and counts in each."""
        first = 1
        for one in self.files:
            for frame in _scan(one.place).collect_batches(chunk_size=_BATCH, maintain_order=True):
                self.budget.spend("read", _size_of_text(frame))
                renamed = frame.rename(dict(zip(frame.columns, map(str, range(columns)), strict=True)))
                yield Batch(renamed, np.arange(first, first + len(frame)), one.file)
                first += len(frame)


@dataclass(frozen=True, slots=True)
class InlineSource:
    """Rows that stand in the descriptor, in JSON or in a workbook."""

    rows: Sequence[Sequence[Any]]
    labels: Sequence[str] | None
    file: str
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False
    delimiter: None = None

    def batches(self, columns: int) -> Iterator[Batch]:
        """All rows at once, each column with its JSON type, or as the text that a CSV file would have."""
        kept = [k for k, row in enumerate(self.rows) if len(row) == columns]
        ragged = [(k + 1, 0, len(row)) for k, row in enumerate(self.rows) if len(row) != columns]
        frame = pl.DataFrame([_series(str(n), [self.rows[k][n] for k in kept]) for n in range(columns)])
        yield Batch(frame, np.array(kept, np.int64) + 1, self.file, None, ragged)


def parquet_source(files: Sequence[Located], budget: Budget) -> ParquetSource:
    """Open Parquet files of one table. Raises ``PackageError``."""
    limits = budget.limits
    rows = sum(read_footer(one.place, limits).rows for one in files)
    try:
        schemas = [list(_scan(one.place).collect_schema()) for one in files]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise PackageError(str(error)) from error
    if any(labels != schemas[0] for labels in schemas):
        raise PackageError("the files have different columns.")
    if rows > limits.rows or len(schemas[0]) > limits.columns:
        raise LimitError(
            f"the table has more than {limits.rows} rows or {limits.columns} columns. Cut it into several."
        )
    size = sum(one.place.stat().st_size for one in files)
    if rows * len(schemas[0]) > limits.unpacked_from(size):
        raise LimitError(
            f"its {rows} rows stand in {size} bytes, far more cells than bytes, as a bomb has them. "
            "Write the table without so much compression."
        )
    return ParquetSource(files, schemas[0], budget)


def _size_of_text(frame: pl.DataFrame) -> int:
    """The bytes of all texts in a frame."""
    texts = [column if column.dtype == pl.String else column.explode() for column in frame if _is_text(column.dtype)]
    return sum(int(column.str.len_bytes().sum()) for column in texts)


def _is_text(dtype: pl.DataType) -> bool:
    return dtype == pl.String or dtype == pl.List(pl.String())


def _scan(place: Path) -> pl.LazyFrame:
    return pl.scan_parquet(place, glob=False, hive_partitioning=False)


def _series(name: str, values: Sequence[Any]) -> pl.Series:
    """A column of JSON values: of one type where they have one, so that a number is not taken for text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {list} and all(isinstance(item, str) for value in values for item in value or ()):
        return pl.Series(name, values, pl.List(pl.String()))
    if kinds and kinds <= {date, datetime}:
        whole = kinds == {date}
        days = [value if whole or value is None else datetime.fromisoformat(value.isoformat()) for value in values]
        return pl.Series(name, days, pl.Date() if whole else pl.Datetime("us"))
    dtype = _number_type(kinds)
    # JSON knows no difference between 1 and 1.0.
    if dtype == pl.Float64() and all(value is None or isinstance(value, int) or value.is_integer() for value in values):
        dtype, values = pl.Int64(), [None if value is None else int(value) for value in values]
    if kinds and dtype is not None and all(value is None or abs(value) < 2**63 for value in values):
        return pl.Series(name, values, dtype)
    return pl.Series(name, [_text(value) for value in values], pl.String())


def _number_type(kinds: set[type]) -> pl.DataType | None:
    """The type of a column of truth values or numbers; ``None`` for others."""
    if kinds == {bool}:
        return pl.Boolean()
    return pl.Float64() if kinds <= {int, float} else None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date | time) else str(value)
