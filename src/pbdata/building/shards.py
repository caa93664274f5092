"""Some captures at a time, from their bytes to judged columns: a shard. Captures whose ids begin alike are in one shard.

Ids are hashes, so shards are of a size; in the order of shards, rows that begin with the id of a capture or an article are in
the order of the whole table.
"""

import logging
import pickle
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from pbdata.building.decisions import Remark, remarks_on
from pbdata.building.faults import NOT_VALID, SHOWN, captures_at_fault, unwritable
from pbdata.building.limits import NONE, Limits, limited, why_dead
from pbdata.building.store import Kept, Store
from pbdata.building.workers import DiedError, alone, deadly
from pbdata.captures.reading import CaptureReader
from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import Collection as CaptureCollection
from pbdata.captures.store.manifest import Sighting
from pbdata.captures.store.takedown import TAKEDOWN, Takedown
from pbdata.collecting import uncollected
from pbdata.corpus.failures import failed, process_captured, rejected, without_decisions
from pbdata.errors import BuildError, ManifestError
from pbdata.model.capture import Processed, Settings
from pbdata.model.correction import Correction
from pbdata.model.ids import article_id, capture_id
from pbdata.package.columns import Frames, in_order
from pbdata.package.schemas import schemas
from pbdata.package.tables import as_package, of_captures, pages
from pbdata.package.writer import remove_pages, write_pages
from pbdata.validation.built import judge_tables
from pbdata.validation.report.findings import Problem

_LOG = logging.getLogger(__name__)
_CAPTURES = 100
"""About how many captures are in a shard: enough that what is done once for each costs little, and few enough for any memory."""
_PAGES, _REMARKS = "pages", "remarks"
_BESIDE: Mapping[str, dict[str, Any]] = {
    _PAGES: {"capture_id": pl.String, "text": pl.String},
    _REMARKS: {"capture_id": pl.String, "number": pl.Int64, "unfit": pl.String},
}
_ORIGIN = 32
_BITS = 32
_DIGITS = _BITS // 4


class Job(NamedTuple):
    """The captures of one shard, by SHA-256, with their sightings sorted by path, and their takedowns and corrections by
    ``capture_id``.

    ``name`` holds the digits of 0 and 1 with which the hashes of all its captures begin. ``deadly`` are those that killed a
    process, with the reason for which they are rejected; they are not read again.
    """

    name: str
    sightings: Mapping[str, Sequence[Sighting]]
    takedowns: Mapping[str, Takedown]
    corrections: Mapping[str, Sequence[Correction]] = {}
    deadly: Mapping[str, str] = {}


class PackedJob(NamedTuple):
    """A job as it waits for its turn; a corpus of millions has tens of thousands."""

    name: str
    n_captures: int
    content: bytes

    def unpacked(self) -> Job:
        """The job itself."""
        job: Job = pickle.loads(zlib.decompress(self.content))
        return job


def packed(job: Job) -> PackedJob:
    """Return a job in a tenth of its memory."""
    return PackedJob(job.name, len(job.sightings), zlib.compress(pickle.dumps(job), 1))


class Place(NamedTuple):
    """Where and how shards are made: for the corpus in ``root``, with page texts below ``folder``.

    They are kept in ``store``, where there is one; without ``reuse`` nothing is taken from it. With ``limits``, a capture that takes
    more kills the process that reads it.
    """

    root: Path
    folder: Path
    collections: Sequence[CaptureCollection]
    settings: Settings
    store: Store | None = None
    reuse: bool = True
    limits: Limits = NONE


class Shard(NamedTuple):
    """What some captures gave: their columns in all tables, as ``of_captures`` has them, and what was said of them.

    ``remarks`` are on a curator's decisions.
    """

    tables: Mapping[str, pl.DataFrame]
    warnings: Sequence[Problem]
    remarks: Sequence[Remark] = ()


def divided(
    sightings: Mapping[str, Sequence[Sighting]],
    takedowns: Mapping[str, Takedown],
    corrections: Mapping[str, Sequence[Correction]] = {},
) -> list[Job]:
    """Return the jobs of all captures in order; ``sightings`` has those of each capture by SHA-256."""
    bits = max(0, -(-len(sightings) // _CAPTURES) - 1).bit_length()
    shards = groupby(sorted(sightings), key=lambda digest: f"{int(digest[:_DIGITS], 16):0{_BITS}b}"[:bits])
    return [_job(name, list(digests), sightings, takedowns, corrections) for name, digests in shards]


def _job(
    name: str,
    digests: Sequence[str],
    sightings: Mapping[str, Sequence[Sighting]],
    takedowns: Mapping[str, Takedown],
    corrections: Mapping[str, Sequence[Correction]],
) -> Job:
    ids = {capture_id(digest) for digest in digests}
    return Job(
        name,
        {one: sightings[one] for one in digests},
        {one: takedowns[one] for one in ids & takedowns.keys()},
        {one: corrections[one] for one in ids & corrections.keys()},
    )


def make_shard(job: Job, place: Place, done: Callable[[], None] = lambda: None) -> Shard:
    """Process the captures of a shard that are not kept as they are, write all page texts, and judge what they gave.

    A capture whose rows are at fault is rejected, with the fault as its reason; one that a curator decided on is made again without the
    decisions, which do not fit then. ``done`` is called after each capture. Raises
    ``ManifestError`` for a takedown that leaves its page, and ``BuildError`` for a fault that is no capture's.
    """
    origins = {digest: _origin(seen, job, place.settings) for digest, seen in job.sightings.items()}
    kept = place.store.load(job.name) if place.store and place.reuse else []
    known = {digest for one in kept for digest, origin in one.origins.items() if origins.get(digest) == origin}
    for _ in known:
        done()
    frames = [_of_these(one.frames, known) for one in kept]
    if len(kept) == 1 and known == origins.keys() == kept[0].origins.keys():
        _write_pages(place.folder, frames[0][_PAGES])
        return _shard(frames[0], kept[0].warnings)
    with uncollected():
        processed = list(_process([one for one in job.sightings if one not in known], job, place, done))
        # What was kept was judged then; whose of it the warnings were is not known, so that all is judged where there were any.
        well = [] if any(one.warnings for one in kept) else frames
        made, warnings = _judged(processed, [] if well else frames, job, place)
        for frame in well:
            _write_pages(place.folder, frame[_PAGES])
        made = _together([*well, made])
    if place.store:
        # What a process died of, what was too much for it, or a fault of pbdata, may be another at the next build.
        unsure = {*made["captures"].filter(pl.col("reason").str.starts_with("error:"))["sha256"], *job.deadly}
        sure = {digest: origin for digest, origin in origins.items() if digest not in unsure}
        place.store.keep(job.name, Kept(sure, made, tuple(warnings)))
    return _shard(made, warnings)


def make_packed(packed: PackedJob, place: Place) -> Shard:
    """Make the shard of a job that is packed."""
    return make_shard(packed.unpacked(), place)


def without_deadly(packed: PackedJob, place: Place) -> Shard:
    """Return a shard of which some captures kill the process that reads them: these are found, and rejected.

    Those that are left were read within the limits, and are read without them.
    """
    try:
        alone(_live, None)
    except DiedError:
        raise BuildError(
            "no process can be started to read captures. Put the call into a file, below "
            '`if __name__ == "__main__":`, or build with one process: workers=1, --workers 1.'
        ) from None
    job = packed.unpacked()
    deaths = deadly(partial(_try, job=job, place=place), list(job.sightings))
    found = {digest: why_dead(death.exitcode, place.limits) for digest, death in deaths}
    try:
        return alone(partial(make_shard, place=place._replace(limits=NONE)), job._replace(deadly=found))
    except DiedError:
        raise BuildError(
            "a process died of captures that can be read one by one, perhaps for want of memory. Build with fewer --workers."
        ) from None


def _live(_nothing: None) -> None:
    """Nothing to die of."""


def _try(digests: Sequence[str], job: Job, place: Place) -> None:
    """Process captures for nothing but to see whether the process lives."""
    for _ in _process(digests, job, place, lambda: None):
        pass


def _judged(
    processed: Sequence[Processed], frames: Sequence[Frames], job: Job, place: Place
) -> tuple[dict[str, pl.DataFrame], Sequence[Problem]]:
    """What was processed and what was kept, together, without the captures at fault; and what the judge warns of."""
    left, given_up = list(processed), set[str]()
    while True:
        try:
            made = _together([*frames, _made_of(left, job)])
        except ValueError as error:
            said = [f"the tables cannot be written: {error} The last package is untouched."]
            well = [one for one in left if one.capture_id not in given_up]
            found = unwritable(well, lambda one: of_captures([one], job.sightings))
        else:
            _write_pages(place.folder, made[_PAGES])
            whole = as_package(_tables(made), place.collections)
            report = judge_tables(whole, place.folder, place.root)
            if report.valid:
                # Rows are counted in the shard, and of no use to who reads the whole table.
                return made, [replace(one, row=None, line=None) for one in report.warnings]
            remove_pages(place.folder, made[_PAGES]["capture_id"])
            said = [NOT_VALID, *islice(report.lines(), SHOWN)]
            found = captures_at_fault(report.errors, whole)
        curated = {one.capture_id for one in left if one.corrected} & found.keys()
        if not curated and not found.keys() - given_up:
            raise BuildError("\n".join(said))
        given_up |= found.keys() - curated
        left = [
            _without_fault(one, found[one.capture_id], job, place) if one.capture_id in found else one for one in left
        ]


def _without_fault(one: Processed, fault: str, job: Job, place: Place) -> Processed:
    """What a capture gives without a curator's decisions, where it has any: then the fault is theirs. Others are rejected."""
    if not one.corrected:
        return failed(one, fault)
    (bare,) = _process([one.sha256], job._replace(corrections={}), place, lambda: None)
    return without_decisions(bare, len(job.corrections[one.capture_id]), fault)


def _process(digests: Sequence[str], job: Job, place: Place, done: Callable[[], None]) -> Iterator[Processed]:
    reader = CaptureReader(place.root)
    for digest in digests:
        first = job.sightings[digest][0]
        takedown = job.takedowns.get(capture_id(digest))
        spans = takedown.spans if takedown else ()
        captured = Captured(first, reader.read(first.path))
        if digest in job.deadly:
            one = rejected(captured, job.deadly[digest])
        else:
            corrections = job.corrections.get(capture_id(digest), ())
            with limited(place.limits):
                one = process_captured(captured, place.settings, spans, corrections)
        if one.sha256 != digest:
            raise ManifestError(f"{first.path}: this file was changed while it was read. Restore it, then build again.")
        if spans and spans[-1][1] > len(one.page_text or ""):
            raise ManifestError(
                f"{place.root / TAKEDOWN}: the page of {one.capture_id} ends before {spans[-1][1]}. Correct the span."
            )
        _LOG.debug("%s: %s %s", first.path, one.status, one.reason or "")
        done()
        yield one


def _origin(seen: Sequence[Sighting], job: Job, settings: Settings) -> str:
    """What the rows of a capture are made from, the code apart, as a hash; in which line a file says it makes no difference."""
    told, one = [replace(sighting, place="") for sighting in seen], capture_id(seen[0].sha256)
    takedown, decided = job.takedowns.get(one), job.corrections.get(one, ())
    corrections = [each._replace(told=each.told._replace(place="")) for each in decided]
    return sha256(repr((told, takedown and takedown.spans, corrections, settings)).encode()).hexdigest()[:_ORIGIN]


def _made_of(processed: Sequence[Processed], job: Job) -> dict[str, pl.DataFrame]:
    """The columns of captures in all tables, and beside them their page texts and the corrections that were left out."""
    remarks = [remark for one in processed for remark in remarks_on(one)]
    beside = {
        _PAGES: pl.DataFrame(list(pages(processed).items()), _BESIDE[_PAGES], orient="row"),
        _REMARKS: pl.DataFrame(remarks, _BESIDE[_REMARKS], orient="row"),
    }
    return of_captures(processed, job.sightings) | beside


def _shard(made: Frames, warnings: Sequence[Problem]) -> Shard:
    return Shard(_tables(made), warnings, [Remark(*row) for row in made[_REMARKS].sort("capture_id", "number").rows()])


def _tables(made: Frames) -> dict[str, pl.DataFrame]:
    return {name: frame for name, frame in made.items() if name not in _BESIDE}


def _write_pages(folder: Path, texts: pl.DataFrame) -> None:
    write_pages(folder, dict(texts.iter_rows()))


def _of_these(frames: Frames, digests: Collection[str]) -> dict[str, pl.DataFrame]:
    """The rows of some captures."""
    ids = {"capture_id": [capture_id(one) for one in digests], "article_id": [article_id(one) for one in digests]}
    owners = {name: next(owner for owner in ids if owner in frame.columns) for name, frame in frames.items()}
    return {name: frame.filter(pl.col(owners[name]).is_in(ids[owners[name]])) for name, frame in frames.items()}


def _together(parts: Sequence[Frames]) -> dict[str, pl.DataFrame]:
    """Parts as one, each table in its order."""
    whole = {name: pl.concat([part[name] for part in parts]) if len(parts) > 1 else parts[0][name] for name in parts[0]}
    return {
        name: in_order(schemas()[name], frame) if name in schemas() and len(parts) > 1 else frame
        for name, frame in whole.items()
    }
