"""Small packages made for searches, and the plainest search there is to compare with."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pbdata.package.reading import Package, open_package
from pbdata.searching.documents import Article, Document, words_of
from pbdata.searching.folding import fold

Row = Mapping[str, Any]
TYPES = {"start": "integer", "stop": "integer", "published_date": "date"}
KEYS = {"place_mentions": "mention_id", "persons": "person_id", "programme_mentions": "mention_id"}


def made(folder: Path, tables: Mapping[str, Sequence[Row]], **said: Any) -> Package:
    """A package of these rows, and of what the descriptor says."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    resources = []
    for name, rows in tables.items():
        path = f"data/{name}.csv"
        pl.DataFrame(rows, infer_schema_length=None).write_csv(folder / path)
        fields = [{"name": column, "type": TYPES.get(column, "string")} for column in rows[0]]
        schema = {"fields": fields, "primaryKey": [KEYS.get(name, "article_id")]}
        resources.append({"name": name, "type": "table", "path": path, "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps({**said, "resources": resources}), "utf-8")
    return open_package(folder)


def of_texts(folder: Path, texts: Iterable[str], **said: Any) -> Package:
    """A package of articles ``a0``, ``a1`` ... with these texts."""
    rows = [{"article_id": f"a{number}", "text": text} for number, text in enumerate(texts)]
    articles = [{"article_id": row["article_id"], "title": f"题{row['article_id']}"} for row in rows]
    return made(folder, {"articles": articles, "texts": rows}, **said)


def document(number: int, row: Row) -> Document:
    """An article with the words of a row."""
    article = Article(f"a{number}", None, row.get("title"), None, None)
    return Document(article, None, None, tuple(words_of(row)), list)


def naive(rows: Sequence[Row], query: str) -> Iterator[tuple[str, str, int]]:
    """Article, column and first character of each place where the characters stand, compared one by one."""
    for number, row in enumerate(rows):
        for canonical in ("title", "text"):
            found: dict[str, list[tuple[str, str, int]]] = {canonical: [], f"{canonical}_printed": []}
            for column, places in found.items():
                text = row.get(column) or ""
                for start in range(len(text) - len(query) + 1):
                    if all(fold(text[start + n]) == fold(one) for n, one in enumerate(query)):
                        places.append((f"a{number}", column, start))
            yield from found[canonical] or found[f"{canonical}_printed"]
