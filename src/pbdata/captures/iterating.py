"""The captures of a corpus one after the other, each with its bytes and the word where it came from."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pbdata.captures.addresses import place_in_order
from pbdata.captures.sourced import Captured, captured
from pbdata.captures.store.manifest import Manifest, Sighting, Source
from pbdata.model.ids import capture_id


class Captures:
    """Every sighting of a corpus with its bytes: files by their names, the records of a source as they follow each other in it.

    No more than one payload is in memory at a time. ``left_out`` counts by source and kind the records that are no pages, and
    ``taken_down`` holds the records of withdrawn captures, as far as the last pass has come.
    """

    def __init__(self, root: Path, manifest: Manifest, withdrawn: Collection[str] = ()) -> None:
        """``withdrawn`` holds the ids of captures that do not come, though they are there."""
        self._root = root
        self._manifest = manifest
        self._withdrawn = withdrawn
        self.left_out: dict[str, Counter[str]] = {}
        self.taken_down: list[Sighting] = []

    def __iter__(self) -> Iterator[Captured]:
        """Begin a pass."""
        for one in self._listed():
            if isinstance(one, Source):
                yield from self._of_source(one)
            else:
                yield Captured(one, (self._root / one.path).read_bytes())

    def sightings(self) -> Iterator[Sighting]:
        """A pass without the bytes: of a file its manifest has told all, a source is read."""
        for one in self._listed():
            if isinstance(one, Source):
                yield from (found.sighting for found in self._of_source(one))
            else:
                yield one

    def _listed(self) -> Sequence[Sighting | Source]:
        self.left_out, self.taken_down = {}, []
        listed: list[Sighting | Source] = [*self._manifest.sightings, *self._manifest.sources]
        return sorted(listed, key=lambda one: place_in_order(one.path))

    def _of_source(self, source: Source) -> Iterator[Captured]:
        left_out = self.left_out[source.path] = Counter()
        for one in captured(self._root, source, left_out):
            if capture_id(one.sighting.sha256) in self._withdrawn:
                self.taken_down.append(one.sighting)
            else:
                yield one


def known_captures(root: Path, manifest: Manifest, named: Collection[str]) -> set[str]:
    """The ids of all listed captures, and those of the ``named`` ones that are records of sources, which are read for it."""
    known = {capture_id(one.sha256) for one in manifest.sightings}
    missing = set(named) - known
    for source in manifest.sources if missing else ():
        for one in captured(root, source, Counter()):
            missing.discard(capture_id(one.sighting.sha256))
            if not missing:
                break
    return known | set(named) - missing
