"""The tables of a package from its shards: rows that come in their order are written at once, the others wait on disk and are sorted.

Memory holds one shard at a time and what waits to be written, then what links the corpus, then one part of one table.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self

import polars as pl

from pbdata.building.faults import NOT_VALID, SHOWN
from pbdata.captures.store.manifest import Collection
from pbdata.corpus.linking import READS
from pbdata.corpus.reprints import ASKED, find_reprints
from pbdata.corpus.reprints.texts import TextFile
from pbdata.errors import BuildError
from pbdata.package.annotation import Annotation
from pbdata.package.columns import in_order
from pbdata.package.descriptor import DataFile
from pbdata.package.parts import PART_BYTES
from pbdata.package.schemas import schemas
from pbdata.package.spool import Spool
from pbdata.package.tables import (
    BESIDE,
    COMPARED,
    OF_CORPUS,
    annotated,
    how_reliable,
    no_rows,
    of_corpus,
    with_stories,
    with_withdrawn,
)
from pbdata.package.writer import TableWriter, write_descriptors
from pbdata.validation.built import judge_corpus
from pbdata.validation.report.findings import Problem

_IN_MEMORY = 1 << 27
"""How many bytes of all tables wait in memory before they go to disk."""
_AT_ONCE = 1 << 24
"""About how many bytes of a table are sorted at once."""
_OWNERS = ("capture_id", "article_id")
_WHOLE = ("captures", "articles")
_SAME_TEXT = ("identical", "mirror")


class Told(NamedTuple):
    """What a build has to tell of its captures and articles.

    ``statuses`` counts captures. ``rejected`` has path and reason, ``twice`` the ``path`` of each article whose text another has already
    and its ``path_first``; both are in the order of their paths. ``annotated`` are the articles that were read by people and are there.
    ``warnings`` are those of ``reprints``; those of other tables were given shard by shard.
    """

    statuses: Mapping[str, int]
    rejected: pl.DataFrame
    twice: pl.DataFrame
    annotated: frozenset[str]
    warnings: Sequence[Problem]


class Assembly:
    """Takes up shards in their order, and writes the tables below ``folder``. ``spool`` is a folder for what waits."""

    def __init__(self, folder: Path, spool: Path, annotation: Annotation, part_bytes: int = PART_BYTES) -> None:
        """Files of tables have at most about ``part_bytes``."""
        self._folder, self._spool, self._annotation, self._part_bytes = folder, spool, annotation, part_bytes
        self._open = ExitStack()
        self._written: dict[str, TableWriter] = {}
        self._waiting: dict[str, Spool] = {}
        self._texts = self._open.enter_context(TextFile(spool / "texts"))
        self._read: dict[str, list[pl.DataFrame]] = defaultdict(list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def add(self, made: Mapping[str, pl.DataFrame]) -> None:
        """Take up what ``of_captures`` made of a shard."""
        for name, frame in made.items():
            if name == COMPARED:
                told = frame.sort("article_id")
                self._texts.add(told["text"])
                self._wait(name).add(told.select(ASKED))
            elif name not in BESIDE and _comes_in_order(name, schemas()[name]):
                self._writer(name).add(frame)
            else:
                self._wait(name).add(frame)
        while sum(one.bytes for one in self._waiting.values()) > _IN_MEMORY:
            max(self._waiting.values(), key=lambda one: one.bytes).flush()
        if self._annotation.articles:
            for name, frame in annotated(self._annotation, made).items():
                self._read[name].append(frame)

    def finish(self, dataset: Mapping[str, Any], collections: Sequence[Collection], withdrawn: frozenset[str]) -> Told:
        """Write what waited, and the descriptors. Return what there is to tell of the corpus.

        Raises ``BuildError`` where two rows of different captures have one key, or what links them is not valid.
        """
        compared = self._wait(COMPARED).scan().select(ASKED).collect()
        found = find_reprints(compared, self._texts, self._spool / "reprints")
        self._wait("captures").add(with_withdrawn(no_rows("captures"), withdrawn))
        made = of_corpus({name: self._wait(name).scan() for name in READS}, found, collections)
        read = {name: pl.concat(frames) for name, frames in self._read.items()}
        made["reliability"] = how_reliable(self._annotation, read, made["places"])
        made = {name: in_order(schemas()[name], frame) for name, frame in made.items()}
        report = judge_corpus(
            made, {name: partial(self._parts, name, found.first_seen) for name in _WHOLE}, self._texts
        )
        if not report.valid:
            raise BuildError("\n".join([NOT_VALID, *islice(report.lines(), SHOWN)]))
        for name in schemas():
            writer = self._writer(name)
            for part in [made[name]] if name in made else self._parts(name, found.first_seen):
                self._refuse_repeated(name, part)
                writer.add(part)
        told = self._told(made["reprints"], [one for one in report.warnings if one.resource == "reprints"])
        self._open.close()
        write_descriptors(self._folder, dataset, self.written)
        return told

    @property
    def written(self) -> dict[str, DataFile]:
        """The files that were written, by table."""
        return {name: self._written[name].data_file for name in schemas()}

    @property
    def rows(self) -> dict[str, int]:
        """How many rows were written, by table."""
        return {name: self._written[name].rows for name in schemas()}

    def _writer(self, name: str) -> TableWriter:
        if name not in self._written:
            self._written[name] = self._open.enter_context(TableWriter(self._folder, name, self._part_bytes))
        return self._written[name]

    def _wait(self, name: str) -> Spool:
        if name not in self._waiting:
            key = schemas()[name]["primaryKey"] if name in schemas() else ["article_id"]
            empty = no_rows(name)
            self._waiting[name] = Spool(self._spool / name, empty.select(ASKED) if name == COMPARED else empty, key)
        return self._waiting[name]

    def _parts(self, name: str, first_seen: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The rows of a table that waited, in order and some at a time."""
        done = 0
        for part in self._waiting[name].in_order(_AT_ONCE) if name in self._waiting else ():
            if name == "articles":
                yield with_stories(part, first_seen.slice(done, part.height))
                done += part.height
            else:
                yield part

    def _told(self, reprints: pl.DataFrame, warnings: Sequence[Problem]) -> Told:
        captures, articles = (self._wait(name).scan() for name in _WHOLE)
        statuses = captures.group_by("status").len().sort("status").collect(engine="streaming")
        rejected = captures.filter(status="rejected").select("path", "reason").collect(engine="streaming")
        twice = reprints.filter(pl.col("relation").is_in(_SAME_TEXT)).select("article_id", "reprint_of")
        named = pl.concat([twice["article_id"], twice["reprint_of"]]).unique().alias("article_id").to_frame().lazy()
        placed = articles.select("article_id", "capture_id").join(named, on="article_id", how="semi")
        paths = placed.join(captures, on="capture_id").select("article_id", "path").collect(engine="streaming")
        first = paths.rename({"article_id": "reprint_of"})
        read = articles.filter(pl.col("article_id").is_in(self._annotation.articles))
        return Told(
            dict(statuses.iter_rows()),
            rejected.sort("path"),
            twice.join(paths, on="article_id").join(first, on="reprint_of", suffix="_first").sort("path"),
            frozenset(read.select("article_id").collect(engine="streaming")["article_id"]),
            warnings,
        )

    def _refuse_repeated(self, name: str, part: pl.DataFrame) -> None:
        keys = part.select(schemas()[name]["primaryKey"])
        if keys.is_duplicated().any():
            twice = keys.filter(keys.is_duplicated()).row(0)
            raise BuildError(
                f"`{name}` has two rows with the key {', '.join(map(str, twice))}, and the last package stays. "
                "This is a fault of pbdata: please report it."
            )


def _comes_in_order(name: str, schema: Mapping[str, Any]) -> bool:
    """Whether the rows of one shard stand before those of the next: their keys begin with the id of a capture or an article."""
    return name not in OF_CORPUS and name not in _WHOLE and schema["primaryKey"][0] in _OWNERS
