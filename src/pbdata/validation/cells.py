"""The cells of a CSV file as a table of text, with the faults of its form: encoding, header, ragged and blank rows."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from pbdata.package.reading import typed
from pbdata.validation.report import Findings

ROW = "\0row"
"""The column of both frames that numbers the rows of data from 1, rows that were left out included."""

_CHUNK = 50_000
_LARGEST_CELL = 2**31 - 1
_QUOTING = "Put cells that hold a quote, a comma or a line end in quotes, and write each quote in them twice."


@dataclass(frozen=True, slots=True)
class Table:
    """A table that could be read. ``raw`` holds each cell as text, ``typed`` with its type, null where it has not."""

    name: str
    place: Path
    encoding: str
    schema: Mapping[str, Any]
    raw: pl.DataFrame
    typed: pl.DataFrame

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return self.raw.columns[1:]


def read_cells(resource: Mapping[str, Any], place: Path, schema: Mapping[str, Any], findings: Findings) -> Table | None:
    """Read a CSV file whose columns are the fields of the schema; ``None`` where its cells have no certain place.

    Rows with too many or too few cells are reported and left out.
    """
    name = resource["name"]
    encoding = _encoding(resource, findings)
    if encoding is None or not _readable(resource, schema, findings):
        return None
    if encoding == "utf-8-sig" and _begins_with(place, codecs.BOM_UTF8):
        findings.warn(name, "byte-order-mark", "the file begins with a byte-order mark. Save it without one.")
    try:
        chunks = _read_chunks(name, place, encoding, [field["name"] for field in schema["fields"]], findings)
    except UnicodeError:
        findings.error(name, "encoding", _undecodable(place, encoding))
        return None
    if chunks is None:
        return None
    raw = _without_missing(pl.concat(chunks), schema)
    return Table(name, place, encoding, schema, raw, typed(raw, schema))


def find_lines(table: Table, rows: set[int]) -> dict[int, int]:
    """The lines of the file, from 1, on which some rows of data begin."""
    lines = {}
    with _open_csv(table.place, table.encoding) as reader:
        next(reader)
        begin = reader.line_num + 1
        for row, _ in enumerate(reader, 1):
            if row in rows:
                lines[row] = begin
            begin = reader.line_num + 1
    return lines


@contextmanager
def _open_csv(place: Path, encoding: str) -> Iterator[Any]:
    largest = csv.field_size_limit(_LARGEST_CELL)
    try:
        with place.open(encoding=encoding, newline="") as stream:
            yield csv.reader(stream, strict=True)
    finally:
        csv.field_size_limit(largest)


def _encoding(resource: Mapping[str, Any], findings: Findings) -> str | None:
    name, declared = resource["name"], resource.get("encoding", "utf-8")
    try:
        encoding = codecs.lookup(declared).name
        "".encode(encoding)
    except (LookupError, TypeError, ValueError):
        findings.error(name, "encoding", f"there is no encoding {declared!r}. Write utf-8.")
        return None
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _readable(resource: Mapping[str, Any], schema: Mapping[str, Any], findings: Findings) -> bool:
    """Whether the resource is written in the form that is read here."""
    path = resource["path"] if isinstance(resource["path"], str) else resource["path"][0]
    file_format = str(resource.get("format") or path.rpartition(".")[2]).lower()
    if file_format != "csv":
        reason = f"its format is {file_format}"
    elif resource.get("dialect"):
        reason = "it has a dialect of its own"
    elif schema.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        reason = "its schema does not list its columns exactly (`fieldsMatch`)"
    else:
        return True
    findings.skip(f"resource `{resource['name']}`: the rows, because {reason}")
    return False


def _read_chunks(
    name: str, place: Path, encoding: str, columns: list[str], findings: Findings
) -> list[pl.DataFrame] | None:
    with _open_csv(place, encoding) as reader:
        try:
            header: list[str] = next(reader, [])
            if header != columns:
                findings.error(name, "header", _compare_headers(header, columns))
                return None
            return list(_chunks(name, reader, columns, findings))
        except csv.Error as error:
            findings.error(name, "csv", f"line {reader.line_num} is not CSV: {error}. {_QUOTING}")
            return None


def _chunks(name: str, reader: Iterator[list[str]], columns: list[str], findings: Findings) -> Iterator[pl.DataFrame]:
    yield pl.DataFrame(schema={ROW: pl.Int64} | dict.fromkeys(columns, pl.String))
    first = 1
    while chunk := list(islice(reader, _CHUNK)):
        numbers = range(first, first + len(chunk))
        first += len(chunk)
        ragged = {row for row, cells in zip(numbers, chunk, strict=True) if len(cells) != len(columns)}
        for row in sorted(ragged):
            findings.error(name, "cells", _count_cells(len(chunk[row - numbers[0]]), len(columns)), row=row)
        kept = [row for row in numbers if row not in ragged]
        by_column = zip(*(chunk[row - numbers[0]] for row in kept), strict=True)
        if kept:
            yield pl.DataFrame(
                [
                    pl.Series(ROW, kept, dtype=pl.Int64),
                    *(
                        pl.Series(column, cells, dtype=pl.String)
                        for column, cells in zip(columns, by_column, strict=True)
                    ),
                ]
            )


def _count_cells(n: int, expected: int) -> str:
    if n == 0:
        return "the line is blank. Remove it."
    return f"the row has {n} cells and the header {expected}. Quote cells that hold a comma, or add what is missing."


def _compare_headers(header: list[str], columns: list[str]) -> str:
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in columns]
    parts = [f"it lacks {', '.join(missing)}"] if missing else []
    parts += [f"the schema does not know {', '.join(map(repr, extra))}"] if extra else []
    what = "; ".join(parts) or "the columns stand in another order, or one stands twice"
    return f"the header does not list the fields of the schema: {what}. Write {','.join(columns)}."


def _begins_with(place: Path, data: bytes) -> bool:
    with place.open("rb") as stream:
        return stream.read(len(data)) == data


def _undecodable(place: Path, encoding: str) -> str:
    data = place.read_bytes()
    try:
        data.decode(encoding)
        where = "the file"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"line {line} (byte {error.start})"
    name = encoding.removesuffix("-sig")
    return f"{where} is not {name}. Save the file as {name}, or declare its true encoding."


def _without_missing(raw: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    """The table with the values that stand for nothing turned into nulls."""
    everywhere = schema.get("missingValues", [""])
    expressions = []
    for field in schema["fields"]:
        column = pl.col(field["name"])
        expressions.append(pl.when(~column.is_in(field.get("missingValues", everywhere))).then(column))
    return raw.with_columns(expressions)
