"""Judge tables of our own while their columns are still in memory: every cell, the relations between tables, and the promises.

``pbdata validate`` reads the files that come of them: what is written as CSV comes back as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pbdata.corpus.reprints.texts import Texts
from pbdata.package.columns import Frames, typed
from pbdata.package.schemas import field_names, schemas
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
from pbdata.validation.promises.kept import Kept
from pbdata.validation.promises.reprints import ASKED_OF_ARTICLES, check_against
from pbdata.validation.report.findings import Findings, Report
from pbdata.validation.table.checking import check_tables
from pbdata.validation.table.keys import Link, find_links
from pbdata.validation.table.tabular import ROW, Table


@dataclass(frozen=True, slots=True)
class FrameSource:
    """The rows of a table that is in memory, or comes some rows at a time each time that it is asked for."""

    labels: Sequence[str]
    parts: Callable[[], Iterable[pl.DataFrame]]
    file: str
    missing: Sequence[str] = ()
    case_sensitive: bool = True
    empty_is_null: bool = False
    delimiter: None = None

    def batches(self, columns: int) -> Iterator[Batch]:
        """The rows, numbered from 1."""
        done = 0
        for frame in self.parts():
            numbered = frame.rename(dict(zip(self.labels, map(str, range(columns)), strict=True)))
            yield Batch(numbered, np.arange(done + 1, done + len(frame) + 1), self.file)
            done += len(frame)


def _in_memory(name: str, frame: pl.DataFrame) -> FrameSource:
    return FrameSource(frame.columns, lambda: [frame], name)


def judge_tables(tables: Frames, root: Path, captures: Path) -> Report:
    """Judge all tables of a package, or of some of its captures. Rows count from 1 in the frames.

    Page texts lie below ``root``; the paths of captures are relative to ``captures``.
    """
    findings = Findings()
    findings.ours = True
    sound, links = _sound()
    opened = {name: (schema, _in_memory(name, tables[name])) for name, schema in sound.items()}
    kept = Kept()
    readers = check_tables(opened, links, kept.add, Budget(DEFAULT), findings)
    check_promises(root, captures, readers, kept, findings)
    return findings.report({}, lambda _name, _rows: {})


Parts = Callable[[], Iterable[pl.DataFrame]]
"""Gives a table some rows at a time, in its order, each time that it is called."""


def judge_corpus(tables: Frames, large: Mapping[str, Parts], texts: Texts) -> Report:
    """Judge the tables of a whole corpus, without those that are judged shard by shard: their cells, and the relations between them.

    ``large`` are ``captures`` and ``articles``; ``texts`` those of the articles in their order, against which ``reprints`` is held.
    """
    findings = Findings()
    findings.ours = True
    sound, links = _sound()
    opened = {name: (sound[name], _in_memory(name, frame)) for name, frame in tables.items()}
    opened |= {name: (sound[name], FrameSource(field_names(sound[name]), parts, name)) for name, parts in large.items()}
    between = [link for link in links if {link.child, link.parent} <= opened.keys()]
    check_tables(opened, between, None, Budget(DEFAULT), findings)
    told = {
        "reprints": tables["reprints"],
        "articles": pl.concat([_no_articles(), *(part.select(ASKED_OF_ARTICLES) for part in large["articles"]())]),
    }
    promised = {name: Table(name, sound[name], _numbered(typed(frame, sound[name]))) for name, frame in told.items()}
    check_against(promised, (told["articles"].select("article_id").with_row_index("number"), texts), findings)
    return findings.report({}, lambda _name, _rows: {})


def _no_articles() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(ASKED_OF_ARTICLES, pl.String))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.int_range(1, pl.len() + 1).cast(pl.Int64).alias(ROW), pl.all())


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
