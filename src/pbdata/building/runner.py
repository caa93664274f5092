"""From captures to a validated package that stands in place of the last one, or to an error and no change at all."""

import errno
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from pbdata.building.publish import PARTS, recover, staging, switch
from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, read_manifest
from pbdata.captures.store.takedown import CORRECTIONS, TAKEDOWN, Takedown, read_takedowns, refuse_unknown
from pbdata.errors import BuildError, ManifestError, SettingsError
from pbdata.locking import lock
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.ids import capture_id
from pbdata.package.annotation import ANNOTATION, Annotation, read_annotation
from pbdata.starting.files import missing_for_release

if TYPE_CHECKING:
    from pbdata.validation.report.findings import Problem

__all__ = ["Progress", "Summary", "build", "frictionless_errors", "process_or_reject", "recover", "stale_files"]

_LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

_SHOWN = 10
# Warnings that a validator owes to the readers of a table, and that are no fault of tables that say what a page prints.
_PRINTED = {
    "formula": "what a spreadsheet may take for a formula",
    "zero-width": "a character that cannot be seen",
    "bidi": "a mark that turns the direction of text",
    "control": "a control character",
}
_DEFAULTS = Settings()
_NOT_VALID = "the new package is not valid, and the last one stays. This is a fault of pbdata: please report it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build made. ``captures`` counts by status, ``rows`` by table; ``rejected`` holds path and reason."""

    captures: Mapping[str, int]
    articles: int
    lines_kept: int
    lines_removed: int
    rows: Mapping[str, int]
    rejected: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """Those of the rejected on which pbdata itself failed; the others are in the package without them."""
        return tuple((path, reason) for path, reason in self.rejected if reason.startswith("error:"))


class _Inputs(NamedTuple):
    """What a build is made of. ``manifest`` holds the sightings that were not withdrawn, ``sightings`` all of them."""

    dataset: Mapping[str, Any]
    manifest: Manifest
    takedowns: Mapping[str, Takedown]
    withdrawn: frozenset[str]
    sightings: tuple[Sighting, ...]
    annotation: Annotation


def build(
    root: str | Path, *, parquet: bool = False, progress: Progress | None = None, settings: Settings = _DEFAULTS
) -> Summary:
    """Build the package in ``root`` from ``data/raw/``, ``data/dataset.yaml``, corrections and annotation, and put it in place.

    ``progress`` is called with the number of captures done and of all. Raises ``SettingsError`` for a detector that is not
    there, ``ManifestError`` for what people wrote
    or put there, ``BuildError`` for all else; the last package is untouched then.
    """
    from pbdata.facts.detect import check_detectors

    root = Path(root)
    check_detectors(settings)
    recover(root)
    inputs = _read_inputs(root)
    try:
        with lock(root), staging(root) as folder:
            processed = _process(root, inputs, settings, progress)
            _LOG.info("processed %d captures; writing and judging the tables", len(processed))
            written = _write_valid(root, folder, inputs, processed, parquet)
            switch(root)
    except OSError as error:
        raise BuildError(
            f"{error.filename or root}: {error.strerror}. {_advice(error)} The last package is untouched."
        ) from None
    warnings = (
        *_not_for_release(root),
        *_unlisted(root, inputs),
        *_told_twice(written.processed),
        *_not_built(inputs, written.processed),
        *written.warnings,
    )
    return _summarize(written, warnings)


def stale_files(root: str | Path, progress: Progress | None = None, settings: Settings = _DEFAULTS) -> list[str]:
    """Build the package in ``root`` anew, elsewhere, and return the files in which it differs from what stands there.

    ``data/parquet`` is not looked at. Raises ``ManifestError`` and ``BuildError`` as ``build`` does.
    """
    root = Path(root)
    inputs = _read_inputs(root)
    processed = _process(root, inputs, settings, progress)
    with TemporaryDirectory() as folder:
        _write_valid(root, Path(folder), inputs, processed, parquet=False)
        made, standing = _built_files(Path(folder)), _built_files(root)
    return sorted(path for path in made.keys() | standing.keys() if made.get(path) != standing.get(path))


def _built_files(root: Path) -> dict[str, bytes]:
    found = [path for part in PARTS if part != "data/parquet" for path in (root / part, *(root / part).rglob("*"))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def _read_inputs(root: Path) -> _Inputs:
    dataset = read_dataset(root / DATASET)
    manifest = read_manifest(root / MANIFEST)
    refuse_unknown(root / CORRECTIONS)
    takedowns = read_takedowns(root / TAKEDOWN, {capture_id(one.sha256) for one in manifest.sightings})
    withdrawn = frozenset(capture_id for capture_id, one in takedowns.items() if not one.spans)
    left = tuple(one for one in manifest.sightings if capture_id(one.sha256) not in withdrawn)
    annotation = read_annotation(root / ANNOTATION)
    inputs = _Inputs(
        dataset, Manifest(manifest.collections, left), takedowns, withdrawn, manifest.sightings, annotation
    )
    _check_files(root, inputs.manifest)
    return inputs


def _process(root: Path, inputs: _Inputs, settings: Settings, progress: Progress | None) -> list[Processed]:
    processed: list[Processed] = []
    captures = _distinct(inputs.manifest)
    for sighting in captures:
        takedown = inputs.takedowns.get(capture_id(sighting.sha256))
        spans = takedown.spans if takedown else ()
        one = process_or_reject(_capture(root, sighting, spans), settings)
        if spans and spans[-1][1] > len(one.page_text or ""):
            raise ManifestError(
                f"{root / TAKEDOWN}: the page of {one.capture_id} ends before {spans[-1][1]}. Correct the span."
            )
        processed.append(one)
        _LOG.debug("%s: %s %s", sighting.path, one.status, one.reason or "")
        if progress:
            progress(len(processed), len(captures))
    return processed


def process_or_reject(capture: Capture, settings: Settings = _DEFAULTS) -> Processed:
    """What a capture gives; a capture on which processing fails is rejected, with the failure as its reason."""
    from pbdata.building.faults import reason_of
    from pbdata.corpus.outcomes import outcome
    from pbdata.corpus.process import process_capture

    try:
        return process_capture(capture, settings)
    except (ImportError, MemoryError, OSError, SettingsError):
        raise  # This machine's or the caller's fault, not the capture's.
    except Exception as error:
        return outcome(capture, capture.media_type, None, None, reason_of(error))


def frictionless_errors(root: Path) -> list[str]:
    """What frictionless finds wrong with the package in ``root``, in sentences. Raises ``BuildError`` where it is missing."""
    try:
        import frictionless
    except ImportError:
        raise BuildError('frictionless is not installed. Install it: pip install "pbdata[frictionless]".') from None

    report = frictionless.validate(str(root / "datapackage.json"))
    return [" ".join(str(cell) for cell in row if cell) for row in report.flatten(["name", "type", "message"])]


def _distinct(manifest: Manifest) -> list[Sighting]:
    """One sighting of each capture, that of the smallest path, in the order of their paths."""
    first: dict[str, Sighting] = {}
    for sighting in sorted(manifest.sightings, key=lambda sighting: sighting.path):
        first.setdefault(sighting.sha256, sighting)
    return list(first.values())


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


def _capture(root: Path, sighting: Sighting, withheld: tuple[tuple[int, int], ...]) -> Capture:
    return Capture((root / sighting.path).read_bytes(), sighting.path, sighting.media_type, sighting.url, withheld)


class _Written(NamedTuple):
    """A package in its staging folder: its captures, its rows by table, and what was said of it."""

    processed: Sequence[Processed]
    rows: Mapping[str, int]
    faults: Mapping[str, str]
    warnings: Sequence[str]


def _write_valid(root: Path, folder: Path, inputs: _Inputs, processed: Sequence[Processed], parquet: bool) -> _Written:
    """Write the package into ``folder`` and validate it there, without the captures at fault where it is not valid."""
    from pbdata.building.faults import captures_at_fault, unwritable
    from pbdata.corpus.outcomes import failed
    from pbdata.package.tables import pages, tables
    from pbdata.package.writer import write_package
    from pbdata.validation.judge import validate

    def write(captures: Sequence[Processed], place: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        rows = tables(
            inputs.manifest.of({one.sha256 for one in captures}), captures, inputs.withdrawn, inputs.annotation
        )
        write_package(place, inputs.dataset, rows, pages(captures), parquet)
        return rows

    def write_alone(one: Processed) -> None:
        with TemporaryDirectory() as elsewhere:
            write([one], Path(elsewhere))

    faults: dict[str, str] = {}
    while True:
        left = [failed(one, faults[one.capture_id]) if one.capture_id in faults else one for one in processed]
        rows: Mapping[str, Sequence[Mapping[str, Any]]] = {}
        try:
            rows = write(left, folder)
        except ValueError as error:
            said = [f"the tables cannot be written: {error} The last package is untouched."]
            found = unwritable([one for one in left if one.capture_id not in faults], write_alone)
        else:
            report = validate(folder, captures=root)
            if report.valid:
                counts = {name: len(table) for name, table in rows.items()}
                return _Written(left, counts, faults, _said_of_tables(report.warnings))
            said = [_NOT_VALID, *islice(report.lines(), _SHOWN)]
            found = captures_at_fault(report.errors, rows)
        if not found or not found.keys() - faults.keys():
            raise BuildError("\n".join(said))
        faults |= found
        _empty(folder)


def _said_of_tables(warnings: Sequence["Problem"]) -> list[str]:
    """What a validation warns of, in sentences for who built the tables: what a page prints stays, whatever a reader makes of it."""
    from pbdata.validation.report.findings import Report

    printed = Counter((one.resource, one.field, one.rule) for one in warnings if one.rule in _PRINTED)
    *others, _verdict = Report(warnings=tuple(one for one in warnings if one.rule not in _PRINTED)).lines()
    return [line.removeprefix("warning: ") for line in others] + [
        f"{resource}.{field}: {'a cell holds' if n == 1 else 'cells hold'} {_PRINTED[rule]}, as the page prints it. "
        "Nothing is to be done: these tables say what is printed."
        for (resource, field, rule), n in printed.items()
    ]


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink()


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Free some space, then build again."
    return "Make the folder of the package writable, then build again."


def _unlisted(root: Path, inputs: _Inputs) -> list[str]:
    """A warning for each file in ``data/raw/`` that is no sighting, since nothing that was captured is to be lost, and for
    each that was withdrawn and is still there."""
    listed = {sighting.path for sighting in inputs.sightings} | {MANIFEST}
    found = (path.relative_to(root).as_posix() for path in (root / RAW).rglob("*") if path.is_file())
    return [
        f"{path}: this file is not in the manifest. List it with `pbdata add {path} --collection ID`, or remove it."
        for path in sorted(set(found) - listed)
        if not Path(path).name.startswith(".")
    ] + [
        f"{one.path}: this capture is withdrawn, and its file is still there. Remove it and its sighting; see RIGHTS.md."
        for one in inputs.sightings
        if capture_id(one.sha256) in inputs.withdrawn
    ]


def _not_for_release(root: Path) -> list[str]:
    """A warning for each file that a release asks for, in a repository, from which releases are packed."""
    missing = missing_for_release(root) if (root / ".git").exists() else []
    return [f"{name}: a release asks for this file. Write it, or have it written by `pbdata init`." for name in missing]


def _told_twice(processed: Sequence[Processed]) -> list[str]:
    """A warning for each article whose text another one has already."""
    from pbdata.corpus.copies import copies

    paths = {one.article.article_id: one.path or one.capture_id for one in processed if one.article is not None}
    return [
        f"{paths[one]}: its article has the same text as that of {paths[first]}. Both are in the tables, and "
        f"`articles.same_text_as` of {one} says so: count it once, or take it out with `pbdata remove`."
        for one, first in sorted(copies(processed).items(), key=lambda pair: paths[pair[0]])
    ]


def _not_built(inputs: _Inputs, processed: Sequence[Processed]) -> list[str]:
    """A warning for each article that was annotated and is not there; its lines hold words that may have been withdrawn."""
    built = {one.article.article_id for one in processed if one.article is not None}
    return [
        f"{ANNOTATION}: {article_id} was annotated and is not in the package, so its lines count for nothing. Remove them."
        for article_id in inputs.annotation.articles
        if article_id not in built
    ]


def _summarize(written: _Written, warnings: tuple[str, ...]) -> Summary:
    processed, rows = written.processed, written.rows
    kept = sum(line.kept for one in processed for line in one.lines)
    return Summary(
        captures=dict(sorted(Counter(one.status for one in processed).items())),
        articles=rows["articles"],
        lines_kept=kept,
        lines_removed=rows["lines"] - kept,
        rows=rows,
        rejected=tuple((one.path or one.capture_id, one.reason or "") for one in processed if one.status == "rejected"),
        warnings=warnings,
    )
