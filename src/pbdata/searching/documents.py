"""What of a package is searched: for each article one document with its titles, text and facts, in the order of time."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.datafiles import read_data
from pbdata.package.keys import primary_key
from pbdata.package.reading import Package
from pbdata.searching.folding import fold
from pbdata.searching.marks import Mark, Marker
from pbdata.searching.queries import SearchError

if TYPE_CHECKING:
    import polars as pl

PARTS = ("titles", "texts", "facts")
_AT_ONCE = 2000
# No column of a package has such a name.
_DAY, _NUMBER = "\0day", "\0number"
_DATES = ("published_date", "content_earliest", "content_latest")


class Words(NamedTuple):
    """The words of one column of an article, and their folded form."""

    part: str
    column: str
    printed: bool
    text: str
    folded: str


class Fact(NamedTuple):
    """A row of facts: its table, key, the stretch of the article that it points at, and its words by column."""

    table: str
    key: dict[str, Any]
    field: str | None
    start: int | None
    stop: int | None
    words: dict[str, str]


class Article(NamedTuple):
    """What is told of an article beside its hits."""

    article_id: str
    capture_id: str | None
    title: str | None
    published: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """All of an article that is searched. ``earliest`` and ``latest`` bound the day of it, or of what it tells."""

    article: Article
    earliest: date | None
    latest: date | None
    words: tuple[Words, ...]
    facts: Callable[[], Sequence[Fact]]
    """Facts are read only where they are asked for."""
    marks: frozenset[Mark] = frozenset()


def searched_tables(package: Package) -> list[str]:
    """Return the tables of a package on which its documents depend."""
    columns = read_data(__package__, "columns.yaml")
    wanted = {"articles", "texts", "places", "place_changes", "programmes", *columns["facts"]}
    return [name for name in package.resources if name in wanted]


def parts_of(package: Package) -> tuple[str, ...]:
    """Return which of titles, texts and facts a package has. Raises ``SearchError`` where it holds no articles."""
    columns = read_data(__package__, "columns.yaml")
    if "articles" not in package.resources or "article_id" not in _columns(package, "articles"):
        raise SearchError(f"{package.root}: this package has no table of articles. `pbdata show` prints what it has.")
    return tuple(
        part
        for part in PARTS
        if (any(name in package.resources for name in columns["facts"]) if part == "facts" else _there(package, part))
    )


def read_documents(package: Package, progress: Callable[[int, int], None] | None = None) -> Iterator[Document]:
    """Read the articles of a package by day, those without one last. An article that is not in ``articles`` is not there.

    ``progress`` is called with how many were read, and how many there are.
    """
    import polars as pl

    articles = package.frame("articles")
    known = [name for name in _DATES if name in articles.columns]
    day = pl.coalesce(known) if known else pl.lit(None, pl.Date)
    articles = articles.with_columns(day.alias(_DAY)).sort(_DAY, "article_id", nulls_last=True).with_row_index(_NUMBER)
    numbers = articles.select("article_id", _NUMBER)
    texts = _numbered(package, "texts", numbers) if _there(package, "texts") else None
    tables = {
        name: frame
        for name in read_data(__package__, "columns.yaml")["facts"]
        if name in package.resources and (frame := _numbered(package, name, numbers)) is not None
    }
    marker = Marker(package)
    for first in range(0, articles.height, _AT_ONCE):
        rows = articles[first : first + _AT_ONCE].to_dicts()
        last = first + len(rows)
        text_of = {} if texts is None else {row[_NUMBER]: row for row in _between(texts, first, last)}
        facts: dict[int, list[Fact]] = defaultdict(list)
        marks: dict[int, set[Mark]] = defaultdict(set)
        for name, frame in tables.items():
            mark = marker.of_table(name)
            for row in _between(frame, first, last):
                facts[row[_NUMBER]].append(_fact(package, name, row))
                marks[row[_NUMBER]].update(mark(row))
        for row in rows:
            number = row[_NUMBER]
            marks[number] |= marker.of_article(row)
            yield _document(row, text_of.get(number, {}), facts[number], marks[number])
        if progress:
            progress(last, articles.height)


def _document(row: Mapping[str, Any], text: Mapping[str, Any], facts: list[Fact], marks: set[Mark]) -> Document:
    published, earliest, latest = (row.get(name) for name in _DATES)
    article = Article(
        row["article_id"], row.get("capture_id"), row.get("title"), row.get("published"), row.get("source")
    )
    words = tuple(words_of({**row, **text}))
    return Document(article, published or earliest, published or latest, words, lambda: facts, frozenset(marks))


def words_of(row: Mapping[str, Any]) -> Iterator[Words]:
    """The words of an article's columns. What is printed is left out where it is the canonical column but for its script."""
    for part, columns in read_data(__package__, "columns.yaml")["articles"].items():
        for column, printed in zip(columns["canonical"], columns["printed"], strict=True):
            text, as_printed = row.get(column) or "", row.get(printed) or ""
            folded = fold(text)
            if text:
                yield Words(part, column, False, text, folded)
            if as_printed and (folded_printed := fold(as_printed)) != folded:
                yield Words(part, printed, True, as_printed, folded_printed)


def _fact(package: Package, table: str, row: Mapping[str, Any]) -> Fact:
    columns = read_data(__package__, "columns.yaml")["facts"][table]
    words = {name: row[name] for name in columns if row.get(name)}
    key = {name: row[name] for name in primary_key(_schema(package, table))}
    return Fact(table, key, row.get("field"), row.get("start"), row.get("stop"), words)


def _schema(package: Package, table: str) -> Mapping[str, Any]:
    return next(one.get("schema") or {} for one in package.descriptor["resources"] if one["name"] == table)


def _columns(package: Package, table: str) -> list[str]:
    return [field["name"] for field in _schema(package, table).get("fields", ())]


def _there(package: Package, part: str) -> bool:
    columns = read_data(__package__, "columns.yaml")["articles"][part]
    table = columns["table"]
    return table in package.resources and not set(columns["canonical"]).isdisjoint(_columns(package, table))


def _numbered(package: Package, table: str, numbers: "pl.DataFrame") -> "pl.DataFrame | None":
    """The rows of a table with the number of their article, in the order of articles."""
    frame = package.frame(table)
    if "article_id" not in frame.columns:
        return None
    return frame.join(numbers, on="article_id", maintain_order="left").sort(_NUMBER, maintain_order=True)


def _between(frame: "pl.DataFrame", first: int, last: int) -> Iterator[dict[str, Any]]:
    start, stop = (frame[_NUMBER].search_sorted(at, "left") for at in (first, last))
    return frame[start:stop].iter_rows(named=True)


def packed(facts: Sequence[Fact]) -> str:
    """Return facts as JSON; ``unpacked`` gives them again."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def unpacked(written: str) -> list[Fact]:
    """Return the facts that ``packed`` wrote."""
    return [Fact(*row) for row in json.loads(written)]
