"""The formats of files that hold many captures: which one a file is in, and what reads it."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from pbdata.captures.sources import csv, jsonl, parquet, warc
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.record import Record

_COMPRESSED = (".gz", ".zst")
_ENDINGS = {
    ".warc": "warc", ".wet": "warc", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip


class Format(NamedTuple):
    """What reads a format. ``columns`` names those of a file, and is ``None`` where its records say themselves what they hold."""

    records: Callable[[str, Columns], Iterator[Record]]
    record_at: Callable[[str, int, Columns], Record | None]
    check: Callable[[str, Columns], None]
    columns: Callable[[str], list[str]] | None


FORMATS = {
    "warc": Format(warc.records, warc.record_at, warc.check, None),
    "jsonl": Format(jsonl.records, jsonl.record_at, jsonl.check, jsonl.known_columns),
    "csv": Format(csv.records, csv.record_at, csv.check, csv.known_columns),
    "parquet": Format(parquet.records, parquet.record_at, parquet.check, parquet.known_columns),
}
"""A row for each format. A new one is a module and a row here, and a word in the form of the manifest."""


def format_of(name: str) -> str | None:
    """The format of a file by the ending of its name; ``None`` for a file that is a capture itself."""
    path = PurePosixPath(name.rpartition("?")[0] or name)
    if path.suffix.lower() in _COMPRESSED:
        path = path.with_suffix("")
    return _ENDINGS.get(path.suffix.lower())
