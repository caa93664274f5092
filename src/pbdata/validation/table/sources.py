"""The table of a resource as batches, whether its rows stand in CSV, in Parquet or in the descriptor."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pbdata.errors import PackageError
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.limits import LimitError, Limits
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.dialects import Dialect, sound_dialect
from pbdata.validation.table.records import WORKBOOKS, arranged, json_content, json_lines, sheet_rows
from pbdata.validation.table.rows import UnreadableError, has_bom, read_labels
from pbdata.validation.table.streams import (
    COMPRESSIONS,
    CompressionError,
    Located,
    Part,
    detect_encoding,
    find_undecodable,
)

if TYPE_CHECKING:
    from pbdata.validation.batches import Batch

_JSON = ("json", "jsonl", "ndjson")
_INLINE = "datapackage.json"


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

    def batches(self, columns: int) -> "Iterator[Batch]":
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

    def batches(self, columns: int) -> "Iterator[Batch]":
        """Read the files."""
        from pbdata.validation.table.cells import read_batches

        return read_batches(self.parts, self.dialect, self.labels, columns, self.limits)


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
            from pbdata.validation.table.typed_sources import parquet_source

            return parquet_source(files, budget)
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
    except PackageError as error:
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
    from pbdata.validation.table.typed_sources import InlineSource

    return InlineSource(found.rows, found.labels, file, case_sensitive=dialect.case_sensitive)
