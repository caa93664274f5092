"""Read captures: those of a corpus one after the other, and any of them by its path.

That a capture is a file, or a record of a file that holds many, is decided here and nowhere else.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pbdata.captures.addresses import RecordAddress, is_remote, place_in_order, record_address
from pbdata.captures.formats import UNKNOWN
from pbdata.captures.sources.formats import FORMATS
from pbdata.captures.sources.record import Record
from pbdata.captures.store.manifest import MANIFEST, Manifest, Sighting, Source, read_manifest
from pbdata.errors import ManifestError, PbdataError
from pbdata.model.ids import capture_id


class Captured(NamedTuple):
    """The bytes of a capture, and what is known of where they came from."""

    sighting: Sighting
    data: bytes


class Captures:
    """The captures of a corpus in one pass: every sighting with its bytes, files by their names, records as they follow in theirs.

    No more than one payload is in memory at a time. ``left_out`` counts by source and kind the records that are no pages, and
    ``taken_down`` holds the records of withdrawn captures, as far as the pass has come.
    """

    def __init__(self, root: Path, manifest: Manifest, withdrawn: Collection[str] = ()) -> None:
        """``withdrawn`` holds the ids of captures that do not come, though they are there."""
        self._root = root
        self._manifest = manifest
        self._withdrawn = withdrawn
        self.left_out: dict[str, Counter[str]] = {}
        self.taken_down: list[Sighting] = []

    @property
    def expected(self) -> int:
        """How many sightings there are, as far as the manifest says it."""
        return len(self._manifest.sightings) + sum(one.n_captures or 0 for one in self._manifest.sources)

    def __iter__(self) -> Iterator[Captured]:
        """Begin a pass."""
        listed: Iterable[Sighting | Source] = (*self._manifest.sightings, *self._manifest.sources)
        for one in sorted(listed, key=lambda one: place_in_order(one.path)):
            if isinstance(one, Source):
                yield from self._of_source(one)
            else:
                yield Captured(one, (self._root / one.path).read_bytes())

    def _of_source(self, source: Source) -> Iterator[Captured]:
        left_out = self.left_out[source.path] = Counter()
        for one in captured(self._root, source, left_out):
            if capture_id(one.sighting.sha256) in self._withdrawn:
                self.taken_down.append(one.sighting)
            else:
                yield one


def captured(root: Path, source: Source, left_out: Counter[str]) -> Iterator[Captured]:
    """The captures of a source, one by one. What is no page is counted in ``left_out``; what is broken is a capture that says so."""
    records = FORMATS[source.format].records(_place(root, source.path), source.columns)
    for record in records:
        if record.left_out:
            left_out[record.left_out] += 1
        else:
            yield _captured(source, record)


def captured_at(root: Path, source: Source, offset: int) -> Captured:
    """The capture that lies at an offset of a source. Raises ``PbdataError`` where there is none."""
    record = FORMATS[source.format].record_at(_place(root, source.path), offset, source.columns)
    if record is None or record.left_out:
        what = record.left_out if record else "nothing"
        raise PbdataError(
            f"{RecordAddress(source.path, offset)}: there is no capture here, but {what}. Check the address."
        )
    return _captured(source, record)


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


class CaptureReader:
    """Reads any capture of a corpus by its path, as ``captures.path`` and ``retrievals.path`` have it."""

    def __init__(self, root: Path, locate: Callable[[str], Path] | None = None) -> None:
        """``locate`` finds a file by its path; one that refuses what it does not trust keeps the reader within its bounds."""
        self._root = root
        self._locate = locate or root.joinpath

    def read(self, path: str) -> bytes:
        """The bytes of a capture: of its file, or else of the record that it is in a source of the manifest.

        Raises ``PbdataError`` where there is no such record, and what ``locate`` and reading a file raise.
        """
        address = record_address(path)
        source = self._sources.get(address.file) if address and not (self._root / path).is_file() else None
        if address is None or source is None:
            return self._locate(path).read_bytes()
        if not is_remote(source.path):
            self._locate(source.path)
        return captured_at(self._root, source, address.offset).data

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """By path; none where there is no manifest, or none that can be read."""
        try:
            return {one.path: one for one in read_manifest(self._root / MANIFEST).sources}
        except ManifestError:
            return {}


def read_capture(root: Path, path: str) -> bytes:
    """The bytes of one capture; ``CaptureReader`` reads many."""
    return CaptureReader(root).read(path)


def _place(root: Path, path: str) -> str:
    return path if is_remote(path) else str(root / path)


def _captured(source: Source, record: Record) -> Captured:
    sighting = Sighting(
        path=str(RecordAddress(source.path, record.offset)),
        sha256=sha256(record.data).hexdigest(),
        media_type=UNKNOWN if record.broken else source.media_type or record.media_type or UNKNOWN,
        collection=source.collection,
        url=record.url,
        retrieved=record.retrieved or source.retrieved,
        rights_holder=source.rights_holder,
        rights_notice=source.rights_notice,
        rights_uri=source.rights_uri,
        broken=record.broken,
        place=source.place,
    )
    return Captured(sighting, record.data)
