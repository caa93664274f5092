"""What a build is made of: the files that people write, and the captures that they list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.captures.addresses import is_remote
from pbdata.captures.iterating import Captures, known_captures
from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, Source, read_manifest
from pbdata.captures.store.takedown import CORRECTIONS, TAKEDOWN, Takedown, named_in, read_takedowns
from pbdata.corpus.topics.reading import read_topic
from pbdata.corrections.reading import correction_files, read_corrections
from pbdata.errors import ManifestError
from pbdata.model.correction import Correction
from pbdata.model.ids import capture_id
from pbdata.model.topic import Topic
from pbdata.package.annotation import ANNOTATION, Annotation, read_annotation

_SHOWN = 10


class Inputs(NamedTuple):
    """What a build is made of. ``manifest`` holds the sightings that were not withdrawn, ``sightings`` all that are listed.

    ``corrections`` holds a curator's decisions by ``capture_id``, those on withdrawn captures too, though nothing comes of them.
    Only articles of the ``topic`` are taken; without one, all are.
    """

    dataset: Mapping[str, Any]
    manifest: Manifest
    takedowns: Mapping[str, Takedown]
    withdrawn: frozenset[str]
    sightings: tuple[Sighting, ...]
    annotation: Annotation
    corrections: Mapping[str, Sequence[Correction]]
    topic: Topic | None

    def captures(self, root: Path) -> Captures:
        """Every sighting that was not withdrawn, with its bytes: the files, and the records of sources, in the order of their places."""
        return Captures(root, self.manifest, self.withdrawn)


def read_inputs(root: Path) -> Inputs:
    """Read what a package in ``root`` is built from. Raises ``ManifestError`` for what people wrote or put there."""
    dataset = read_dataset(root / DATASET)
    topic = read_topic(root, dataset["topic"]) if "topic" in dataset else None
    manifest = read_manifest(root / MANIFEST)
    corrected = {path.stem for path in correction_files(root / CORRECTIONS)}
    _check_files(root, manifest.sources)
    known = known_captures(root, manifest, named_in(root / TAKEDOWN) | corrected)
    takedowns = read_takedowns(root / TAKEDOWN, known)
    corrections = read_corrections(root / CORRECTIONS, known | takedowns.keys())
    withdrawn = frozenset(capture_id for capture_id, one in takedowns.items() if not one.spans)
    left = tuple(one for one in manifest.sightings if capture_id(one.sha256) not in withdrawn)
    annotation = read_annotation(root / ANNOTATION)
    _check_files(root, left)
    return Inputs(
        dataset,
        replace(manifest, sightings=left),
        takedowns,
        withdrawn,
        manifest.sightings,
        annotation,
        corrections,
        topic,
    )


def _check_files(root: Path, listed: Iterable[Sighting | Source]) -> None:
    raw = (root / RAW).resolve()
    problems = [problem for one in listed if not is_remote(one.path) and (problem := _problem(root, raw, one))]
    if problems:
        more = [f"... and {len(problems) - _SHOWN} more."] if len(problems) > _SHOWN else []
        raise ManifestError("\n".join([*problems[:_SHOWN], *more]))


def _problem(root: Path, raw: Path, listed: Sighting | Source) -> str | None:
    """What is wrong with the file of a sighting or source, if anything; ``raw`` is where it must lie, without links."""
    path, kind = root / listed.path, "source" if isinstance(listed, Source) else "sighting"
    if not path.is_file():
        return f"{listed.place}: there is no file {listed.path}. Put it back, or take this {kind} out."
    if not path.resolve().is_relative_to(raw):
        return f"{listed.place}: {listed.path} is a link out of {RAW}. Put the file itself there."
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"{listed.place}: {listed.path} cannot be read ({error.strerror}). Make it readable."
    if found != listed.sha256:
        return (
            f"{listed.place}: {listed.path} has sha256 {found}, not {listed.sha256}. "
            "Captures never change: restore the file, or add the changed one under another name with `pbdata add`."
        )
    return None
