"""The tables of a package from its shards: rows that come in their order are written at once, the others are kept on disk and sorted.

Memory holds one shard at a time, then what links the corpus (the texts, once, and captures, articles, programmes and places), then
one part of one table.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice, product
from pathlib import Path
from typing import Any, Self

import polars as pl

from pbdata.building.faults import NOT_VALID, SHOWN
from pbdata.captures.store.manifest import Collection
from pbdata.corpus.linking import READS
from pbdata.errors import BuildError
from pbdata.package.annotation import Annotation
from pbdata.package.columns import in_order
from pbdata.package.schemas import schemas
from pbdata.package.tables import BESIDE, COMPARED, OF_CORPUS, USED_PLACES, annotated, how_reliable, no_rows, of_corpus
from pbdata.package.writer import TableWriter, write_descriptors
from pbdata.validation.built import judge_corpus

_ROWS = 1_000_000
"""About how many rows are sorted at once."""
_OWNERS = ("capture_id", "article_id")
_WHOLE = ("captures", "articles")
_HEXADECIMAL = "0123456789abcdef"


class Assembly:
    """Takes up shards in their order, and writes the tables below ``folder``. ``spool`` is a folder for what waits."""

    def __init__(self, folder: Path, spool: Path, annotation: Annotation) -> None:
        self._folder, self._spool, self._annotation = folder, spool, annotation
        self._open = ExitStack()
        self._written: dict[str, TableWriter] = {}
        self._kept: dict[str, list[Path]] = defaultdict(list)
        self._rows: dict[str, int] = defaultdict(int)
        self._read: dict[str, list[pl.DataFrame]] = defaultdict(list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def add(self, made: Mapping[str, pl.DataFrame]) -> None:
        """Take up what ``of_captures`` made of a shard."""
        for name, frame in made.items():
            if name not in BESIDE and _comes_in_order(name, schemas()[name]):
                self._writer(name).add(frame)
            else:
                self._keep(name, frame)
        if self._annotation.articles:
            for name, frame in annotated(self._annotation, made).items():
                self._read[name].append(frame)

    def finish(
        self, dataset: Mapping[str, Any], collections: Sequence[Collection], withdrawn: frozenset[str]
    ) -> dict[str, pl.DataFrame]:
        """Write what waited, and the descriptors. Return the tables of the corpus, ``captures`` and ``articles`` among them.

        Raises ``BuildError`` where two rows of different captures have one key, or what links them is not valid.
        """
        linked = self._for_linking()
        whole = of_corpus(linked, collections, withdrawn)
        read = {name: pl.concat(frames) for name, frames in self._read.items()}
        whole["reliability"] = how_reliable(self._annotation, read, whole["places"])
        whole = {name: in_order(schemas()[name], frame) for name, frame in whole.items()}
        report = judge_corpus(whole, linked[COMPARED])
        if not report.valid:
            raise BuildError("\n".join([NOT_VALID, *islice(report.lines(), SHOWN)]))
        for name in schemas():
            writer = self._writer(name)
            for part in [whole[name]] if name in whole else self._sorted(name):
                self._refuse_repeated(name, part)
                writer.add(part)
        self._open.close()
        write_descriptors(self._folder, dataset, {name: self._written[name].data_file for name in schemas()})
        return whole

    @property
    def rows(self) -> dict[str, int]:
        """How many rows were written, by table."""
        return {name: self._written[name].rows for name in schemas()}

    def _writer(self, name: str) -> TableWriter:
        if name not in self._written:
            self._written[name] = self._open.enter_context(TableWriter(self._folder, name))
        return self._written[name]

    def _keep(self, name: str, frame: pl.DataFrame) -> None:
        place = self._spool / name / f"{len(self._kept[name])}.arrow"
        place.parent.mkdir(parents=True, exist_ok=True)
        frame.write_ipc(place)
        self._kept[name].append(place)
        self._rows[name] += frame.height

    def _for_linking(self) -> dict[str, pl.DataFrame]:
        """Of what waits, what the tables of the corpus are made from."""
        needed: dict[str, Any] = {**READS, **dict.fromkeys((*_WHOLE, COMPARED), pl.all())}
        found = {name: self._waiting(name).select(columns) for name, columns in needed.items()}
        return {name: (rows.unique() if name == USED_PLACES else rows).collect() for name, rows in found.items()}

    def _waiting(self, name: str) -> pl.LazyFrame:
        if self._kept[name]:
            return pl.scan_ipc(self._kept[name], glob=False)
        return no_rows(name).lazy()

    def _sorted(self, name: str) -> Iterator[pl.DataFrame]:
        """The rows that waited, in order and some at a time: ids are a letter and hexadecimal digits."""
        if name in self._kept:
            first, schema = pl.col(schemas()[name]["primaryKey"][0]), schemas()[name]
            n_digits = 0 if name == "retrievals" else math.ceil(math.log(max(1, self._rows[name] / _ROWS), 16))
            for digits in product(_HEXADECIMAL, repeat=n_digits):
                rows = (
                    self._waiting(name).filter(first.str.slice(1, n_digits) == "".join(digits))
                    if digits
                    else self._waiting(name)
                )
                yield in_order(schema, rows.collect())

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
