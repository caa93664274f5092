"""Where a document holds what is asked for: the pure function at the heart of a search."""

import shlex
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from pbdata.searching.documents import Document, Words
from pbdata.searching.folding import fold
from pbdata.searching.queries import Query

CONTEXT = 20
"""So many characters are told before and behind what was found."""
_TABLES = {"titles": "articles", "texts": "texts"}


class Hit(NamedTuple):
    """One place where it stands: the article, and ``found`` in a column of a table with what is ``before`` and ``after``.

    ``part`` is ``titles``, ``texts`` or ``facts``. ``start`` and ``stop`` count code points: in the text or title itself, and
    for facts, whose row ``key`` names, in the text or title ``field`` at which the row points.
    """

    article_id: str
    capture_id: str | None
    title: str | None
    published: str | None
    source: str | None
    part: str
    table: str
    column: str
    key: dict[str, Any]
    field: str | None
    start: int | None
    stop: int | None
    before: str
    found: str
    after: str

    @property
    def trace(self) -> str | None:
        """The command that shows where it stands on the page, for a shell; ``None`` where it is not known which page."""
        if self.start is not None and self.field == "text":
            return shlex.join(["pbdata", "trace", self.article_id, str(self.start), str(self.stop)])
        if self.part == "texts":
            return shlex.join(["pbdata", "trace", self.article_id])
        named = (self.field or "").removesuffix("_printed")
        if named in ("title", "subtitle"):
            return self.capture_id and _shown("spans", {"capture_id": self.capture_id, "field": named})
        return _shown(self.table, self.key)


def _shown(table: str, row: Mapping[str, object]) -> str:
    return shlex.join(
        ["pbdata", "show", table, *(part for one in row.items() for part in ("--where", "{}={}".format(*one)))]
    )


def hits_of(document: Document, query: Query, parts: Collection[str]) -> Iterator[Hit]:
    """Every place in a document, in the order of its columns.

    What is printed is looked at where its canonical column holds nothing, and facts where no title and no text does: so that
    a place is told once. Where facts alone are asked for, all of them are told.
    """
    told: set[str] = set()
    for printed in (False, True):
        for words in document.words:
            column = words.column.removesuffix("_printed")
            if words.part in parts and words.printed == printed and column not in told:
                for hit in _in_words(document, query, words):
                    told.add(column)
                    yield hit
    if "facts" in parts and not told:
        yield from _in_facts(document, query)


def _in_words(document: Document, query: Query, words: Words) -> Iterator[Hit]:
    for start, stop in query.spans(words.text, words.folded):
        key = {"article_id": document.article.article_id}
        where = words.part, _TABLES[words.part], words.column, key, words.column
        yield Hit(*document.article, *where, start, stop, *_around(words.text, start, stop))


def _in_facts(document: Document, query: Query) -> Iterator[Hit]:
    for fact in document.facts():
        for column, text in fact.words.items():
            span = next(query.spans(text, fold(text)), None)
            if span:
                where = "facts", fact.table, column, fact.key, fact.field
                yield Hit(*document.article, *where, fact.start, fact.stop, *_around(text, *span))
                break


def _around(text: str, start: int, stop: int) -> tuple[str, str, str]:
    return text[max(0, start - CONTEXT) : start], text[start:stop], text[stop : stop + CONTEXT]
