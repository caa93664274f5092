"""Judge tables of our own while their columns are still in memory: every cell, the relations between tables, and the promises.

``pbdata validate`` reads the files that come of them: what is written as CSV comes back as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pbdata.package.columns import Frames
from pbdata.package.schemas import schemas
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.fetching import Fetcher
from pbdata.validation.package.named_profiles import check_profiles
from pbdata.validation.package.preflight import check_files, check_twin, find_package
from pbdata.validation.package.properties import check_metadata
from pbdata.validation.package.structure import check_resources, sound_schema
from pbdata.validation.package.versions import check_version
from pbdata.validation.promises.checking import check_promises
from pbdata.validation.promises.reprints import check_reprints
from pbdata.validation.report.findings import Findings, Report
from pbdata.validation.table.checking import check_tables
from pbdata.validation.table.keys import Link, find_links
from pbdata.validation.table.tabular import ROW, Table


@dataclass(frozen=True, slots=True)
class FrameSource:
    """The rows of a table that is in memory."""

    frame: pl.DataFrame
    file: str
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False
    delimiter: None = None

    @property
    def labels(self) -> Sequence[str]:
        """The names of the columns."""
        return self.frame.columns

    def batches(self, columns: int) -> Iterator[Batch]:
        """All rows at once."""
        numbered = self.frame.rename(dict(zip(self.frame.columns, map(str, range(columns)), strict=True)))
        yield Batch(numbered, np.arange(1, len(numbered) + 1), self.file)


def judge_tables(tables: Frames, root: Path, captures: Path) -> Report:
    """Judge all tables of a package, or of some of its captures. Rows count from 1 in the frames.

    Page texts lie below ``root``; the paths of captures are relative to ``captures``.
    """
    findings = Findings()
    findings.ours = True
    sound, links = _sound()
    opened = {name: (schema, FrameSource(tables[name], name)) for name, schema in sound.items()}
    readers = check_tables(opened, links, True, Budget(DEFAULT), findings)
    check_promises(root, captures, {name: reader.table() for name, reader in readers.items()}, findings)
    return findings.report({}, lambda _name, _rows: {})


def judge_corpus(tables: Frames, texts: pl.DataFrame) -> Report:
    """Judge the tables of a whole corpus, without those that are judged shard by shard: their cells, and the relations between them.

    ``texts`` has the ``article_id`` and ``text`` of all articles, against which ``reprints`` is held.
    """
    findings = Findings()
    findings.ours = True
    sound, links = _sound()
    opened = {name: (sound[name], FrameSource(frame, name)) for name, frame in tables.items()}
    between = [link for link in links if {link.child, link.parent} <= tables.keys()]
    readers = check_tables(opened, between, True, Budget(DEFAULT), findings)
    typed = {name: reader.table() for name, reader in readers.items()}
    numbered = texts.select(pl.int_range(1, pl.len() + 1).cast(pl.Int64).alias(ROW), "article_id", "text")
    check_reprints({**typed, "texts": Table("texts", sound["texts"], numbered)}, findings)
    return findings.report({}, lambda _name, _rows: {})


def judge_files(root: Path) -> Report:
    """Judge the descriptors of a package that was written below ``root``, and its files as such, without their rows."""
    findings = Findings()
    found = find_package(root, findings, named=root)
    if found is None:
        return findings.report({}, lambda _name, _rows: {})
    place, descriptor = found
    with Fetcher(False, Budget(DEFAULT)) as fetcher:
        check_twin(place, descriptor, findings)
        check_metadata(descriptor, findings)
        check_version(descriptor, findings)
        check_profiles(root, descriptor, fetcher, findings)
        for resource in check_resources(descriptor, DEFAULT, findings):
            sound_schema(root, resource, fetcher, findings)
            check_files(root, resource, fetcher, findings)
    return findings.report({}, lambda _name, _rows: {}, place)


@cache
def _sound() -> tuple[Mapping[str, Mapping[str, Any]], Sequence[Link]]:
    """The schemas of our tables as checks read them, and the foreign keys between them."""
    findings = Findings()
    sound: dict[str, Mapping[str, Any]] = {}
    with Fetcher(False, Budget(DEFAULT)) as fetcher:
        for name, schema in schemas().items():
            resource = {"name": name, "type": "table", "schema": schema}
            sound[name] = sound_schema(Path(), resource, fetcher, findings) or {}
    return sound, find_links(sound, findings)
