"""Promise 3, every fact points at its words; and what stands for a withheld text is made from it."""

from collections.abc import Iterator, Mapping

import polars as pl

from pbdata.normalization.folding import fold
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
        # An article without a row of its text is an error of its own, not one of each of its facts.
        rows = table.typed.join(fields, on=["article_id", "field"], how="inner")
        for surface, start, stop in _places(table):
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
    for row in tables["span_hashes"].typed.rows(named=True):
        words = (texts.get(row["article_id"]) or UNKNOWN)[row["start"] : row["stop"]]
        if UNKNOWN in words or not words:
            findings.cannot(f"promise 2: some stretches of {row['article_id']}, because their words are not here")
        elif hash_of(fold(words)) != row["sha256"]:
            message = f"the hash is not that of {row['start']}:{row['stop']} of {row['article_id']}. {_AGAIN}"
            findings.error("span_hashes", "promise 2: fingerprints", message, row=row[ROW], field="sha256")


def _fields(tables: Mapping[str, Table]) -> pl.DataFrame | None:
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
    return pl.concat(parts)


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
