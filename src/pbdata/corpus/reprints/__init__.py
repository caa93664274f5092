"""Articles that reprint one another: how each differs from the one that it reprints, and where the story was first seen.

Texts of the same letters are told by a hash of them. Of the rest, a sample of 5-grams gives pairs that are worth a look
(``candidates``), each of which is compared in all its grams (``overlap``). Only pairs that were compared make a story
(``stories``). Time grows as the number of texts and their length. Memory holds some tens of bytes of each article and what is told of
the reprints; the texts and their samples may lie on disk.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from pbdata.corpus.reprints.candidates import candidates, held_samples, sample
from pbdata.corpus.reprints.grams import folded, grams
from pbdata.corpus.reprints.overlap import Likeness, Overlap
from pbdata.corpus.reprints.relations import relation
from pbdata.corpus.reprints.stories import linked, stories
from pbdata.corpus.reprints.texts import Texts
from pbdata.held import Held
from pbdata.normalization.folding import fold

# A text of fewer letters and digits says too little to be told from another.
MIN_LETTERS = 50
# The columns that are asked for, all of text.
ASKED = ("article_id", "title", "script", "source", "published_date", "retrieved", "path")
_TEXTS_AT_ONCE = 100
_SHORT = -1

Pair = tuple[int, int]
_COLUMNS: dict[str, type[pl.DataType]] = {
    "article_id": pl.String,
    "reprint_of": pl.String,
    "relation": pl.String,
    "containment": pl.Float64,
    "coverage": pl.Float64,
    "original_source": pl.String,
}


class Reprints(NamedTuple):
    """``reprints`` has the columns of that table; ``first_seen`` those of ``articles`` that follow, in the order of the articles."""

    reprints: pl.DataFrame
    first_seen: pl.DataFrame


def find_reprints(articles: pl.DataFrame, texts: Texts, folder: Path | None = None) -> Reprints:
    """Return which of all articles reprint one another, and where each story was first seen.

    ``articles`` has a row for each article, in any order, with the columns ``ASKED``: days are in ISO 8601, ``retrieved`` is the
    first time and ``path`` that of the first sighting. ``texts`` are their canonical texts by the number of the row. In ``folder``
    lies what does not fit into memory; without one memory holds all. Raises ``OSError`` where the disk refuses.
    """
    ordered = _as_seen(articles)
    pairs = _pairs(_Ordered(texts, ordered["row"].to_numpy()), folder)
    found = stories(linked((*pairs.same, *pairs.near)))
    first = np.arange(ordered.height)
    for one, others in found.items():
        first[list(others)] = one
    return Reprints(_rows(ordered, pairs, found), _first_seen(ordered, first))


def each_its_own(articles: pl.DataFrame) -> pl.DataFrame:
    """Return when each story was first seen where no article reprints another."""
    ordered = _as_seen(articles)
    return _first_seen(ordered, np.arange(ordered.height))


def _as_seen(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles in the order in which they were seen, with the ``row`` where each was given, the
    ``day`` and how it is known (``method``).

    An article was there on the day that it prints, or else on that of its retrieval. Of one day the first is the one that
    was retrieved first, or whose path comes first.
    """
    retrieved = pl.col("retrieved").str.extract(r"^(\d{4}-\d\d-\d\d)")
    method = pl.when(pl.col("published_date").is_not_null()).then(pl.lit("published"))
    told = articles.with_row_index("row")
    moment = pl.col("retrieved").str.to_datetime("%+", time_zone="UTC", strict=False)
    file = pl.col("path").str.extract(r"^(.*?)(?:#\d+)?$")
    record = pl.col("path").str.extract(r"#(\d+)$").cast(pl.Int64, strict=False).fill_null(0)
    return told.with_columns(
        pl.coalesce("published_date", retrieved).alias("day"),
        method.when(retrieved.is_not_null()).then(pl.lit("retrieved")).alias("method"),
    ).sort("day", moment, "retrieved", file, record, "path", "article_id", nulls_last=True)


class _Ordered(NamedTuple):
    """The texts where they were given, and the row of each in the order in which they were seen."""

    given: Texts
    rows: np.ndarray

    def of(self, numbers: np.ndarray) -> list[str]:
        """Some texts, by their numbers in that order."""
        return self.given.of(self.rows[numbers])


class _Pairs(NamedTuple):
    """Texts that were compared and are reprints: of the ``same`` letters, or ``near`` with the overlap of one with the other.

    The text of the lower number stands first.
    """

    same: set[Pair]
    near: dict[Pair, Overlap]

    def overlap(self, one: int, other: int) -> Overlap:
        """The overlap of one text with another."""
        if one > other:
            return self.overlap(other, one).turned()
        return self.near.get((one, other), Overlap(1.0, 1.0))


def _pairs(texts: _Ordered, folder: Path | None) -> _Pairs:
    """Compare what is worth it, and where many texts tell a story, each with the first as well."""
    samples = held_samples(folder)
    told = _firsts(_sampled(texts, samples))
    is_first = told == np.arange(told.size)
    again = np.flatnonzero(~is_first & (told != _SHORT))
    same = set(zip(told[again].tolist(), again.tolist(), strict=True))
    likely = candidates(samples, is_first, folder)
    near = dict(_compared(texts, likely.pairs, likely.boilerplate))
    firsts = [(one, other) for one, others in stories(linked(near)).items() for other in others]
    missing = np.array([pair for pair in firsts if pair not in near], np.int64).reshape(-1, 2)
    return _Pairs(same, near | dict(_compared(texts, missing, likely.boilerplate)))


def _sampled(texts: _Ordered, samples: Held) -> np.ndarray:
    """Hold the samples of all texts, which are read as they lie. Return a hash of the letters of each, nothing for the shortest."""
    rows = texts.rows.size
    number_of, digests = np.empty(rows, np.int64), np.zeros((rows, 2), np.uint64)
    number_of[texts.rows] = np.arange(rows)
    for start in range(0, rows, _TEXTS_AT_ONCE):
        numbers = number_of[start : start + _TEXTS_AT_ONCE]
        several = folded(texts.of(numbers))
        for number, begin, end in zip(numbers, several.bounds[:-1], several.bounds[1:], strict=True):
            if end - begin >= MIN_LETTERS:
                digest = blake2b(several.points[begin:end].data, digest_size=digests.itemsize * 2).digest()
                digests[number] = np.frombuffer(digest, np.uint64)
        samples.add(sample(grams(several), numbers))
    return digests


def _firsts(digests: np.ndarray) -> np.ndarray:
    """The number of the first text with the letters of each; ``_SHORT`` for the shortest texts."""
    told = pl.DataFrame(digests, ["one", "other"], orient="row").with_row_index("number")
    first = told.select(pl.col("number").cast(pl.Int64).min().over("one", "other")).to_series().to_numpy()
    return np.where(digests.any(axis=1), first, _SHORT)


def _compared(texts: _Ordered, pairs: np.ndarray, boilerplate: np.ndarray) -> Iterator[tuple[Pair, Overlap]]:
    """Those of the pairs that are reprints, with their overlap."""
    for start in range(0, len(pairs), _TEXTS_AT_ONCE):
        some = pairs[start : start + _TEXTS_AT_ONCE]
        numbers, places = np.unique(some, return_inverse=True)
        several = folded(texts.of(numbers))
        likeness = Likeness(several, boilerplate)
        for (one, other), (at, to) in zip(some.tolist(), places.reshape(-1, 2).tolist(), strict=True):
            shared = likeness.reprints(at, to)
            if shared:
                yield (one, other), shared


def _rows(ordered: pl.DataFrame, pairs: _Pairs, found: dict[int, dict[int, int]]) -> pl.DataFrame:
    """The rows of ``reprints`` in the order of their key."""
    told = sorted({number for first, others in found.items() for number in (first, *others)})
    asked = ordered.select("article_id", "title", "script", "source").select(pl.all().gather(told))
    ids, titles, scripts, sources = (dict(zip(told, asked[name], strict=True)) for name in asked.columns)
    rows = []
    for first, others in found.items():
        source = _source([sources[number] for number in (first, *sorted(others))])
        for one, other in others.items():
            shared = pairs.overlap(one, other)
            same = (other, one) in pairs.same
            how = relation(shared, same, (titles[one], titles[other]), (scripts[one], scripts[other]))
            rows.append((ids[one], ids[other], how, round(shared.containment, 3), round(shared.coverage, 3), source))
    return pl.DataFrame(rows, _COLUMNS, orient="row").sort("article_id")


def _source(printed: Iterable[str | None]) -> str | None:
    """The source that most articles of a story print; of equals the one that was seen first."""
    told = [source for source in printed if source]
    counts = Counter(map(fold, told))
    return max(told, key=lambda source: counts[fold(source)], default=None)


def _first_seen(ordered: pl.DataFrame, first: np.ndarray) -> pl.DataFrame:
    """The story of each article: its first, and when that was seen."""
    seen = ordered.select(
        "row",
        "article_id",
        pl.col("article_id").gather(first).alias("reprint_cluster"),
        pl.col("day").gather(first).alias("first_seen"),
        pl.col("method").gather(first).alias("first_seen_method"),
    )
    return seen.sort("row").drop("row")
