"""By what articles are chosen: the places, programmes, persons of public office and sources of each, as marks.

A mark is a kind and a key. Who asks for a place by its id, its code or its path (江西省/赣州市) asks for one key, since each article
bears the marks of every place that it names, of what contains these, and of what they were called before and after.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pbdata.datafiles import read_data
from pbdata.package.reading import Package
from pbdata.searching.folding import fold

Mark = tuple[str, str]
Row = Mapping[str, Any]
KINDS = ("place", "programme", "person", "source")
_SOURCES = ("source", "site_name", "site_domain")


class Marker:
    """Gives the marks of rows of a package."""

    def __init__(self, package: Package) -> None:
        columns = read_data(__package__, "columns.yaml")
        self._public = frozenset(columns["public"])
        self._places = {row["place_id"]: row for row in _rows(package, "places")}
        self._same: dict[str, list[str]] = defaultdict(list)
        for row in _rows(package, "place_changes"):
            if row["kind"] in columns["same_place"]:
                self._same[row["from_id"]].append(row["to_id"])
                self._same[row["to_id"]].append(row["from_id"])
        self._programmes: dict[str, set[str]] = defaultdict(set)
        for table, names in (("programmes", ("name",)), ("programme_mentions", ("name", "variant"))):
            for row in _rows(package, table):
                self._programmes[row["programme_id"]] |= {fold(row[name]) for name in names if row.get(name)}
        self.of_place = cache(self._of_place)

    def of_article(self, row: Row) -> set[Mark]:
        """The marks of a row of ``articles``."""
        sources = {("source", fold(row[name])) for name in _SOURCES if row.get(name)}
        return sources | self.of_place(row.get("place_id"), None)

    def of_table(self, table: str) -> Callable[[Row], Iterable[Mark]]:
        """What gives the marks of a row of a table of facts."""
        return {
            "place_mentions": lambda row: self.of_place(row.get("place_id"), row.get("path")),
            "programme_mentions": self._of_programme,
            "persons": self._of_person,
        }.get(table, lambda _: ())

    def _of_place(self, place_id: str | None, path: str | None) -> frozenset[Mark]:
        ids = self._around(place_id)
        codes = {self._places[one].get("code") for one in ids if one in self._places}
        paths = {path, *(self._path(one) for one in ids)}
        return frozenset(
            ("place", key) for key in {*ids, *codes, *(part for one in paths if one for part in _parts(one))} if key
        )

    def _around(self, place_id: str | None) -> set[str]:
        """The place, what it was and became, and what contains these."""
        found: set[str] = set()
        waiting: list[str] = [place_id] if place_id else []
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                parent = self._places.get(one, {}).get("parent_id")
                waiting += self._same.get(one, ())
                waiting += [parent] if parent else []
        return found

    def _path(self, place_id: str) -> str:
        names: list[str] = []
        seen: set[str] = set()
        at: str | None = place_id
        while at is not None and at in self._places and at not in seen:
            seen.add(at)
            names.append(self._places[at]["name"])
            at = self._places[at].get("parent_id")
        return "/".join(reversed(names))

    def _of_programme(self, row: Row) -> Iterable[Mark]:
        key = row["programme_id"]
        return [("programme", one) for one in (key, *self._programmes[key])]

    def _of_person(self, row: Row) -> Iterable[Mark]:
        """No mark leads to a person who is not known for an office."""
        if row.get("privacy_class") not in self._public:
            return ()
        return [("person", row["person_id"]), ("person", fold(row["name"]))]


def keys_for(kind: str, asked: str, keys: Iterable[str]) -> list[str]:
    """Return those of all keys of a kind that someone means who asks for an id, a code or a name.

    A place may be named by the end of its path: 盘县 as well as 六盘水市/盘县. Several places may have one name.
    """
    wanted = {asked, fold(asked)}
    return [
        key for key in keys if key in wanted or (kind == "place" and any(key.endswith(f"/{one}") for one in wanted))
    ]


def _parts(path: str) -> Iterator[str]:
    names = fold(path).split("/")
    return ("/".join(names[:n]) for n in range(1, len(names) + 1))


def _rows(package: Package, table: str) -> list[dict[str, Any]]:
    return package.frame(table).to_dicts() if table in package.resources else []
