"""The same article twice: another encoding, a mirror in the other script, the same page captured again."""

from hashlib import sha256

import polars as pl

# A text of fewer letters says too little to be told from another.
_MIN_LETTERS = 50


def letters_of(text: str) -> str | None:
    """Return the SHA-256 of a canonical text without blanks and marks; ``None`` where it is too short to be told from others."""
    letters = "".join(filter(str.isalnum, text))
    return sha256(letters.encode()).hexdigest() if len(letters) >= _MIN_LETTERS else None


def copies(articles: pl.DataFrame) -> dict[str, str]:
    """Return, by ``article_id``, the article whose text an article repeats: the first of the same text by the capture's path.

    ``articles`` has the columns ``article_id``, ``path`` of the capture, and ``letters`` of the text. Articles that repeat no
    other are left out.
    """
    ordered = articles.drop_nulls("letters").sort("path", "article_id")
    first = ordered.with_columns(pl.col("article_id").first().over("letters").alias("first"))
    return dict(first.filter(pl.col("article_id") != pl.col("first")).select("article_id", "first").iter_rows())
