"""What every detector of facts needs: the fields of an article, and ids for what is found in them."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from pbdata.model import Article

FIELDS = ("title", "subtitle", "text")


class Namer:
    """Gives the facts of one kind in one article their ids: a letter and 16 hexadecimal digits.

    An id follows from the article, the words and how often the same words came before, not from offsets, so that it
    survives a change elsewhere in the text. Call it once per fact, in the order of the words.
    """

    def __init__(self, prefix: str, article_id: str) -> None:
        self._prefix = prefix
        self._article_id = article_id
        self._seen: Counter[tuple[str, ...]] = Counter()

    def __call__(self, *words: str) -> str:
        """Return the id of the next fact with these words, such as its field and surface."""
        self._seen[words] += 1
        key = "\0".join((self._article_id, *words, str(self._seen[words])))
        return self._prefix + sha256(key.encode()).hexdigest()[:16]


def fields_of(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each field of an article in which facts are found."""
    for field in FIELDS:
        words: str | None = getattr(article, field)
        if words:
            yield field, words
