"""The captures of a corpus, each to be opened when somebody looks at it, with what was taken down left out."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pbdata.captures.iterating import Captures
from pbdata.captures.reading import CaptureReader
from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import MANIFEST, Sighting, read_manifest
from pbdata.captures.store.takedown import TAKEDOWN, named_in, read_takedowns
from pbdata.corpus.failures import process_captured
from pbdata.corrections.opening import OpenCapture
from pbdata.corrections.reading import correction_path, corrections_of
from pbdata.errors import PbdataError
from pbdata.forms.reading import Written
from pbdata.model.capture import Processed, Settings
from pbdata.model.correction import Correction
from pbdata.model.ids import capture_id

_AT_HAND = 64
"""So many results are kept: a decision is tried several times, before and after, and each costs a tenth of a second."""
_Key = tuple[str, tuple[Correction, ...]]


class Memory:
    """What captures gave with the decisions on them, the last ones asked for."""

    def __init__(self) -> None:
        self._made: OrderedDict[_Key, Processed] = OrderedDict()
        self._lock = Lock()

    def processed(self, capture: OpenCapture, corrections: Sequence[Correction]) -> Processed:
        """What a capture gives with decisions; where these are written has no say in it."""
        key = capture.capture_id, tuple(one._replace(told=one.told._replace(place="")) for one in corrections)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = process_captured(capture.captured, capture.settings, capture.withheld, corrections)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _AT_HAND:
                self._made.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class RememberedCapture(OpenCapture):
    """An open capture whose results are remembered."""

    memory: Memory

    def processed(self, corrections: Sequence[Correction]) -> Processed:
        """What the capture gives with these decisions, by the settings of the corpus."""
        return self.memory.processed(self, corrections)


class Shelf:
    """The captures of the corpus in ``root`` by their ids, in the order of the manifest.

    Raises ``ManifestError`` for what people wrote. Sources are read through once to know what lies in them.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self._settings, self._memory, self._reader = settings, Memory(), CaptureReader(root)
        manifest = read_manifest(root / MANIFEST)
        takedowns = read_takedowns(root / TAKEDOWN, named_in(root / TAKEDOWN))
        withdrawn = {one for one, takedown in takedowns.items() if not takedown.spans}
        self._withheld = {one: takedown.spans for one, takedown in takedowns.items()}
        self._sightings: dict[str, list[Sighting]] = {}
        for sighting in Captures(root, manifest, withdrawn).sightings():
            if (one := capture_id(sighting.sha256)) not in withdrawn:
                self._sightings.setdefault(one, []).append(sighting)

    @property
    def ids(self) -> list[str]:
        """The ids of all captures that were not withdrawn."""
        return list(self._sightings)

    def open(self, capture: str) -> OpenCapture:
        """Open a capture with its decisions as they are written now. Raises ``PbdataError`` where there is none of that id."""
        if capture not in self._sightings:
            raise PbdataError(f"{capture}: there is no such capture here. Name one of data/raw/manifest.yaml.")
        first, *others = self._sightings[capture]
        data = b"" if first.broken else self._reader.read(first.path)
        path = correction_path(self.root, capture)
        corrections = corrections_of(Written.read(path)) if path.is_file() else ()
        withheld = self._withheld.get(capture, ())
        captured = Captured(first, data)
        return RememberedCapture(captured, (first, *others), withheld, corrections, self._settings, self._memory)
