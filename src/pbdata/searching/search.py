"""Search a package: from a question to hits, through an index where the package is large."""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from pbdata.access.loading import open_package
from pbdata.package.reading import Package
from pbdata.searching.choosing import Choice, first_day, last_day
from pbdata.searching.documents import PARTS, Document, parts_of, read_documents
from pbdata.searching.hits import Hit, hits_of
from pbdata.searching.index import Index
from pbdata.searching.indexes import index_of, remove_indexes
from pbdata.searching.marks import Mark
from pbdata.searching.queries import Query, SearchError, read_query

_BROKEN = (sqlite3.DatabaseError, zlib.error, ValueError)


def search(
    package: Package | str | Path,
    query: str,
    *,
    regex: bool = False,
    exact: bool = False,
    within: Collection[str] = PARTS,
    place: str | None = None,
    programme: str | None = None,
    person: str | None = None,
    source: str | None = None,
    earliest: str | None = None,
    latest: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> "Found":
    """Search titles, texts and facts of a package for a stretch of text of one character or more.

    Traditional and simplified characters, widths, capital and small letters count as the same, unless ``exact``. With
    ``regex`` the query is a regular expression of RE2, matched to the folded text: simplified, half width. ``within`` names
    what is searched: ``titles``, ``texts``, ``facts``. ``place`` (with all that it contains), ``programme``, ``person`` (of public
    office) and ``source`` are ids or names, ``earliest`` and ``latest`` days, months or years.

    A large package is indexed first, in the cache; ``progress`` is then called with articles done and articles in all.
    Raises ``SearchError`` for a question that cannot be asked of the package, and ``PackageError`` as ``open_package`` does.
    """
    asked = read_query(query, regex=regex, exact=exact)
    choice = Choice(place, programme, person, source, first_day(earliest), last_day(latest))
    opened = package if isinstance(package, Package) else open_package(package)
    parts, notes = _parts(opened, within)
    return Found(opened, asked, parts, choice, notes, progress)


class Found:
    """The hits of a search, found as they are asked for, in the order of their articles' days.

    ``notes`` are sentences on what was searched: what the package does not have, or which places have one name.
    """

    def __init__(
        self,
        package: Package,
        query: Query,
        parts: Collection[str],
        choice: Choice,
        notes: list[str],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._package, self._query, self._parts, self._choice = package, query, parts, choice
        self._progress = progress
        self._documents: Index | Documents = Documents(())
        try:
            self._open()
        except _BROKEN:
            self._open_anew()
        self.notes = (*notes, *self._told)

    def __iter__(self) -> Iterator[Hit]:
        told = 0
        try:
            for hit in self._hits():
                told += 1
                yield hit
        except sqlite3.ProgrammingError:
            raise
        except _BROKEN:
            self._open_anew()
            yield from islice(self._hits(), told, None)

    def _open(self) -> None:
        index = index_of(self._package, self._progress)
        self._documents = index or Documents(read_documents(self._package, self._progress))
        self._marks, self._told = self._choice.wanted(self._documents.keys)

    def _open_anew(self) -> None:
        """Something in the index is broken."""
        if isinstance(self._documents, Index):
            self._documents.close()
        with suppress(OSError):
            remove_indexes(self._package)
        self._open()

    def _hits(self) -> Iterator[Hit]:
        for document in self._documents.holding(self._query, self._parts, self._marks):
            if self._choice.is_in_time(document.earliest, document.latest):
                yield from hits_of(document, self._query, self._parts)


class Documents:
    """Documents in memory, asked as an index is asked."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)

    def keys(self, kind: str) -> list[str]:
        """Return all keys of a kind of mark."""
        return sorted({key for one in self._documents for of, key in one.marks if of == kind})

    def holding(self, _query: Query, _parts: Collection[str], marks: Iterable[Collection[Mark]]) -> Iterator[Document]:
        """Return the documents that bear a mark of each list."""
        return (one for one in self._documents if all(not one.marks.isdisjoint(some) for some in marks))


def _parts(package: Package, within: Collection[str]) -> tuple[list[str], list[str]]:
    """Which of the parts asked for a package has, and what is to be said of the others."""
    unknown = [part for part in within if part not in PARTS]
    if unknown or not within:
        what = ", ".join(unknown) or "nothing"
        raise SearchError(f"{what} cannot be searched. Write --in titles,texts,facts, or one.")
    there = parts_of(package)
    lacking = ", ".join(part for part in within if part not in there)
    searched = [part for part in within if part in there]
    if not searched:
        raise SearchError(f"{package.root}: this package holds no {lacking}. Search in: {', '.join(there)}.")
    note = f"this package holds no {lacking}: only {', '.join(searched)} were searched."
    return searched, [note] if lacking else []
