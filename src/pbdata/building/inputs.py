"""What a build is made of: the files that people write, and the captures that they list."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, read_manifest
from pbdata.captures.store.takedown import CORRECTIONS, TAKEDOWN, Takedown, read_takedowns, refuse_unknown
from pbdata.errors import ManifestError
from pbdata.model.ids import capture_id
from pbdata.package.annotation import ANNOTATION, Annotation, read_annotation

_SHOWN = 10


class Inputs(NamedTuple):
    """What a build is made of. ``manifest`` holds the sightings that were not withdrawn, ``sightings`` all of them."""

    dataset: Mapping[str, Any]
    manifest: Manifest
    takedowns: Mapping[str, Takedown]
    withdrawn: frozenset[str]
    sightings: tuple[Sighting, ...]
    annotation: Annotation


def read_inputs(root: Path) -> Inputs:
    """Read what a package in ``root`` is built from. Raises ``ManifestError`` for what people wrote or put there."""
    dataset = read_dataset(root / DATASET)
    manifest = read_manifest(root / MANIFEST)
    refuse_unknown(root / CORRECTIONS)
    takedowns = read_takedowns(root / TAKEDOWN, {capture_id(one.sha256) for one in manifest.sightings})
    withdrawn = frozenset(capture_id for capture_id, one in takedowns.items() if not one.spans)
    left = tuple(one for one in manifest.sightings if capture_id(one.sha256) not in withdrawn)
    annotation = read_annotation(root / ANNOTATION)
    inputs = Inputs(dataset, Manifest(manifest.collections, left), takedowns, withdrawn, manifest.sightings, annotation)
    _check_files(root, inputs.manifest)
    return inputs


def _check_files(root: Path, manifest: Manifest) -> None:
    problems = [problem for sighting in manifest.sightings if (problem := _problem(root, sighting))]
    if problems:
        more = [f"... and {len(problems) - _SHOWN} more."] if len(problems) > _SHOWN else []
        raise ManifestError("\n".join([*problems[:_SHOWN], *more]))


def _problem(root: Path, sighting: Sighting) -> str | None:
    """What is wrong with the file of a sighting, if anything."""
    path = root / sighting.path
    if not path.is_file():
        return f"{sighting.place}: there is no file {sighting.path}. Put it back, or take this sighting out."
    if not path.resolve().is_relative_to((root / RAW).resolve()):
        return f"{sighting.place}: {sighting.path} is a link out of {RAW}. Put the file itself there."
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"{sighting.place}: {sighting.path} cannot be read ({error.strerror}). Make it readable."
    if found != sighting.sha256:
        return (
            f"{sighting.place}: {sighting.path} has sha256 {found}, not {sighting.sha256}. "
            "Captures never change: restore the file, or add the changed one under another name with `pbdata add`."
        )
    return None
