"""Search for any stretch of Chinese in SQLite, of one character or more.

Chinese has no blanks between words, so FTS5 would take a sentence for one word, and its trigrams find nothing of one or two
characters. Here each character is a word of its own, marks too; a stretch is found as a phrase of characters. ``DATASETTE``
asks that of SQLite alone, for those who cannot call ``phrase``.
"""

import sqlite3
from collections.abc import Iterable, Sequence

TABLE = "search"
_TOKENS = "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* Co''"

SEARCH = f"SELECT article_id, title, snippet({TABLE}, 2, '[', ']', '…', 40) AS found FROM {TABLE} WHERE {TABLE} MATCH ?"
"""The question to ask with ``phrase(words)``."""

DATASETTE = f"""WITH RECURSIVE spaced (n, said) AS (
  SELECT 0, ''
  UNION ALL
  SELECT n + 1, said || replace(substr(:words, n + 1, 1), '"', '""') || ' ' FROM spaced WHERE n < length(:words)
)
SELECT article_id, replace(title, ' ', '') AS title,
       replace(snippet({TABLE}, 2, '[', ']', '…', 40), ' ', '') AS found
FROM {TABLE}
WHERE {TABLE} MATCH '"' || (SELECT said FROM spaced ORDER BY n DESC LIMIT 1) || '"'
ORDER BY rank"""
"""The same question for Datasette, which asks for ``words``."""


def spaced(text: str) -> str:
    """Return text with a blank between its characters; its own white space is gone, an end of line is ⏎."""
    return " ".join(text.replace("\n", "⏎").translate({ord(blank): None for blank in " \t\r\u00a0\u3000"}))


def phrase(words: str) -> str:
    """Return what FTS5 matches where a text holds these words."""
    return '"' + spaced(words).replace('"', '""') + '"'


def write_search(database: sqlite3.Connection, rows: Iterable[Sequence[str | None]]) -> None:
    """Write the table ``search``: for each article its id, title and text."""
    database.execute(
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(article_id UNINDEXED, title, text, tokenize='{_TOKENS}')"
    )
    spread = ((key, *(spaced(one or "") for one in words)) for key, *words in rows)
    database.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?)", spread)
