"""The captures of a corpus, each to be processed when somebody looks at it, with what was taken down left out."""

from collections.abc import Sequence
from pathlib import Path

from pbdata.captures.iterating import Captures
from pbdata.captures.reading import CaptureReader
from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import MANIFEST, Sighting, read_manifest
from pbdata.captures.store.takedown import TAKEDOWN, named_in, read_takedowns
from pbdata.corpus.failures import process_captured
from pbdata.errors import PbdataError
from pbdata.model.capture import Processed, Settings
from pbdata.model.correction import Correction
from pbdata.model.ids import capture_id


class Shelf:
    """The captures of the corpus in ``root`` by their ids, in the order of the manifest.

    Raises ``ManifestError`` for what people wrote. Sources are read through once to know what lies in them.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root, self._settings, self._reader = root, settings, CaptureReader(root)
        manifest = read_manifest(root / MANIFEST)
        takedowns = read_takedowns(root / TAKEDOWN, named_in(root / TAKEDOWN))
        withdrawn = {one for one, takedown in takedowns.items() if not takedown.spans}
        self._withheld = {one: takedown.spans for one, takedown in takedowns.items()}
        self._sightings: dict[str, Sighting] = {}
        for sighting in Captures(root, manifest, withdrawn).sightings():
            if (one := capture_id(sighting.sha256)) not in withdrawn:
                self._sightings.setdefault(one, sighting)

    @property
    def ids(self) -> list[str]:
        """The ids of all captures that were not withdrawn."""
        return list(self._sightings)

    def data(self, capture: str) -> bytes:
        """The bytes of a capture. Raises ``PbdataError`` where there is none of that id."""
        return self._reader.read(self._sighting(capture).path)

    def process(self, capture: str, corrections: Sequence[Correction] = ()) -> Processed:
        """What a capture gives with some decisions applied. Raises ``PbdataError`` where there is none of that id."""
        sighting = self._sighting(capture)
        captured = Captured(sighting, b"" if sighting.broken else self.data(capture))
        return process_captured(captured, self._settings, self._withheld.get(capture, ()), corrections)

    def _sighting(self, capture: str) -> Sighting:
        if capture not in self._sightings:
            raise PbdataError(f"{capture}: there is no such capture here. Name one of data/raw/manifest.yaml.")
        return self._sightings[capture]
