"""The gazetteer of a package as a tree: what a place lies in, and what lies in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData


@dataclass(frozen=True, slots=True)
class Divisions:
    """The rows of ``places`` by id, and the ids of those directly below each."""

    rows: Mapping[str, Mapping[str, Any]]
    below: Mapping[str, Sequence[str]]

    def path(self, place_id: str | None) -> tuple[str, ...]:
        """The ids from the largest place down to this one; a circle of parents is left where it closes."""
        found: list[str] = []
        while place_id is not None and place_id in self.rows and place_id not in found:
            found.append(place_id)
            place_id = self.rows[place_id]["parent_id"]
        return tuple(reversed(found))

    def name(self, place_id: str | None) -> str | None:
        """The name of a place alone."""
        return self.rows[place_id]["name"] if place_id is not None and place_id in self.rows else None

    def linked(self, place_id: str | None) -> tuple[str, str] | None:
        """The name of a place with the address of its page."""
        name = self.name(place_id)
        return (name, addresses.place(place_id)) if place_id and name else None


def divisions(data: SiteData) -> Divisions:
    """Return the tree of the places of a package; an empty one where it has none."""
    if not data.has("places", "place_id", "name", "parent_id"):
        return Divisions({}, {})
    rows = {row["place_id"]: row for row in data.frame("places").iter_rows(named=True)}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for place_id, row in rows.items():
        if row["parent_id"] in rows:
            below[row["parent_id"]].append(place_id)
    return Divisions(rows, below)
