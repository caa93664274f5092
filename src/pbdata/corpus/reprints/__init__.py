"""Articles that reprint one another: how each differs from the one that it reprints, and where the story was first seen.

Texts of the same letters are told by a hash of them. Of the rest, a sample of 5-grams gives pairs that are worth a look
(``candidates``), each of which is compared in all its grams (``overlap``). Only pairs that were compared make a story
(``stories``). Time and memory grow as the number of texts and their length.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import polars as pl

from pbdata.corpus.reprints.candidates import candidates, sample
from pbdata.corpus.reprints.grams import folded, grams
from pbdata.corpus.reprints.overlap import Likeness, Overlap
from pbdata.corpus.reprints.relations import relation
from pbdata.corpus.reprints.stories import linked, stories
from pbdata.normalization.folding import fold

# A text of fewer letters and digits says too little to be told from another.
MIN_LETTERS = 50
# The columns that are asked for, all of text.
ASKED = ("article_id", "text", "title", "script", "source", "published_date", "retrieved", "path")
_TEXTS_AT_ONCE = 100

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
    """``reprints`` has the columns of that table; ``first_seen`` those of ``articles`` that follow, by ``article_id``."""

    reprints: pl.DataFrame
    first_seen: pl.DataFrame


def find_reprints(articles: pl.DataFrame) -> Reprints:
    """Return which of all articles reprint one another, and where each story was first seen.

    ``articles`` has a row for each article, in any order, with the columns ``ASKED``: ``text`` is the canonical text, days
    are in ISO 8601, ``retrieved`` is the first time and ``path`` that of the first sighting.
    """
    ordered = _as_seen(articles)
    pairs = _pairs(_Texts(articles["text"], ordered["row"]))
    found = stories(linked((*pairs.same, *pairs.near)))
    first = list(range(ordered.height))
    for one, others in found.items():
        for other in others:
            first[other] = one
    return Reprints(_rows(ordered, pairs, found), _first_seen(ordered, first))


def _as_seen(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles in the order in which they were seen, without their texts, with the ``row`` where each was given, the
    ``day`` and how it is known (``method``).

    An article was there on the day that it prints, or else on that of its retrieval. Of one day the first is the one that
    was retrieved first, or whose path comes first.
    """
    retrieved = pl.col("retrieved").str.extract(r"^(\d{4}-\d\d-\d\d)")
    method = pl.when(pl.col("published_date").is_not_null()).then(pl.lit("published"))
    told = articles.drop("text").with_row_index("row")
    moment = pl.col("retrieved").str.to_datetime("%+", time_zone="UTC", strict=False)
    file = pl.col("path").str.extract(r"^(.*?)(?:#\d+)?$")
    record = pl.col("path").str.extract(r"#(\d+)$").cast(pl.Int64, strict=False).fill_null(0)
    return told.with_columns(
        pl.coalesce("published_date", retrieved).alias("day"),
        method.when(retrieved.is_not_null()).then(pl.lit("retrieved")).alias("method"),
    ).sort("day", moment, "retrieved", file, record, "path", "article_id", nulls_last=True)


class _Texts(NamedTuple):
    """The texts where they were given, and the row of each in the order in which they were seen."""

    column: pl.Series
    rows: pl.Series

    def of(self, numbers: np.ndarray) -> list[str]:
        """Some texts, by their numbers in that order."""
        return self.column.gather(self.rows.gather(numbers)).to_list()


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


def _pairs(texts: _Texts) -> _Pairs:
    """Compare what is worth it, and where many texts tell a story, each with the first as well."""
    same: set[Pair] = set()
    likely = candidates(_samples(texts, same), len(texts.rows))
    near = dict(_compared(texts, likely.pairs, likely.boilerplate))
    firsts = [(one, other) for one, others in stories(linked(near)).items() for other in others]
    missing = np.array([pair for pair in firsts if pair not in near], np.int64).reshape(-1, 2)
    return _Pairs(same, near | dict(_compared(texts, missing, likely.boilerplate)))


def _samples(texts: _Texts, same: set[Pair]) -> Iterator[np.ndarray]:
    """The samples of all texts but those of the same letters as an earlier one, which go into ``same``, and the shortest."""
    first: dict[bytes, int] = {}
    for start in range(0, len(texts.rows), _TEXTS_AT_ONCE):
        several = folded(texts.of(np.arange(start, min(start + _TEXTS_AT_ONCE, len(texts.rows)))))
        new = np.zeros(several.bounds.size - 1, bool)
        for number, (begin, end) in enumerate(zip(several.bounds[:-1], several.bounds[1:], strict=True)):
            if end - begin >= MIN_LETTERS:
                told = first.setdefault(blake2b(several.points[begin:end].data).digest(), start + number)
                new[number] = told == start + number
                if not new[number]:
                    same.add((told, start + number))
        found = grams(several)
        yield sample(found.where(new[found.texts]), start)


def _compared(texts: _Texts, pairs: np.ndarray, boilerplate: np.ndarray) -> Iterator[tuple[Pair, Overlap]]:
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
    ids, titles, scripts, sources = (ordered[name].to_list() for name in ("article_id", "title", "script", "source"))
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


def _first_seen(ordered: pl.DataFrame, first: Sequence[int]) -> pl.DataFrame:
    """The story of each article: its first, and when that was seen."""
    return ordered.select(
        "article_id",
        pl.col("article_id").gather(first).alias("reprint_cluster"),
        pl.col("day").gather(first).alias("first_seen"),
        pl.col("method").gather(first).alias("first_seen_method"),
    )
