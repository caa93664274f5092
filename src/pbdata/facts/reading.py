"""What every detector of facts needs: the fields of an article, and ids for what is found in them."""

from collections.abc import Iterator
from hashlib import sha256

from pbdata.model.article import Article

FIELDS = ("title", "subtitle", "text")


class Namer:
    """Gives the facts of one kind in one article their ids: a letter and 16 hexadecimal digits.

    An id follows from the article, the words and how often the same words came before, not from offsets, so that it
    survives a change elsewhere in the text. Call it once per fact, in the order of the words.
    """

    def __init__(self, prefix: str, article_id: str) -> None:
        self._prefix = prefix
        self._article_id = article_id
        self._seen: dict[str, int] = {}

    def __call__(self, *words: str) -> str:
        """Return the id of the next fact with these words, such as its field and surface."""
        said = "\0".join(words)
        count = self._seen[said] = self._seen.get(said, 0) + 1
        return self._prefix + sha256(f"{self._article_id}\0{said}\0{count}".encode()).hexdigest()[:16]


def fields_of(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each field of an article in which facts are found."""
    for field in FIELDS:
        words: str | None = getattr(article, field)
        if words:
            yield field, words
