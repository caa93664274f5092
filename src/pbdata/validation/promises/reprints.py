"""Promise 9, tables agree: what ``reprints`` says of two articles is what their texts say, and what ``articles`` says."""

from collections.abc import Mapping

import polars as pl

from pbdata.corpus.reprints.grams import folded, grams, of_each
from pbdata.corpus.reprints.overlap import overlap
from pbdata.corpus.reprints.relations import relation
from pbdata.corpus.reprints.texts import TextColumn, TextFile, Texts
from pbdata.package.fingerprints import UNKNOWN
from pbdata.package.reading import column_type
from pbdata.package.schemas import schemas
from pbdata.validation.promises.rows import Row
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

_RULE = "promise 9: reprints"
_AGAIN = "Build the package again."
_ROWS = ("article_id", "reprint_of", "relation", "containment", "coverage")
_STORIES = ("article_id", "reprint_cluster", "first_seen")
_ARTICLES = ("article_id", "title", "script")
_TEXTS = ("article_id", "text")
ASKED_OF_ARTICLES = tuple(dict.fromkeys((*_STORIES, *_ARTICLES)))
"""The columns of ``articles`` that are looked at."""
_AT_ONCE = 100


def check_reprints(tables: Mapping[str, Table], findings: Findings) -> None:
    """Check each row of ``reprints`` against ``articles`` and ``texts``, as far as they are here."""
    texts = _columns(tables, "texts", _TEXTS)
    if texts is None:
        check_against(tables, None, findings)
    else:
        ids = texts.select("article_id").with_row_index("number")
        check_against(tables, (ids, TextColumn(texts["text"].fill_null(""))), findings)


class Gathered:
    """What ``reprints`` is held against, gathered from ``articles`` and ``texts`` that come some captures after the others."""

    def __init__(self, reprints: Table | None, texts: TextFile) -> None:
        """``texts`` takes those of the articles that are named in ``reprints``."""
        told = _columns({"reprints": reprints} if reprints else {}, "reprints", _ROWS)
        named = [] if told is None else [told["article_id"], told["reprint_of"]]
        self._named = pl.concat([pl.Series(dtype=pl.String), *named]).drop_nulls().unique()
        self._tables = {"reprints": reprints} if reprints else {}
        self._articles: list[pl.DataFrame] = []
        self._texts, self._ids = texts, list[pl.DataFrame]()

    def take(self, tables: Mapping[str, Table]) -> None:
        """Take what is wanted of some captures."""
        named = pl.col("article_id").is_in(self._named.implode())
        articles, texts = tables.get("articles"), _columns(tables, "texts", _TEXTS)
        if articles is not None and {"article_id", "reprint_cluster"} <= set(articles.columns):
            asked = [name for name in ASKED_OF_ARTICLES if name in articles.columns]
            of_another = pl.col("article_id").ne_missing(pl.col("reprint_cluster"))
            self._articles.append(articles.typed.filter(named | of_another).select(ROW, *asked))
            self._tables["articles"] = Table(articles.name, articles.schema, pl.concat(self._articles))
        if texts is not None:
            told = texts.filter(named)
            self._texts.add(told["text"].fill_null(""))
            self._ids.append(told.select("article_id"))

    def check(self, findings: Findings) -> None:
        """Check each row of ``reprints``, as ``check_reprints`` does."""
        ids = pl.concat(self._ids).with_row_index("number") if self._ids else None
        check_against(self._tables, None if ids is None else (ids, self._texts), findings)


def check_against(tables: Mapping[str, Table], told: tuple[pl.DataFrame, Texts] | None, findings: Findings) -> None:
    """Check each row of ``reprints`` against ``articles`` and the texts that are ``told``, with the ``number`` of each by ``article_id``."""
    reprints, stories = _columns(tables, "reprints", _ROWS), _columns(tables, "articles", _STORIES)
    if reprints is None or stories is None:
        findings.cannot("promise 9: stories, because `reprints` or what `articles` says of them is not here")
        return
    _check_stories(reprints, stories.unique("article_id"), findings)
    articles = _columns(tables, "articles", _ARTICLES)
    if articles is None or told is None:
        findings.cannot("promise 9: what `reprints` says of texts, because not all of these are here")
        return
    numbers, texts = told
    known = articles.drop(ROW).join(numbers, on="article_id").unique("article_id")
    rows = (
        reprints.drop_nulls()
        .join(known, on="article_id")
        .join(known, left_on="reprint_of", right_on="article_id", suffix="_other")
    )
    for some in rows.iter_slices(_AT_ONCE):
        read = {f"text{one}": texts.of(some[f"number{one}"].to_numpy()) for one in ("", "_other")}
        _check_texts(some.with_columns(pl.Series(name, words) for name, words in read.items()), findings)


def _columns(tables: Mapping[str, Table], name: str, columns: tuple[str, ...]) -> pl.DataFrame | None:
    """Some columns of a table with the numbers of its rows, where all of them are here and of the type that they have in our schemas."""
    types = {field["name"]: column_type(field) for field in schemas()[name]["fields"]}
    table = tables.get(name)
    if table is None or any(table.typed.schema.get(column) != types[column] for column in columns):
        return None
    return table.typed.select(ROW, *columns)


def _check_stories(reprints: pl.DataFrame, stories: pl.DataFrame, findings: Findings) -> None:
    """An article that reprints another is of the other's story, and not the first of it; any other is the first of its own."""
    known = stories.drop(ROW)
    both = reprints.join(known, on="article_id").join(
        known, left_on="reprint_of", right_on="article_id", suffix="_other"
    )
    first = pl.col("reprint_cluster") == pl.col("article_id")
    other = pl.col("reprint_cluster").ne_missing(pl.col("reprint_cluster_other"))
    day = pl.col("first_seen").ne_missing(pl.col("first_seen_other"))
    for row in both.filter(first | other | day).rows(named=True):
        message = f"`articles` does not give {row['article_id']} the story of {row['reprint_of']}, or makes it the first of that."
        findings.error("reprints", _RULE, f"{message} {_AGAIN}", row=row[ROW], field="reprint_of")
    for row in stories.join(reprints, on="article_id", how="anti").filter(~first).rows(named=True):
        message = (
            f"{row['article_id']} is of the story of {row['reprint_cluster']}, and has no row in `reprints`. {_AGAIN}"
        )
        findings.error("articles", _RULE, message, row=row[ROW], field="reprint_cluster")


def _check_texts(rows: pl.DataFrame, findings: Findings) -> None:
    """What some of the rows say is so in the texts."""
    texts = folded([text or "" for one in ("text", "text_other") for text in rows[one].to_list()])
    found = of_each(grams(texts), 2 * rows.height)
    for at, row in enumerate(rows.rows(named=True)):
        if not row["text"] or not row["text_other"] or UNKNOWN in row["text"] + row["text_other"]:
            findings.cannot(f"promise 9: whose text {row['article_id']} reprints, because words are not here")
            continue
        shared = overlap(found[at], found[at + rows.height])
        same = texts.letters(at) == texts.letters(at + rows.height)
        titles, scripts = (row["title"], row["title_other"]), (row["script"], row["script_other"])
        _compare(row, "containment", round(shared.containment, 3), findings)
        _compare(row, "coverage", round(shared.coverage, 3), findings)
        _compare(row, "relation", relation(shared, same, titles, scripts), findings)


def _compare(row: Row, column: str, expected: float | str, findings: Findings) -> None:
    if row[column] != expected:
        message = f"{column} is {row[column]}, and {expected} by the texts of the two articles. {_AGAIN}"
        findings.error("reprints", _RULE, message, row=row[ROW], field=column)
