"""Read a table once: check its rows and cells, and keep of it what other tables and the promises need."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pbdata.errors import PackageError
from pbdata.package.reading import column_type, typed
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.limits import LimitError
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.columns import Column, check_columns
from pbdata.validation.table.headers import match_columns
from pbdata.validation.table.keys import Key, own_keys
from pbdata.validation.table.relations import Again, Keys
from pbdata.validation.table.rows import UnreadableError, describe_ragged
from pbdata.validation.table.sources import Source
from pbdata.validation.table.streams import CompressionError
from pbdata.validation.table.suspicions import warn_of_swallowed_rows

ROW = "\0row"
"""The column of a table that numbers the rows of data from 1, rows that were left out included."""


Keep = Callable[[str, pl.DataFrame], None]
"""Takes typed rows of the table of a name."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose typed rows were kept; a cell that is not of its type is null."""

    name: str
    schema: Mapping[str, Any]
    typed: pl.DataFrame

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return self.typed.columns[1:]


@dataclass(slots=True)
class Reader:
    """Reads one table, as often as it is asked."""

    name: str
    source: Source
    schema: Mapping[str, Any]
    columns: Sequence[Column]
    width: int
    budget: Budget
    keys: Keys = field(default_factory=lambda: Keys(()))
    n_rows: int = 0

    def has(self, key: Key) -> bool:
        """Whether the file has all columns of a key."""
        return set(key.fields) <= {column.name for column in self.columns}

    def scan(self, findings: Findings, keep: Keep | None) -> bool:
        """Check every row and cell, and give typed rows to ``keep``. False where the file could not be read to its end."""
        try:
            for batch in self._batches():
                for row, line, n in batch.ragged:
                    message = describe_ragged(n, self.width)
                    findings.line(self.name, "cells", message, row=row, file=batch.file, line=line or None)
                if self.source.delimiter:
                    warn_of_swallowed_rows(self.name, batch, self.source.delimiter, findings)
                values = check_columns(self.columns, batch, findings)
                if values and all(one.null_count() for one in values.values()):
                    self._check_blank(batch, findings)
                self.keys.add(values, self.budget)
                self.n_rows += len(batch.frame)
                if keep:
                    keep(self.name, self._rows(batch, values))
        except BudgetError as error:
            findings.skip(f"resource `{self.name}`: all of its rows, because {error}")
        except UnreadableError as error:
            findings.line(self.name, error.rule, str(error), file=None, line=error.line)
        except LimitError as error:
            findings.error(self.name, "limit", str(error))
        except CompressionError as error:
            findings.error(self.name, "compression", str(error))
        except (PackageError, OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else "it is broken"
            findings.error(
                self.name, "path", f"the file cannot be read ({reason}). Restore the file, or write it again."
            )
        else:
            return True
        return False

    def again(self, keys: Iterable[Key]) -> Iterator[Again]:
        """Read the columns of some keys once more."""
        names = {name for key in keys for name in key.fields}
        wanted = [column for column in self.columns if column.name in names]
        for batch in self._batches():
            read = {column.name: column.read(batch) for column in wanted}
            cells = {name: raw for name, (raw, _) in read.items()}
            yield Again(batch, cells, {name: values.typed if values else raw for name, (raw, values) in read.items()})

    def find_lines(self, rows: set[int]) -> dict[int, int]:
        """The lines of the file, from 1, on which some rows of data begin; as many as the budget lets be found."""
        lines: dict[int, int] = {}
        with suppress(BudgetError):
            for batch in self._batches():
                if batch.lines is not None:
                    numbered = zip(batch.rows, batch.lines, strict=True)
                    lines |= {int(row): int(line) for row, line in numbered if int(row) in rows}
                if len(lines) == len(rows):
                    break
        return lines

    def _batches(self) -> Iterator[Batch]:
        """The rows, as long as the budget lasts."""
        for batch in self.source.batches(self.width):
            self.budget.spend("cells", (len(batch.frame) + len(batch.ragged)) * self.width)
            yield batch

    def rows(self) -> Iterator[pl.DataFrame]:
        """Read the typed rows once more."""
        for batch in self._batches():
            read = {column.name: column.read(batch) for column in self.columns}
            yield self._rows(batch, {name: values.typed if values else raw for name, (raw, values) in read.items()})

    def no_rows(self) -> pl.DataFrame:
        """What typed rows are where there are none."""
        fields = {one["name"]: one for one in self.schema["fields"]}
        types = {ROW: pl.Int64()} | {column.name: column_type(fields[column.name]) for column in self.columns}
        return pl.DataFrame(schema=types)

    def _check_blank(self, batch: Batch, findings: Findings) -> None:
        """A row in which nothing stands says nothing, whatever its fields allow."""
        cells = batch.frame.select(pl.all_horizontal(pl.all().is_null() | (pl.all().cast(pl.String) == "")))
        blank = cells.to_series().arg_true()
        shown = blank.head(findings.room(self.name, None, "cells"))
        for place in shown:
            line = None if batch.lines is None else int(batch.lines[place])
            message = "all cells of the row are empty. Remove it."
            findings.line(self.name, "cells", message, row=int(batch.rows[place]), file=batch.file, line=line)
        findings.more(self.name, None, "cells", len(blank) - len(shown))

    def _rows(self, batch: Batch, values: Mapping[str, pl.Series]) -> pl.DataFrame:
        """The rows of a batch with the column types of a package, for the promises."""
        columns = [pl.Series(ROW, batch.rows, pl.Int64)]
        fields = {one["name"]: one for one in self.schema["fields"]}
        for column in self.columns:
            one, value = fields[column.name], values[column.name]
            if value.dtype != column_type(one) and value.dtype == pl.String:
                value = typed(pl.DataFrame([value.alias(column.name)]), {"fields": [one]})[column.name]
            columns.append(value.alias(column.name))
        return pl.DataFrame(columns)


def open_table(
    name: str,
    source: Source,
    schema: Mapping[str, Any],
    wanted: Iterable[Key],
    budget: Budget,
    findings: Findings,
    scratch: Path | None = None,
) -> Reader | None:
    """Match the columns of a table to its fields and say what does not fit; ``None`` where it has no columns at all.

    ``wanted`` are keys to keep for other tables. Of very many keys those of most rows lie in ``scratch``, a folder for this table alone.
    """
    positions = match_columns(name, source.labels, schema, source.case_sensitive, findings)
    everywhere = [*schema.get("missingValues", [""]), *source.missing]
    columns = [
        Column(
            name,
            one,
            positions[one["name"]],
            [*one["missingValues"], *source.missing] if "missingValues" in one else everywhere,
            fill=source.empty_is_null,
            is_key=one["name"] in schema["primaryKey"],
        )
        for one in schema["fields"]
        if one["name"] in positions
    ]
    for part in schema["primaryKey"]:
        if part not in positions and schema.get("fieldsMatch", "exact") in ("superset", "partial"):
            findings.error(
                name, "primaryKey", f"the file has no column {part}, which the key needs. Add it.", field=part
            )
    width = len(source.labels) if source.labels is not None else len(schema["fields"])
    if not width:
        return None
    reader = Reader(name, source, schema, columns, width, budget)
    own = [key for _, key in own_keys(schema, positions)]
    reader.keys = Keys([*own, *(key for key in wanted if reader.has(key))], scratch)
    return reader
