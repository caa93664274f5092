"""From captures to a validated package that stands in place of the last one, or to an error and no change at all."""

import errno
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pbdata.building.inputs import Inputs, read_inputs
from pbdata.building.publish import PARTS, recover, staging, switch
from pbdata.building.warnings import said_of_tables, warnings_of
from pbdata.captures.store.manifest import Sighting
from pbdata.captures.store.takedown import TAKEDOWN
from pbdata.errors import BuildError, ManifestError, SettingsError
from pbdata.locking import lock
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.ids import capture_id

__all__ = ["Progress", "Summary", "build", "frictionless_errors", "process_or_reject", "recover", "stale_files"]

_LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

_SHOWN = 10
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


def build(
    root: str | Path, *, parquet: bool = False, progress: Progress | None = None, settings: Settings = _DEFAULTS
) -> Summary:
    """Build the package in ``root`` from ``data/raw/``, ``data/dataset.yaml``, corrections and annotation, and put it in place.

    ``progress`` is called with the number of captures done and of all. Raises ``SettingsError`` for a detector that is not
    there, ``ManifestError`` for what people wrote or put there, ``BuildError`` for all else; the last package is untouched then.
    """
    from pbdata.facts.detect import check_detectors

    root = Path(root)
    check_detectors(settings)
    recover(root)
    inputs = read_inputs(root)
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
    return _summarize(written, (*warnings_of(root, inputs, written.processed), *written.warnings))


def stale_files(root: str | Path, progress: Progress | None = None, settings: Settings = _DEFAULTS) -> list[str]:
    """Build the package in ``root`` anew, elsewhere, and return the files in which it differs from what stands there.

    ``data/parquet`` is not looked at. Raises ``ManifestError`` and ``BuildError`` as ``build`` does.
    """
    root = Path(root)
    inputs = read_inputs(root)
    processed = _process(root, inputs, settings, progress)
    with TemporaryDirectory() as folder:
        _write_valid(root, Path(folder), inputs, processed, parquet=False)
        made, standing = _built_files(Path(folder)), _built_files(root)
    return sorted(path for path in made.keys() | standing.keys() if made.get(path) != standing.get(path))


def _built_files(root: Path) -> dict[str, bytes]:
    found = [path for part in PARTS if part != "data/parquet" for path in (root / part, *(root / part).rglob("*"))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def _process(root: Path, inputs: Inputs, settings: Settings, progress: Progress | None) -> list[Processed]:
    processed: list[Processed] = []
    captures = inputs.captures()
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


def _capture(root: Path, sighting: Sighting, withheld: tuple[tuple[int, int], ...]) -> Capture:
    return Capture((root / sighting.path).read_bytes(), sighting.path, sighting.media_type, sighting.url, withheld)


class _Written(NamedTuple):
    """A package in its staging folder: its captures, its rows by table, and what was said of it."""

    processed: Sequence[Processed]
    rows: Mapping[str, int]
    faults: Mapping[str, str]
    warnings: Sequence[str]


def _write_valid(root: Path, folder: Path, inputs: Inputs, processed: Sequence[Processed], parquet: bool) -> _Written:
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
                return _Written(left, counts, faults, said_of_tables(report.warnings))
            said = [_NOT_VALID, *islice(report.lines(), _SHOWN)]
            found = captures_at_fault(report.errors, rows)
        if not found or not found.keys() - faults.keys():
            raise BuildError("\n".join(said))
        faults |= found
        _empty(folder)


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
