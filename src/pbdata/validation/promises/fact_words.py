"""Promise 3, every fact points at its words; and what stands for a withheld text is made from it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import numpy as np
import polars as pl

from pbdata.chinese.code_points import code_points
from pbdata.normalization.folding import fold_stretches
from pbdata.package.fingerprints import UNKNOWN, hash_of
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

_WORDS = ("article_id", "field", "start", "stop")
_RULE = "promise 3: facts"
_AGAIN = "Build the package again."


def check_fact_words(tables: Mapping[str, Table], findings: Findings) -> None:
    """Slicing the field of its article gives the surface of each fact, in every table whose rows point at words.

    Words that are withheld, or point into a table that is, are said to be not checkable.
    """
    fields = _fields(tables)
    for name, table in tables.items():
        if name == "corrections" or not set(_WORDS) <= set(table.columns):
            continue  # What a curator decided may be gone.
        if fields is None or "surface" not in table.columns:
            findings.cannot(f"promise 3: the words of `{name}`, because this edition withholds them")
            continue
        for surface, start, stop in _places(table):
            if fields.hold(table.typed, surface, start, stop):
                continue
            # An article without a row of its text is an error of its own, not one of each of its facts.
            rows = table.typed.join(fields.words, on=["article_id", "field"], how="inner")
            length = (pl.col(stop) - pl.col(start)).clip(lower_bound=0)
            found = pl.col("words").str.slice(pl.col(start).clip(lower_bound=0), length)
            # A slice that leaves the field is cut at its end, and may be the surface all the same.
            differs = found.ne_missing(pl.col(surface)) | (length != pl.col(surface).str.len_chars())
            wrong = rows.filter(pl.col(surface).is_not_null() & differs)
            for row in wrong.rows(named=True):
                message = (
                    f"{row[surface]!r} does not stand at {row[start]}:{row[stop]} of its article's {row['field']}."
                )
                findings.error(name, _RULE, f"{message} {_AGAIN}", row=row[ROW], field=surface)


def check_fingerprints(tables: Mapping[str, Table], findings: Findings) -> None:
    """The hashes of an article's stretches are those of its text, where the package holds both.

    A stretch that was not restored (``UNKNOWN``) is not checkable.
    """
    if not {"span_hashes", "texts"} <= tables.keys():
        return
    texts = dict(tables["texts"].typed.select("article_id", "text").rows())
    for article_id, of_article in groupby(tables["span_hashes"].typed.iter_rows(named=True), itemgetter("article_id")):
        text, rows = texts.get(article_id) or UNKNOWN, list(of_article)
        stretches = [slice(row["start"], row["stop"]) for row in rows]
        for row, stretch, folded in zip(rows, stretches, fold_stretches(text, stretches), strict=True):
            words = text[stretch]
            if UNKNOWN in words or not words:
                findings.cannot(f"promise 2: some stretches of {article_id}, because their words are not here")
            elif hash_of(folded) != row["sha256"]:
                message = f"the hash is not that of {row['start']}:{row['stop']} of {article_id}. {_AGAIN}"
                findings.error("span_hashes", "promise 2: fingerprints", message, row=row[ROW], field="sha256")


class _Fields:
    """The ``words`` of each field of each article, and the code points of all of them, one after the other."""

    def __init__(self, words: pl.DataFrame) -> None:
        self.words = words
        self._numbers = words.select("article_id", "field").with_row_index("number")
        self._points = code_points("".join(words["words"].drop_nulls().to_list()))
        # Words that are not there have a length in which nothing stands.
        self._lengths = words["words"].str.len_chars().cast(pl.Int64).fill_null(-1).to_numpy()
        self._begins = np.cumsum(np.maximum(self._lengths, 0)) - np.maximum(self._lengths, 0)

    def hold(self, facts: pl.DataFrame, surface: str, start: str, stop: str) -> bool:
        """Whether the surfaces of all facts surely stand at their places."""
        told = facts.select("article_id", "field", surface, start, stop).filter(pl.col(surface).is_not_null())
        placed = told.join(self._numbers, on=["article_id", "field"], how="inner")
        if placed[start].null_count() or placed[stop].null_count():
            return False
        numbers, starts, stops = (placed[name].cast(pl.Int64).to_numpy() for name in ("number", start, stop))
        sizes = placed[surface].str.len_chars().cast(pl.Int64).to_numpy()
        if (starts < 0).any() or (stops - starts != sizes).any() or (stops > self._lengths[numbers]).any():
            return False
        ends = np.cumsum(sizes)
        at = np.repeat(self._begins[numbers] + starts - (ends - sizes), sizes) + np.arange(sizes.sum())
        return bool((self._points[at] == code_points("".join(placed[surface].to_list()))).all())


def _fields(tables: Mapping[str, Table]) -> _Fields | None:
    """The words of each field of each article; ``None`` where the package does not hold the texts."""
    if not {"articles", "texts"} <= tables.keys():
        return None
    articles, texts = tables["articles"].typed, tables["texts"].typed
    parts = [
        frame.select("article_id", pl.lit(field).alias("field"), pl.col(field).alias("words"))
        for frame, fields in ((articles, ("title", "subtitle")), (texts, ("text",)))
        for field in fields
        if field in frame.columns
    ]
    return _Fields(pl.concat(parts))


def _places(table: Table) -> Iterator[tuple[str, str, str]]:
    """The columns of words with those of their places: the surface, and each X with X_start and X_stop.

    A schema may make a place anything but a whole number; the schema is at fault then, and there is nothing to slice.
    """
    types = table.typed.schema
    for column, prefix in [("surface", ""), *((column, f"{column}_") for column in table.columns)]:
        start, stop = f"{prefix}start", f"{prefix}stop"
        placed = {start, stop} <= types.keys() and types[start].is_integer() and types[stop].is_integer()
        if placed and types[column] == pl.String:
            yield column, start, stop
