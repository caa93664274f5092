"""The table of a resource as batches, whether its rows stand in CSV, in Parquet or in the descriptor."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import polars as pl

from pbdata.errors import PackageError
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.cells import UnreadableError, has_bom, read_batches, read_labels
from pbdata.validation.table.dialects import Dialect, sound_dialect
from pbdata.validation.table.parquet_footer import read_footer
from pbdata.validation.table.records import WORKBOOKS, arranged, json_content, json_lines, sheet_rows
from pbdata.validation.table.streams import COMPRESSIONS, CompressionError, Part, detect_encoding, find_undecodable

_BATCH = 100_000
_JSON = ("json", "jsonl", "ndjson")
_INLINE = "datapackage.json"


class Located(NamedTuple):
    """A file of a resource that may be read: where it is, and its path in the package."""

    place: Path
    file: str


class Source(Protocol):
    """Gives the rows of one table, as often as it is asked."""

    @property
    def labels(self) -> Sequence[str] | None:
        """The header, ``None`` where there is none."""

    @property
    def missing(self) -> Sequence[str]:
        """Cells that stand for nothing whatever the schema says."""

    @property
    def case_sensitive(self) -> bool:
        """Whether labels and fields must agree in capitals."""

    @property
    def empty_is_null(self) -> bool:
        """Whether nulls in the frames stand for empty text."""

    @property
    def delimiter(self) -> str | None:
        """What stands between the cells of a row, where it is text."""

    def batches(self, columns: int) -> Iterator[Batch]:
        """The rows; the frames have ``columns`` columns called "0", "1" and so on."""


@dataclass(frozen=True, slots=True)
class CsvSource:
    """Rows from files of text."""

    parts: Sequence[Part]
    dialect: Dialect
    labels: Sequence[str] | None
    limits: Limits
    empty_is_null: bool = True

    @property
    def missing(self) -> Sequence[str]:
        """The dialect's sign for null."""
        return [self.dialect.missing] if self.dialect.missing is not None else []

    @property
    def case_sensitive(self) -> bool:
        """As the dialect says."""
        return self.dialect.case_sensitive

    @property
    def delimiter(self) -> str:
        """As the dialect says."""
        return self.dialect.delimiter

    def batches(self, columns: int) -> Iterator[Batch]:
        """Read the files."""
        return read_batches(self.parts, self.dialect, self.labels, columns, self.limits)


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


def open_source(
    resource: Mapping[str, Any],
    dialect: Mapping[str, Any],
    files: Sequence[Located],
    budget: Budget,
    findings: Findings,
) -> Source | None:
    """Open the table of a resource; ``None``, with the reason in ``findings``, where it has none that can be read."""
    name, limits = resource["name"], budget.limits
    try:
        if "data" in resource and not files:
            return _inline(resource, dialect, limits, findings)
        compression, file_format = _format(resource, files[0].file)
        if file_format == "parquet":
            return _parquet(files, budget)
        parts = _parts(resource, files, compression, budget)
        if file_format in ("csv", "tsv"):
            return _csv(resource, dialect, parts, file_format, limits, findings)
        if file_format in (*_JSON, *WORKBOOKS) and len(parts) == 1:
            return _records(name, parts[0], dialect, file_format, limits, findings)
        findings.skip(f"resource `{name}`: the rows, because its format is {file_format}")
        return None
    except BudgetError as error:
        findings.skip(f"resource `{name}`: its rows, because {error}")
    except UnreadableError as error:
        findings.line(name, error.rule, str(error), file=None, line=error.line)
    except LimitError as error:
        findings.error(name, "limit", str(error))
    except CompressionError as error:
        findings.error(name, "compression", str(error))
    except (PackageError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        findings.error(name, "path", f"the file cannot be read: {error} Restore the file, or write it again.")
    return None


def _csv(
    resource: Mapping[str, Any],
    declared: Mapping[str, Any],
    packed: Sequence[Part],
    file_format: str,
    limits: Limits,
    findings: Findings,
) -> Source | None:
    name = resource["name"]
    encoding = _encoding(resource, packed[0], limits, findings)
    dialect = sound_dialect(name, declared, file_format, findings)
    if encoding is None or dialect is None:
        return None
    parts = [one._replace(encoding=encoding) for one in packed]
    if encoding in ("utf-8-sig", "utf-8") and has_bom(parts[0], limits):
        findings.warn(name, "byte-order-mark", "the file begins with a byte-order mark. Save it without one.")
    try:
        labels = read_labels(parts, dialect, limits)
    except UnicodeError:
        raise UnreadableError(
            "encoding", f"{find_undecodable(parts[0], limits)} is not {encoding}. Save it anew."
        ) from None
    if labels is not None and len(labels) > limits.columns:
        raise LimitError(f"the table has more than {limits.columns} columns. Cut it into several tables.")
    return CsvSource(parts, dialect, labels, limits)


def _parts(
    resource: Mapping[str, Any], files: Sequence[Located], compression: str | None, budget: Budget
) -> list[Part]:
    """The files of a resource, as if they were UTF-8."""
    inner = resource.get("innerpath")
    named = inner if isinstance(inner, str) else None
    return [Part(one.place, one.file, compression, named, "utf-8", budget=budget) for one in files]


def _encoding(resource: Mapping[str, Any], first: Part, limits: Limits, findings: Findings) -> str | None:
    """The encoding that a resource declares or, without one, that its first file has."""
    name, declared = resource["name"], resource.get("encoding")
    if declared is None:
        found = detect_encoding(first, limits)
        if found != "utf-8":
            message = f"no encoding is declared, and the file is read as {found}. Declare it, or save it as utf-8."
            findings.warn(name, "encoding", message)
        return found
    try:
        codec = codecs.lookup(declared)
        "".encode(codec.name)
        codecs.getincrementaldecoder(codec.name)
    except (LookupError, TypeError, ValueError):
        findings.error(name, "encoding", f"there is no encoding {declared!r}. Write utf-8.")
        return None
    return codec.name


def _format(resource: Mapping[str, Any], first: str) -> tuple[str | None, str]:
    """The compression and the format of the files, from what the resource says or else from the name of the first."""
    # What an address asks of its server is no part of the name.
    name = re.split(r"[?#]", first)[0].lower() if "://" in first else first.lower()
    path = Path(str(resource.get("innerpath") or name).lower())
    compression = COMPRESSIONS.get(Path(name).suffix)
    declared = resource.get("compression")
    if isinstance(declared, str) and declared in (*COMPRESSIONS.values(), "no", ""):
        compression = declared if declared in COMPRESSIONS.values() else None
    if path.suffix in COMPRESSIONS:
        path = path.with_suffix("")
    named = resource.get("format")
    file_format = named.lower() if isinstance(named, str) and named else path.suffix.removeprefix(".")
    if file_format in COMPRESSIONS.values():
        file_format = path.suffix.removeprefix(".")
    media_type = str(resource.get("mediatype", "")).lower()
    if file_format == "" and "json" in media_type:
        file_format = "json"
    if file_format == "" or (file_format == "txt" and "csv" in media_type):
        file_format = "csv"
    return compression, {"pq": "parquet"}.get(file_format, file_format)


def _parquet(files: Sequence[Located], budget: Budget) -> Source:
    limits = budget.limits
    rows = sum(read_footer(one.place, limits).rows for one in files)
    schemas = [list(_scan(one.place).collect_schema()) for one in files]
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


def _inline(
    resource: Mapping[str, Any], dialect: Mapping[str, Any], limits: Limits, findings: Findings
) -> Source | None:
    """The rows that stand in the descriptor: as lists or mappings, or as the text that a file would have."""
    name, data = resource["name"], resource["data"]
    if not isinstance(data, str):
        is_table = resource.get("type") == "table" or "schema" in resource
        if is_table and not (isinstance(data, list) and all(isinstance(row, list | dict) for row in data)):
            findings.error(
                name, "resources", "`data` of a table is a list of rows, each a list or a mapping. Write it so."
            )
            return None
        return _arranged(name, data, _INLINE, dialect, "json", findings)
    _, file_format = _format({key: value for key, value in resource.items() if key != "compression"}, "")
    part = Part(Path(_INLINE), _INLINE, None, None, "utf-8", data.encode())
    if file_format in ("csv", "tsv"):
        return _csv({**resource, "encoding": "utf-8"}, dialect, [part], file_format, limits, findings)
    if file_format in _JSON:
        return _records(name, part, dialect, file_format, limits, findings)
    findings.skip(f"resource `{name}`: the rows in `data`, because their format is {file_format}")
    return None


def _records(
    name: str, part: Part, dialect: Mapping[str, Any], file_format: str, limits: Limits, findings: Findings
) -> Source | None:
    """The rows of a file of JSON, of lines of JSON, or of a workbook."""
    if file_format in WORKBOOKS:
        content: object = sheet_rows(part, limits, dialect)
    elif file_format == "json":
        content = json_content(part, limits, dialect)
    else:
        content = json_lines(part, limits)
    return _arranged(name, content, part.file, dialect, file_format, findings)


def _arranged(
    name: str, content: object, file: str, declared: Mapping[str, Any], file_format: str, findings: Findings
) -> Source | None:
    dialect = sound_dialect(name, declared, file_format, findings)
    if dialect is None:
        return None
    if isinstance(content, list) and dialect.header_rows[:1] > (1,):
        content = content[dialect.header_rows[0] - 1 :]
    found = arranged(content, header=bool(dialect.header_rows))
    if found is None:
        findings.skip(f"resource `{name}`: its rows, because they are neither lists nor mappings")
        return None
    return InlineSource(found.rows, found.labels, file, case_sensitive=dialect.case_sensitive)


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
