"""The table of a resource as batches, whether its rows stand in CSV, in Parquet or in the descriptor."""

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import polars as pl

from pbdata.errors import PackageError
from pbdata.validation.batches import Batch
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.cells import UnreadableError, has_bom, read_batches, read_labels
from pbdata.validation.table.dialects import Dialect, sound_dialect
from pbdata.validation.table.streams import COMPRESSIONS, CompressionError, Part, find_undecodable

_BATCH = 100_000
_READ = ("csv", "tsv", "parquet")


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

    def batches(self, columns: int) -> Iterator[Batch]:
        """Read the files."""
        return read_batches(self.parts, self.dialect, self.labels, columns, self.limits)


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """Rows from Parquet files, with the types that these have."""

    files: Sequence[Located]
    labels: Sequence[str]
    limits: Limits
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False

    def batches(self, columns: int) -> Iterator[Batch]:
        """Read the files, some row groups at a time."""
        first = 1
        for one in self.files:
            for frame in _scan(one.place).collect_batches(chunk_size=_BATCH, maintain_order=True):
                renamed = frame.rename(dict(zip(frame.columns, map(str, range(columns)), strict=True)))
                yield Batch(renamed, np.arange(first, first + len(frame)), one.file)
                first += len(frame)


@dataclass(frozen=True, slots=True)
class InlineSource:
    """Rows that stand in the descriptor, or in a JSON file."""

    rows: Sequence[Sequence[Any]]
    labels: Sequence[str]
    file: str
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False

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
    limits: Limits,
    findings: Findings,
) -> Source | None:
    """Open the table of a resource; ``None``, with the reason in ``findings``, where it has none that can be read."""
    name = resource["name"]
    try:
        if "data" in resource and not files:
            return _inline(name, resource["data"], "datapackage.json", findings)
        compression, file_format = _format(resource, files[0])
        if file_format == "parquet":
            return _parquet(files, limits)
        if file_format not in _READ:
            findings.skip(f"resource `{name}`: the rows, because its format is {file_format}")
            return None
        return _csv(resource, dialect, files, compression, file_format, limits, findings)
    except UnreadableError as error:
        findings.error(name, error.rule, str(error))
    except LimitError as error:
        findings.error(name, "limit", str(error))
    except CompressionError as error:
        findings.error(name, "compression", str(error))
    except (PackageError, pl.exceptions.PolarsError) as error:
        findings.error(name, "path", f"the file cannot be read: {error} Restore the file, or write it again.")
    return None


def _csv(
    resource: Mapping[str, Any],
    declared: Mapping[str, Any],
    files: Sequence[Located],
    compression: str | None,
    file_format: str,
    limits: Limits,
    findings: Findings,
) -> Source | None:
    name = resource["name"]
    encoding = _encoding(resource, findings)
    dialect = sound_dialect(name, declared, file_format, findings)
    if encoding is None or dialect is None:
        return None
    inner = resource.get("innerpath")
    parts = [
        Part(one.place, one.file, compression, inner if isinstance(inner, str) else None, encoding) for one in files
    ]
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


def _encoding(resource: Mapping[str, Any], findings: Findings) -> str | None:
    name, declared = resource["name"], resource.get("encoding", "utf-8")
    try:
        codec = codecs.lookup(declared)
        "".encode(codec.name)
        codecs.getincrementaldecoder(codec.name)
    except (LookupError, TypeError, ValueError):
        findings.error(name, "encoding", f"there is no encoding {declared!r}. Write utf-8.")
        return None
    return codec.name


def _format(resource: Mapping[str, Any], first: Located) -> tuple[str | None, str]:
    """The compression and the format of the files, from what the resource says or else from the name."""
    path = Path(str(resource.get("innerpath") or first.file).lower())
    compression = COMPRESSIONS.get(Path(first.file.lower()).suffix)
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
    if file_format == "" or (file_format == "txt" and "csv" in media_type):
        file_format = "csv"
    return compression, {"pq": "parquet"}.get(file_format, file_format)


def _parquet(files: Sequence[Located], limits: Limits) -> Source:
    schemas = [list(_scan(one.place).collect_schema()) for one in files]
    if any(labels != schemas[0] for labels in schemas):
        raise PackageError("the files have different columns.")
    rows = sum(_scan(one.place).select(pl.len()).collect().item() for one in files)
    if rows > limits.rows or len(schemas[0]) > limits.columns:
        raise LimitError(
            f"the table has more than {limits.rows} rows or {limits.columns} columns. Cut it into several."
        )
    return ParquetSource(files, schemas[0], limits)


def _scan(place: Path) -> pl.LazyFrame:
    return pl.scan_parquet(place, glob=False, hive_partitioning=False)


def _inline(name: str, data: object, file: str, findings: Findings) -> Source | None:
    """Rows as lists under a header, or as mappings."""
    if isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
        labels = list(dict.fromkeys(str(key) for row in data for key in row))
        return InlineSource([[row.get(label) for label in labels] for row in data], labels, file)
    if isinstance(data, list) and data and all(isinstance(row, list) for row in data):
        return InlineSource(data[1:], [str(label) for label in data[0]], file)
    findings.skip(f"resource `{name}`: its `data` are no rows")
    return None


def _series(name: str, values: Sequence[Any]) -> pl.Series:
    """A column of JSON values: of one type where they have one, so that a number is not taken for text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {list} and all(isinstance(item, str) for value in values for item in value or ()):
        return pl.Series(name, values, pl.List(pl.String()))
    dtype = (
        pl.Boolean()
        if kinds == {bool}
        else pl.Int64()
        if kinds == {int}
        else pl.Float64()
        if kinds <= {int, float}
        else None
    )
    if kinds and dtype is not None and all(value is None or abs(value) < 2**63 for value in values):
        return pl.Series(name, values, dtype)
    return pl.Series(name, [_text(value) for value in values], pl.String())


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
