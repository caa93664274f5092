"""The documents of a large package in one SQLite file, with an FTS5 index in which each character is a word of its own.

A stretch of text is a phrase of characters, so that the index finds it wherever it stands, and nothing else. Characters are
spelled in letters, five each, because no tokenizer of SQLite takes blanks and controls for words. The file lies in the cache,
never in the package; it holds all that is told of a hit, so that the package's tables are not read.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from weakref import finalize
from zlib import compress, decompress

from pbdata.searching.documents import Article, Document, Words, packed, unpacked
from pbdata.searching.folding import fold
from pbdata.searching.marks import Mark
from pbdata.searching.queries import Query

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_BETWEEN = " zz "
"""Stands between two texts in one column, and is no character."""
_ASKED = 32
"""The index is asked for so many characters of a query; what it finds is compared with all of it anyway."""
_COLUMNS = ("titles", "texts", "facts", "titles_printed", "texts_printed")
_SCHEMA = f"""
CREATE TABLE documents (
  number INTEGER PRIMARY KEY, earliest TEXT, latest TEXT, head TEXT NOT NULL, words TEXT NOT NULL, facts BLOB NOT NULL
);
CREATE TABLE marks (
  kind TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, key, number)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5({", ".join(_COLUMNS)}, content='', columnsize=0, tokenize='ascii');
"""


def write_index(path: Path, documents: Iterable[Document]) -> None:
    """Write documents into a new SQLite file, numbered in their order."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA)
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        for number, one in enumerate(documents):
            facts = one.facts()
            head = json.dumps(one.article, ensure_ascii=False)
            # A folded text is most often the text itself, and is not kept twice.
            words = [[*word[:4], None if word.folded == word.text else word.folded] for word in one.words]
            kept = number, one.earliest and str(one.earliest), one.latest and str(one.latest), head
            database.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                (*kept, json.dumps(words, ensure_ascii=False), compress(packed(facts).encode(), 1)),
            )
            database.executemany("INSERT INTO marks VALUES (?, ?, ?)", ((*mark, number) for mark in sorted(one.marks)))
            spread: dict[str, list[str]] = {name: [] for name in _COLUMNS}
            for word in one.words:
                spread[word.part + "_printed" * word.printed].append(word.folded)
            spread["facts"] = list({fold(said): None for fact in facts for said in fact.words.values()})
            database.execute(
                f"INSERT INTO found (rowid, {', '.join(_COLUMNS)}) VALUES ({marks})",
                (number, *(_BETWEEN.join(map(spelled, texts)) for texts in spread.values())),
            )
        database.execute("INSERT INTO found (found) VALUES ('optimize')")
        database.commit()


class Index:
    """An index that was written, open for reading, in any thread."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.close = finalize(self, self._database.close)
        """Closes the file, at the latest when nothing asks this index any more."""

    def keys(self, kind: str) -> list[str]:
        """Return all keys of a kind of mark."""
        return [key for (key,) in self._database.execute("SELECT DISTINCT key FROM marks WHERE kind = ?", (kind,))]

    def holding(self, query: Query, parts: Collection[str], marks: Iterable[Collection[Mark]]) -> Iterator[Document]:
        """Return the documents that may hold a query and bear a mark of each list, in their order, without their marks."""
        marked = [{number for mark in some for number in self._marked(mark)} for some in marks]
        for number in self.numbers(query, parts):
            if all(number in some for some in marked):
                yield self._document(number)

    def numbers(self, query: Query, parts: Collection[str]) -> Iterator[int]:
        """Return the numbers of the documents that may hold a query, in their order: all of them for a pattern."""
        if query.pattern is not None:
            rows = self._database.execute("SELECT number FROM documents ORDER BY number")
        else:
            columns = " ".join(name for name in _COLUMNS if name.removesuffix("_printed") in parts)
            phrases = " OR ".join(f'"{spelled(needle[:_ASKED])}"' for needle in query.needles)
            asked = f"{{{columns}}} : ({phrases})"
            rows = self._database.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", (asked,))
        return (number for (number,) in rows)

    def _marked(self, mark: Mark) -> list[int]:
        rows = self._database.execute("SELECT number FROM marks WHERE kind = ? AND key = ?", mark)
        return [number for (number,) in rows]

    def _document(self, number: int) -> Document:
        earliest, latest, head, words = self._row("earliest, latest, head, words", number)
        return Document(
            Article(*json.loads(head)),
            earliest and date.fromisoformat(earliest),
            latest and date.fromisoformat(latest),
            tuple(
                Words(part, column, printed, text, text if folded is None else folded)
                for part, column, printed, text, folded in json.loads(words)
            ),
            lambda: unpacked(decompress(self._row("facts", number)[0]).decode()),
        )

    def _row(self, columns: str, number: int) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._database.execute(
            f"SELECT {columns} FROM documents WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"document {number} is not there")
        return row


def spelled(text: str) -> str:
    """Return a text as words for FTS5, one for each code point."""
    return " ".join(map(_spelled, text))


@cache
def _spelled(character: str) -> str:
    point = ord(character)
    return "".join(_LETTERS[point >> shift & 31] for shift in (20, 15, 10, 5, 0))
