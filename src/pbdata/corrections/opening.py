"""One capture as a curator works on it: its bytes, what was decided about it so far, and what it gives with other decisions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pbdata.captures.iterating import Captures, known_captures
from pbdata.captures.reading import CaptureReader
from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, read_manifest
from pbdata.captures.store.takedown import TAKEDOWN, named_in, read_takedowns
from pbdata.checked_yaml import did_you_mean
from pbdata.corpus.failures import process_captured
from pbdata.corpus.topics.reading import topic_of
from pbdata.corrections.reading import correction_path, corrections_of
from pbdata.errors import PbdataError
from pbdata.forms.reading import Written
from pbdata.model.capture import Processed, Settings
from pbdata.model.correction import Correction, Range
from pbdata.model.ids import capture_id

_PREFIX = re.compile(r"c[0-9a-f]{1,16}")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OpenCapture:
    """A capture with its sightings (the first is that of ``captured``), what is withheld of its page, and its decisions.

    ``settings`` are those with which its corpus is built.
    """

    captured: Captured
    sightings: tuple[Sighting, ...]
    withheld: tuple[Range, ...]
    corrections: tuple[Correction, ...]
    settings: Settings

    @property
    def capture_id(self) -> str:
        """The id of the capture."""
        return capture_id(self.captured.sighting.sha256)

    def processed(self, corrections: Sequence[Correction]) -> Processed:
        """What the capture gives with these decisions. Nothing is read and nothing written."""
        return process_captured(self.captured, self.settings, self.withheld, corrections)


def open_capture(root: Path, name: str) -> OpenCapture:
    """Open the capture that a name means: its id, the beginning of it, or its path in ``data/raw/``.

    Raises ``PbdataError`` for a name that means none or several, for one that was withdrawn, and for a topic that cannot be read.
    """
    settings = Settings(topic=topic_of(root))
    manifest = read_manifest(root / MANIFEST)
    sightings = _sightings(root, manifest, name)
    one = capture_id(sightings[0].sha256)
    known = known_captures(root, manifest, named_in(root / TAKEDOWN))
    takedown = read_takedowns(root / TAKEDOWN, known).get(one)
    if takedown and not takedown.spans:
        raise PbdataError(f"{one} is withdrawn, and nothing of it is corrected.")
    first = sightings[0]
    data = CaptureReader(root).read(first.path)
    if sha256(data).hexdigest() != first.sha256:
        raise PbdataError(
            f"{first.path}: this file is not what the manifest says. Run `pbdata build` to see what differs."
        )
    path = correction_path(root, one)
    corrections = corrections_of(Written.read(path)) if path.is_file() else ()
    return OpenCapture(
        Captured(first, data), tuple(sightings), takedown.spans if takedown else (), corrections, settings
    )


def _sightings(root: Path, manifest: Manifest, name: str) -> list[Sighting]:
    """The sightings of the one capture that is meant, by path. Sources are read only where no file is meant."""
    listed: Iterable[Sighting] = manifest.sightings
    found = _meant(root, listed, name)
    if not found and manifest.sources:
        listed = list(Captures(root, manifest).sightings())
        found = _meant(root, listed, name)
    digests = sorted({one.sha256 for one in found})
    if not digests:
        known = [word for one in listed for word in (one.path.removeprefix(f"{RAW}/"), capture_id(one.sha256))]
        near = did_you_mean(Path(name).name, known)
        advice = near if near.startswith("Did") else "`pbdata list` shows the captures."
        raise PbdataError(f"{name}: there is no such capture. {advice}")
    if len(digests) > 1:
        shown = ", ".join(map(capture_id, digests[:_SHOWN]))
        raise PbdataError(f"{name}: {len(digests)} captures are called so: {shown}. Write more of the id.")
    return sorted((one for one in listed if one.sha256 == digests[0]), key=lambda one: one.path)


def _meant(root: Path, listed: Iterable[Sighting], name: str) -> list[Sighting]:
    if _PREFIX.fullmatch(name):
        return [one for one in listed if capture_id(one.sha256).startswith(name)]
    place = Path(name).resolve()
    inside = place.relative_to(root.resolve()).as_posix() if place.is_relative_to(root.resolve()) else name
    return [one for one in listed if one.path in (name, f"{RAW}/{name}", inside)]
