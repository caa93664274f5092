"""What every dimension reads: the article with its fields, sentences, clauses, quotes and numbers, each computed once; and the
facts that were found before.

A dimension is a package with one function ``find(reading)``, which returns what it :class:`Found`. A candidate that it
refuses for a reason that a reader may ask for goes to :meth:`Reading.refuse`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from pbdata.chinese.numbers import Number, read_numbers
from pbdata.chinese.occurrences import Occurrences
from pbdata.chinese.quotes import Quoted, read_quoted
from pbdata.chinese.sentences import Sentences
from pbdata.model.article import Article
from pbdata.model.facts import Facts

FIELDS = ("title", "subtitle", "text")
_PLACE = attrgetter("start", "stop")


class Namer:
    """Gives the facts of one kind in one article their ids: a letter and 16 hexadecimal digits.

    An id follows from the article, the words and how often the same words came before, not from offsets, so that it
    survives a change elsewhere in the text. Call it once per fact, in the order of the words.
    """

    def __init__(self, prefix: str, article_id: str) -> None:
        self._prefix = prefix
        self._begun = sha256(f"{article_id}\0".encode())
        self._seen: dict[str, int] = {}

    def __call__(self, *words: str) -> str:
        """Return the id of the next fact with these words, such as its field and surface."""
        said = "\0".join(words)
        count = self._seen[said] = self._seen.get(said, 0) + 1
        digest = self._begun.copy()
        digest.update(f"{said}\0{count}".encode())
        return self._prefix + digest.hexdigest()[:16]


class Appellation(NamedTuple):
    """A post or calling as printed with all that qualifies it, and where its last word, by which it is known, begins."""

    start: int
    stop: int
    head: int


class Refusal(NamedTuple):
    """Words that look like a fact of a kind (a name of :class:`Facts`), and the rule by which they are none."""

    kind: str
    field: str
    start: int
    stop: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a dimension found: rows by table, what follows for the article's own columns, and what persons leave for posts.

    ``beside`` has, for each row of ``person_mentions``, the posts and callings printed beside it.
    """

    tables: Mapping[str, Sequence[Any]]
    article: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[tuple[Appellation, ...], ...] | None = None


class Field:
    """One field of an article. Offsets count in ``text``, in code points from 0, ``stop`` exclusive.

    ``sentences`` has its sentences, clauses and phrases, ``occurrences`` where words stand in it, ``quotes`` what stands within
    pairs of marks, by start, and ``numbers`` the numbers, in order.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.sentences = Sentences(text)
        self.occurrences = Occurrences(text)
        self.quotes: list[Quoted] = read_quoted(text)
        self.numbers: list[Number] = list(read_numbers(text))


class Rows(list[Any]):
    """The rows of a table that stand in a field, by start. It finds those of a stretch without looking at the others."""

    def __init__(self, rows: Iterable[Any] = ()) -> None:
        super().__init__(rows)
        self._starts = [row.start for row in self]
        self._longest: int | None = None

    def beginning(self, start: int, stop: int) -> list[Any]:
        """The rows that begin in a stretch, ``stop`` exclusive."""
        return self and self[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def overlapping(self, start: int, stop: int) -> list[Any]:
        """The rows that stand in a stretch, at least in part."""
        if self._longest is None:
            self._longest = max((row.stop - row.start for row in self), default=0)
        return [row for row in self.beginning(start - self._longest, stop) if row.stop > start]

    def within(self, start: int, stop: int) -> list[Any]:
        """The rows that begin and end in a stretch."""
        return [row for row in self.beginning(start, stop) if row.stop <= stop]


class Reading:
    """An article as it is read: its fields, and the rows that were found so far."""

    def __init__(self, article: Article, detectors: Sequence[str] = ("rules",)) -> None:
        self.article = article
        # In the order title, subtitle, text; those that print nothing are none.
        self.fields: dict[str, Field] = {name: Field(name, words) for name, words in fields_of(article)}
        self.detectors = tuple(detectors)
        self._tables: dict[str, tuple[Any, ...]] = {}
        self.beside: tuple[tuple[Appellation, ...], ...] = ()
        self.refusals: list[Refusal] = []
        self._rows: dict[str, dict[str, Rows]] = {}

    @property
    def facts(self) -> Facts:
        """What was found so far."""
        return Facts(**self._tables)

    def table(self, name: str) -> tuple[Any, ...]:
        """The rows of a table that were found so far."""
        return self._tables.get(name, ())

    def add(self, found: Found) -> None:
        """Take what a dimension found: later ones see it."""
        for table, rows in found.tables.items():
            self._tables[table] = tuple(rows)
            self._rows.pop(table, None)
        if found.article:
            self.article = replace(self.article, **found.article)
        if found.beside is not None:
            self.beside = found.beside

    def rows(self, table: str, field: str) -> Rows:
        """The rows of a table that stand in a field, by start."""
        standing = self._rows.get(table)
        if standing is None:
            standing = self._rows[table] = _by_field(self.table(table))
        return standing.get(field) or Rows()

    def refuse(self, kind: str, field: str, start: int, stop: int, rule: str) -> None:
        """Note words that are no fact of a kind, and the rule that says so."""
        self.refusals.append(Refusal(kind, field, start, stop, rule))


def _by_field(rows: Iterable[Any]) -> dict[str, Rows]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.field, []).append(row)
    return {field: Rows(sorted(standing, key=_PLACE)) for field, standing in found.items()}


def fields_of(article: Article) -> list[tuple[str, str]]:
    """The name and the words of each field of an article in which facts are found."""
    return [(name, words) for name in FIELDS if (words := getattr(article, name))]
